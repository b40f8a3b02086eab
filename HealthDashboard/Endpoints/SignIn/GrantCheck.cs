using HealthDashboard.Access;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>Warns of departments of grants that no file knows.</summary>
public sealed partial class GrantCheck(Reaches reaches, SnapshotStore store, IHostApplicationLifetime lifetime, ILogger<GrantCheck> log) : PublicationService(store, lifetime)
{
    private string? _said;

    /// <summary>What cannot be read for a warning keeps the server from nothing.</summary>
    protected override void Work(CancellationToken stopping)
    {
        try
        {
            if (reaches.Departments.Count == 0 || Store.Readable is not { } snapshot)
                return;
            var unknown = string.Join(", ", GrantedDepartments.Unknown(reaches, snapshot));
            if (unknown != _said && unknown.Length > 0)
                LogUnknown(unknown);
            _said = unknown;
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
