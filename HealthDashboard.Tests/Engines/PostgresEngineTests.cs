using Dapper;
using HealthDashboard.Engines.Postgres;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace HealthDashboard.Tests.Engines;

/// <summary>Publishing into a database: whole or not at all, one writer, old runs go when nobody reads them.</summary>
public sealed class PostgresEngineTests(PostgresCluster postgres) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<PostgresEngine> _engines = [];
    private string _connection = "";
    private TestWarehouse _warehouse = default!;

    public async ValueTask InitializeAsync()
    {
        _connection = await postgres.DatabaseAsync();
        _warehouse = new TestWarehouse(keepSnapshots: 2, engine: folder => Engine(_connection, folder));
    }

    public ValueTask DisposeAsync()
    {
        _warehouse.Dispose();
        _engines.ForEach(engine => engine.Dispose());
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void A_restore_and_the_history_are_as_over_files_and_others_hear_of_each()
    {
        Publish(1);
        Publish(2);
        var other = Other();
        var first = _warehouse.Store.Kept()[1];
        Assert.Equal(_warehouse.Store.Current!.RunId, other.Current!.RunId);

        Restore(first);
        other.Refresh();

        Assert.Equal((first, 1), (other.Current!.RunId, StarColumns.Of(other.Current).Visits));
        Assert.Equal(["0003", "0002", "0001"], new RunHistory(other).All().Select(run => run.RunId[..4]));
        Assert.Equal(first, new RunHistory(other).RestoreInPlace()!.RestoredRunId);
        // The lake takes the files of what is published, whichever run that is of.
        Assert.Equal(first, _warehouse.Store.Current!.Files!.RunId);
        Assert.Null(other.Current.Files);
    }

    [Fact]
    public void An_older_dump_that_was_put_back_is_shown_and_nothing_is_asked_of_another_run_of_the_same_number()
    {
        Publish(1);
        Publish(2);
        var other = Other();
        Assert.Equal(2, StarColumns.Of(other.Current!).Visits);
        Sql("""
            delete from health_dashboard.snapshots where run_id like '0002-%';
            delete from health_dashboard.runs where run_id like '0002-%';
            update health_dashboard.published set (run_id, schema_name, change) = (select run_id, schema_name, change from health_dashboard.snapshots);
            """);

        var gone = Assert.Throws<EngineException>(() => other.Current!.Open());
        Assert.Matches("The run “0002-.*” is not in the database any more", gone.Message);

        other.Refresh();
        Assert.Equal(("0001", 1), (other.Current!.RunId[..4], StarColumns.Of(other.Current).Visits));
        Assert.Equal(["0001"], other.Kept().Select(run => run[..4]));
        other.Current.Open().Dispose();
    }

    [Fact]
    public void Old_runs_go_and_one_that_somebody_reads_goes_another_time()
    {
        Publish(1);
        Publish(2);
        using (var reader = new NpgsqlConnection(_connection))
        {
            reader.Open();
            using var reading = reader.BeginTransaction();
            Assert.Equal(1, reader.ExecuteScalar<long>("select count(*) from run_0001.dim_visits"));
            Publish(3);
            Assert.Equal(["run_0001", "run_0002", "run_0003"], Schemas());
            Assert.Equal(["0003", "0002"], _warehouse.Store.Kept().Select(run => run[..4]));
        }

        Publish(4);
        Assert.Equal(["run_0003", "run_0004"], Schemas());
    }

    [Fact]
    public void What_a_load_that_was_ended_left_is_not_shown_and_goes_with_the_next_run()
    {
        Publish(1);
        using (var server = new NpgsqlConnection(_connection))
        {
            server.Open();
            Ledger.Begin(server, "0002-20250303T060200Z");
            server.Execute("create schema run_0002; create table run_0002.dim_visits (visit_id text)");
        }

        var other = Other();
        Assert.Equal(["0001"], other.Kept().Select(run => run[..4]));
        Assert.Null(other.Find("0002-20250303T060200Z"));

        Publish(2);
        Assert.Equal(["run_0001", "run_0002"], Schemas());
        Assert.Equal(2, Count("run_0002.dim_visits"));
    }

    [Fact]
    public void A_second_writer_is_refused_in_words_and_one_whose_connection_is_lost_publishes_nothing()
    {
        Publish(1);
        var (_, pipeline) = Second();
        using (_warehouse.Store.Engine.Lock())
        {
            var refused = pipeline.Run(_ => { }, TestContext.Current.CancellationToken);
            Assert.Equal((RunState.Refused, RunLockedException.Rule), (refused.State, refused.Rule));
            Assert.Contains("Another run is under way on this warehouse", refused.Reason, StringComparison.Ordinal);
        }

        var published = _warehouse.Store.Current!.RunId;
        Visits(2).WriteTo(_warehouse.DataPath);
        var run = _warehouse.Run(report: progress =>
        {
            if (progress.Layer == "checks")
                Sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");
        });

        Assert.Equal(RunState.Failed, run.State);
        Assert.StartsWith("The database “", run.Reason, StringComparison.Ordinal);
        Assert.Equal((RunState.Failed, run.Reason), (_warehouse.History.Find(run.RunId)!.State, _warehouse.History.Find(run.RunId)!.Reason));
        Assert.Equal(published, Other().Current!.RunId);
        Assert.Equal(RunState.Published, _warehouse.Run().State);
        Assert.Equal(2, Count("run_0003.dim_visits"));
    }

    [Fact]
    public void Over_a_connection_that_was_lost_nothing_is_written_by_another_without_the_lock()
    {
        Publish(1);
        var engine = _warehouse.Store.Engine;
        using (engine.Lock())
        {
            Sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");
            Assert.Throws<EngineException>(() => engine.Keep("0009-20250303T060200Z", "{}"));

            var lost = Assert.Throws<EngineException>(() => engine.Keep("0009-20250303T060200Z", "{}"));
            Assert.Contains("was ended by the database or the network", lost.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, Count("health_dashboard.runs"));
    }

    [Fact]
    public void A_load_ends_where_its_run_is_broken_off()
    {
        Publish(1);
        var (engine, broken) = (_warehouse.Store.Engine, "0002-20250303T060200Z");
        Directory.CreateDirectory(engine.FolderOf(broken));
        foreach (var file in Directory.GetFiles(_warehouse.Snapshot.Folder))
            File.Copy(file, Path.Combine(engine.FolderOf(broken), Path.GetFileName(file)));

        using (engine.Lock())
            Assert.ThrowsAny<OperationCanceledException>(() => engine.Take(broken, "{}", new CancellationToken(canceled: true)));

        Assert.Equal(["0001"], Other().Kept().Select(run => run[..4]));
        Publish(2);
        Assert.Equal(["run_0001", "run_0002"], Schemas());
    }

    [Fact]
    public void Rows_that_are_not_what_was_made_are_not_published()
    {
        Publish(1);
        // Somebody who meddles with what is loaded, before it is looked at.
        Sql("""
            create function meddle() returns event_trigger language plpgsql as $$
            begin
                if to_regclass('run_0002.dim_visits') is not null and to_regclass('run_0002_silver.visits') is not null then
                    update run_0002.dim_visits set department = 'Nowhere' where line = 2;
                end if;
            end $$;
            create event trigger meddling on ddl_command_end when tag in ('CREATE VIEW') execute function meddle();
            """);

        var run = _warehouse.Run(Visits(2));

        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("What lies in the database is not what was made. Checks found offending rows: references_valid (1)", run.Reason, StringComparison.Ordinal);
        Assert.Equal("0001", Other().Current!.RunId[..4]);
        Assert.Equal(["run_0001"], Schemas());
    }

    private static Hospital Visits(int count)
    {
        var hospital = Hospital.Tiny;
        for (var visit = 2; visit <= count; visit++)
            hospital.Visit($"V{visit},P1,D1,Cardiology,2025-03-04,no");
        return hospital;
    }

    private void Publish(int visits)
    {
        var run = _warehouse.Run(Visits(visits));
        Assert.True(run.State == RunState.Published, run.Reason);
    }

    private void Restore(string runId) =>
        new SnapshotRestore(new PipelineOptions { DataPath = _warehouse.DataPath }, _warehouse.Store, _warehouse.History, TimeProvider.System, NullLogger<SnapshotRestore>.Instance).Restore(runId);

    private SnapshotStore Other()
    {
        var folder = Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"));
        return new SnapshotStore(new WarehouseOptions { Path = folder }, Engine(_connection, folder, writes: false));
    }

    /// <summary>Another machine that publishes the same files into the same database.</summary>
    private (SnapshotStore Store, PipelineRun Pipeline) Second()
    {
        var folder = Path.Combine(_folder.Path, "second");
        var store = new SnapshotStore(new WarehouseOptions { Path = folder }, Engine(_connection, folder));
        return (store, new PipelineRun(new PipelineOptions { DataPath = _warehouse.DataPath }, store, new RunHistory(store), TimeProvider.System, NullLogger<PipelineRun>.Instance));
    }

    private PostgresEngine Engine(string connection, string folder, bool writes = true)
    {
        var engine = PublishedTwice.Engine(connection, folder, writes);
        _engines.Add(engine);
        return engine;
    }

    private long Count(string table)
    {
        using var server = new NpgsqlConnection(_connection);
        return server.ExecuteScalar<long>($"select count(*) from {table}");
    }

    private void Sql(string sql)
    {
        using var server = new NpgsqlConnection(_connection);
        server.Execute(sql);
    }

    private List<string> Schemas()
    {
        using var server = new NpgsqlConnection(_connection);
        return server.Query<string>(@"select nspname from pg_namespace where nspname ~ '^run_\d+$' order by 1").AsList();
    }
}
