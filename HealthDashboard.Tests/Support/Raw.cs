using HealthDashboard.Bronze;

namespace HealthDashboard.Tests.Support;

/// <summary>Records as bronze hands them on, without a file.</summary>
public static class Raw
{
    /// <summary>A record of line 7 with as many fields as its header.</summary>
    public static RawRecord Of(params string[] values) => At(7, values);

    public static RawRecord At(long line, params string[] values) => new(line, values, values.Length, values.Length, Undecodable: false);
}
