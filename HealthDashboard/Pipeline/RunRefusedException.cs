using HealthDashboard.Bronze;

namespace HealthDashboard.Pipeline;

/// <summary>
/// The files as they are must not be published. The message names file, what was found and what was expected, in words a
/// records clerk can act on, and no value of any record.
/// </summary>
public sealed class RunRefusedException(string rule, string message) : Exception(message)
{
    public const string Unfinished = "data_unfinished";

    /// <summary>The stable name of the rule, such as <c>file_missing</c>.</summary>
    public string Rule { get; } = rule;

    public static RunRefusedException FileMissing(SourceTable table, string folder) =>
        new("file_missing", $"{table.FileName} was not found in {folder}. Expected the four files {FileNames}.");

    public static RunRefusedException FileUnreadable(SourceTable table, string found) =>
        new("file_unreadable", $"{table.FileName}: {found}. Expected a CSV file in UTF-8, or in UTF-16 with a byte order mark, that this program may read.");

    /// <summary>All lines behind it would be one value: half a hospital, and nobody would see it.</summary>
    public static RunRefusedException QuoteOpen(SourceTable table, long line) =>
        new("file_unreadable", $"{table.FileName}, line {line}: a quote is opened in this record and never closed, so that everything behind it would be one value. Expected a closing quote.");

    public static RunRefusedException FileEmpty(SourceTable table) =>
        new("file_empty", $"{table.FileName} has no header. Expected a first line with the columns {string.Join(", ", table.Columns)}.");

    public static RunRefusedException ColumnMissing(SourceTable table, string column, int found, IReadOnlyList<string> headers) =>
        new("column_missing", found == 0
            ? $"{table.FileName}, line 1: found {headers.Count} columns, none named {column}. Expected the columns {string.Join(", ", table.Columns)}."
            : $"{table.FileName}, line 1: found {found} columns named {column}. Expected exactly one.");

    public static RunRefusedException FileChanged(SourceTable table) =>
        new("file_unreadable", $"{table.FileName} changed while it was being read. Expected files that stay as they are during a run; run again when the copy is complete.");

    public static RunRefusedException NoRows(SourceTable table, long read) =>
        new("no_rows", $"{table.FileName}: none of {read} records could be accepted. Expected at least one.");

    public static RunRefusedException TooManyRejected(SourceTable table, long rejected, long read, double limit) =>
        new("too_many_rejected", $"{table.FileName}: {rejected} of {read} records were rejected. Expected at most {limit:P0} (Pipeline:MaxRejectedShare).");

    public static RunRefusedException Shrunk(SourceTable table, long accepted, long before, double limit) =>
        new("shrunk", $"{table.FileName}: {accepted} accepted rows, where the published snapshot has {before}. Expected to lose at most {limit:P0} (Pipeline:MaxShrink).");

    public static RunRefusedException UploadNotKept() =>
        new("upload_not_kept", "The upload could not be kept. Expected a folder with free space that this program may write to (Warehouse:Path).");

    public static RunRefusedException UploadOutdated() =>
        new("upload_outdated", "Other data was published after this preview was made. Expected the published data to be what the preview was compared with; upload the files again.");

    public static RunRefusedException UploadGone() =>
        new("upload_gone", "The uploaded files, or what was made of them, are no longer there as they were. Upload the files again.");

    public static RunRefusedException DataNotWritable(string folder) =>
        new("data_not_writable", $"The files could not be put into {folder}. Expected a folder with free space that this program may write to (Data:Path).");

    public static RunRefusedException DataUnfinished(string folder) =>
        new(Unfinished, $"Uploaded files that are to be published could not all be put into {folder}. Expected files there that this program may replace (Data:Path); the next run goes on with it.");

    private static string FileNames => string.Join(", ", SourceTable.All.Select(table => table.FileName));
}
