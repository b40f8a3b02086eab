using Dapper;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using Npgsql;

namespace HealthDashboard.Tests.Torture;

/// <summary>Whoever publishes into a database is killed where it was made to wait.</summary>
public sealed class PostgresKillTests(PostgresCluster postgres)
{
    private const string WhileLoading = """
        create function wait() returns event_trigger language plpgsql as $$ begin perform pg_advisory_lock(7); end $$;
        create event trigger waiting on ddl_command_end when tag in ('CREATE TABLE') execute function wait()
        """;

    private const string WhenPointing = """
        create function wait() returns trigger language plpgsql as $$ begin perform pg_advisory_lock(7); return new; end $$;
        create trigger waiting before update on health_dashboard.published for each row execute function wait()
        """;

    [Theory]
    [InlineData(WhileLoading, "drop event trigger waiting", "0001")]
    [InlineData(WhenPointing, "drop trigger waiting on health_dashboard.published", "0002")]
    public async Task One_whole_run_is_shown_and_the_next_one_cleans_up(string waiting, string gone, string shown)
    {
        var connection = await postgres.DatabaseAsync();
        using var warehouse = new TestWarehouse(keepSnapshots: 2, engine: folder => PublishedTwice.Engine(connection, folder));
        Assert.Equal(RunState.Published, warehouse.Run(Hospital.Tiny).State);
        Hospital.Tiny.Visit("V2,P1,D1,Cardiology,2025-03-04,no").WriteTo(warehouse.DataPath);
        await using var server = new NpgsqlConnection(connection);
        await server.OpenAsync(TestContext.Current.CancellationToken);
        await server.ExecuteAsync(waiting);
        await server.ExecuteAsync("select pg_advisory_lock(7)");

        await using (var process = DashboardProcess.Start(
            "pipeline", "--Data:Path", warehouse.DataPath, "--Warehouse:Path", warehouse.Store.Folder, "--Warehouse:Engine", "Postgres", "--Warehouse:Connection", connection, "--Warehouse:KeepSnapshots", "2"))
        {
            await Patience.UntilAsync(async _ => await server.ExecuteScalarAsync<long>("select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") > 0);
            process.Kill();
            await process.EndAsync();
        }

        await server.ExecuteAsync("select pg_advisory_unlock(7)");
        // Those who were waiting come to the end of what they were at, and then find nobody.
        await Patience.UntilAsync(async _ => await server.ExecuteScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name = 'HealthDashboard'") == 0);
        await server.ExecuteAsync(gone);
        warehouse.Store.Refresh();
        Assert.Equal((shown, shown == "0001" ? 1 : 2), (warehouse.Store.Current!.RunId[..4], StarColumns.Of(warehouse.Store.Current).Visits));

        var run = warehouse.Run(Hospital.Tiny.Visit("V2,P1,D1,Cardiology,2025-03-04,no").Visit("V3,P1,D1,Cardiology,2025-03-05,no"));
        Assert.True(run.State == RunState.Published, run.Reason);
        Assert.Equal(3, StarColumns.Of(warehouse.Store.Current).Visits);
        var left = (await server.QueryAsync<string>(@"select nspname from pg_namespace where nspname ~ '^run_\d+$' order by 1")).ToList();
        Assert.Equal(warehouse.Store.Kept().Select(kept => $"run_{kept[..4]}").Order(StringComparer.Ordinal), left);
        Assert.All(warehouse.Store.Kept(), kept => Assert.Equal(RunState.Published, warehouse.History.Find(kept)!.State));
    }
}
