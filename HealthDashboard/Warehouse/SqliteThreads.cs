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
        MustBeTaken("threads without locks", raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD));
        MustBeTaken("memory that is not counted", raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0));
    }

    /// <summary>What is refused would be seen nowhere else.</summary>
    private static void MustBeTaken(string setting, int result)
    {
        if (result != raw.SQLITE_OK)
            throw new InvalidOperationException($"SQLite did not take “{setting}” (error {result}). Expected it before the first connection of the process, which something else has opened (21), and a build of SQLite that knows threads (1).");
    }
}
