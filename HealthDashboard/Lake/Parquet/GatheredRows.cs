using System.Text;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Lake.Parquet;

/// <summary>The rows of tables that have one value in the column by which one of them is divided or ordered; all rows where none is.</summary>
/// <param name="Value">Null where the rows have none.</param>
internal sealed record GatheredRows(string? Value, List<RowBuffer> Rows)
{
    public long Count => Rows.Sum(rows => (long)rows.Count);

    /// <summary>Reads them in the order of the values, those without one last. A sort by one column is this: rows of a value keep their order.</summary>
    public static List<GatheredRows> Read(SqliteConnection connection, LakeReading reading, bool names)
    {
        var by = reading.GatherBy();
        var found = new Dictionary<string, GatheredRows>(StringComparer.Ordinal);
        GatheredRows? empty = null;
        byte[] last = [];
        GatheredRows? current = null;
        using var command = connection.CreateCommand();
        command.CommandText = reading.Sql(names);
        using var reader = command.ExecuteReader();
        var row = reader.Handle!.DangerousGetHandle();
        while (reader.Read())
        {
            var value = by < 0 ? 0 : SqliteValue.Of(row, by);
            if (by < 0)
                current ??= empty = new GatheredRows(null, []);
            else if (SqliteValue.Type(value) == SqliteValue.Null)
                current = empty ??= new GatheredRows(null, []);
            else if (current?.Value is null || !SqliteValue.Text(value).SequenceEqual(last))
                current = Of(last = SqliteValue.Text(value).ToArray());
            if (current.Rows.Count == 0 || current.Rows[^1].Count == RowBuffer.Most)
                current.Rows.Add(new RowBuffer(reading.Columns));
            current.Rows[^1].Add(row);
        }

        return [.. found.Values.OrderBy(each => Encoding.UTF8.GetBytes(each.Value!), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))), .. empty is null ? [] : new[] { empty }];

        GatheredRows Of(byte[] text)
        {
            var value = Encoding.UTF8.GetString(text);
            return found.TryGetValue(value, out var known) ? known : found[value] = new GatheredRows(value, []);
        }
    }
}
