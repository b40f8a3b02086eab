using System.Globalization;
using System.Text.RegularExpressions;

namespace HealthDashboard.Warehouse;

/// <summary>The id of a run and its snapshot, such as <c>0012-20251221T060000Z</c>. It starts with a number that grows, so that the order of runs does not hang on the clock.</summary>
public static partial class RunId
{
    public static int Number(string runId) => int.Parse(runId.AsSpan(0, runId.IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture);

    public static bool Is(string name) => Written().IsMatch(name);

    [GeneratedRegex(@"^\d{4,9}-[0-9TZ-]+$")]
    private static partial Regex Written();
}
