using System.Security.Cryptography;

namespace HealthDashboard.Pages.Frame;

/// <summary>A number by which whoever saw a fault and whoever reads the log speak of the same one.</summary>
public static partial class FaultReference
{
    private const int Bytes = 4;

    /// <summary>Logs where a fault came from under a new number: its kind and its place alone, since a message may hold what somebody typed.</summary>
    public static string Log(ILogger logger, Exception fault)
    {
        var reference = Convert.ToHexString(RandomNumberGenerator.GetBytes(Bytes));
        LogFault(logger, reference, fault.GetType().Name, fault.StackTrace);
        return reference;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reference {Reference}: a page could not be made. {Fault}\n{Place}")]
    private static partial void LogFault(ILogger logger, string reference, string fault, string? place);
}
