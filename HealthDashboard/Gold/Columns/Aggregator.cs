namespace HealthDashboard.Gold.Columns;

/// <summary>
/// Makes the rows of any view from its dimensions and measures: scope and reach have chosen the rows of each fact, then come grouping,
/// measures, and the rows that are listed. The view's SQL defines the same rows; tests hold both equal on random data and scopes.
/// </summary>
public static class Aggregator
{
    /// <summary>The rows of a view under a scope, until that is disposed of. Costs a pass over what is in scope, and one more for each measure that does not add up.</summary>
    public static ViewTable Of(GoldView view, ScopedVisits scoped)
    {
        var groups = Groups.Of(view, scoped.Star);
        var sums = groups.Sum(scoped);
        var listed = view.TopBy is { } top ? TopN.Of(sums, top.Measure, top.Places) : groups.Listed(scoped, sums);
        var unlisted = view.IsByTime ? scoped.OutsideCalendar() : default;
        // A treatment is in one group alone or in none, so the whole is the sum over all groups and what is in none.
        var whole = view.Columns.Any(column => column.IsOfScope) ? sums.Total() + unlisted : default;
        return new ViewTable(view, groups, listed, whole, Counts(view, groups, scoped), Quartiles(view, groups, scoped, listed))
        {
            Unlisted = unlisted,
            Days = Days(view, scoped),
            Memory = scoped.Memory,
        };
    }

    private static long[] Days(GoldView view, ScopedVisits scoped) =>
        view.Columns.Any(column => column.Measure?.Aggregation is Aggregation.DaysOfPeriod) ? scoped.DaysOf(view.TimeGrain!.Value) : [];

    private static Dictionary<Measure, long[]> Counts(GoldView view, Groups groups, ScopedVisits scoped) => view.Columns
        .Where(column => column.Measure?.Aggregation is Aggregation.Distinct)
        .Select(column => column.Measure!)
        .ToDictionary(measure => measure, measure => groups.Distinct(scoped, ((Aggregation.Distinct)measure.Aggregation).Of, measure.Fact == Fact.Treatments));

    private static CostQuartiles? Quartiles(GoldView view, Groups groups, ScopedVisits scoped, GroupSums listed)
    {
        if (!view.Columns.Any(column => column.Measure?.Aggregation is Aggregation.Quartile))
            return null;
        var counted = new int[groups.Count];
        for (var row = 0; row < listed.Count; row++)
            counted[listed.Groups[row]] = listed.Sums[row].Treatments;
        return groups.Quartiles(scoped, counted);
    }
}
