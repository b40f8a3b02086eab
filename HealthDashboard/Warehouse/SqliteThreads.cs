using System.Runtime.CompilerServices;
using SQLitePCL;

namespace HealthDashboard.Warehouse;

/// <summary>
/// SQLite's threading mode is "multi-thread" (sqlite.org/threadsafe.html): threads share no connection, as nowhere here, so it need not lock one at each of
/// the many millions of values that are read. Nor does it count its memory, which all threads would wait for one another for.
/// </summary>
internal static class SqliteThreads
{
    /// <summary>Before the first connection of the process, wherever that is opened: afterwards SQLite takes no settings.</summary>
    [ModuleInitializer]
    internal static void Set()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }
}
