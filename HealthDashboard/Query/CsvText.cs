using System.Globalization;
using CsvHelper;

namespace HealthDashboard.Query;

/// <summary>
/// Text in a CSV: always in quotes, so that a name with a separator of another country stays one cell and an id of digits is told from a
/// number; and never a formula. Spreadsheets run what begins with one of a few letters, in any width, and some strip what cannot be seen
/// before they look: such a cell gets a leading apostrophe.
/// </summary>
public static class CsvText
{
    /// <summary>The letters that begin a formula: plain, full-width and small.</summary>
    private const string Beginnings = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B";

    /// <summary>Text, or nothing at all where there is none.</summary>
    public static void Write(CsvWriter writer, string? text)
    {
        if (string.IsNullOrEmpty(text))
            writer.WriteField("");
        else
            writer.WriteField(RunsInSpreadsheets(text) ? "'" + text : text, CsvQuoting.Always);
    }

    /// <summary>What is written as it stands, though it is kept as text: a date, a moment, a number.</summary>
    public static void WriteBare(CsvWriter writer, string? text) => writer.WriteField(text ?? "");

    private static bool RunsInSpreadsheets(string text)
    {
        var first = 0;
        while (first < text.Length && IsUnseen(text[first]))
            first++;
        return text[0] is '\t' or '\r' or '\n' || (first < text.Length && Beginnings.Contains(text[first], StringComparison.Ordinal));
    }

    private static bool IsUnseen(char letter) =>
        char.IsWhiteSpace(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format;
}
