using System.Collections.Concurrent;
using HealthDashboard.Lake.Delta;
using HealthDashboard.Lake.Parquet;
using HealthDashboard.Pipeline;
using HealthDashboard.Threads;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;
using ParquetSharp;

namespace HealthDashboard.Lake;

/// <summary>A table that was written, or that had been.</summary>
/// <param name="Version">The number of its commit.</param>
/// <param name="Rows">How many it has; null where it had been written before.</param>
/// <param name="Dropped">Columns that somebody else had added, and that are not there any more.</param>
public sealed record LakeTableWritten(string Table, long Version, long? Rows, IReadOnlyList<string> Dropped);

/// <summary>What became of a run in the lake.</summary>
/// <param name="IsNew">Whether anything was written: a run that is there is not written twice.</param>
/// <param name="Published">The table that tells of the others; null where nothing was written.</param>
public sealed record LakeWritten(LakeRun Run, bool IsNew, IReadOnlyList<LakeTableWritten> Tables, LakeTableWritten? Published = null)
{
    public IEnumerable<LakeTableWritten> All => Published is null ? Tables : Tables.Append(Published);
}

/// <summary>
/// Writes the published snapshot as Delta tables. Each table is one commit, and no commit spans several: which versions belong together says the table
/// <c>published</c>, which is written last. Ended at any moment, a lake shows whole runs there, and the next attempt goes on where this one was.
/// </summary>
public sealed class LakeWriter(SnapshotStore store, RunHistory history, TimeProvider clock)
{
    /// <summary>A table of more rows is cut into files where the value that it is ordered by changes.</summary>
    private const long MostInOneFile = 4 << 20;

