using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using HealthDashboard.Lake.Delta;
using ParquetSharp;
using ParquetSharp.Schema;
using Encoding = System.Text.Encoding;

namespace HealthDashboard.Lake.Parquet;

/// <summary>Writes a file of data and says of it what a log of Delta has to say.</summary>
internal static class DataFile
{
    /// <param name="partition">What the rows have in common in the column that divides the table; null where they have nothing there.</param>
    public static AddedFile Write(string folder, LakeTable table, IReadOnlyList<RowBuffer> rows, string? partition)
    {
        // No value of a row stands in a path: what is escaped there is read otherwise by others, and tells what nobody asked.
        var id = Guid.NewGuid();
        var path = string.Create(CultureInfo.InvariantCulture, $"p/{id.ToByteArray()[0]:x2}/part-{id}.zstd.parquet");
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        WriteRows(file, table, rows);
        long size;
        using (var written = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.FlushToDisk(written);
            size = RandomAccess.GetLength(written);
        }

        return new AddedFile(
            path,
            table.PartitionBy is { } by ? new Dictionary<string, string?> { [by] = string.IsNullOrEmpty(partition) ? null : partition } : [],
            size,
            new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero).ToUnixTimeMilliseconds(),
            Statistics(table, rows));
    }

    private static void WriteRows(string file, LakeTable table, IReadOnlyList<RowBuffer> rows)
    {
        using var schema = new GroupNode("schema", Repetition.Required, [.. table.Columns.Select(column => column.Node())]);
        using var builder = new WriterPropertiesBuilder().Compression(Compression.Zstd).EnableWritePageIndex();
        foreach (var column in table.Columns.Where(column => column.IsUnique))
            builder.DisableDictionary(column.Name);
        using var properties = builder.Build();
        using var writer = new ParquetFileWriter(file, schema, properties);
        foreach (var group in InGroups(rows))
        {
            using var into = writer.AppendRowGroup();
            foreach (var column in table.Columns)
            {
                using var values = into.NextColumn();
                foreach (var part in group)
                    part[column].WriteTo(values);
            }
        }

        writer.Close();
    }

    private static IEnumerable<List<RowBuffer>> InGroups(IReadOnlyList<RowBuffer> rows)
    {
        var group = new List<RowBuffer>();
        foreach (var part in rows)
        {
            if (group.Sum(each => each.Count) + part.Count > RowBuffer.Most && group.Count > 0)
            {
                yield return group;
                group = [];
            }

            group.Add(part);
        }

        if (group.Count > 0)
            yield return group;
    }

    private static string Statistics(LakeTable table, IReadOnlyList<RowBuffer> rows)
    {
        var columns = table.Skipping.Select(column =>
        {
            var statistics = new ColumnStatistics(column);
            foreach (var part in rows)
                part[column].Widen(statistics);
            return (column.Name, Statistics: statistics);
        }).ToList();
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("numRecords", rows.Sum(part => (long)part.Count));
            json.WriteStartObject("minValues");
            columns.ForEach(column => column.Statistics.WriteMin(json));
            json.WriteEndObject();
            json.WriteStartObject("maxValues");
            columns.ForEach(column => column.Statistics.WriteMax(json));
            json.WriteEndObject();
            json.WriteStartObject("nullCount");
            columns.ForEach(column => json.WriteNumber(column.Name, column.Statistics.Nulls));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
