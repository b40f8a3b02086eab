using Dapper;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Access.Audit;

/// <summary>The three files of the audit in a folder: <c>audit.db</c>, the key that seals it, and which entry is its last.</summary>
public sealed class AuditFiles(string folder)
{
    public const string Columns = "id, at, issuer, subject, name, session, reach, action, what, reason, rows, sha256, patients, patients_as";

    private readonly string _log = Path.Combine(folder, "audit.db-wal");

    /// <summary>Waits for another writer as long, by SQLite's own pace of milliseconds.</summary>
    private const string Pragmas = "pragma busy_timeout = 2000; pragma synchronous = full;";

    public string Database { get; } = Path.Combine(folder, "audit.db");

    public string Key { get; } = Path.Combine(folder, "audit.key");

    public AuditHead Head { get; } = new(Path.Combine(folder, "audit.head"));

    public bool AnyExists => File.Exists(Database) || File.Exists(Key) || Head.Exists;

    /// <summary>Makes the three where there is none of them: one that is missing was taken away, and is not made again.</summary>
    public void Make()
    {
        Directory.CreateDirectory(folder);
        AuditChain.MakeKey(Key);
        var chain = AuditChain.From(Key);
        using (var connection = Open(SqliteOpenMode.ReadWriteCreate))
            connection.Execute($"pragma journal_mode = wal; begin; {Schema()} commit;");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Database, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Head.Write(chain, new AuditLink(), anew: true);
    }

    /// <summary>Not pooled: a connection that is kept would still write to a file that somebody has taken away.</summary>
    public SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            connection.Open();
            connection.Execute(Pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Brings onto the disk what stands in the log of the database, to which entries are added.</summary>
    /// <exception cref="IOException">It cannot be.</exception>
    public void Flush()
    {
        using var log = File.OpenHandle(_log, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(log);
    }

    /// <summary>The last entry; where all have left, the one before the next.</summary>
    public static AuditLink Last(SqliteConnection connection) =>
        connection.QueryFirstOrDefault<AuditLink>("select id, mac from entries order by id desc limit 1")
        ?? connection.QueryFirstOrDefault<AuditLink>("select id - 1 as id, mac from chain_start")
        ?? new AuditLink();

    private static string Schema()
    {
        using var reader = new StreamReader(typeof(AuditFiles).Assembly.GetManifestResourceStream("audit.sql")!);
        return reader.ReadToEnd();
    }
}
