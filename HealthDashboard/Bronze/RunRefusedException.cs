
namespace HealthDashboard.Bronze;

/// <summary>
/// The files as they are must not be published. The message names file, what was found and what was expected, in words a
/// records clerk can act on, and no value of any record.
/// </summary>
public sealed class RunRefusedException(string rule, string message) : Exception(message)
{
    /// <summary>The stable name of the rule, such as <c>file_missing</c>.</summary>
    public string Rule { get; } = rule;

    public static RunRefusedException FileMissing(SourceTable table, string folder) =>
        new("file_missing", table.AlikeIn(folder) is { Count: > 0 } alike
            ? $"{table.FileName} was not found in {folder}, but {string.Join(", ", alike)}. Expected the four files {FileNames}, in any case."
            : $"{table.FileName} was not found in {folder}. Expected the four files {FileNames}.");

    public static RunRefusedException FileTwice(SourceTable table, string folder, IReadOnlyList<string> found) =>
        new("file_unreadable", $"{table.FileName}: {string.Join(" and ", found)} in {folder} differ in case alone, and nobody can tell which is meant. Expected one of them.");

    public static RunRefusedException NotCsv(SourceTable table, string kind) =>
        new("file_unreadable", $"{table.FileName} is {kind}, whatever its name says. Expected a CSV file in UTF-8: open it in the program it belongs to, and save or export it as CSV.");

    public static RunRefusedException FileUnreadable(SourceTable table, string found) =>
        new("file_unreadable", $"{table.FileName}: {found}. Expected a CSV file in UTF-8, or in UTF-16 with a byte order mark, that this program may read.");

    public static RunRefusedException HeaderNotText(SourceTable table, bool looksLikeWindows1252) => FileUnreadable(table, looksLikeWindows1252
        ? "its header is not text in UTF-8, but looks like Windows-1252; save it as “CSV UTF-8”"
        : "its header is not text in UTF-8, nor in UTF-16 with a byte order mark");

    /// <summary>Refused where the cause lies: each row that names a row of this file would be rejected too.</summary>
    public static RunRefusedException OtherEncoding(SourceTable table, long line, long records) =>
        new("encoding", $"{table.FileName}, line {line} is not UTF-8, looks like Windows-1252, and so do {records - 1} more of its records. Expected a CSV file in UTF-8: save it as “CSV UTF-8”.");

    public static RunRefusedException RecordTooLong(SourceTable table, long line, long most) => new(
        "file_unreadable", $"{table.FileName}, line {line}: the record that starts here is longer than {most >> 20} MiB. Expected far shorter ones: a quote is opened in it and never closed, or the lines end in no known way.");

    public static RunRefusedException QuoteClosedLater(SourceTable table, long line) => new(
        "file_unreadable", $"{table.FileName}, line {line}: a quote is opened in this record and not closed before the opening quote of a later line, so that all lines between would be one value. Expected a closing quote.");

    public static RunRefusedException QuoteOpen(SourceTable table, long line) =>
        new("file_unreadable", $"{table.FileName}, line {line}: a quote is opened in this record and never closed, so that everything behind it would be one value. Expected a closing quote.");

    public static RunRefusedException FileEmpty(SourceTable table) =>
        new("file_empty", $"{table.FileName} has no header. Expected a first line with the columns {string.Join(", ", table.Columns)}.");

    /// <param name="found">What the line holds, in words.</param>
    /// <param name="why">What it may come from, and what to do; null where there is nothing more to say.</param>
    public static RunRefusedException ColumnMissing(SourceTable table, int line, string found, IReadOnlyList<string> missing, string? why) =>
        new("column_missing", string.Join(' ', ((string?[])
        [
            $"{table.FileName}, line {line}: found {found}, none named {string.Join(", ", missing)}.",
            why,
            $"Expected the columns {string.Join(", ", table.Columns)}.",
        ]).OfType<string>()));

    public static RunRefusedException ColumnTwice(SourceTable table, int line, string column, IReadOnlyList<string> found) =>
        new("column_missing", $"{table.FileName}, line {line}: found {found.Count} columns named {column} ({string.Join(", ", found)}), where case, blanks, hyphens and underscores make no difference. Expected exactly one.");

    public static RunRefusedException FileChanged(SourceTable table) =>
        new("file_unreadable", $"{table.FileName} changed while it was being read. Expected files that stay as they are during a run; run again when the copy is complete.");

    private static string FileNames => string.Join(", ", SourceTable.All.Select(table => table.FileName));
}
