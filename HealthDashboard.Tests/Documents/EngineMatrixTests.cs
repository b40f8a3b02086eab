using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Tests.Engines;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Documents;

/// <summary>What the page of the lake says of engines, views and scopes is what the tests it names run.</summary>
public sealed partial class EngineMatrixTests
{
    [Fact]
    public async Task Each_row_names_a_test_and_how_many_views_and_scopes_it_runs()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Places.Repository, "docs", "lake.md"), TestContext.Current.CancellationToken);
        var rows = Row().Matches(page[page.IndexOf("## Engines, views and scopes", StringComparison.Ordinal)..]);

        Assert.Equal(5, rows.Count);
        Assert.All(rows, row =>
        {
            var test = Assert.Single(typeof(EngineMatrixTests).Assembly.GetTypes(), type => type.Name == row.Groups[3].Value);
            var own = test.GetFields(BindingFlags.NonPublic | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<IReadOnlyList<Scope>>().Sum(scopes => scopes.Count);
            var scopes = test == typeof(DatabricksEngineTests) ? Scopes.All.Count : Math.Max(1, own);
            Assert.Equal((GoldCatalog.All.Count, scopes), (int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(row.Groups[2].Value, CultureInfo.InvariantCulture)));
        });
    }

    [GeneratedRegex(@"(?m)^\| .+? \| (\d+)[^|]* \| (\d+)[^|]* \| `(\w+Tests)` \|$")]
    private static partial Regex Row();
}
