using System.Text;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Bronze;

/// <summary>The bronze table of one file: every record as found, all text, with file, line and run. Nothing is dropped.</summary>
public sealed class BronzeLayer(SqliteConnection connection, SourceFile file) : IDisposable
{
    private readonly SourceTable _table = file.Table;
    private readonly BulkInsert _insert = CreateTable(connection, file.Table);

    /// <summary>Keeps the file's records, and hands each batch on once it is kept.</summary>
    public IEnumerable<IReadOnlyList<RawRecord>> Batches(int size)
    {
        var batch = new List<RawRecord>(size);
        while (file.Read())
        {
            Keep();
            batch.Add(file.Record());
            if (batch.Count < size)
                continue;
            yield return batch;
            batch.Clear();
        }

        yield return batch;
    }

    /// <summary>
    /// Adds file and run. They are the same for every record, and a column added with a default takes no room in the
    /// records that are already there.
    /// </summary>
    public void Complete(string runId)
    {
        foreach (var (name, value) in new[] { ("file", _table.FileName), ("run", runId) })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"alter table bronze.{_table.Name} add column {name} text not null default '{value}'";
            command.ExecuteNonQuery();
        }
    }

    public void Dispose() => _insert.Dispose();

    private void Keep()
    {
        _insert.Bind(1, file.Line);
        for (var column = 0; column < _table.Columns.Length; column++)
        {
            var text = file.Bronze(column, out var missing);
            if (missing)
                _insert.BindNull(column + 2);
            else
                _insert.Bind(column + 2, text);
        }

        _insert.Bind(_table.Columns.Length + 2, file.Others());
        _insert.Step();
    }

    private static BulkInsert CreateTable(SqliteConnection connection, SourceTable table)
    {
        var columns = new StringBuilder("line integer primary key");
        foreach (var column in table.Columns.Append("other"))
            columns.Append(System.Globalization.CultureInfo.InvariantCulture, $", {column} text");
        using var command = connection.CreateCommand();
        command.CommandText = $"create table bronze.{table.Name} ({columns})";
        command.ExecuteNonQuery();
        return new BulkInsert(connection, $"bronze.{table.Name}", ["line", .. table.Columns, "other"]);
    }
}
