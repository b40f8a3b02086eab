namespace HealthDashboard.Pipeline;

/// <summary>
/// Tells when changed files have come to rest: other than those of the last run, and the same at two looks in a row. A copy that
/// rests longer than that in the middle of a file cannot be told from one that has ended.
/// </summary>
public sealed class FileWatch
{
    private string? _taken;
    private string? _seen;

    /// <summary>A run takes the files as they look now.</summary>
    public void Take(string now) => (_taken, _seen) = (now, now);

    /// <summary>True when they are to be run.</summary>
    public bool Look(string now)
    {
        var settled = now == _seen && now != _taken;
        _seen = now;
        return settled;
    }
}