    /// <param name="report">Told each table, and the share of the whole that is done.</param>
    /// <exception cref="LakeRefusedException">Nothing is published, the folder or a table in it is not ours to write or cannot be written, or somebody else writes it.</exception>
    public LakeWritten Write(LakeOptions options, Action<RunProgress> report, CancellationToken cancellation = default)
    {
        var folder = options.Path ?? throw new LakeRefusedException("There is no folder for the tables. Expected Lake:Path to name one.");
        if (store.Readable is not { } snapshot)
            throw new LakeRefusedException($"{store.WhyNotReadable} Expected a published one: run pipeline first.");
        if (snapshot.Files is not { } files)
            throw new LakeRefusedException($"The files of the snapshot “{snapshot.RunId}” are not on this machine. Expected the dashboard that made it: set Lake:Path there, or run lake there.");
        MustLieOutside(folder);
        using var only = Lock(folder);
        var run = RunOf(snapshot);
        try
        {
            return Write(files, run, folder, options.Names, report, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ParquetException)
        {
            throw new LakeRefusedException(
                $"The tables in {folder} could not be written ({fault.GetType().Name}). Expected a folder that this program may write to, on a disk with free space that keeps what it is given (Lake:Path); "
                + "the dashboard is untouched, and what is missing is written with the next attempt.", fault);
        }
    }

    private LakeWritten Write(FileSnapshot snapshot, LakeRun run, string folder, bool names, Action<RunProgress> report, CancellationToken cancellation)
    {
        var published = Table(Path.Combine(folder, LakeTables.Published.Name), LakeTables.Published);
        if (published.WrittenBy(run) is not null)
            return new LakeWritten(run, IsNew: false, []);
        var written = new ConcurrentDictionary<string, LakeTableWritten>();
        var readings = LakeReading.Of(LakeTables.All).ToDictionary(reading => reading.Tables[0].From, reading => new SharedRows(reading, names));
        ShareOut.Do(snapshot.OpenFiles, [.. LakeTables.All.Select(table => (Action<SqliteConnection>)(connection => WriteOne(connection, table)))]);
        LakeTableWritten[] all = [.. LakeTables.All.Select(table => written[table.Name])];
        var (version, dropped) = published.Append(run, Rows(folder, run, all));
        return new LakeWritten(run, IsNew: true, all, new LakeTableWritten(LakeTables.Published.Name, version, all.Length, dropped));

        void WriteOne(SqliteConnection connection, LakeTable table)
        {
            cancellation.ThrowIfCancellationRequested();
            lock (written)
                report(new RunProgress("lake", table.Name, (double)written.Count / LakeTables.All.Count));
            var delta = Table(Path.Combine(folder, table.Name), table);
            // Asked first: what a run that was ended has written is not written again.
            written[table.Name] = delta.WrittenBy(run) is { } before
                ? new LakeTableWritten(table.Name, before, null, [])
                : Write(delta, Path.Combine(folder, table.Name), table, run, readings[table.From].Rows(connection));
            readings[table.From].Done();
        }
    }

    private DeltaTable Table(string folder, LakeTable table) =>
        new(folder, table, clock, progress => progress.LastUpdated is { } at && history.HasPublished(progress.Version, DateTimeOffset.FromUnixTimeMilliseconds(at)));

    private static LakeTableWritten Write(DeltaTable delta, string folder, LakeTable table, LakeRun run, List<GatheredRows> gathered)
    {
        var (version, dropped) = delta.Overwrite(run, [.. Files(table, gathered).Select(file => DataFile.Write(folder, table, file.Rows, file.Partition))]);
        return new LakeTableWritten(table.Name, version, gathered.Sum(rows => rows.Count), dropped);
    }

    /// <summary>A partition is a file. What is ordered is one file until it is large; an empty table has none.</summary>
    private static IEnumerable<(string? Partition, List<RowBuffer> Rows)> Files(LakeTable table, List<GatheredRows> gathered) =>
        table.PartitionBy is not null || gathered.Sum(rows => rows.Count) > MostInOneFile ? gathered.Select(rows => (rows.Value, rows.Rows))
        : gathered.Count > 0 ? [(null, [.. gathered.SelectMany(rows => rows.Rows)])]
        : [];

    /// <summary>The rows of <c>published</c>, by the same way as all others.</summary>
    private static AddedFile Rows(string folder, LakeRun run, IEnumerable<LakeTableWritten> written)
    {
        using var memory = new SqliteConnection("Data Source=:memory:");
        memory.Open();
        var rows = string.Join(", ", written.Select(table => $"('{run.Id}', {run.PublishedAt.ToUnixTimeMilliseconds()}, '{table.Table}', {table.Version})"));
        var gathered = GatheredRows.Read(memory, new LakeReading([LakeTables.Published with { From = $"(select column1 as run_id, column2 as published_at, column3 as table_name, column4 as version from (values {rows}))" }]), names: false);
        return DataFile.Write(Path.Combine(folder, LakeTables.Published.Name), LakeTables.Published, gathered[0].Rows, null);
    }

    /// <summary>The run or restore that published a snapshot, in the millisecond of it.</summary>
    private LakeRun RunOf(Snapshot snapshot)
    {
        var run = history.LastPublication() is { } last && (last.RestoredRunId ?? last.RunId) == snapshot.RunId ? last : history.Of(snapshot);
        // An upload is published before it is recorded so: until then its record is that of the preview.
        run = run is { PublishedAt: null } ? history.Inside(snapshot.RunId) : run;
        return run is { PublishedAt: { } at }
            ? new LakeRun(run.RunId, DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()))
            : throw new LakeRefusedException($"The run of the snapshot “{snapshot.RunId}” is not recorded. Expected its record beside the snapshots of {store.Folder}; run pipeline again.");
    }

    /// <summary>Both hold a file LOCK, and what lies in the warehouse is the pipeline's alone.</summary>
    private void MustLieOutside(string folder)
    {
        var relative = Path.GetRelativePath(store.Folder, folder);
        if (relative == "." || !(Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            throw new LakeRefusedException($"The folder {folder} of the tables is the warehouse or lies in it. Expected one outside of {store.Folder} (Lake:Path).");
    }

    private static RunLock Lock(string folder)
    {
        try
        {
            return RunLock.Take(folder);
        }
        catch (RunLockedException held)
        {
            throw new LakeRefusedException($"Another process writes the tables in {folder}. Expected to be the only one; try again when it has ended, or give each dashboard its own folder (Lake:Path).", held);
        }
        catch (WarehouseNotWritableException unwritable)
        {
            throw new LakeRefusedException($"The folder {folder} cannot be written ({unwritable.InnerException?.GetType().Name}). Expected one that this program may write to, on a disk with free space (Lake:Path).", unwritable);
        }
    }
}
