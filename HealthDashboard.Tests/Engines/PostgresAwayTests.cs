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
using Npgsql;

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
        other.Prepare = ColumnWarmUp.Prepare;
        other.Refresh();
        Assert.Equal("0002", other.Current!.RunId[..4]);
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
