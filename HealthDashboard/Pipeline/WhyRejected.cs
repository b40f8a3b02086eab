using HealthDashboard.Bronze;
using HealthDashboard.Silver;

namespace HealthDashboard.Pipeline;

/// <summary>What lies behind the rejected records of a table. What only follows from rows rejected elsewhere is no cause, however often it is hit.</summary>
public static class WhyRejected
{
    /// <summary>A sentence with a blank before it, without a value of any record; empty when no record was rejected.</summary>
    /// <param name="hint">What is known of the values that were found, in place of the rule that most records hit.</param>
    public static string InWords(SourceTable table, IEnumerable<RuleCount> rules, string? hint = null)
    {
        var rejecting = rules.Where(rule => rule.Table == table.Name && rule.Severity == "rejected").ToList();
        var (consequences, own) = (rejecting.Sum(rule => rule.Consequences), rejecting.Sum(rule => rule.Rows - rule.Consequences));
        if (consequences > own)
            return $" {consequences} of them only name rows that were rejected themselves: mend {rejecting.MaxBy(rule => rule.Consequences)!.Cause} first.";
        if (hint is not null || own == 0)
            return hint ?? "";
        var most = rejecting.MaxBy(rule => rule.Rows - rule.Consequences)!;
        return $" The rule hit most often is {most.Rule}, the first time in line {most.FirstLine}: expected {most.Expected}.";
    }
}
