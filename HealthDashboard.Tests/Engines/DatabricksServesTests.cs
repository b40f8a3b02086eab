using System.Net;
using System.Net.Http.Headers;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using HealthDashboard.Tests.Support.Lake;

namespace HealthDashboard.Tests.Engines;

/// <summary>The real program over a lake: pages and files as over files, and a sentence where it has not what they need.</summary>
public sealed class DatabricksServesTests(SampleWarehouse sample) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pages_and_files_are_served_and_what_the_lake_lacks_is_said()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var lake = new LakeInDuckDb(sample.Warehouse);
        await using var api = await StatementServer.OverAsync(lake.Connection);
        await using var dashboard = DashboardProcess.StartIn(
            [("Warehouse__Connection", api.Connection($"ClientId={StatementServer.ClientId};ClientSecret={StatementServer.ClientSecret}"))],
            "--urls", "http://127.0.0.1:0", "--Warehouse:Engine", "databricks", "--Warehouse:Path", Path.Combine(_folder.Path, "warehouse"), "--State:Path", Path.Combine(_folder.Path, "state"));
        using var http = new HttpClient { BaseAddress = await dashboard.AddressAsync() };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        await Patience.UntilAsync(async token => (await http.GetAsync("/health/ready", token)).IsSuccessStatusCode);

        var view = InsuranceSummary.View;
        foreach (var (query, scope) in new[] { ("", Scopes.Everything), ("?department=Cardiology&from=2025-03-03", Scopes.Everything.With(Dimensions.Department, "Cardiology") with { From = new DateOnly(2025, 3, 3) }) })
        {
            using var expected = new MemoryStream();
            await CsvExport.WriteAsync(expected, sample.Snapshot, view, scope, GridQuery.AllRows, cancellation);
            Assert.Equal(expected.ToArray(), await http.GetByteArrayAsync($"/gold/{view.Name}.csv{query}", cancellation));
        }

        foreach (var page in new[] { "/", "/?department=Cardiology", "/gold/doctor_performance", "/gold/weekly_visit_trends?by=month", "/departments/Cardiology", "/doctors/D001", "/patients/P0001", "/cost-change", "/pipeline", "/pipeline/rules/visits/date_far", "/passport/insurance_summary/total_cost" })
        {
            var answer = await http.GetAsync(page, cancellation);
            Assert.True(answer.IsSuccessStatusCode, $"{page}: {(int)answer.StatusCode}\n{dashboard.Output}");
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            Assert.True(text.Contains("These numbers are read from a lake.", StringComparison.Ordinal) && !text.Contains("Something went wrong", StringComparison.Ordinal), $"{page}\n{dashboard.Output}");
        }

        Assert.Contains("Rejected records are not here", await http.GetStringAsync("/pipeline/rules/visits/date_far", cancellation), StringComparison.Ordinal);
        Assert.Contains("The rows behind a number are not here", await http.GetStringAsync("/passport/insurance_summary/total_cost", cancellation), StringComparison.Ordinal);
        var rejected = await http.GetAsync("/pipeline/rejected.csv", cancellation);
        Assert.Equal((HttpStatusCode.BadRequest, true), (rejected.StatusCode, (await rejected.Content.ReadAsStringAsync(cancellation)).Contains("no rejected records", StringComparison.Ordinal)));
        Assert.DoesNotMatch($"{StatementServer.ClientSecret}|given-1|sig=|fail:", dashboard.Output);
    }
}
