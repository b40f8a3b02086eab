using System.Text;

namespace HealthDashboard.Bronze;

/// <summary>What a file is that is no CSV, told by its first bytes: its name says nothing.</summary>
internal static class FileKind
{
    private const int ShortestZip = 30;

    private static readonly (byte[] Start, string Kind)[] Known =
    [
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook (.xls)"),
        ([0x1F, 0x8B], "a compressed file (gzip)"),
        ([(byte)'B', (byte)'Z', (byte)'h'], "a compressed file (bzip2)"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "a compressed file (xz)"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], "a compressed file (7z)"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a compressed file (zstd)"),
        ([.. "%PDF-"u8], "a PDF document"),
        ([.. "{\\rtf"u8], "a text document (RTF)"),
        ([.. "PAR1"u8], "a Parquet file"),
        ([.. "SQLite format 3\0"u8], "a SQLite database"),
    ];

    private static readonly string[] Pages = ["<!doctype", "<html", "<head", "<body", "<table", "<meta"];

    /// <summary>In words, or null for what may be CSV.</summary>
    public static string? InWords(ReadOnlySpan<byte> start)
    {
        if (start.Length >= ShortestZip && start.StartsWith("PK\u0003\u0004"u8))
            return start.IndexOf("xl/"u8) >= 0 || start.IndexOf("[Content_Types].xml"u8) >= 0 ? "an Excel workbook (.xlsx)" : "a compressed file (ZIP)";
        foreach (var (first, kind) in Known)
        {
            if (start.StartsWith(first))
                return kind;
        }

        return Markup(Encoding.UTF8.GetString(start[..Math.Min(start.Length, 512)]).TrimStart('\uFEFF').TrimStart());
    }

    /// <summary>Whether every second byte or so is NUL, as in UTF-16: of text that has no byte order mark.</summary>
    public static bool LooksLikeUtf16(ReadOnlySpan<byte> start)
    {
        var (pairs, even, odd) = (start.Length / 2, 0, 0);
        for (var pair = 0; pair < pairs; pair++)
        {
            even += start[2 * pair] == 0 ? 1 : 0;
            odd += start[(2 * pair) + 1] == 0 ? 1 : 0;
        }

        return pairs > 0 && Math.Max(even, odd) > pairs / 2 && Math.Min(even, odd) < pairs / 10.0;
    }

    private static string? Markup(string text)
    {
        if (Pages.Any(tag => text.StartsWith(tag, StringComparison.OrdinalIgnoreCase)))
            return "a web page (HTML)";
        if (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
            return "an XML document";
        var json = text.StartsWith('[') ? text[1..].TrimStart() : text;
        return json.StartsWith('{') && json[1..].TrimStart().StartsWith('"') ? "a JSON document" : null;
    }
}
