using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Subjects;
using HealthDashboard.Tests.Access.Audit;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Frame;

/// <summary>What a page shows is written down once, as long as it shows the same.</summary>
public sealed class PageAuditTests : IDisposable
{
    private readonly AuditWriting _audit = new();

    [Fact]
    public async Task New_data_and_another_address_are_new_things_and_drawing_again_is_none()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        await using var context = PageContext.For(warehouse, _audit.Store, new Grant(Role.Analyst, null));
        var page = context.Visit<OverviewPage>("/");
        Assert.Equal(["/"], Written());

        page.Render();
        Assert.Equal(["/"], Written());

        var run = warehouse.Run(Hospital.Tiny.Treatment("T2,V1,MRI,900,MedCare"));
        Assert.Equal(HealthDashboard.Pipeline.RunState.Published, run.State);
        page.WaitForAssertion(() => Assert.Equal(["/", "/"], Written()));

        context.Visit<OverviewPage>("/?department=Cardiology");
        Assert.Equal(["/", "/", "/?department=Cardiology"], Written().Take(3));
    }

    [Fact]
    public async Task A_page_of_a_patient_is_not_drawn_when_it_cannot_be_written_down()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        await using var context = PageContext.For(warehouse, _audit.Store, new Grant(Role.Analyst, null));
        _ = _audit.Store.End();
        File.Delete(_audit.Files.Database);

        Assert.Throws<AuditUnavailableException>(() => context.Visit<PatientPage>("/patients/P1", page => page.Add(each => each.PatientId, "P1")));
        Assert.NotEmpty(context.Visit<OverviewPage>("/").Markup);
    }

    public void Dispose() => _audit.Dispose();

    private string[] Written() => [.. new AuditReader(_audit.Files).Stream(new AuditQuestion()).Reverse().Select(entry => entry.What)];
}
