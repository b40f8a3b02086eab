using Microsoft.Data.Sqlite;

namespace HealthDashboard.Warehouse;

/// <summary>What SQLite itself says about the files of a snapshot.</summary>
public static class SqliteFiles
{
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    /// <summary>
    /// The first fault of a layer's file, as a row; none where SQLite can read it to the last page. The layer stands as the second
    /// argument: as a condition on the column <c>schema</c> it does not reach the pragma and drops every fault. A number as the first
    /// one would be taken for a table, and behind the first fault the rest cannot be read.
    /// </summary>
    public static string QuickCheck(string layer) => $"select quick_check as fault from pragma_quick_check(null, '{layer}') where quick_check <> 'ok' limit 1";

    /// <summary>Whether a fault says that what a file holds is not what was written.</summary>
    public static bool SaysDamaged(SqliteException fault) => fault.SqliteErrorCode is Corrupt or NotADatabase;
}
