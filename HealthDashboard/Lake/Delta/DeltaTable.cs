using System.Text.Json;
using System.Text.Json.Nodes;

namespace HealthDashboard.Lake.Delta;

/// <summary>The run whose rows are written.</summary>
/// <param name="Id">Such as <c>0012-20251221T060000Z</c>.</param>
/// <param name="PublishedAt">In whole milliseconds.</param>
public sealed record LakeRun(string Id, DateTimeOffset PublishedAt)
{
    internal WriterProgress Progress => new(Warehouse.RunId.Number(Id), PublishedAt.ToUnixTimeMilliseconds());
}

/// <summary>One of our tables. It asks its readers for no more than Delta's first protocol, and takes what others do to it meanwhile along.</summary>
/// <param name="isOurs">Whether our warehouse published that: another one has the same numbers.</param>
internal sealed class DeltaTable(string folder, LakeTable table, TimeProvider clock, Func<WriterProgress, bool> isOurs)
{
    /// <summary>Under which name we note how far we have come.</summary>
    private const string Writer = "HealthDashboard";

    private const int MostReader = 1, MostWriter = 2;

    private static readonly string Engine = $"HealthDashboard/{typeof(DeltaTable).Assembly.GetName().Version!.ToString(3)}";

    private readonly TableLog _log = new(folder);

    /// <summary>The version that a run has written already; null where it has not. Asked before any data are written.</summary>
    /// <exception cref="LakeRefusedException">It is not ours to write, or another dashboard writes it.</exception>
    public long? WrittenBy(LakeRun run)
    {
        var state = _log.Read();
        return MustBeOurs(state, run) == run.Progress ? _log.Find(Writer, run.Progress) ?? state!.Version : null;
    }

    /// <summary>Puts rows in the place of those that are there.</summary>
    /// <param name="files">Lie in the table's folder already.</param>
    /// <returns>The version, and the columns that somebody had added and that are not there any more.</returns>
    public (long Version, IReadOnlyList<string> Dropped) Overwrite(LakeRun run, IReadOnlyList<AddedFile> files) => Commit(run, files, isAppend: false);

    /// <summary>Adds rows to those that are there.</summary>
    /// <inheritdoc cref="Overwrite" path="/returns"/>
    public (long Version, IReadOnlyList<string> Dropped) Append(LakeRun run, AddedFile file) => Commit(run, [file], isAppend: true);

    private (long Version, IReadOnlyList<string> Dropped) Commit(LakeRun run, IReadOnlyList<AddedFile> files, bool isAppend)
    {
        IReadOnlyList<string> dropped = [];
        var version = _log.Commit(state =>
        {
            MustBeFree(state, run);
            dropped = [.. ColumnsOf(state?.Metadata).Except(table.Columns.Select(column => column.Name), StringComparer.Ordinal)];
            return Lines(state, run, files, isAppend);
        });
        return (version, dropped);
    }

