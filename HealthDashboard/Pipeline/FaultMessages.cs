using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Pipeline;

/// <summary>What to tell people about a fault that no rule foresaw. Messages of unknown exceptions may hold values and stay out.</summary>
public static class FaultMessages
{
    private const int SqliteIo = 10;
    private const int SqliteFull = 13;
    private const string NoRoom = "The warehouse could not be written. Expected a disk with free space that takes what is written (Warehouse:Path); the published snapshot is untouched.";

    public static string InWords(Exception fault) => fault switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } => "The disk is full. Expected room for a new snapshot; the published one is untouched.",
        SqliteException { SqliteErrorCode: SqliteIo } => NoRoom,
        SqliteException damaged when SqliteFiles.SaysDamaged(damaged) =>
            $"A file of the warehouse is not on the disk as it was written (SQLite error {damaged.SqliteErrorCode}). Expected a disk that keeps what it is given (Warehouse:Path); the published snapshot is untouched.",
        SqliteException sqlite => $"The warehouse could not be written (SQLite error {sqlite.SqliteErrorCode}). The published snapshot is untouched.",
        EngineException engine => engine.Message,
        WarehouseNotWritableException warehouse => $"{warehouse.Message} What is published there stays as it is.",
        UnauthorizedAccessException => "The warehouse may not be written. Expected a folder this program may write to (Warehouse:Path).",
        IOException => NoRoom,
        _ => $"A fault of the program ({fault.GetType().Name}); the log says where. The published snapshot is untouched.",
    };

    /// <summary>What was thrown and where, without the message, which may hold a patient's values.</summary>
    public static string ForTheLog(Exception fault) => $"{fault.GetType().FullName} {(fault as SqliteException)?.SqliteExtendedErrorCode}\n{fault.StackTrace}";
}
