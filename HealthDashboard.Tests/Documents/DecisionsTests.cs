using System.Text.RegularExpressions;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Documents;

/// <summary>Decisions have a number each, a status, and a line in the index.</summary>
public sealed partial class DecisionsTests
{
    private static readonly string Folder = Path.Combine(Places.Repository, "docs", "decisions");

    [Fact]
    public void The_index_has_each_decision_with_its_number_title_and_status()
    {
        var decisions = Directory.GetFiles(Folder, "0*.md").Order(StringComparer.Ordinal).Select(Line).ToList();

        Assert.NotEmpty(decisions);
        Assert.Equal(decisions, File.ReadLines(Path.Combine(Folder, "README.md")).Where(line => line.Contains("](0", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_two_decisions_share_a_number() =>
        Assert.DoesNotContain(Directory.GetFiles(Folder, "0*.md").GroupBy(path => Path.GetFileName(path)[..4]), same => same.Count() > 1);

    private static string Line(string path)
    {
        var (name, text) = (Path.GetFileName(path), File.ReadAllText(path));
        var match = Start().Match(text);
        Assert.True(match.Success, $"{name} does not start with “# number. title”, an empty line and “Status: …”.");
        Assert.Equal(int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture).ToString(System.Globalization.CultureInfo.InvariantCulture), match.Groups[1].Value);
        return $"| {match.Groups[1].Value} | [{match.Groups[2].Value}]({name}) | {match.Groups[3].Value} |";
    }

    [GeneratedRegex(@"\A# (\d+)\. ([^\n]+)\n\nStatus: ([^\n]+)\n")]
    private static partial Regex Start();
}
