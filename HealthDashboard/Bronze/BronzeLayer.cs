using System.Collections.Concurrent;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Bronze;

/// <summary>The bronze table of one file: every record as found, all text, with file, line and run. Nothing is dropped; lines without a value are no records.</summary>
public sealed class BronzeLayer(DatabaseFile bronze, SourceFile file)
{
    private readonly SourceTable _table = file.Table;
    private readonly TableWriter _rows = bronze.Table(file.Table.Name);

    /// <summary>Batches that were read: a few dozen take turns, whatever the file holds.</summary>
    private readonly ConcurrentBag<RecordBatch> _free = [];

    /// <summary>File and run are the same for every record: as defaults of their columns they take no room.</summary>
    public static string Schema(string runId) => string.Join(";\n", SourceTable.All.Select(table =>
        $"create table {table.Name} ({string.Join(", ", table.Columns.Select(column => column + " text"))}, other text, "
        + $"file text not null default '{table.FileName}', run text not null default '{runId}', line integer primary key) strict"));

    /// <summary>Keeps the file's records, and hands each batch on once it is kept; whoever takes it disposes of it.</summary>
    public IEnumerable<RecordBatch> Batches(int size)
    {
        var batch = Empty();
        while (file.Read())
        {
            if (!file.IsBlank)
                Keep();
            file.CopyTo(batch);
            if (batch.Count < size)
                continue;
            yield return batch;
            batch = Empty();
        }

        yield return batch;
    }

    /// <summary>No more records are kept.</summary>
    public void Complete() => _rows.Complete();

    private RecordBatch Empty() => _free.TryTake(out var batch) ? batch : new RecordBatch(_table.Columns.Length, file.Separator, _free.Add);

    private void Keep()
    {
        for (var column = 0; column < _table.Columns.Length; column++)
        {
            var text = file.Bronze(column, out var missing);
            if (missing)
                _rows.Row.AddNull();
            else
                _rows.Row.Add(text);
        }

        // Null at the end of a row takes no room.
        if (file.Others() is { } others)
            _rows.Row.Add(others);
        _rows.EndRow(file.Line);
    }
}
