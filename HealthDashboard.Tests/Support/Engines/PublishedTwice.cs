using Dapper;
using HealthDashboard.Engines.Postgres;
using HealthDashboard.Pipeline;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace HealthDashboard.Tests.Support.Engines;

/// <summary>
/// The awkward hospital and its next day, published into files and into a database at the same moments, so that the runs have the same ids. The
/// publisher owns the database and is nobody else there; a role that reads was granted what docs/postgresql.md says.
/// </summary>
public sealed class PublishedTwice(PostgresCluster postgres) : IAsyncLifetime
{
    public const string Publisher = "hd_publisher";
    public const string Reader = "hd_reader";

    private readonly TemporaryFolder _folder = new();
    private readonly StoppedClock _clock = StoppedClock.At("2025-07-20T06:00Z");

    public string Connection { get; private set; } = "";

    public TestWarehouse Files { get; private set; } = default!;

    public TestWarehouse Database { get; private set; } = default!;

    /// <summary>A dashboard that shows what is published, as the role that reads.</summary>
    public SnapshotStore Shown { get; private set; } = default!;

    public static Hospital NextDay => AwkwardHospital.Hospital
        .Patient("P8,Cem Aydin,44,M,Norway")
        .Visit("V11,P8,D1,Cardiology,2025-07-15,yes")
        .Treatment("T11,V11,MRI,0.07,Med\\Care");

    public async ValueTask InitializeAsync()
    {
        Connection = await postgres.DatabaseAsync();
        await GrantAsync(Connection);
        (Files, Database) = (new TestWarehouse { Clock = _clock }, new TestWarehouse(engine: folder => Engine(As(Publisher), folder)) { Clock = _clock });
        foreach (var hospital in new[] { AwkwardHospital.Hospital, NextDay })
        {
            foreach (var warehouse in new[] { Files, Database })
            {
                var run = warehouse.Run(hospital);
                Assert.True(run.State == RunState.Published, run.Reason);
            }
        }

        Shown = Show(As(Reader));
    }

    public ValueTask DisposeAsync()
    {
        Files.Dispose();
        Database.Dispose();
        (Shown.Engine as IDisposable)?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    public string As(string role) => As(Connection, role);

    public static string As(string connection, string role) => new NpgsqlConnectionStringBuilder(connection) { Username = role }.ToString();

    /// <summary>A dashboard that publishes nothing.</summary>
    public SnapshotStore Show(string connection)
    {
        var options = new WarehouseOptions { Path = Path.Combine(_folder.Path, Guid.NewGuid().ToString("N")) };
        return new SnapshotStore(options, Engine(connection, options.Path, writes: false));
    }

    public static PostgresEngine Engine(string connection, string folder, bool writes = true) => new(new PostgresDatabase(connection), folder, writes, NullLogger<PostgresEngine>.Instance);

    /// <summary>What docs/postgresql.md says, of a database that is there.</summary>
    public static async Task GrantAsync(string connection)
    {
        await using var server = new NpgsqlConnection(connection);
        foreach (var role in new[] { Publisher, Reader })
        {
            try
            {
                await server.ExecuteAsync($"create role {role} login");
            }
            catch (PostgresException known) when (known.SqlState is PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UniqueViolation)
            {
                // Roles are the cluster's: another test has made it.
            }
        }

        await server.ExecuteAsync($"""
            alter database {server.Database} owner to {Publisher};
            revoke all on database {server.Database} from public;
            grant connect on database {server.Database} to {Reader};
            alter default privileges for role {Publisher} grant usage on schemas to {Reader};
            alter default privileges for role {Publisher} grant select on tables to {Reader};
            """);
    }
}
