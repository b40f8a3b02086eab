using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace HealthDashboard.Lake.Delta;

/// <summary>Reads a checkpoint, whoever wrote it: columns that we do not know are passed over, and those that we know may be missing.</summary>
internal static class CheckpointReader
{
    public static TableState Read(long version, IEnumerable<string> parts)
    {
        var state = new TableState { Version = version };
        foreach (var part in parts)
        {
            using var file = new ParquetFileReader(part);
            for (var group = 0; group < file.FileMetaData.NumRowGroups; group++)
            {
                using var rows = file.RowGroup(group);
                Take(state, Columns(rows));
            }
        }

        return state;
    }

    private static void Take(TableState state, Dictionary<string, List<object?>[]> columns)
    {
        for (var row = 0; row < columns.Values.First().Length; row++)
        {
            if (Number("protocol.minReaderVersion") is { } reader)
                state.Protocol((int)reader, (int)Number("protocol.minWriterVersion")!, [.. Texts("protocol.readerFeatures."), .. Texts("protocol.writerFeatures.")]);
            if (Text("metaData.id") is { } id)
            {
                state.Metadata = new TableMetadata(
                    id, Text("metaData.name"), Text("metaData.description"), Values("metaData.format.options."), Text("metaData.schemaString")!, Texts("metaData.partitionColumns."),
                    Values("metaData.configuration."), Number("metaData.createdTime"));
            }

            if (Text("txn.appId") is { } writer)
                state.Writers[writer] = new WriterProgress(Number("txn.version")!.Value, Number("txn.lastUpdated"));
            if (Text("add.path") is { } added)
                state.Add(new AddedFile(added, Values("add.partitionValues."), Number("add.size")!.Value, Number("add.modificationTime") ?? 0, Text("add.stats")));
            if (Text("remove.path") is { } removed)
                state.Remove(new RemovedFile(removed, Values("remove.partitionValues."), Number("remove.size"), Number("remove.deletionTimestamp") ?? 0));

            string? Text(string path) => columns.TryGetValue(path, out var column) ? (string?)column[row].FirstOrDefault() : null;

            long? Number(string path) => columns.TryGetValue(path, out var column) && column[row].FirstOrDefault() is { } value ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : null;

            List<string> Texts(string below) => [.. columns.Where(column => column.Key.StartsWith(below, StringComparison.Ordinal)).SelectMany(column => column.Value[row]).OfType<string>()];

            Dictionary<string, string?> Values(string below)
            {
                var (keys, values) = (Of("key"), Of("value"));
                return keys.Index().Where(key => key.Item is not null).ToDictionary(key => (string)key.Item!, key => (string?)values[key.Index]);

                List<object?> Of(string name) =>
                    columns.FirstOrDefault(column => column.Key.StartsWith(below, StringComparison.Ordinal) && column.Key.EndsWith('.' + name, StringComparison.Ordinal)).Value?[row] ?? [];
            }
        }
    }

    /// <summary>By path, of each row the values; one that repeats may have any number, and null stands where there is none.</summary>
    private static Dictionary<string, List<object?>[]> Columns(RowGroupReader rows)
    {
        var columns = new Dictionary<string, List<object?>[]>();
        for (var place = 0; place < rows.MetaData.NumColumns; place++)
        {
            using var column = rows.Column(place);
            var path = column.ColumnDescriptor.Path.ToDotString();
            if (path.Split('.')[0] is "protocol" or "metaData" or "txn" or "add" or "remove" && !path.Contains("_parsed", StringComparison.Ordinal) && Rows(column) is { Count: > 0 } found)
                columns[path] = [.. found];
        }

        return columns;
    }

    /// <summary>None of a type that nothing we know of is.</summary>
    private static List<List<object?>> Rows(ColumnReader column)
    {
        var (found, most) = (new List<List<object?>>(), column.ColumnDescriptor.MaxDefinitionLevel);
        switch (column)
        {
            case ColumnReader<ByteArray> texts:
                Fill(texts, text => Encoding.UTF8.GetString(Parquet.TextArena.Bytes(text)));
                break;
            case ColumnReader<long> longs:
                Fill(longs, value => value);
                break;
            case ColumnReader<int> integers:
                Fill(integers, value => value);
                break;
            case ColumnReader<bool> switches:
                Fill(switches, value => value);
                break;
        }

        return found;

        void Fill<T>(ColumnReader<T> reader, Func<T, object> read)
            where T : unmanaged
        {
            const int Some = 1024;
            var (definitions, repetitions, values) = (new short[Some], new short[Some], new T[Some]);
            while (reader.HasNext)
            {
                var levels = reader.ReadBatch(Some, definitions, repetitions, values, out _);
                var next = 0;
                for (var level = 0; level < levels; level++)
                {
                    if (reader.ColumnDescriptor.MaxRepetitionLevel == 0 || repetitions[level] == 0)
                        found.Add([]);
                    found[^1].Add(definitions[level] == most ? read(values[next++]) : null);
                }
            }
        }
    }
}
