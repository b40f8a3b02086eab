namespace HealthDashboard.Warehouse;

/// <summary>
/// Where finished snapshots lie and are asked, and where it is written which of them is published and what became of every run: what several
/// dashboards over one warehouse have in common. Snapshots are made in files beside it, whatever the engine.
/// </summary>
/// <remarks>All members throw <see cref="EngineException"/> where it cannot be asked, and <see cref="IOException"/> as files do.</remarks>
public interface IWarehouseEngine
{
    /// <summary>Why it cannot be asked at present, in a sentence; null while it can. What was read before is served on.</summary>
    string? Away { get; }

    /// <summary>Whether there is one to write to from here: a dashboard that only shows what another one publishes has none.</summary>
    bool IsWritable { get; }

    /// <summary>Whether others may still show a snapshot when the next one is published.</summary>
    bool IsShared { get; }

    /// <summary>Keeps all others from writing until it is disposed of; null when somebody else does write.</summary>
    IDisposable? Lock();

    /// <summary>The folder that the snapshot of a run is made in. No other engine makes any there, so that whoever changes the engine loses nothing.</summary>
    string FolderOf(string runId);

    /// <summary>The id of the published run, by the engine's own word at this moment; null before the first.</summary>
    string? Published();

    /// <summary>Makes a snapshot that was taken the published one, in one step. Call it only while holding the lock, as all that follows.</summary>
    void Publish(string runId);

    /// <summary>Takes a snapshot, which lies finished in the folder that it was made in, and the record of its run with it. Nobody is shown it. Where it has been taken before, its record is replaced.</summary>
    void Take(string runId, string record, CancellationToken cancellation = default);

    /// <summary>Removes a snapshot. What cannot go now goes with a later call.</summary>
    void Remove(string runId);

    /// <summary>Removes what was begun and never finished.</summary>
    void Sweep();

    /// <summary>The ids of the snapshots that are there, finished or not, in no order.</summary>
    IEnumerable<string> RunIds();

    /// <summary>Whether all parts of a snapshot are there.</summary>
    bool IsThere(string runId);

    /// <summary>A snapshot that is there.</summary>
    Snapshot Open(string runId);

    /// <summary>The record that was taken with a snapshot, as it was written; null where there is none.</summary>
    string? RecordIn(string runId);

    /// <summary>The ids of all runs that are recorded, in no order, snapshots or none.</summary>
    IEnumerable<string> Recorded();

    /// <summary>The record of a run as it was written; null where there is none.</summary>
    string? Record(string runId);

    /// <summary>Records a run, in the place of its earlier record.</summary>
    void Keep(string runId, string record);
}

/// <summary>The warehouse's engine cannot be asked, or cannot do what is asked; the message says what was found, what was expected and what to do, and holds no value of data and no secret.</summary>
public sealed class EngineException(string message) : IOException(message)
{
    /// <summary>What to say to whoever wants to change what is only shown here.</summary>
    public static EngineException OnlyShows() => new("This dashboard shows what another one publishes (Pipeline:Run=false). Expected runs, uploads and restores to be made there.");

    /// <summary>Whether it understood what was asked, and has not what that names: asking again would not help.</summary>
    public bool IsOfStatement { get; init; }
}
