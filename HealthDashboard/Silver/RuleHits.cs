using HealthDashboard.Bronze;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Silver;

/// <summary>How often a rule was hit in one file, and where first. Holds no values: it may be logged.</summary>
public sealed record RuleCount(string Table, string Rule, string Severity, string? Column, long FirstLine, string Expected)
{
    public long Rows { get; set; }

    /// <summary>How many of them were rejected for no other reason than that a row they name was: they come back with it.</summary>
    public long Consequences { get; set; }

    /// <summary>Where to begin mending for these: file, line and rule of the first.</summary>
    public string? Cause { get; set; }
}

/// <summary>Writes every hit, with the value as found, to <c>silver.rule_hits</c>, and counts them.</summary>
public sealed class RuleHits(DatabaseFile silver)
{
    private readonly Dictionary<(string Table, Rule Rule), RuleCount> _counts = [];
    private readonly TableWriter _rows = silver.Table("rule_hits");

    /// <summary>The pipeline page and rejected.csv ask for the hits of one rule, in the order of the file; few rules are of several files.</summary>
    public const string Index = "create index silver.rule_hits_by_rule on rule_hits (rule, line)";

    public static string Schema => """
        create table rule_hits (
            table_name text not null,
            line integer not null,
            column_name text,
            rule text not null,
            severity text not null,
            value text not null,
            expected text not null,
            because text
        ) strict
        """;

    public IEnumerable<RuleCount> Counts => _counts.Values;

    public void Keep(SourceTable table, long line, IReadOnlyList<RuleHit> hits)
    {
        if (hits.Count == 0)
            return;
        var follows = hits.All(hit => hit.Rule.Outcome != Outcome.Rejected || hit.Cause is not null);
        foreach (var hit in hits)
        {
            var severity = Name(hit.Rule.Outcome);
            if (!_counts.TryGetValue((table.Name, hit.Rule), out var count))
                _counts[(table.Name, hit.Rule)] = count = new RuleCount(table.Name, hit.Rule.Name, severity, hit.Column, line, hit.Rule.Expected);
            count.Rows++;
            if (follows && hit.Cause is { } cause)
            {
                count.Consequences++;
                count.Cause ??= cause.Root;
            }

            _rows.Row.Add(table.Name);
            _rows.Row.Add(line);
            _rows.Row.Add(hit.Column);
            _rows.Row.Add(hit.Rule.Name);
            _rows.Row.Add(severity);
            _rows.Row.Add(hit.Found);
            _rows.Row.Add(hit.Rule.Expected);
            _rows.Row.Add(hit.Because ?? hit.Cause?.InWords);
            _rows.EndRow();
        }
    }

    /// <summary>No more hits are kept.</summary>
    public void Complete() => _rows.Complete();

    private static string Name(Outcome outcome) => outcome switch
    {
        Outcome.Rejected => "rejected",
        Outcome.Duplicate => "duplicate",
        Outcome.Repaired => "repaired",
        Outcome.Ignored => "ignored",
        _ => "warned",
    };
}
