using System.Runtime;
using HealthDashboard.Bronze;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Checks;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Star;
using HealthDashboard.Silver;
using HealthDashboard.Threads;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pipeline;

/// <summary>Fills the three layers of a snapshot from the four files of a folder, on as many threads as there is work for.</summary>
public sealed class SnapshotFiller(
    SnapshotBuilder snapshot, string folder, DateFormat dates, RuleHits hits, StageTimer seconds, Action<RunProgress> report, CancellationToken cancellation)
{
    private const int BatchSize = 1024;
    private const int BatchesAhead = 16;
    private const int ManyRows = 500_000;

    /// <summary>What it holds of the layers in memory is free again when it returns: the checks read the files.</summary>
    /// <param name="ledger">Takes what becomes of each table's records.</param>
    /// <param name="check">Told when a table is read, and what is worth to be said of its rejected records; what it throws ends the run.</param>
    /// <exception cref="RunRefusedException">A file cannot be used.</exception>
    public (RunRecord Run, ColumnCounters ColumnCounters, IReadOnlyList<AcceptedRows> Accepted) Fill(RunRecord run, Dictionary<string, TableLedger> ledger, Action<SourceTable, string?> check)
    {
        var silver = new SilverLayer(run.Today, hits, dates);
        var extra = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var table in SourceTable.All)
            Clean(table);
        hits.Complete();
        silver.Complete();
        GiveBack(ledger);
        seconds.Into("gold");
        report(new RunProgress("gold", "star", 0.7));
        var star = new StarRows(silver);
        IReadOnlyList<AcceptedRows> accepted = [];
        ShareOut.Do([
            () => WriteViews(star), () => accepted = AcceptedRows.Of(silver), .. StarWriter.Pieces(snapshot.Gold, star), () => SilverWriter.Write(snapshot.Gold, silver),
        ]);
        run = run with { ExtraColumns = extra, DataFrom = silver.Visits.Calendar.First, DataTo = silver.Visits.Calendar.Last, Rules = [.. hits.Counts] };
        return (run, silver.ColumnCounters, accepted);

        void Clean(SourceTable table)
        {
            seconds.Into("bronze");
            using var file = SourceFile.Open(table, folder);
            ledger[table.Name] = silver.Ledger(table);
            extra[table.FileName] = file.ExtraColumns;
            Read(file, silver);
            file.Complete();
            if (silver.Doubt(table) is { } doubt)
                throw new RunRefusedException(doubt.Rule, doubt.Reason);
            check(table, silver.Hint(table));
            if (table == SourceTable.Visits)
                silver.MarkFarDates();
        }
    }

    /// <summary>
    /// After a step over large tables: the collector would wait until the next one has taken as much memory again. Pages would stand still while it
    /// collects at once; it does so only where the process says that nobody waits for answers.
    /// </summary>
    public static void GiveBack(IReadOnlyDictionary<string, TableLedger> ledger)
    {
        if (ledger.Values.Sum(table => table.Accepted) <= ManyRows)
            return;
        if (GCSettings.LatencyMode == GCLatencyMode.Batch)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        else
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
    }

    /// <summary>What is read is kept in bronze, and what stands is kept for silver.</summary>
    private void Read(SourceFile file, SilverLayer silver)
    {
        var before = SourceTable.All.TakeWhile(table => table != file.Table).Count();
        var bronze = new BronzeLayer(snapshot.Bronze, file);
        var read = ReadAhead.Of(bronze.Batches(BatchSize), BatchesAhead);
        var cleaned = ReadAhead.Of(read.Select(records => new CleanedBatch(records, silver.Clean(file.Table, records))), BatchesAhead);
        var hasRoom = false;
        foreach (var (records, keep) in cleaned)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!hasRoom)
                silver.MakeRoom(file.Table)(file.Records(records), records);
            hasRoom = true;
            // Bronze works ahead from here on; what takes long is silver.
            seconds.Into("silver");
            keep();
            records.Dispose();
            report(new RunProgress("silver", file.Table.FileName, 0.7 * (before + file.Progress) / SourceTable.All.Count));
        }

        bronze.Complete();
    }

    private void WriteViews(StarRows star)
    {
        var columns = StarBuilder.Build(star);
        StarColumnsFile.Write(snapshot.Folder, columns);
        GoldLayer.Write(snapshot.Gold, columns, view => report(new RunProgress("gold", view, 0.8)));
    }

    /// <param name="Keep">Puts what stands behind the rows before.</param>
    private sealed record CleanedBatch(RecordBatch Records, Action Keep);
}
