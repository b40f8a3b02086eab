using System.IO.Compression;
using HealthDashboard.Access;
using HealthDashboard.Endpoints;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Endpoints;

/// <summary>What goes with an export of some departments, and the words of their pages, say nothing of the others.</summary>
public sealed class WithinReachFilesTests(SampleWarehouse sample)
{
    [Fact]
    public async Task The_text_beside_the_rows_is_of_ones_own_departments()
    {
        var text = await AboutAsync(Scope.Of(Reach.Of([new Grant(Role.Analyst, ["Psychiatry"])], names: false)));
        var all = await AboutAsync(Scopes.Everything);
        var (first, last) = sample.Warehouse.Query<(string, string)>("select min(visit_date), max(visit_date) from gold.dim_visits where department = 'Psychiatry' and week is not null").Single();

        Assert.Contains($"Data: visits from {first} to {last}", text, StringComparison.Ordinal);
        Assert.Contains("of all departments those of the reader: Psychiatry", text, StringComparison.Ordinal);
        Assert.DoesNotContain("records read", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cardiology", text, StringComparison.Ordinal);
        Assert.Contains("records read", all, StringComparison.Ordinal);
        Assert.DoesNotContain("of the reader", all, StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_of_a_page_name_what_it_is_of()
    {
        Assert.Equal("Psychiatry, all doctors, the whole period", Format.Words(Scope.Of(Reach.Of([new Grant(Role.Analyst, ["Psychiatry"])], names: false)), null));
        Assert.Equal("4 departments, all doctors, the whole period", Format.Words(Scope.Of(Reach.Of([new Grant(Role.Analyst, ["A", "B", "C", "D"])], names: false)), null));
        Assert.Equal("All departments, all doctors, the whole period", Format.Words(Scope.Of(Reach.Of([new Grant(Role.Analyst, null)], names: false)), null));
    }

    private async Task<string> AboutAsync(Scope scope)
    {
        using var zip = new MemoryStream();
        await ViewZip.WriteAsync(zip, sample.Snapshot, sample.Warehouse.History.Of(sample.Snapshot)!, DepartmentTreatmentSummary.View, scope, GridQuery.AllRows, "/x", TestContext.Current.CancellationToken);
        using var archive = new ZipArchive(zip);
        using var reader = new StreamReader(archive.Entries.Single(entry => entry.Name == "about.txt").Open());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
