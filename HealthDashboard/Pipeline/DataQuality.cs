using System.Data.Common;
using HealthDashboard.Bronze;
using HealthDashboard.Silver;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Pipeline;

/// <summary>How good one column of a file is: which records hold a usable value.</summary>
/// <param name="Records">Records read, repetitions left out: they say nothing that the first has not said.</param>
/// <param name="Invalid">The value hit a rule that rejected or repaired the record, or the record cannot be read at all.</param>
/// <param name="Missing">No value, where no rule asks for one.</param>
/// <param name="Defaults">The value looks like one that nobody entered: a cost of zero.</param>
public sealed record ItemQuality(long Records, long Invalid, long Missing, long Defaults)
{
    /// <summary>Valid and complete ones without defaults in excess, as a share of the records; 0 to 1.</summary>
    public decimal Score => Records == 0 ? 0 : decimal.Round((decimal)Math.Max(0, Records - Invalid - Missing - Defaults) / Records, 6);
}

/// <summary>The data-quality index of one file, after the NHS Data Quality Maturity Index; docs/decisions/0010 says what counts.</summary>
/// <param name="Items">By column.</param>
/// <param name="Coverage">How much of what the file should cover it does cover; 0 to 1.</param>
public sealed record FileQuality(IReadOnlyDictionary<string, ItemQuality> Items, decimal Coverage)
{
    /// <summary>0 to 100.</summary>
    public decimal Index => decimal.Round(DataQualityIndex.Of(Items.Values.Select(item => item.Score), [Coverage]), 1, MidpointRounding.AwayFromZero);
}

/// <summary>The formula of the NHS Data Quality Maturity Index.</summary>
public static class DataQualityIndex
{
    /// <summary>Mean of the items' scores × mean of the coverages × 100.</summary>
    public static decimal Of(IEnumerable<decimal> items, IEnumerable<decimal> coverages) => items.Average() * coverages.Average() * 100;

    /// <summary>By table, from what a run has counted and from gold.</summary>
    public static IReadOnlyDictionary<string, FileQuality> Of(RunRecord run, ColumnCounters remarks, SqliteConnection connection)
    {
        using var coverage = connection.CreateCommand();
        coverage.CommandText = Coverage;
        using var covered = coverage.ExecuteReader();
        covered.Read();
        return SourceTable.All.ToDictionary(table => table.Name, table => new FileQuality(Items(table, run, remarks), CoveredOf(table, covered)));
    }

    private static Dictionary<string, ItemQuality> Items(SourceTable table, RunRecord run, ColumnCounters remarks)
    {
        var ledger = run.Tables[table.Name];
        var rules = run.Rules.Where(rule => rule.Table == table.Name).ToList();
        var unreadable = rules.Where(rule => rule.Column is null && rule.Severity == "rejected").Sum(rule => rule.Rows);
        var missing = remarks.Missing.Where(remark => remark.Table == table.Name).ToDictionary(remark => remark.Column, remark => remark.Rows);
        return table.Columns.ToDictionary(column => column, column =>
        {
            var hits = rules.Where(rule => rule.Column == column).ToList();
            var invalid = hits.Where(rule => rule.Severity is "rejected" or "repaired").Sum(rule => rule.Rows);
            var defaults = hits.Where(rule => rule.Rule == Rule.CostZero.Name).Sum(rule => rule.Rows);
            return new ItemQuality(ledger.Read - ledger.Duplicates, invalid + unreadable, missing.GetValueOrDefault(column), defaults);
        });
    }

    /// <summary>Patients and doctors: of the ids that visits name, those their file holds. Visits and treatments: of the weeks from the first visit to the last, those with any.</summary>
    private const string Coverage = """
        select
            (select count(*) from gold.patient_summary where total_visits > 0) as known_patients,
            (select count(distinct trim(value)) from silver.rule_hits where rule = 'patient_unknown' and trim(value) <> '') as unknown_patients,
            (select count(*) from gold.doctor_performance where num_visits > 0) as known_doctors,
            (select count(distinct trim(value)) from silver.rule_hits where rule = 'doctor_unknown' and trim(value) <> '') as unknown_doctors,
            (select count(*) from gold.dim_weeks) as weeks,
            (select count(*) from gold.weekly_visit_trends where num_visits > 0) as weeks_with_visits,
            (select count(*) from gold.weekly_visit_trends where treatments > 0) as weeks_with_treatments
        """;

    private static decimal CoveredOf(SourceTable table, DbDataReader covered)
    {
        return table == SourceTable.Patients ? Known("patients")
            : table == SourceTable.Doctors ? Known("doctors")
            : Share(Counted($"weeks_with_{table.Name}"), Counted("weeks"));

        decimal Known(string people) => Share(Counted("known_" + people), Counted("known_" + people) + Counted("unknown_" + people));

        long Counted(string column) => covered.GetInt64(covered.GetOrdinal(column));
    }

    private static decimal Share(long part, long whole) => whole == 0 ? 0 : decimal.Round((decimal)part / whole, 6);
}
