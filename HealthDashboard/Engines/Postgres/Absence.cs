using System.Diagnostics;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Engines.Postgres;

/// <summary>Why the database cannot be asked, as whoever looks what is published found last, or as somebody's question was answered a moment ago.</summary>
internal sealed partial class Absence(ILogger logger)
{
    /// <summary>Whoever has a page open sees what was not answered, although the next question may be.</summary>
    private static readonly TimeSpan Told = TimeSpan.FromSeconds(30);

    private volatile string? _found;
    private volatile Question? _question;

    public string? Why => _found ?? (_question is { } question && Stopwatch.GetElapsedTime(question.At) < Told ? question.Why : null);

    /// <summary>Whether the last look failed.</summary>
    public bool IsFound => _found is not null;

    /// <param name="away">What the look at it found; null where it answered.</param>
    public void Found(string? away)
    {
        if (away is not null && _found is null)
            LogAway(away);
        if (away is null && _found is not null)
        {
            LogBack();
            _question = null;
        }

        _found = away;
    }

    /// <summary>What a page asked was not answered. Others may be: too many connections, too little time.</summary>
    public void NotAnswered(EngineException fault)
    {
        if (!fault.IsOfStatement)
            _question = new(fault.Message, Stopwatch.GetTimestamp());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database answers again")]
    private partial void LogBack();

    private sealed record Question(string Why, long At);
}
