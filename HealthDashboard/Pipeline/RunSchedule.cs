namespace HealthDashboard.Pipeline;

/// <summary>
/// When to run again though nobody asks and no file changes: after a failure, with pauses that grow, and on the day on which a visit
/// that was rejected as in the future is none any more.
/// </summary>
public sealed class RunSchedule(TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private TimeSpan _pause = FirstPause;

    /// <summary>Null when nothing is to be done.</summary>
    public DateTimeOffset? Next { get; private set; }

    /// <summary>True once, when it is time.</summary>
    public bool IsDue()
    {
        if (!(clock.GetUtcNow() >= Next))
            return false;
        Next = null;
        return true;
    }

    public void Ended(RunRecord run)
    {
        var now = clock.GetUtcNow();
        if (run.State == RunState.Failed || run.Rule == RunRefusals.Unfinished)
        {
            Next = now + _pause;
            _pause = TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, LongestPause.Ticks));
            return;
        }

        _pause = FirstPause;
        Next = run.RunAgainOn is { } day && new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) is var begins && begins > now ? begins : null;
    }
}
