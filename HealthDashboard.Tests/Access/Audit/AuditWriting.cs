using Dapper;
using HealthDashboard.Access.Audit;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Access.Audit;

/// <summary>An audit in a folder of its own, with a few entries, and whoever has the right to its files.</summary>
public sealed class AuditWriting : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    static AuditWriting() => DapperTypes.Register();

    public AuditWriting()
    {
        Files = new AuditFiles(State);
        Store = new AuditStore(Files, Clock);
    }

    public string State => Path.Combine(_folder.Path, "state");

    public HandClock Clock { get; } = new("2025-03-10T08:00Z");

    public AuditFiles Files { get; }

    public AuditStore Store { get; private set; }

    /// <summary>Six of six days: every other one shows P1 and one more.</summary>
    public AuditWriting WithSix()
    {
        for (var day = 1; day <= 6; day++)
        {
            Clock.Now = $"2025-03-{10 + day}T08:00Z";
            Write($"/patients/P{day}", day % 2 == 0 ? ["P1", $"P{day}"] : []);
        }

        return this;
    }

    /// <summary>An entry that is on the disk.</summary>
    public long Write(string what, params string[] patients)
    {
        var id = Store.Write(new AuditEntry { Issuer = "https://provider.example", Subject = "ada", Name = "Ada Example", Reach = "admin=*", Action = "view", What = what }, patients);
        Store.OnDiskAsync().GetAwaiter().GetResult();
        return id;
    }

    /// <summary>As whoever may write to the file does, past the triggers or not.</summary>
    public void Execute(string sql, bool pastTriggers = true)
    {
        Store.Dispose();
        using (var connection = new SqliteConnection($"Data Source={Files.Database};Pooling=False"))
        {
            connection.Open();
            if (pastTriggers)
            {
                foreach (var trigger in connection.Query<string>("select name from sqlite_schema where type = 'trigger'").AsList())
                    connection.Execute($"drop trigger {trigger}");
            }

            connection.Execute(sql);
        }

        Store = new AuditStore(Files, Clock);
    }

    /// <summary>The command, in a process of its own.</summary>
    public Task<ProgramRun> VerifyAsync() => ProgramRun.OfAsync("audit", "verify", "--State:Path", State);

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }
}
