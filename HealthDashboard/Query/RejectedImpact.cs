using System.ComponentModel;
using Dapper;
using HealthDashboard.Gold;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>The rejected rows that could have belonged to a number: nothing that could be read of them says that they do not.</summary>
[ImmutableObject(true)]
public sealed record RejectedImpact
{
    public static RejectedImpact None { get; } = new();

    /// <summary>The rule that rejected them, or the key of the row they could belong to; null where that could not be read.</summary>
    public string? Name { get; init; }

    public long Count { get; init; }

    /// <summary>Those that would stand in numerator and denominator of the rate.</summary>
    public long Yes { get; init; }

    /// <summary>Those that would stand in its denominator alone.</summary>
    public long No { get; init; }

    /// <summary>Those of which that could not be read.</summary>
    public long Unknown => Count - Yes - No;

    /// <summary>Those whose cost could be read, and its sum.</summary>
    public long WithCost { get; init; }

    public decimal Cost { get; init; }

    public static RejectedImpact operator +(RejectedImpact a, RejectedImpact b) => new()
    {
        Count = a.Count + b.Count,
        Yes = a.Yes + b.Yes,
        No = a.No + b.No,
        WithCost = a.WithCost + b.WithCost,
        Cost = a.Cost + b.Cost,
    };

    /// <summary>
    /// The lowest and the highest that a rate could have been, whatever is true of the rejected rows: each may belong or not, and
    /// where its answer could not be read, may say either. Null where no denominator is left.
    /// </summary>
    public (decimal? Low, decimal? High) Rate(decimal of, decimal over)
    {
        var (low, high) = (over + No + Unknown, over + Yes + Unknown);
        return (low > 0 ? of / low : Yes > 0 ? 1 : null, high > 0 ? (of + Yes + Unknown) / high : No > 0 ? 0 : null);
    }

    /// <summary>By the rule that rejected them, the most rows first.</summary>
    public static async Task<IReadOnlyList<RejectedImpact>> ByRuleAsync(ViewReader reader, Snapshot snapshot, CellReference asked) =>
        asked.Column.CanBeProved ? (await KeptAsync(reader, snapshot, asked, $"{Alias(asked)}.rule")).Rows : [];

    /// <summary>All of them. Totals of a scope share a question by the table they rest on.</summary>
    public static async Task<RejectedImpact> OfTotalAsync(ViewReader reader, Snapshot snapshot, CellReference asked)
    {
        var kept = reader.KeepAsync(snapshot, $"missing|{TableOf(asked)}|{asked.Scope}", from => new RejectedImpacts(Read(from, asked, $"{Alias(asked)}.rule")));
        return (await WhileAway.OrAsync(kept, new RejectedImpacts([]))).Rows.Aggregate(None, (sum, row) => sum + row);
    }

    /// <summary>By the values of the view's key; those whose key could not be read count for each of them.</summary>
    public static async Task<Func<string, RejectedImpact>> ByKeyAsync(ViewReader reader, Snapshot snapshot, CellReference asked)
    {
        var rows = (await WhileAway.OrAsync(KeptAsync(reader, snapshot, asked, asked.View.Key.Dimension!.Column), new RejectedImpacts([]))).Rows;
        var anywhere = rows.FirstOrDefault(row => row.Name is null) ?? None;
        var known = rows.Where(row => row.Name is not null).ToDictionary(row => row.Name!);
        return key => known.TryGetValue(key, out var row) ? row + anywhere : anywhere;
    }

    /// <summary>The first lines of those that a rule rejected.</summary>
    public static IReadOnlyList<long> Lines(Snapshot snapshot, CellReference asked, string rule, int most)
    {
        var parameters = new DynamicParameters(asked.Parameters());
        parameters.AddDynamicParams(new { rule, most });
        using var connection = snapshot.Open();
        return connection.Query<long>($"select {Alias(asked)}.line\n{From(asked)} and {Alias(asked)}.rule = @rule\norder by 1\nlimit @most", parameters).AsList();
    }

    /// <summary>The patients of those records, as far as they can be read.</summary>
    public static IEnumerable<string> Patients(Snapshot snapshot, CellReference asked, string rule, int most) =>
        PatientsOfRecords.Of(snapshot, TableOf(asked) == Fact.Visits ? "visits" : "treatments", Lines(snapshot, asked, rule, most));

