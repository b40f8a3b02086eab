using System.Text.RegularExpressions;
using Bunit;
using Dapper;
using HealthDashboard.Engines.Postgres;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TestContext = Xunit.TestContext;

namespace HealthDashboard.Tests.Engines;

/// <summary>A database that cannot be asked, or is not as it must be: told in words that hold no secret, and what was read is served on.</summary>
public sealed class PostgresAwayTests(PostgresCluster postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<PostgresEngine> _engines = [];

    public void Dispose()
    {
        _engines.ForEach(engine => engine.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task A_database_that_sorts_otherwise_is_refused_in_words()
    {
        var connection = new NpgsqlConnectionStringBuilder(await postgres.DatabaseAsync());
        await SqlAsync(connection, $"create database {connection.Database}_icu template template0 encoding 'UTF8' locale 'C.UTF-8' locale_provider icu icu_locale 'en'");
        connection.Database += "_icu";
        var store = Shown(connection.ToString());

        Assert.Null(store.Current);
        Assert.Contains("cannot be used: it sorts by", store.WhyNotReadable, StringComparison.Ordinal);
        Assert.Contains("locale 'C.UTF-8'", store.WhyNotReadable, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Unhealthy, (await new SnapshotHealth(store).CheckHealthAsync(new())).Status);
    }

    [Fact]
    public async Task What_was_read_is_served_on_while_the_database_is_away_and_the_health_says_so()
    {
        var connection = new NpgsqlConnectionStringBuilder(await postgres.DatabaseAsync());
        using var warehouse = new TestWarehouse(engine: folder => Engine(connection.ToString(), folder));
        warehouse.Run(Hospital.Tiny.Visit("V2,P9,D1,Cardiology,2025-03-04,no"));
        var other = Shown(connection.ToString());
        var (columns, told) = (StarColumns.Of(other.Current!), 0);
        other.AwayChanged += () => told++;
        await using var context = new PageContext(warehouse);
        var notice = context.Render<RunNotice>();
        Assert.DoesNotContain(Text.EngineAway, notice.Markup, StringComparison.Ordinal);
        await SqlAsync(connection, $"alter database {connection.Database} allow_connections false");
        await SqlAsync(connection, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{connection.Database}'");

        await Patience.UntilAsync(_ =>
        {
            other.Refresh();
            return Task.FromResult(other.Engine.Away is not null);
        });

        Assert.Equal(1, told);
        Assert.Same(columns, StarColumns.Of(other.Current!));
        Assert.Equal("0001", new RunHistory(other).Published()!.RunId[..4]);
        var health = await new SnapshotHealth(other).CheckHealthAsync(new());
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("What was read before is served on.", health.Description, StringComparison.Ordinal);
        Assert.Contains(connection.Database!, other.Engine.Away, StringComparison.Ordinal);
        Assert.DoesNotContain(connection.Database!, health.Description, StringComparison.Ordinal);
        var asked = new CellReference(FollowUpSummary.View, FollowUpSummary.View.Column("num_visits"), Scopes.Everything);
        Assert.Equal(RejectedImpact.None, await RejectedImpact.OfTotalAsync(warehouse.Reader, other.Current!, asked));
        Assert.Same(RejectedInPeriod.NotKnown, await RejectedInPeriod.ReadAsync(warehouse.Reader, other.Current!, Scopes.Everything));
        Assert.Equal(new DateOnly(2025, 3, 3), FilterChoices.Of(other.Current!, HealthDashboard.Access.Reach.Everything).Period.First);
        var away = Assert.Throws<EngineException>(() => other.Current!.Open());
        warehouse.Store.Refresh();
        notice.WaitForAssertion(() => Assert.Contains(Text.EngineAwayMeans, notice.Markup, StringComparison.Ordinal));
        var page = context.Render<PageProblem>(problem => problem.Add(each => each.Fault, away).Add(each => each.Here, "/passport"));
        Assert.Contains(Text.EngineAwayMeans, page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(Text.FaultIsOursTryAgain, page.Markup, StringComparison.Ordinal);

        await SqlAsync(connection, $"alter database {connection.Database} allow_connections true");
        await Patience.UntilAsync(_ =>
        {
            other.Refresh();
            return Task.FromResult(other.Engine.Away is null);
        });
        Assert.Equal(2, told);
        Assert.True(GoldLayer.CanRead(other.Current!));
        Assert.NotEqual(RejectedImpact.None, await RejectedImpact.OfTotalAsync(warehouse.Reader, other.Current!, asked));

        // A run that cannot be read yet takes nobody's place.
        other.Prepare = _ => throw away;
        warehouse.Run(Hospital.Tiny.Treatment("T2,V1,MRI,1.00,"));
        other.Refresh();
        Assert.Equal("0001", other.Current!.RunId[..4]);
        Assert.Equal(3, told);
        Assert.Matches($"^The run “0002-.*” is published and cannot be read here: {Regex.Escape(away.Message)}$", other.Unread!.Why);
        health = await new SnapshotHealth(other).CheckHealthAsync(new());
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Matches("^The run “0002-.*” is published and cannot be read here; the log says why. What was read before", health.Description);
        other.Prepare = ColumnWarmUp.Prepare;
        other.Refresh();
        Assert.Equal("0002", other.Current!.RunId[..4]);
        Assert.Equal((4, null), (told, other.Unread));
    }

    [Fact]
    public async Task A_first_run_that_cannot_be_read_ends_nothing_is_told_and_tried_again()
    {
        var connection = await postgres.DatabaseAsync();
        using var warehouse = new TestWarehouse(engine: folder => Engine(connection, folder));
        warehouse.Run(Hospital.Tiny);
        var (store, published) = (Shown(connection), 0);
        store.Prepare = _ => throw new FormatException("A patient's value");
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var warmUp = new ColumnWarmUp(store, lifetime, NullLogger<ColumnWarmUp>.Instance);
        await warmUp.StartAsync(TestContext.Current.CancellationToken);
        lifetime.NotifyStarted();

        await Patience.UntilAsync(_ => Task.FromResult(store.Unread is not null));
        Assert.EndsWith("is published and cannot be read here: FormatException.", store.Unread!.Why, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Unhealthy, (await new SnapshotHealth(store).CheckHealthAsync(new())).Status);
        Assert.False(warmUp.ExecuteTask!.IsCompleted);

        store.Prepare = ColumnWarmUp.Prepare;
        store.Published += () => published++;
        await Patience.UntilAsync(_ =>
        {
            store.Refresh();
            return Task.FromResult(store.Unread is null);
        });
        Assert.Equal(1, published);
        Assert.Equal(HealthStatus.Healthy, (await new SnapshotHealth(store).CheckHealthAsync(new())).Status);
        await warmUp.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_question_that_is_not_answered_while_others_are_is_told_in_words_also_between_two_rows()
    {
        var connection = await postgres.DatabaseAsync();
        using var warehouse = new TestWarehouse(engine: folder => Engine(connection, folder));
        warehouse.Run(Hospital.Tiny);
        var store = Shown(connection);
        using (var asked = store.Current!.Open())
        {
            using var rows = asked.Query<long>("select 1 / (3 - n) from generate_series(1, 5) as n", buffered: false).GetEnumerator();
            Assert.True(rows.MoveNext() && rows.MoveNext());
            Assert.Contains("answers with the error 22012", Assert.Throws<EngineException>(() => rows.MoveNext()).Message, StringComparison.Ordinal);
        }

        using (var asked = store.Current.Open())
        {
            asked.Execute("set statement_timeout = 1");
            var slow = Assert.Throws<EngineException>(() => asked.Read("select cast(pg_sleep(9) as text)", _ => { }));
            Assert.Contains("ended a statement before it was through (57014)", slow.Message, StringComparison.Ordinal);
            store.Refresh();
            Assert.Equal(slow.Message, store.Engine.Away);
        }
    }

    [Theory]
    [InlineData("", 5, 300)]
    [InlineData(";Timeout=15;Command Timeout=30", 15, 30)]
    [InlineData(";timeout=7;CommandTimeout=9", 7, 9)]
    public void Whoever_names_a_time_gets_it(string named, int connect, int command)
    {
        var address = PostgresDatabase.Read("Host=db1" + named);

        Assert.Equal((connect, command), (address.Timeout, address.CommandTimeout));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=ada;Password=s3cret;Database=hospital", "“hospital” at 127.0.0.1 cannot be reached (SocketException)")]
    [InlineData("Host=no-such-host.invalid;Username=ada;Password=s3cret;Database=hospital", "“hospital” at no-such-host.invalid cannot be reached (SocketException)")]
    [InlineData("Host=/nowhere;Username=ada;Password=s3cret", "cannot be reached")]
    public void Nobody_who_answers_is_told_in_words_without_the_password(string connection, string words)
    {
        var why = Shown(connection).WhyNotReadable!;

        Assert.Contains(words, why, StringComparison.Ordinal);
        Assert.Contains("Warehouse:Connection", why, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", why, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", new WarehouseOptions { Connection = connection }.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Password=s3cret")]
    [InlineData("s3cret")]
    [InlineData("Host=db1;Timeout=s3cret")]
    public void What_is_no_connection_is_refused_without_repeating_it(string connection)
    {
        var refused = Assert.Throws<FormatException>(() => new PostgresDatabase(connection));

        Assert.StartsWith("Warehouse:Connection is no connection to PostgreSQL. Expected one such as", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refused.ToString(), StringComparison.Ordinal);
    }

    private SnapshotStore Shown(string connection)
    {
        var folder = Path.Combine(_folder.Path, "shown");
        return new SnapshotStore(new WarehouseOptions { Path = folder }, Engine(connection, folder, writes: false));
    }

    private PostgresEngine Engine(string connection, string folder, bool writes = true)
    {
        var engine = PublishedTwice.Engine(connection, folder, writes);
        _engines.Add(engine);
        return engine;
    }

    private static async Task SqlAsync(NpgsqlConnectionStringBuilder connection, string sql)
    {
        await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection.ToString()) { Database = "postgres" }.ToString());
        await server.ExecuteAsync(sql);
    }
}
