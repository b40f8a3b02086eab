using HealthDashboard.Access;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>
/// The snapshots that somebody may look at: all that were published, and that of an upload which waits for somebody to decide for those alone who may
/// see the pipeline. For all others it is as if it were not there.
/// </summary>
public static class KeptSnapshots
{
    /// <summary>Null when there is none of that id.</summary>
    public static Snapshot? Find(SnapshotStore store, string runId, Reach reach) => store.Find(runId) is { } snapshot && IsFor(store, runId, reach) ? snapshot : null;

    /// <summary>The ids of all, the newest first.</summary>
    public static IEnumerable<string> Ids(SnapshotStore store, Reach reach) => store.Kept().Where(runId => IsFor(store, runId, reach));

    private static bool IsFor(SnapshotStore store, string runId, Reach reach) => reach.IsAdminOfAll || store.WasPublished(runId);
}
