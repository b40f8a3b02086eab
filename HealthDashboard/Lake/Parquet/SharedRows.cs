using Microsoft.Data.Sqlite;

namespace HealthDashboard.Lake.Parquet;

/// <summary>The rows of a reading, read by whoever needs them first and let go of by whoever needs them last. Threads may write its tables at the same time.</summary>
internal sealed class SharedRows(LakeReading reading, bool names)
{
    private readonly Lock _lock = new();
    private List<GatheredRows>? _rows;
    private int _done;

    /// <param name="connection">Of the thread that asks.</param>
    public List<GatheredRows> Rows(SqliteConnection connection)
    {
        lock (_lock)
            return _rows ??= GatheredRows.Read(connection, reading, names);
    }

    /// <summary>That one more of its tables is written.</summary>
    public void Done()
    {
        lock (_lock)
        {
            if (++_done == reading.Tables.Count)
                _rows = null;
        }
    }
}
