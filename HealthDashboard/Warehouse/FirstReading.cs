using System.Diagnostics;

namespace HealthDashboard.Warehouse;

/// <summary>A snapshot that is published and could not be read here.</summary>
/// <param name="Why">In a sentence, for those who may know where it lies.</param>
public sealed record NotRead(string RunId, string Why)
{
    internal long At { get; } = Stopwatch.GetTimestamp();

    /// <summary>How long nobody tries again.</summary>
    internal TimeSpan Pause { get; init; }
}

/// <summary>Reads what pages ask of a snapshot before they do, and remembers why that could not be, until it can.</summary>
internal sealed partial class FirstReading(ILogger logger)
{
    /// <summary>An attempt may read all of a hospital group, so that there is rest between two in measure of the time that it took.</summary>
    private const int Rest = 9;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private volatile NotRead? _failed;

    /// <summary>The last snapshot, where it could not be read.</summary>
    public NotRead? Failed => _failed;

    public Action<Snapshot>? Prepare { get; set; }

    /// <returns>Whether it was read. Files are at hand whenever somebody asks.</returns>
    public bool Try(Snapshot next)
    {
        var earlier = _failed?.RunId == next.RunId ? _failed : null;
        if (earlier is not null && Stopwatch.GetElapsedTime(earlier.At) < earlier.Pause)
            return false;
        var began = Stopwatch.GetTimestamp();
        try
        {
            if (next is not FileSnapshot)
                Prepare?.Invoke(next);
            _failed = null;
            return true;
        }
        catch (Exception fault)
        {
            // Whatever it is: what was read before is shown on, and a page that asks is told for itself.
            var pause = Stopwatch.GetElapsedTime(began) * Rest;
            _failed = new(next.RunId, $"The run “{next.RunId}” is published and cannot be read here: {InWords(fault)}") { Pause = pause < LongestPause ? pause : LongestPause };
            if (_failed.Why != earlier?.Why)
                LogNotRead(_failed.Why, fault is EngineException ? null : fault.StackTrace);
            return false;
        }
    }

    /// <summary>Something else is published by now.</summary>
    public void Forget() => _failed = null;

    /// <summary>Messages of faults that nobody has foreseen may hold values.</summary>
    private static string InWords(Exception fault) => fault is EngineException ? fault.Message : $"{fault.GetType().Name}.";

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason} It is tried again. {Trace}")]
    private partial void LogNotRead(string reason, string? trace);
}
