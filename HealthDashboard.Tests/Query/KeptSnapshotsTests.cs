using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Views;
using HealthDashboard.Pipeline;
using HealthDashboard.Pipeline.Uploads;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Query;

/// <summary>An upload that waits for somebody to decide is a snapshot too: for those who may see the pipeline, and nobody else.</summary>
public sealed class KeptSnapshotsTests : IDisposable
{
    private const string MadeUp = "0099-20250101T000000Z";

    private readonly TestWarehouse _warehouse = TestWarehouse.Of(Hospital.Tiny);
    private readonly UploadFolder _upload;
    private readonly RunRecord _preview;

    public KeptSnapshotsTests()
    {
        _upload = UploadFolder.Create(_warehouse.Store.Folder);
        Hospital.Tiny.Treatment("T2,V1,MRI,900,MedCare").WriteTo(_upload.Path);
        _preview = _warehouse.Pipeline().Preview(_upload, _ => { }, CancellationToken.None);
        Assert.Equal(RunState.Previewed, _preview.State);
    }

    public static TheoryData<string> Others => ["viewer=*", "analyst=* names", "analyst=Cardiology", "admin=Cardiology", "nothing"];

    [Theory]
    [MemberData(nameof(Others))]
    public void It_is_answered_as_what_was_never_there_and_named_to_nobody(string reach)
    {
        var published = _warehouse.Snapshot.RunId;

        Assert.Equal(Refusal(MadeUp, reach).Replace(MadeUp, "", StringComparison.Ordinal), Refusal(_preview.RunId, reach).Replace(_preview.RunId, "", StringComparison.Ordinal));
        Assert.EndsWith($"Kept are {published}.", Refusal(_preview.RunId, reach), StringComparison.Ordinal);
        Assert.Equal(published, Read(published, reach)?.RunId);
    }

    [Fact]
    public void Who_may_see_the_pipeline_looks_at_it_and_everybody_does_once_it_is_published()
    {
        Assert.Equal(_preview.RunId, Read(_preview.RunId, "admin=*")?.RunId);

        _ = _warehouse.Pipeline().Publish(_preview, _upload, _warehouse.Snapshot.RunId);

        Assert.Equal(_preview.RunId, Read(_preview.RunId, "viewer=*")?.RunId);
        Assert.EndsWith($"Kept are {_preview.RunId}, 0001-{_warehouse.History.All().Last().RunId[5..]}.", Refusal(MadeUp, "viewer=*"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_around_it_tells_nothing_of_it_either()
    {
        await using var analyst = PageContext.For(_warehouse, new Grant(Role.Analyst, null));
        await using var admin = PageContext.For(_warehouse, new Grant(Role.Admin, null));

        Assert.Contains("$100.00", Shown(analyst, _preview.RunId), StringComparison.Ordinal);
        Assert.Equal(Around(analyst, MadeUp).Replace(MadeUp, "", StringComparison.Ordinal), Around(analyst, _preview.RunId).Replace(_preview.RunId, "", StringComparison.Ordinal));
        Assert.Contains("1,000.00", Shown(admin, _preview.RunId), StringComparison.Ordinal);
        Assert.Contains(_preview.RunId, Around(admin, _preview.RunId), StringComparison.Ordinal);

        static string Shown(PageContext context, string runId) => context.Visit<GoldPage>(
            $"/gold/department_treatment_summary?as_of={runId}", page => page.Add(each => each.ViewName, "department_treatment_summary")).Find(".grid tbody").TextContent;

        static string Around(PageContext context, string runId)
        {
            context.Navigation.NavigateTo($"/gold/department_treatment_summary?as_of={runId}");
            return context.Render<AsOfNotice>(each => each.Add(part => part.Here, context.Here)).Markup + context.Render<Imprint>(each => each.Add(part => part.Here, context.Here)).Markup;
        }
    }

    /// <summary>Pages for administrators of everything, and what decides who may look, ask the store itself.</summary>
    [Fact]
    public void Nothing_that_others_are_shown_asks_for_a_run_past_it()
    {
        var program = Path.Combine(Places.Repository, "HealthDashboard");
        var asking = new[] { "Query", "Pages", "Endpoints" }.SelectMany(room => Directory.EnumerateFiles(Path.Combine(program, room), "*.*", SearchOption.AllDirectories))
            .Where(path => File.ReadAllText(path).Contains("tore.Find", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(program, path).Replace('\\', '/'));

        Assert.Equal(
            ["Pages/Compare/ComparePage.razor", "Pages/Compare/SnapshotLinks.razor", "Pages/Upload/UploadPreview.razor", "Query/KeptSnapshots.cs"],
            asking.Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _upload.Remove();
        _warehouse.Dispose();
    }

    private HealthDashboard.Warehouse.Snapshot? Read(string runId, string reach) => AddressQuery.ReadSnapshot(name => name == "as_of" ? runId : "", _warehouse.Store, Reach.Parse(reach));

    private string Refusal(string runId, string reach) => Assert.Throws<UnusableFilterException>(() => Read(runId, reach)).Message;
}