    /// <summary>The table whose rejected rows matter to the number.</summary>
    public static Fact TableOf(CellReference asked) => TableOf(asked.View, asked.Column);

    /// <inheritdoc cref="TableOf(CellReference)"/>
    public static Fact TableOf(GoldView view, Column column) => CellReference.ShownOf(view, column).Proof!.Rejected;

    private static ValueTask<RejectedImpacts> KeptAsync(ViewReader reader, Snapshot snapshot, CellReference asked, string by) =>
        reader.KeepAsync(snapshot, $"missing|{by}|{asked}", kept => new RejectedImpacts(Read(kept, asked, by)));

    private static List<RejectedImpact> Read(Snapshot snapshot, CellReference asked, string by)
    {
        if (!AnyRejected.Of(snapshot, TableOf(asked)))
            return [];
        using var connection = snapshot.Open();
        return connection.Query<RejectedImpact>(Sql(asked, by), new DynamicParameters(asked.Parameters())).AsList();
    }

    /// <param name="by">What they are counted by, over <c>visit</c>, <c>patient</c> and <c>treatment</c>.</param>
    internal static string Sql(CellReference asked, string by)
    {
        var treatments = TableOf(asked) == Fact.Treatments;
        var answer = treatments ? asked.View.Key.Dimension!.Column : "visit.follow_up_required";
        var (yes, no) = !treatments ? ("= 1", "= 0") : IsShare(asked) ? ("= @row", "<> @row") : (null, null);
        return $"""
            select
                {by} as name,
                count(*) as count,
                {(yes is null ? "0" : $"count(case when {answer} {yes} then 1 end)")} as yes,
                {(no is null ? "0" : $"count(case when {answer} {no} then 1 end)")} as no,
                {(treatments ? "count(treatment.cost_cents)" : "0")} as with_cost,
                {(treatments ? "coalesce(sum(treatment.cost_cents), 0) / 100.0" : "0")} as cost
            {From(asked)}
            group by {by}
            order by count desc, case when {by} is null then 0 else 1 end, name
            """;
    }

    /// <summary>What a rejected treatment does not carry of its visit: whether that recommended a follow-up. Not known of a visit that was rejected itself.</summary>
    private const string WithAnswers = """
        (
            select rejected.*, known.follow_up_required
            from silver.rejected_treatments as rejected
            left join gold.dim_visits as known on known.visit_id = rejected.visit_id
        )
        """;

    /// <summary>The rejected rows that the scope and the row leave possible: what could not be read excludes nothing.</summary>
    internal static string From(CellReference asked)
    {
        // A rejected treatment carries what is known of its visit, so that it is its own visit here.
        var tables = TableOf(asked) == Fact.Visits
            ? "silver.rejected_visits as visit"
            : $"silver.rejected_treatments as treatment\njoin {(asked.Scope.Filters.Of(Dimensions.FollowUp).Count == 0 ? "silver.rejected_treatments" : WithAnswers)} as visit on visit.line = treatment.line";
        IEnumerable<(string? Column, string Condition)> conditions =
        [
            .. asked.Scope.Conditions().Where(each => each.Owner != Owner.Treatment || TableOf(asked) == Fact.Treatments).Select(each => (each.Column, $"{each.Sql} {each.Condition}")),
            .. IsShare(asked) ? [] : asked.Given.Select(given => ((string?)given.Key.Dimension!.Column, $"{given.Key.Dimension!.Column} = @{given.Parameter}")),
        ];
        return $"""
            from {tables}
            left join gold.dim_patients as patient on patient.patient_id = visit.patient_id
            where {string.Join("\nand ", conditions.Select(each => each.Column is null ? each.Condition : $"({each.Column} is null or {each.Condition})").DefaultIfEmpty("true"))}
            """;
    }

    /// <summary>Of a share of the whole scope, also the rows that belong to others make a difference.</summary>
    private static bool IsShare(CellReference asked) => asked is { Column.Denominator: { } over, Row: not null } && asked.View.Column(over).IsOfScope;

    private static string Alias(CellReference asked) => TableOf(asked) == Fact.Visits ? "visit" : "treatment";
}

/// <summary>What is kept of one question.</summary>
[ImmutableObject(true)]
public sealed record RejectedImpacts(IReadOnlyList<RejectedImpact> Rows);
