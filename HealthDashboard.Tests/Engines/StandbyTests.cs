using Dapper;
using HealthDashboard.Engines.Postgres;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using HealthDashboard.Warehouse;
using Npgsql;

namespace HealthDashboard.Tests.Engines;

/// <summary>Reading goes to a real streaming standby, which hears of a run later than the primary.</summary>
public sealed class StandbyTests(PostgresCluster postgres)
{
    [Fact]
    public async Task A_standby_is_read_from_is_passed_over_while_it_lags_and_is_not_missed()
    {
        var primary = new NpgsqlConnectionStringBuilder(await postgres.DatabaseAsync());
        await using var standby = await postgres.StandbyAsync();
        var both = new NpgsqlConnectionStringBuilder(primary.ToString()) { Host = $"{primary.Host},{standby.Host}" }.ToString();
        using var publisher = new TestWarehouse(engine: folder => PublishedTwice.Engine(both, folder));
        using var folder = new TemporaryFolder();
        using var engine = PublishedTwice.Engine(both, folder.Path, writes: false);
        var shown = new SnapshotStore(new WarehouseOptions { Path = folder.Path }, engine);
        await using var replica = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(primary.ToString()) { Host = standby.Host }.ToString());

        Assert.Equal(RunState.Published, publisher.Run(Hospital.Tiny).State);
        await ShowsAsync("0001");
        using (var database = new PostgresDatabase(both))
        {
            using (var reading = database.OpenReading())
                Assert.True(reading.ExecuteScalar<bool>("select pg_is_in_recovery()"));
            using var writing = database.OpenWriting();
            Assert.False(writing.ExecuteScalar<bool>("select pg_is_in_recovery()"));
        }

        await replica.ExecuteAsync("select pg_wal_replay_pause()");
        Assert.Equal(RunState.Published, publisher.Run(Hospital.Tiny.Visit("V2,P1,D1,Cardiology,2025-03-04,no")).State);
        publisher.Store.Refresh();
        Assert.Equal(2, StarColumns.Of(publisher.Store.Current!).Visits);
        shown.Refresh();
        // Which run is published is asked of the primary: a standby that no longer follows hides none.
        Assert.Equal(("0002", 2), (shown.Current!.RunId[..4], StarColumns.Of(shown.Current).Visits));
        await replica.ExecuteAsync("select pg_wal_replay_resume()");

        await replica.CloseAsync();
        await standby.DisposeAsync();
        Assert.Equal(RunState.Published, publisher.Run(Hospital.Tiny.Visit("V2,P1,D1,Cardiology,2025-03-04,no").Visit("V3,P1,D1,Cardiology,2025-03-04,no")).State);
        await ShowsAsync("0003");
        Assert.Equal(3, StarColumns.Of(shown.Current!).Visits);

        Task ShowsAsync(string run) => Patience.UntilAsync(_ =>
        {
            shown.Refresh();
            return Task.FromResult(shown.Current?.RunId.StartsWith(run, StringComparison.Ordinal) is true);
        });
    }
}
