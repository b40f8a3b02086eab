using HealthDashboard.Access;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>Warns of departments of grants that no file knows: at the start where there are data already, and whenever others are published.</summary>
public sealed partial class GrantCheck(Reaches reaches, SnapshotStore store, ILogger<GrantCheck> log) : BackgroundService
{
    private string? _said;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nobody waits for it.
        await Task.Yield();
        store.Published += Look;
        stoppingToken.Register(() => store.Published -= Look);
        Look();
    }

    /// <summary>What cannot be read for a warning keeps nobody from publishing, and the server from nothing.</summary>
    private void Look()
    {
        try
        {
            if (reaches.Departments.Count == 0 || store.Readable is not { } snapshot)
                return;
            var unknown = string.Join(", ", GrantedDepartments.Unknown(reaches, snapshot));
            if (Interlocked.Exchange(ref _said, unknown) != unknown && unknown.Length > 0)
                LogUnknown(unknown);
        }
        catch (Exception fault)
        {
            LogUnread(fault.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Auth:Grants names {Departments}, and no file has such a department: it opens nothing. Expected departments spelled as in visits.csv, capitals too")]
    private partial void LogUnknown(string departments);

    [LoggerMessage(LogLevel.Warning, "Whether files have the departments of Auth:Grants could not be read: {Fault}")]
    private partial void LogUnread(string fault);
}
