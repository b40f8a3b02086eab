using System.Globalization;
using System.Text.RegularExpressions;

namespace HealthDashboard.Silver;

/// <summary>Ages that a file does not tell exactly, as it must not where patients shall not be known by a great age.</summary>
internal static partial class OpenAge
{
    private const int Top = 90;
    private const int Highest = 124;

    /// <summary>
    /// The lowest age that <c>90+</c>, <c>&gt;=90</c>, <c>&gt;89</c> or <c>90 and over</c> may mean; null for what is not written so, or
    /// begins earlier. Whoever reads it learns no more: an age from 90 on is shown as 90+.
    /// </summary>
    public static int? AtLeast(string text)
    {
        if (text.Length < 3 || OpenEnded().Match(text) is not { Success: true } match)
            return null;
        var years = int.Parse(match.Groups["years"].ValueSpan, CultureInfo.InvariantCulture) + (match.Groups["above"].Success ? 1 : 0);
        return years is >= Top and <= Highest ? years : null;
    }

    [GeneratedRegex(@"^(((>=|≥)|(?<above>>))\s*(?<years>[0-9]{2,3})|(?<years>[0-9]{2,3})\s*(\+|(and|or) (over|older|above)))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex OpenEnded();
}
