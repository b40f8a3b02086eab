using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CsvHelper;
using HealthDashboard.Pipeline;

namespace HealthDashboard.Bronze;

/// <summary>
/// Reads one CSV file record by record, as found. Columns are matched by name: any order, any case, blanks and a byte
/// order mark ignored.
/// </summary>
public sealed class SourceFile : IDisposable
{
    private static readonly CsvReaderOptions Options = new()
    {
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
    };

    private readonly FileStream _stream;
    private readonly CsvReader _reader;
    private readonly int[] _positions;
    private readonly int[] _others;
    private readonly bool _transcoded;

    private SourceFile(SourceTable table, FileStream stream, CsvReader reader, bool transcoded, int[] positions)
    {
        Table = table;
        _stream = stream;
        _reader = reader;
        _transcoded = transcoded;
        _positions = positions;
        _others = [.. Enumerable.Range(0, reader.Headers.Count).Except(positions)];
        ExtraColumns = [.. _others.Select(position => reader.Headers[position])];
    }

    public SourceTable Table { get; }

    /// <summary>What stands between the fields: a comma, a semicolon, a TAB or a bar.</summary>
    public char Separator => _reader.Separator;

    /// <summary>Columns of the file that the contract does not know: kept in bronze, not used.</summary>
    public IReadOnlyList<string> ExtraColumns { get; }

    public double Progress => _stream.Length == 0 ? 1 : (double)_stream.Position / _stream.Length;

    /// <exception cref="RunRefusedException">The file is missing, cannot be read, or its header is not usable.</exception>
    public static SourceFile Open(SourceTable table, string folder)
    {
        var path = Path.Combine(folder, table.FileName);
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
            var transcoded = StartsWithUtf16Mark(stream);
            var reader = CsvReader.Create(stream, Options, leaveOpen: true);
            return new SourceFile(table, stream, reader, transcoded, MatchHeader(table, reader));
        }
        catch (Exception fault)
        {
            stream?.Dispose();
            throw fault switch
            {
                FileNotFoundException or DirectoryNotFoundException =>
                    RunRefusedException.FileMissing(table, folder),
                UnauthorizedAccessException or IOException or CsvFormatException =>
                    RunRefusedException.FileUnreadable(table, fault is CsvFormatException ? "its start is not CSV" : "it cannot be opened for reading"),
                _ => fault,
            };
        }
    }

    public bool Read()
    {
        try
        {
            if (!_reader.Read())
                return false;
            if (LastFieldIsOpen() && _reader.RawRecord.IndexOfAny("\r\n"u8) >= 0)
                throw RunRefusedException.QuoteOpen(Table, _reader.LineNumber);
            return true;
        }
        catch (Exception fault) when (fault is IOException or CsvFormatException)
        {
            throw RunRefusedException.FileUnreadable(Table, $"reading stopped after record {_reader.RowNumber}");
        }
    }

    /// <summary>Adds the current record to those that silver is handed.</summary>
    public void CopyTo(RecordBatch batch)
    {
        batch.Begin(new RecordBatch.Head(_reader.LineNumber, _reader.FieldCount, _reader.Headers.Count, Undecodable(_reader.RawRecord), Cut: LastFieldIsOpen()));
        foreach (var position in _positions)
            batch.Add(_reader.GetSpan(position));
    }

    public long Line => _reader.LineNumber;

    /// <summary>Field <paramref name="column"/> of the contract as bronze keeps it: UTF-8, bytes that are not text written as <c>\xE9</c>; null past the record's end.</summary>
    public ReadOnlySpan<byte> Bronze(int column, out bool missing)
    {
        missing = _positions[column] >= _reader.FieldCount;
        var span = _reader.GetSpan(_positions[column]);
        return Undecodable(span) ? Escaped(span) : span;
    }

    /// <summary>What the contract has no column for, as a JSON object: extra columns by name, fields beyond the header by position. Null when there is nothing.</summary>
    public string? Others()
    {
        if (_others.Length == 0 && _reader.FieldCount <= _reader.Headers.Count)
            return null;
        var fields = new Dictionary<string, string>();
        foreach (var position in _others.Where(position => position < _reader.FieldCount))
        {
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
        return Encoding.UTF8.GetString(Undecodable(span) ? Escaped(span) : span);
    }

    /// <summary>Whether the last field starts with a quote that nothing closes: it then runs to the end of the file.</summary>
    private bool LastFieldIsOpen()
    {
        var field = _reader.FieldCount == 0 ? default : _reader.GetRawSpan(_reader.FieldCount - 1);
        if (field.IsEmpty || field[0] != (byte)'"')
            return false;
        for (field = field[1..]; field.IndexOf((byte)'"') is var quote and >= 0; field = field[(quote + 2)..])
        {
            if (quote + 1 == field.Length || field[quote + 1] != (byte)'"')
                return false;
        }

        return true;
    }

    /// <summary>UTF-16 reaches us transcoded: what could not be decoded has become U+FFFD.</summary>
    private bool Undecodable(ReadOnlySpan<byte> text) =>
        text.Contains((byte)0) || !Utf8.IsValid(text) || (_transcoded && text.IndexOf("\uFFFD"u8) >= 0);

    private static byte[] Escaped(ReadOnlySpan<byte> bytes)
    {
        var text = new ArrayBufferWriter<byte>(bytes.Length + 8);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var consumed);
            if (status == OperationStatus.Done && rune.Value != 0)
                text.Write(bytes[..consumed]);
            else
                foreach (var value in bytes[..consumed])
                    text.Write(Encoding.ASCII.GetBytes($"\\x{value:X2}"));
            bytes = bytes[consumed..];
        }

        return text.WrittenSpan.ToArray();
    }

    private static bool StartsWithUtf16Mark(FileStream stream)
    {
        Span<byte> mark = stackalloc byte[2];
        var length = stream.ReadAtLeast(mark, 2, throwOnEndOfStream: false);
        stream.Position = 0;
        return length == 2 && (mark is [0xFF, 0xFE] or [0xFE, 0xFF]);
    }

    private static int[] MatchHeader(SourceTable table, CsvReader reader)
    {
        var headers = reader.Headers.Select(name => name.Trim('\uFEFF').Trim()).ToArray();
        if (headers.All(string.IsNullOrEmpty))
            throw RunRefusedException.FileEmpty(table);
        if (headers.Any(name => name.Contains('\0', StringComparison.Ordinal) || name.Contains('\uFFFD', StringComparison.Ordinal)))
            throw RunRefusedException.FileUnreadable(table, "its header is not text in UTF-8, nor in UTF-16 with a byte order mark");

        return [.. table.Columns.Select(column =>
        {
            var positions = Enumerable.Range(0, headers.Length)
                .Where(position => string.Equals(headers[position], column, StringComparison.OrdinalIgnoreCase))
                .ToArray();
            return positions.Length == 1 ? positions[0] : throw RunRefusedException.ColumnMissing(table, column, positions.Length, headers);
        })];
    }
}
