using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using HealthDashboard.Warehouse;
using Npgsql;

namespace HealthDashboard.Engines.Postgres;

/// <summary>
/// The way to the database: one for reading, which goes to a standby where the connection names several hosts and one of them is, and one for writing,
/// which goes to the primary. Faults are told in words that hold neither values nor the password.
/// </summary>
public sealed class PostgresDatabase : IDisposable
{
    /// <summary>For what reads a whole table; whoever names another time in the connection gets that.</summary>
    private const int PatientSeconds = 300;

    /// <summary>For whoever should answer a call: pages wait behind it where there is nothing to show yet.</summary>
    public const int ImpatientSeconds = 5;

    private readonly NpgsqlDataSource _reading;
    private readonly NpgsqlDataSource _writing;
    private readonly string _name;
    private volatile bool _isFit;

    /// <exception cref="FormatException">It is no connection string.</exception>
    public PostgresDatabase(string connection)
    {
        var address = Read(connection);
        _name = $"The database “{address.Database ?? address.Username}” at {address.Host}";
        var source = new NpgsqlDataSourceBuilder(address.ConnectionString);
        if (address.Host!.Contains(',', StringComparison.Ordinal))
        {
            var hosts = source.BuildMultiHost();
            (_reading, _writing) = (hosts.WithTargetSession(TargetSessionAttributes.PreferStandby), hosts.WithTargetSession(TargetSessionAttributes.Primary));
            HasSeveralHosts = true;
        }
        else
        {
            _reading = _writing = source.Build();
        }
    }

    /// <summary>Whether a standby may be asked, which knows a little later what the primary was told.</summary>
    public bool HasSeveralHosts { get; }

    /// <exception cref="EngineException">Nobody answers, or the database is not as it must be.</exception>
    public NpgsqlConnection OpenReading() => Open(_reading);

    /// <inheritdoc cref="OpenReading"/>
    public NpgsqlConnection OpenWriting() => Open(_writing);

    /// <summary>What to throw in the place of a fault.</summary>
    public EngineException InWords(Exception fault) => fault as EngineException ?? new(fault switch
    {
        PostgresException { SqlState: "28P01" or "28000" } => $"{_name} refuses the user or the password. Expected a role that may connect (Warehouse:Connection).",
        PostgresException { SqlState: "3D000" } => $"{_name} does not exist. Expected one made as docs/postgresql.md says (Warehouse:Connection).",
        PostgresException { SqlState: "42501" } => $"{_name} lets this role not do what is asked. Expected the grants of docs/postgresql.md.",
        PostgresException { SqlState: "53100" } => $"{_name} has no room on its disk. Expected some for another run; what is published is untouched.",
        PostgresException { SqlState: "57014" } => $"{_name} ended a statement before it was through (57014). Expected it to have the time it needs (statement_timeout); try again.",
        PostgresException { SqlState: ['5', '7', ..] or "53300" or "55000" } down =>
            $"{_name} takes no connections at present ({down.SqlState}). Expected it to answer.",
        PostgresException other => $"{_name} answers with the error {other.SqlState}. Expected it to take the statement; what is published is untouched.",
        { InnerException: TimeoutException } or TimeoutException => $"{_name} did not answer in time. Expected it to run and to answer here (Warehouse:Connection).",
        _ => $"{_name} cannot be reached ({(fault.InnerException ?? fault).GetType().Name}). Expected it to run and to answer here (Warehouse:Connection).",
    })
    {
        IsOfStatement = fault is PostgresException { SqlState: ['4', '2', ..] and not "42501" },
    };

    public void Dispose()
    {
        _reading.Dispose();
        _writing.Dispose();
    }

    internal static NpgsqlConnectionStringBuilder Read(string connection)
    {
        try
        {
            var address = new NpgsqlConnectionStringBuilder(connection) { IncludeErrorDetail = false, PersistSecurityInfo = false, IncludeFailedBatchedCommand = false };
            address.ApplicationName ??= "HealthDashboard";
            var named = new DbConnectionStringBuilder { ConnectionString = connection };
            if (!named.ContainsKey("Timeout"))
                address.Timeout = ImpatientSeconds;
            if (!named.ContainsKey("Command Timeout") && !named.ContainsKey("CommandTimeout"))
                address.CommandTimeout = PatientSeconds;
            if (!string.IsNullOrEmpty(address.Host))
                return address;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException)
        {
            // Its message may repeat what was written, the password too.
        }

        throw new FormatException("Warehouse:Connection is no connection to PostgreSQL. Expected one such as “Host=db1;Database=hospital;Username=dashboard;Password=…”.");
    }

    private NpgsqlConnection Open(NpgsqlDataSource source)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = source.OpenConnection();
            if (!_isFit)
                MustBeFit(connection);
            return connection;
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or InvalidOperationException or SocketException or IOException)
        {
            connection?.Dispose();
            throw InWords(fault);
        }
    }

    /// <summary>An order other than that of code points would sort rows otherwise than SQLite does, without a word.</summary>
    private void MustBeFit(NpgsqlConnection connection)
    {
        const string CodePoints = """
            select chr(90) < chr(97) and chr(122) < chr(233) and 'a b' < 'aa' and 'a-c' < 'ab' and chr(65374) < chr(128009),
                (select datcollate from pg_database where datname = current_database())
            """;
        if (connection.ExecuteScalar<string>("show server_encoding", commandTimeout: ImpatientSeconds) is not "UTF8" and var encoding)
            throw Unfit($"its encoding is {encoding}");
        var (byCodePoints, collation) = connection.QuerySingle<(bool, string)>(CodePoints, commandTimeout: ImpatientSeconds);
        if (!byCodePoints)
            throw Unfit($"it sorts by {collation}");
        _isFit = true;

        EngineException Unfit(string why) =>
            new($"{_name} cannot be used: {why}. Expected one that was made by: create database … template template0 encoding 'UTF8' locale 'C.UTF-8'.");
    }
}
