using System.Text;
using System.Text.Json;
using CsvHelper;

namespace HealthDashboard.Bronze;

/// <summary>Reads one CSV file record by record, as found. Columns are matched by name, in any order.</summary>
public sealed class SourceFile : IDisposable
{
    /// <summary>In bytes of UTF-8. No value of a hospital is longer: what is has swallowed others.</summary>
    public const int LongestField = 1 << 20;

    /// <summary>In bytes of UTF-8: a quote that is never closed must not pull a whole file into memory.</summary>
    private const int LongestRecord = 16 * LongestField;

    private const long ShortRecord = 24;

    private static readonly CsvReaderOptions Options = new()
    {
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
        MaxRecordSize = LongestRecord,
        // It would pass over the line unless it is quoted, and only where it names the separator that was set.
        DetectSeparatorHint = false,
    };

    private readonly FileStream _stream;
    private readonly CsvReader _reader;
    private readonly int[] _positions;
    private readonly int[] _others;
    private readonly RecordInspection _inspection;
    private Troubles _troubles;

    private SourceFile(SourceTable table, FileStream stream, CsvReader reader, FileStart start)
    {
        Table = table;
        _stream = stream;
        _reader = reader;
        _inspection = new RecordInspection(table, reader, start.IsUtf16);
        _positions = Header.Match(table, reader.Headers, start);
        _others = [.. Enumerable.Range(0, reader.Headers.Count).Except(_positions)];
        ExtraColumns = [.. _others.Select(position => reader.Headers[position]).Where(name => !string.IsNullOrWhiteSpace(name))];
    }

    public SourceTable Table { get; }

    /// <summary>What stands between the fields: a comma, a semicolon, a TAB or a bar.</summary>
    public char Separator => _reader.Separator;

    /// <summary>Columns of the file that the contract does not know: kept in bronze, not used.</summary>
    public IReadOnlyList<string> ExtraColumns { get; }

    /// <summary>How many records it has, about, if all are like these. Many that are nearly empty tell nothing of the others.</summary>
    public int Records(RecordBatch like) => (int)Math.Min(1.01 * _stream.Length * like.Count / Math.Max(ShortRecord * (like.Count + 1), like.Bytes), int.MaxValue / 2);

    public double Progress => _stream.Length == 0 ? 1 : (double)_stream.Position / _stream.Length;

    /// <exception cref="RunRefusedException">The file is missing, cannot be read, or its header is not usable.</exception>
    public static SourceFile Open(SourceTable table, string folder)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(table.PathIn(folder), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
            var start = FileStart.Of(table, stream);
            var reader = CsvReader.Create(stream, Options with { Separator = start.Separator }, leaveOpen: true);
            if (start.NamesSeparator)
                HeaderBehindSeparator(table, reader);
            return new SourceFile(table, stream, reader, start);
        }
        catch (Exception fault)
        {
            stream?.Dispose();
            throw fault switch
            {
                FileNotFoundException or DirectoryNotFoundException => RunRefusedException.FileMissing(table, folder),
                UnauthorizedAccessException or IOException => RunRefusedException.FileUnreadable(table, "it cannot be opened for reading"),
                CsvFormatException => RunRefusedException.RecordTooLong(table, 1, LongestRecord),
                _ => fault,
            };
        }
    }

    /// <exception cref="RunRefusedException">A quote has swallowed the lines behind it, or the file went away.</exception>
    public bool Read()
    {
        try
        {
            if (!_reader.Read())
                return false;
            _troubles = _inspection.Inspect();
            return true;
        }
        catch (CsvFormatException fault)
        {
            throw RunRefusedException.RecordTooLong(Table, fault.LineNumber, LongestRecord);
        }
        catch (IOException)
        {
            throw RunRefusedException.FileUnreadable(Table, $"reading stopped after record {_reader.RowNumber}");
        }
    }

    /// <summary>To be told when all records are read.</summary>
    /// <exception cref="RunRefusedException">The file as a whole is in another encoding.</exception>
    public void Complete() => _inspection.Complete();

    /// <summary>Whether all fields of the current record are blank: it is none.</summary>
    public bool IsBlank => _troubles.HasFlag(Troubles.Blank);

    /// <summary>Adds the current record to those that silver is handed.</summary>
    public void CopyTo(RecordBatch batch)
    {
        batch.Begin(new RecordBatch.Head(_reader.LineNumber, _reader.FieldCount, _reader.Headers.Count, _troubles));
        foreach (var position in _positions)
        {
            var value = _reader.GetSpan(position);
            // Two files that were put together have the mark of the second in their middle.
            if (position == 0 && value.StartsWith("\uFEFF"u8))
                value = value[3..];
            batch.Add(value.Length > LongestField ? default : value);
        }
    }

    public long Line => _reader.LineNumber;

    /// <summary>Field <paramref name="column"/> of the contract as bronze keeps it: UTF-8, bytes that are not text written as <c>\xE9</c>; null past the record's end.</summary>
    public ReadOnlySpan<byte> Bronze(int column, out bool missing)
    {
        missing = _positions[column] >= _reader.FieldCount;
        var span = _reader.GetSpan(_positions[column]);
        return !_troubles.HasFlag(Troubles.Undecodable) || _inspection.IsText(span) ? span : FieldText.Escaped(span);
    }

    /// <summary>What the contract has no column for, as a JSON object: extra columns by name, fields beyond the header by position. Null when there is nothing.</summary>
    public string? Others()
    {
        if (_others.Length == 0 && _reader.FieldCount <= _reader.Headers.Count)
            return null;
        var fields = new Dictionary<string, string>();
        foreach (var position in _others.Where(position => position < _reader.FieldCount))
        {
            // A separator at the end of every line makes a column without a name, and nothing in it.
            if (_reader.GetSpan(position).IsEmpty && string.IsNullOrWhiteSpace(_reader.Headers[position]))
                continue;
            if (!fields.TryAdd(_reader.Headers[position], Text(position)))
                fields[$"field {position + 1}"] = Text(position);
        }

        for (var position = _reader.Headers.Count; position < _reader.FieldCount; position++)
        {
            var name = $"field {position + 1}";
            while (!fields.TryAdd(name, Text(position)))
                name += "'";
        }

        return fields.Count == 0 ? null : JsonSerializer.Serialize(fields);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private string Text(int position)
    {
        var span = _reader.GetSpan(position);
        return Encoding.UTF8.GetString(_inspection.IsText(span) ? span : FieldText.Escaped(span));
    }

    /// <summary>The line <c>sep=;</c> counts as a line, and is no header.</summary>
    private static void HeaderBehindSeparator(SourceTable table, CsvReader reader)
    {
        if (!reader.Read())
            throw RunRefusedException.FileEmpty(table);
        reader.ReadHeader();
    }
}
