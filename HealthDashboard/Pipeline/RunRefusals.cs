using HealthDashboard.Bronze;

namespace HealthDashboard.Pipeline;

/// <summary>Why a run is refused for what became of its files, rather than for how one of them is written.</summary>
public static class RunRefusals
{
    public const string Unfinished = "data_unfinished";
    public const string ShrunkRule = "shrunk";

    public static RunRefusedException NoRows(SourceTable table, long read, string? hint) =>
        new("no_rows", $"{table.FileName}: none of {read} records could be accepted. Expected at least one.{hint}");

    public static RunRefusedException TooManyRejected(SourceTable table, long rejected, long read, double limit, string? hint) =>
        new("too_many_rejected", $"{table.FileName}: {rejected} of {read} records were rejected. Expected at most {limit:P0} (Pipeline:MaxRejectedShare).{hint}");

    public static RunRefusedException Shrunk(IReadOnlyList<ShrunkTable> tables, double limit) =>
        new(ShrunkRule, $"{string.Join("; ", tables.Select(InWords))}. Expected to lose at most {limit:P0} (Pipeline:MaxShrink).");

    public static string InWords(ShrunkTable table) => $"{table.Table}.csv: {table.Accepted} accepted rows, where the published snapshot has {table.Before}";

    /// <summary>The one who publishes must have seen it.</summary>
    public static RunRefusedException ShrinkNotAccepted(IReadOnlyList<ShrunkTable> tables) =>
        new(ShrunkRule, $"{string.Join("; ", tables.Select(InWords))}. Expected accept_shrink=true, which says that this is meant.");

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
}
