using System.Runtime.InteropServices;

namespace HealthDashboard.Warehouse;

/// <summary>
/// A value of SQLite's own, read where it lies: of many millions the library's way makes an object or counts a handle for each. Valid until the statement
/// that it is of moves on.
/// </summary>
/// <remarks>
/// SQLite is asked without SuppressGCTransition, though that would be a little faster: with it, a collection that fell between two rows ended the process
/// (.NET 10.0.12).
/// </remarks>
internal static unsafe class SqliteValue
{
    public const int Integer = 1;
    public const int Null = 5;

    private const string Library = "e_sqlite3";

    /// <summary>The bytes of a text or of whatever else it is.</summary>
    public static ReadOnlySpan<byte> Text(nint value)
    {
        // The text first: asking for it may change how long it is.
        var text = Blob(value);
        return new(text, Bytes(value));
    }

    /// <summary>A field of the row that a statement stands on.</summary>
    [DllImport(Library, EntryPoint = "sqlite3_column_value")]
    public static extern nint Of(nint statement, int field);

    [DllImport(Library, EntryPoint = "sqlite3_value_type")]
    public static extern int Type(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_value_int64")]
    public static extern long Int64(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_value_double")]
    public static extern double Double(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_value_blob")]
    private static extern byte* Blob(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_value_bytes")]
    private static extern int Bytes(nint value);
}
