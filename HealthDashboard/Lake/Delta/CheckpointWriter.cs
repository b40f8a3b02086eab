using System.Text.Json.Nodes;
using HealthDashboard.Lake.Parquet;
using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace HealthDashboard.Lake.Delta;

/// <summary>Writes all that a table is into one Parquet file.</summary>
internal static class CheckpointWriter
{
    private const string RetentionSetting = "delta.deletedFileRetentionDuration";

    private static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    /// <returns>How many actions it holds.</returns>
    public static int Write(string path, TableState state)
    {
        var rows = Actions(state).ToList();
        using var schema = CheckpointSchema.Root();
        using var builder = new WriterPropertiesBuilder().Compression(Compression.Snappy);
        using var properties = builder.Build();
        using (var file = new ParquetFileWriter(path, schema, properties))
        {
            using var group = file.AppendRowGroup();
            foreach (var field in CheckpointSchema.Fields)
            {
                using var column = group.NextColumn();
                var written = new Column(field);
                rows.ForEach(written.Add);
                written.WriteTo(column);
            }

            file.Close();
        }

        using var whole = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(whole);
        return rows.Count;
    }

    /// <summary>Removals are kept while their files may still be read by who looks at an earlier version.</summary>
    private static IEnumerable<JsonObject> Actions(TableState state)
    {
        var kept = state.Metadata!.Configuration.ContainsKey(RetentionSetting) ? 0 : DateTimeOffset.UtcNow.Subtract(Retention).ToUnixTimeMilliseconds();
        return
        [
            new JsonObject { ["protocol"] = new JsonObject { ["minReaderVersion"] = state.MinReader, ["minWriterVersion"] = state.MinWriter } },
            state.Metadata.Metadata(),
            .. state.Writers.Select(each => each.Value.Transaction(each.Key)),
            .. state.Removed.Where(file => file.DeletionTimestamp >= kept).Select(file => file.Remove()),
            .. state.Files.Select(file => file.Add()),
        ];
    }

    /// <summary>A column level by level: how deep a value is there, and whether it goes on in the same row.</summary>
    private sealed class Column(CheckpointField field)
    {
        private readonly TextArena _arena = new();
        private readonly List<short> _definitions = [];
        private readonly List<short> _repetitions = [];
        private readonly List<JsonNode> _values = [];

        public void Add(JsonObject row)
        {
            JsonNode? at = row;
            short depth = 0;
            foreach (var group in field.Groups)
            {
                at = at[group];
                if (at is null)
                {
                    Level(depth);
                    return;
                }

                depth++;
            }

            switch (at[field.Name])
            {
                case null:
                    Level(depth);
                    break;
                case JsonObject { Count: 0 } or JsonArray { Count: 0 }:
                    Level(++depth);
                    break;
                case JsonObject map:
                    foreach (var (place, (key, value)) in map.Index())
                        Level((short)(depth + 2 + (field.Shape == CheckpointShape.MapValue && value is not null ? 1 : 0)), place, field.Shape == CheckpointShape.MapKey ? key : value);
                    break;
                case JsonArray list:
                    foreach (var (place, value) in list.Index())
                        Level((short)(depth + 3), place, value);
                    break;
                case var value:
                    Level(++depth, 0, value);
                    break;
            }
        }

        public void WriteTo(ColumnWriter column)
        {
            var definitions = _definitions.ToArray();
            ReadOnlySpan<short> repetitions = field.Shape == CheckpointShape.Single ? default : _repetitions.ToArray();
            switch (column)
            {
                case ColumnWriter<ByteArray> texts:
                    texts.WriteBatch(definitions.Length, definitions, repetitions, [.. _values.Select(value => _arena.Add(Encoding.UTF8.GetBytes(value.GetValue<string>())))]);
                    break;
                case ColumnWriter<long> longs:
                    longs.WriteBatch(definitions.Length, definitions, repetitions, [.. _values.Select(value => value.GetValue<long>())]);
                    break;
                case ColumnWriter<int> integers:
                    integers.WriteBatch(definitions.Length, definitions, repetitions, [.. _values.Select(value => value.GetValue<int>())]);
                    break;
                case ColumnWriter<bool> switches:
                    switches.WriteBatch(definitions.Length, definitions, repetitions, [.. _values.Select(value => value.GetValue<bool>())]);
                    break;
            }

            GC.KeepAlive(_arena);
        }

        private void Level(short depth, int place = 0, JsonNode? value = null)
        {
            _definitions.Add(depth);
            _repetitions.Add(place == 0 ? (short)0 : (short)1);
            if (value is not null)
                _values.Add(value);
        }
    }
}
