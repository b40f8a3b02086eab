namespace HealthDashboard.Pipeline;

/// <summary>What a run says in the log; no value of a file is ever in it.</summary>
internal static partial class RunLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} published in {Seconds:0.000} s")]
    public static partial void Published(this ILogger logger, string runId, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} over uploaded files published on confirmation")]
    public static partial void Confirmed(this ILogger logger, string runId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Files and definitions are those of run {RunId}: nothing to do")]
    public static partial void Unchanged(this ILogger logger, string runId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The published snapshot of run {RunId} is damaged: {Damage}")]
    public static partial void Damaged(this ILogger logger, string runId, string damage);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {RunId} refused by {Rule}: {Reason}")]
    public static partial void Refused(this ILogger logger, string runId, string rule, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {RunId} failed: {Fault}")]
    public static partial void Failed(this ILogger logger, string runId, string fault);
}
