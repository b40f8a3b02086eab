using System.Collections.Concurrent;

namespace HealthDashboard.Warehouse;

/// <summary>A finished snapshot, wherever its rows lie. It never changes, so that readers need no locks and what is derived from it can be kept.</summary>
public abstract class Snapshot(string runId)
{
    private readonly ConcurrentDictionary<(Type, string), Lazy<object>> _kept = new();

    public string RunId { get; } = runId;

    /// <summary>Its files, where they lie on this machine: what only they can give.</summary>
    public virtual FileSnapshot? Files => null;

    /// <summary>Whether what the files' records said lies beside gold, and what was rejected of them; a lake that is read elsewhere has them not.</summary>
    public virtual bool HoldsRecords => true;

    /// <summary>What is wrong with it, as a part of a sentence; null when nothing is known to be.</summary>
    /// <param name="surely">Looks at all of it, unless that was done and nothing has changed since. Without it only what is at hand is looked at.</param>
    public abstract string? Damage(bool surely = false);

    /// <summary>What is derived from it: made once for everybody, whoever asks first, and gone with it. What fails is made again.</summary>
    /// <param name="name">Different for each of several of one type.</param>
    public T Keep<T>(Func<T> make, string name = "")
        where T : class
    {
        var kept = _kept.GetOrAdd((typeof(T), name), _ => new Lazy<object>(make));
        try
        {
            return (T)kept.Value;
        }
        catch
        {
            _kept.TryRemove(new((typeof(T), name), kept));
            throw;
        }
    }

    /// <summary>A connection that sees the layers as <c>bronze</c>, <c>silver</c> and <c>gold</c>, and gold's tables also without its name; read-only.</summary>
    public abstract SnapshotConnection Open();

    /// <summary>A connection that sees the views of this snapshot as <c>gold</c> and those of another one, of the same engine, as <c>gold_then</c>; read-only.</summary>
    public abstract SnapshotConnection OpenBeside(Snapshot earlier);

    /// <summary>Whether a layer has a table; snapshots of earlier versions lack some.</summary>
    public abstract bool Has(string layer, string table);

    /// <summary>Lets go of what is held open of it, so that it can be removed.</summary>
    public virtual void Release()
    {
    }
}
