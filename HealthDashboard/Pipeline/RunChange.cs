using HealthDashboard.Silver;

namespace HealthDashboard.Pipeline;

/// <summary>A rule that more, fewer or for the first time any records of a file hit.</summary>
public sealed record RuleChange(string Table, string Rule, long Before, long Now);

/// <summary>What a run found otherwise than an earlier one.</summary>
/// <param name="Accepted">By table, where the number of accepted rows is another.</param>
public sealed record RunChange(IReadOnlyList<(string Table, long Rows)> Accepted, IReadOnlyList<RuleChange> Rules)
{
    /// <summary>Tables that the run did not come to are left out: nothing is known of them.</summary>
    public static RunChange Between(RunRecord before, RunRecord now)
    {
        var tables = now.Tables.Keys.Where(before.Tables.ContainsKey).ToList();
        var rules = before.Rules.Concat(now.Rules).Select(rule => (rule.Table, rule.Rule)).Distinct().Where(rule => tables.Contains(rule.Table));
        return new RunChange(
            [.. tables.Select(table => (table, now.Tables[table].Accepted - before.Tables[table].Accepted)).Where(change => change.Item2 != 0)],
            [.. rules.Select(rule => new RuleChange(rule.Table, rule.Rule, Rows(before, rule), Rows(now, rule))).Where(change => change.Before != change.Now)]);
    }

    private static long Rows(RunRecord run, (string Table, string Rule) of) =>
        run.Rules.FirstOrDefault(rule => (rule.Table, rule.Rule) == of) is RuleCount count ? count.Rows : 0;
}
