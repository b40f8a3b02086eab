using System.Text;

namespace HealthDashboard.Bronze;

/// <summary>What the first lines of a file tell before they are read as CSV: how its text is written, and what stands between its fields.</summary>
internal sealed class FileStart
{
    private const int MostBytes = 1 << 16;
    private const int MostLines = 25;
    private const string Hint = "sep=";

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    private readonly SourceTable _table;
    private readonly string[] _lines;

    private FileStart(SourceTable table, byte[] bytes, bool isUtf16, string[] lines)
    {
        _table = table;
        IsUtf16 = isUtf16;
        _lines = lines;
        LooksLikeWindows1252 = !isUtf16 && FieldText.LooksLikeWindows1252(bytes.AsSpan(0, EndOfLine(bytes)));
        var first = Array.FindIndex(lines, line => line.Length > 0);
        var text = first < 0 ? "" : lines[first].Trim('"');
        NamesSeparator = text.Length == Hint.Length + 1 && text.StartsWith(Hint, StringComparison.OrdinalIgnoreCase) && Separators.Contains(text[^1]);
        HeaderLine = (NamesSeparator ? Array.FindIndex(lines, first + 1, line => line.Length > 0) : first) + 1;
        Separator = NamesSeparator ? text[^1] : Separators.MaxBy(separator => (Known(Line(HeaderLine), separator), Line(HeaderLine).Count(letter => letter == separator)));
    }

    /// <summary>Whether a byte order mark says so; without one a file is read as UTF-8.</summary>
    public bool IsUtf16 { get; }

    /// <summary>A comma, a semicolon, a TAB or a bar: what the header is written with, whatever stands in the values.</summary>
    public char Separator { get; }

    /// <summary>Whether the first line is Excel's <c>sep=;</c>, and the header the next.</summary>
    public bool NamesSeparator { get; }

    /// <summary>Counted from 1; 0 where there is none.</summary>
    public int HeaderLine { get; }

    public bool LooksLikeWindows1252 { get; }

    /// <summary>The first line behind the header that holds all columns of the contract, as under a title; null where none does.</summary>
    public int? LineWithAllColumns => Enumerable.Range(HeaderLine + 1, Math.Max(0, _lines.Length - HeaderLine))
        .Where(line => Separators.Any(separator => Known(Line(line), separator) == _table.Columns.Length))
        .Select(line => (int?)line)
        .FirstOrDefault();

    /// <summary>Whether the line behind the header looks like a record: one without digits above it is a header then, in whatever words.</summary>
    public bool NextLineHasDigit => Line(HeaderLine + 1).Any(char.IsDigit);

    /// <exception cref="RunRefusedException">It is no text.</exception>
    public static FileStart Of(SourceTable table, FileStream stream)
    {
        var bytes = new byte[MostBytes];
        bytes = bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        if (FileKind.InWords(bytes) is { } kind)
            throw RunRefusedException.NotCsv(table, kind);
        Encoding? utf16 = bytes is [0xFF, 0xFE, ..] ? Encoding.Unicode : bytes is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode : null;
        if (bytes.Length > 0 && bytes.AsSpan().IndexOfAnyExcept((byte)0) < 0)
            throw RunRefusedException.FileUnreadable(table, "it begins with nothing but NUL bytes, as a copy that broke off leaves them");
        if (utf16 is null && FileKind.LooksLikeUtf16(bytes))
            throw RunRefusedException.FileUnreadable(table, "its bytes are not text in UTF-8, but look like UTF-16 without a byte order mark");
        var lines = (utf16 ?? Encoding.UTF8).GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n', MostLines + 1);
        return new FileStart(table, bytes, utf16 is not null, lines.Length > MostLines ? lines[..MostLines] : lines);
    }

    private static int EndOfLine(ReadOnlySpan<byte> bytes) => bytes.IndexOfAny((byte)'\r', (byte)'\n') is var end and >= 0 ? end : bytes.Length;

    private string Line(int number) => number > 0 && number <= _lines.Length ? _lines[number - 1] : "";

    /// <summary>How many columns of the contract a line names.</summary>
    private int Known(string line, char separator)
    {
        var names = line.Split(separator).Select(name => Header.Key(name.Trim().Trim('"'))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return _table.Columns.Count(column => names.Contains(Header.Key(column)));
    }
}
