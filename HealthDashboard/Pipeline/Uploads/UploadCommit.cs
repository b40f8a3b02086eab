using HealthDashboard.Bronze;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pipeline.Uploads;

/// <summary>
/// Puts uploaded files into Data:Path and their snapshot in the place of the published one, such that a kill at any moment leaves
/// the old of both or, after the next run at the latest, the new of both. The files first lie complete beside those they replace;
/// then a note says so in one step; what the note says is done by whoever finds it under the run lock.
/// </summary>
public sealed class UploadCommit(PipelineOptions options, SnapshotStore store, RunHistory history)
{
    private string Note => Path.Combine(store.Folder, "INCOMING");

    /// <summary>Publishes the snapshot of a run and puts its files, which lie in a folder, into Data:Path. Call it only while holding the run lock.</summary>
    /// <param name="comparedWith">The published run that it was compared with.</param>
    /// <exception cref="RunRefusedException">That is not the published one any more, or files or snapshot are gone or cannot take their places.</exception>
    public RunRecord Publish(RunRecord run, string folder, string? comparedWith)
    {
        store.Refresh();
        Finish();
        history.Complete();
        if (store.Current?.RunId != comparedWith || (history.LastPublication() is { } last && RunId.Number(last.RunId) > RunId.Number(run.RunId)))
            throw RunRefusals.UploadOutdated();
        if (store.Find(run.RunId) is not { } snapshot || snapshot.Damage(surely: true) is not null)
            throw RunRefusals.UploadGone();
        LayBeside(folder, run.Files);
        history.KeepInside(run);
        Decide(run.RunId);
        Finish();
        return run;
    }

    /// <summary>Lays the files beside those they replace, on the disk to the last byte. Changes nothing that anybody reads.</summary>
    /// <param name="files">Their hashes by name.</param>
    /// <exception cref="RunRefusedException">They are gone, or there is no place for them.</exception>
    private void LayBeside(string folder, IReadOnlyDictionary<string, string> files)
    {
        try
        {
            Directory.CreateDirectory(options.DataPath);
            foreach (var table in SourceTable.All)
            {
                var source = Path.Combine(folder, table.FileName);
                // Two that match are refused here, while nothing is decided.
                table.PathIn(options.DataPath);
                if (!File.Exists(source))
                    throw RunRefusals.UploadGone();
                File.Copy(source, Beside(table), overwrite: true);
                using (var copy = File.OpenHandle(Beside(table), FileMode.Open, FileAccess.ReadWrite))
                    RandomAccess.FlushToDisk(copy);
                if (FileDigest.Of(Beside(table)) != files[table.FileName])
                    throw RunRefusals.UploadGone();
                KeepRights(table);
            }
        }
        catch (Exception fault)
        {
            Forget();
            if (fault is IOException or UnauthorizedAccessException)
                throw RunRefusals.DataNotWritable(options.DataPath);
            throw;
        }
    }

    /// <summary>From here on the files and the snapshot of this run are the published ones, whatever happens.</summary>
    private void Decide(string runId) => WholeFile.Write(Note, runId + "\n");

    /// <summary>Does what a note says, or the rest of it, and forgets files without a note. Call it only while holding the run lock.</summary>
    /// <exception cref="RunRefusedException">The files cannot take their places; the note stays.</exception>
    public void Finish()
    {
        if (File.Exists(Note))
        {
            // Also where the snapshot has gone, as with a run of another machine: files of two deliveries must not stay beside each other.
            TakePlaces();
            if (history.Inside(File.ReadAllText(Note).Trim()) is { } run)
            {
                store.Publish(run.RunId);
                history.Keep(run);
            }

            File.Delete(Note);
        }

        Forget();
    }

    private void TakePlaces()
    {
        try
        {
            foreach (var table in SourceTable.All.Where(table => File.Exists(Beside(table))))
                File.Move(Beside(table), table.PathIn(options.DataPath), overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw RunRefusals.DataUnfinished(options.DataPath);
        }
    }

    /// <summary>Who could read or replace the file in this place so far still can: the data folder is not this program's own.</summary>
    private void KeepRights(SourceTable table)
    {
        var before = table.PathIn(options.DataPath);
        if (!OperatingSystem.IsWindows() && File.Exists(before))
            File.SetUnixFileMode(Beside(table), File.GetUnixFileMode(before));
    }

    private void Forget()
    {
        try
        {
            foreach (var table in SourceTable.All.Where(table => File.Exists(Beside(table))))
                File.Delete(Beside(table));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Nobody reads them; a later run tries again.
        }
    }

    private string Beside(SourceTable table) => Path.Combine(options.DataPath, table.FileName + ".incoming");
}
