using System.Text.Json;
using System.Text.RegularExpressions;
using HealthDashboard.Access;
using HealthDashboard.Endpoints;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Pairs;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Tests.Endpoints;

/// <summary>What is said of the addresses for scripts is what they are.</summary>
public sealed partial class ScriptAddressesTests(SampleServer server, SampleWarehouse warehouse) : IClassFixture<SampleServer>
{
    [Fact]
    public async Task All_addresses_of_the_README_and_no_others_are_described()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Places.Repository, "README.md"), TestContext.Current.CancellationToken);
        var section = readme.Split("## Addresses for scripts")[1].Split("\n## ")[0];
        var promised = Address().Matches(section).Select(match => match.Value).Where(path => !path.StartsWith("/health", StringComparison.Ordinal) && !path.StartsWith("/openapi", StringComparison.Ordinal));

        var paths = (await DescribedAsync()).EnumerateObject().Select(path => path.Name).ToList();

        Assert.Equal([.. promised.Append("/gold/{view}.zip").Distinct().Order(StringComparer.Ordinal)], paths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_address_answers_as_it_says()
    {
        foreach (var path in (await DescribedAsync()).EnumerateObject())
        {
            var operation = path.Value.GetProperty("get");
            using var answer = await server.Http.GetAsync(new Uri(path.Name.Replace("{view}", "insurance_summary", StringComparison.Ordinal), UriKind.Relative));

            Assert.True(answer.IsSuccessStatusCode, path.Name);
            Assert.Equal(Assert.Single(operation.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject()).Name, answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal(operation.GetProperty("responses").TryGetProperty("304", out _), answer.Headers.ETag is not null);
        }
    }

    /// <summary>A name that is read and not described would be found by nobody.</summary>
    [Fact]
    public async Task Each_name_that_is_read_is_described_and_no_other()
    {
        var (view, choices) = (GoldCatalog.Find("insurance_summary")!, FilterChoices.Of(warehouse.Snapshot, Reach.Everything));
        var (scope, grid, change, rejected, across, pair) = (new Names(), new Names(), new Names(), new Names(), new Names(), new Names());
        _ = AddressQuery.ReadScope(scope.Ask, choices);
        _ = AddressQuery.ReadBy(grid.Ask, view);
        _ = AddressQuery.ReadGrid(grid.Ask, view);
        _ = CostBy.Read(change.Ask);
        _ = PeriodComparison.Read(change.Ask, Scopes.Everything, choices.Period);
        _ = RejectedCsv.ReadFilter(rejected.Ask);
        _ = InsurersAcross.Read(across.Ask, choices.Period);
        _ = new PairReader(warehouse.Warehouse.Reader, warehouse.Snapshot, Scopes.Everything, pair.Ask).ReadAsync();
        _ = PeriodComparison.Read(pair.Ask, Scopes.Everything, choices.Period);

        Assert.Equal([.. scope.Asked, .. grid.Asked, "view"], await NamesAsync("/gold/{view}.csv"));
        Assert.Equal([.. scope.Asked, .. grid.Asked, "view"], await NamesAsync("/gold/{view}.zip"));
        Assert.Equal(scope.Asked, await NamesAsync("/signals.csv"));
        Assert.Equal([.. scope.Asked, .. change.Asked], await NamesAsync("/cost-change.csv"));
        Assert.Equal([.. scope.Asked, .. across.Asked], await NamesAsync("/insurance.csv"));
        Assert.Equal([.. scope.Asked, .. pair.Asked], await NamesAsync("/compare.csv"));
        Assert.Equal([.. rejected.Asked, "as_of", "share"], await NamesAsync("/pipeline/rejected.csv"));
    }

    [Fact]
    public async Task The_description_stands_behind_the_walls_and_names_no_host()
    {
        using var answer = await server.Http.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));

        Assert.True(answer.Headers.CacheControl is { NoStore: true, Private: true });
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<HashSet<string>> NamesAsync(string path) =>
        [.. (await DescribedAsync()).GetProperty(path).GetProperty("get").GetProperty("parameters").EnumerateArray().Select(each => each.GetProperty("name").GetString()!)];

    private async Task<JsonElement> DescribedAsync() =>
        JsonDocument.Parse(await server.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).RootElement.GetProperty("paths");

    [GeneratedRegex(@"/[a-z][a-z/{}.-]*")]
    private static partial Regex Address();

    private sealed class Names
    {
        public HashSet<string> Asked { get; } = [];

        public StringValues Ask(string name)
        {
            Asked.Add(name);
            return StringValues.Empty;
        }
    }
}