    private IEnumerable<JsonObject> Lines(TableState? state, LakeRun run, IReadOnlyList<AddedFile> files, bool isAppend)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        yield return new JsonObject
        {
            ["commitInfo"] = new JsonObject
            {
                ["timestamp"] = now,
                ["operation"] = "WRITE",
                ["operationParameters"] = new JsonObject
                {
                    ["mode"] = isAppend ? "Append" : "Overwrite",
                    ["partitionBy"] = JsonSerializer.Serialize(PartitionColumns),
                },
                ["isBlindAppend"] = isAppend,
                ["engineInfo"] = Engine,
                ["userMetadata"] = run.Id,
            },
        };
        if (state is null)
            yield return new JsonObject { ["protocol"] = new JsonObject { ["minReaderVersion"] = MostReader, ["minWriterVersion"] = MostWriter } };
        var metadata = Metadata(state?.Metadata, now);
        if (metadata != state?.Metadata)
            yield return metadata.Metadata();
        yield return run.Progress.Transaction(Writer);
        foreach (var old in isAppend ? [] : state?.Files ?? [])
            yield return old.Removed(now).Remove();
        foreach (var file in files)
            yield return file.Add();
    }

    /// <summary>What others have set of the table stays; the schema and which columns have statistics are ours.</summary>
    private TableMetadata Metadata(TableMetadata? before, long now)
    {
        const string Skipping = "delta.dataSkippingStatsColumns";
        var schema = JsonSerializer.Serialize(new
        {
            type = "struct",
            fields = table.Columns.Select(column => new { name = column.Name, type = column.DeltaType, nullable = true, metadata = new { } }),
        });
        var skipping = string.Join(',', table.Skipping.Select(column => column.Name));
        if (before is not null && before.Schema == schema && before.PartitionColumns.SequenceEqual(PartitionColumns) && before.Configuration.GetValueOrDefault(Skipping) == skipping)
            return before;
        return new TableMetadata(
            before?.Id ?? Guid.NewGuid().ToString(), before?.Name ?? table.Name.Replace('/', '.'), before?.Description, before?.FormatOptions ?? new Dictionary<string, string?>(), schema,
            PartitionColumns, new Dictionary<string, string?>(before?.Configuration ?? new Dictionary<string, string?>()) { [Skipping] = skipping }, before?.CreatedTime ?? now);
    }

    private IReadOnlyList<string> PartitionColumns => table.PartitionBy is { } by ? [by] : [];

    /// <summary>Overwriting asks for no right that it may not have.</summary>
    /// <returns>How far we have come; null where there is no table.</returns>
    private WriterProgress? MustBeOurs(TableState? state, LakeRun run)
    {
        if (state is null)
            return null;
        if (state.MinReader > MostReader || state.MinWriter > MostWriter)
        {
            var features = state.Features.Count == 0 ? "" : $" with {string.Join(", ", state.Features)}";
            throw new LakeRefusedException(
                $"The table {folder} was upgraded: its protocol is ({state.MinReader}, {state.MinWriter}){features}, and this program writes ({MostReader}, {MostWriter}). "
                + "What it was upgraded for, such as clustering, deletion vectors, column mapping or a constraint, would be broken. Expected a table of ours as we made it: " + LakeRefusedException.MoveAway + ".");
        }

        if (state.Metadata?.Configuration.GetValueOrDefault("delta.appendOnly") is { } appendOnly && bool.TryParse(appendOnly, out var only) && only && table != LakeTables.Published)
            throw new LakeRefusedException($"The table {folder} takes rows and gives none up (delta.appendOnly). Expected one that may be overwritten: set it to false, or {LakeRefusedException.MoveAway}.");
        if (!state.Writers.TryGetValue(Writer, out var progress))
            throw new LakeRefusedException($"The folder {folder} holds a Delta table that HealthDashboard did not make. Expected none, or one of ours: give the lake another folder (Lake:Path).");
        if (progress != run.Progress && (progress.Version >= run.Progress.Version || !isOurs(progress)))
        {
            var why = progress.Version >= run.Progress.Version ? $"run {run.Id} is not newer" : "this warehouse has published no such run";
            throw new LakeRefusedException(
                $"The table {folder} was written by run {progress.Version} of {Moment(progress)}, and {why}. Is another dashboard writing there, or was the warehouse made anew? "
                + $"Expected one writer: give each its own folder (Lake:Path), or {LakeRefusedException.MoveAway}.");
        }

        return progress;
    }

    private void MustBeFree(TableState? state, LakeRun run)
    {
        if (MustBeOurs(state, run) == run.Progress)
            throw new LakeRefusedException($"The table {folder} was written by run {run.Id} while this program wrote it. Expected one writer: run one dashboard with Lake:Path.");
    }

    private static string Moment(WriterProgress progress) =>
        progress.LastUpdated is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture) : "some time";

    private static IEnumerable<string> ColumnsOf(TableMetadata? metadata)
    {
        if (metadata is null)
            return [];
        using var schema = JsonDocument.Parse(metadata.Schema);
        return [.. schema.RootElement.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString()!)];
    }
}
