using HealthDashboard.Engines.Databricks;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Tests.Gold;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using HealthDashboard.Tests.Support.Lake;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthDashboard.Tests.Engines;

/// <summary>A lake in Unity Catalog is served as files are: what the API is asked and gives back, over a server that speaks its documented shapes.</summary>
public sealed class DatabricksEngineTests(SampleWarehouse sample)
{
    [Fact]
    public async Task Every_view_under_every_filter_is_that_of_the_files()
    {
        using var lake = new LakeInDuckDb(sample.Warehouse);
        await using var server = await StatementServer.OverAsync(lake.Connection);
        server.Polls = 1;
        using var engine = Engine(server, $"ClientId={StatementServer.ClientId};ClientSecret=\"{StatementServer.ClientSecret}\"");
        var store = new SnapshotStore(new WarehouseOptions(), engine);

        var snapshot = await PublishedAsync(store);
        Assert.Equal(sample.Snapshot.RunId, snapshot.RunId);
        Assert.True(GoldLayer.CanRead(snapshot));
        foreach (var (name, scope) in Scopes.All)
        {
            foreach (var view in GoldCatalog.All)
                Assert.Equal((name, view.Name, Cells(sample.Snapshot, view, scope)), (name, view.Name, Cells(snapshot, view, scope)));
        }

        var (impact, choices) = (await RejectedInPeriod.ReadAsync(sample.Reader, snapshot, Scopes.Everything), FilterChoices.Of(snapshot, HealthDashboard.Access.Reach.Everything));
        Assert.Equal(0, impact.Of(Fact.Visits));
        Assert.True(choices.Has(Dimensions.Department, "Cardiology"));
        foreach (var own in new[] { Scopes.Everything, Scopes.Everything.With(Dimensions.FollowUp, "Yes", "No") with { From = new DateOnly(2024, 1, 1) } })
        {
            // Doctors whose names stayed inside are called by their ids.
            Assert.Equal(PatientVisit.Of(sample.Snapshot, "P0001", own).Select(visit => visit with { DoctorName = visit.DoctorId }), PatientVisit.Of(snapshot, "P0001", own));
            Assert.NotEmpty(PatientVisit.Of(snapshot, "P0001", own));
        }

        Assert.Equal("Patient P0001", choices.Patient("P0001")!.PatientName);

        // What Spark's grammar has not taken elsewhere. What is asked in the place of doing it, it has.
        var statements = server.Asked.Select(asked => (string)asked["statement"]!).Where(sql => !sql.StartsWith("describe ", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Empty(await SparkGrammarTests.FaultsAsync(statements.Index().ToDictionary(each => $"{each.Index}", each => each.Item)));

        // Each table at the version of the run, names and values as parameters, one token for all.
        Assert.All(server.Asked.Skip(1), asked =>
            Assert.DoesNotMatch(@"`health`\.`\w+`\.\w+\b(?! version as of 0)", (string)asked["statement"]!));
        Assert.All(server.Asked, asked => Assert.Equal(
            ("EXTERNAL_LINKS", "JSON_ARRAY", "10s", "CONTINUE", "health", null),
            ((string)asked["disposition"]!, (string)asked["format"]!, (string)asked["wait_timeout"]!, (string)asked["on_wait_timeout"]!, (string)asked["catalog"]!, (string?)asked["schema"])));
        Assert.Equal(1, server.TokensGiven);
    }

    [Fact]
    public async Task What_only_the_writer_of_the_lake_can_do_is_refused_and_nothing_is_asked_twice_within_the_hour()
    {
        using var lake = new LakeInDuckDb(sample.Warehouse);
        await using var server = await StatementServer.OverAsync(lake.Connection);
        using var engine = Engine(server);
        var store = new SnapshotStore(new WarehouseOptions(), engine);
        await PublishedAsync(store);
        var asked = server.Asked.Count;

        store.Refresh();

        Assert.Equal(asked, server.Asked.Count);
        Assert.False(engine.IsWritable);
        Assert.Contains("Pipeline:Run=false", Assert.Throws<EngineException>(() => engine.Publish("0001-1")).Message, StringComparison.Ordinal);
        Assert.Throws<EngineException>(engine.Lock);
        Assert.False(store.Current!.HoldsRecords);
        Assert.False(store.Current!.Has("silver", "tidied"));
        Assert.Null(store.Current!.Files);
    }

    [Fact]
    public async Task While_a_page_waits_for_a_warehouse_that_wakes_it_is_said()
    {
        using var lake = new LakeInDuckDb(sample.Warehouse);
        await using var server = await StatementServer.OverAsync(lake.Connection);
        using var engine = Engine(server);
        var snapshot = await PublishedAsync(new SnapshotStore(new WarehouseOptions(), engine));
        server.Polls = int.MaxValue;

        var page = Task.Run(() => PatientVisit.Of(snapshot, "P0001", Scopes.Everything), TestContext.Current.CancellationToken);
        await Patience.UntilAsync(_ => Task.FromResult(engine.Away is not null));

        Assert.Contains("was asleep and is starting", engine.Away, StringComparison.Ordinal);
        server.Meanwhile = "CANCELED";
        await Assert.ThrowsAsync<EngineException>(() => page);
        Assert.Null(engine.Away);
    }

    [Fact]
    public async Task What_fails_is_asked_ever_more_seldom()
    {
        using var lake = new LakeInDuckDb(sample.Warehouse);
        await using var server = await StatementServer.OverAsync(lake.Connection);
        server.Failure = StatementServer.Failed("42501", "[INSUFFICIENT_PERMISSIONS] words");
        var clock = new HandClock("2026-01-01T00:00:00Z");
        using var engine = new DatabricksEngine(new DatabricksAddress(server.Connection()), clock, NullLogger<DatabricksEngine>.Instance);

        Assert.Equal([1, 1, 2, 2, 3, 3, 4], new[] { "00:00", "00:29", "00:30", "01:29", "01:30", "03:29", "03:30" }.Select(now =>
        {
            clock.Now = $"2026-01-01T00:{now}Z";
            Assert.Null(engine.Published());
            return server.Asked.Count;
        }));
    }

    [Fact]
    public async Task A_table_that_nobody_of_ours_wrote_is_told_in_words_and_stops_no_page()
    {
        using var lake = new LakeInDuckDb(sample.Warehouse);
        lake.Execute("alter table gold.published alter version type varchar using 'newest'");
        await using var server = await StatementServer.OverAsync(lake.Connection);
        using var engine = Engine(server);
        var store = new SnapshotStore(new WarehouseOptions(), engine);

        await Patience.UntilAsync(_ => Task.FromResult(store.Current is not null || engine.Away is not null));

        Assert.Null(store.Current);
        Assert.Matches("The table published in Databricks .* is not one that a dashboard wrote", store.WhyNotReadable);
        store.Refresh();
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData("gold.dim_rooms")]
    [InlineData("silver.visits")]
    [InlineData("gold_then.dim_visits")]
    public void A_table_that_a_run_does_not_name_is_not_read_at_its_newest(string table)
    {
        var address = new DatabricksAddress("Host=https://a.example;Warehouse=w;Token=t");
        var names = new LakeNames(address, new Dictionary<string, long> { ["gold/dim_visits"] = 4 }, new Dictionary<string, long>());

        Assert.Equal("select 1 from `health`.`gold`.dim_visits version as of 4, `health`.`gold`.published", names.Written("select 1 from gold.dim_visits, gold.published"));
        Assert.True(Assert.Throws<EngineException>(() => names.Written($"select 1 from {table}")).IsOfStatement);
        using var engine = new DatabricksEngine(address, TimeProvider.System, NullLogger<DatabricksEngine>.Instance);
        Assert.Contains("does not tell of the run “0009-1”", Assert.Throws<EngineException>(() => engine.Open("0009-1")).Message, StringComparison.Ordinal);
    }

    internal static DatabricksEngine Engine(StatementServer server, string who = $"Token={StatementServer.Personal}") =>
        new(new DatabricksAddress(server.Connection(who)), TimeProvider.System, NullLogger<DatabricksEngine>.Instance);

    private static async Task<Snapshot> PublishedAsync(SnapshotStore store)
    {
        await Patience.UntilAsync(_ => Task.FromResult(store.Current is not null));
        return store.Current!;
    }

    /// <summary>Names of people stay inside a lake.</summary>
    private static string Cells(Snapshot snapshot, GoldView view, Scope scope)
    {
        var columns = view.Columns.Where(column => column.Dimension != Dimensions.PatientName && column.Dimension != Dimensions.DoctorName).ToList();
        return string.Join('\n', ViewReader.Read(snapshot, view, scope, GridQuery.AllRows, 0, int.MaxValue).Rows.Select(row => string.Join(" | ", columns.Select(column => column.Value(row) ?? "∅"))));
    }
}
