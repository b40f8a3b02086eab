using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>The five measures of one department, in their order.</summary>
public sealed record DepartmentCharts(string Department, IReadOnlyList<MeasureChart> Charts);

/// <summary>The control charts of a scope as a whole and of each department in it.</summary>
public sealed record SignalTable(IReadOnlyList<MeasureChart> Whole, IReadOnlyList<DepartmentCharts> Departments)
{
    public MeasureChart? Chart(string department, SignalMeasure measure) =>
        Departments.FirstOrDefault(each => each.Department == department)?.Charts.First(chart => chart.Measure == measure);
}

/// <summary>
/// Reads control charts from the weekly views. Kept for everybody who asks the same of the same snapshot. Share-safe mode has none:
/// most weeks of a part of the hospital are withheld there, and limits would tell of them.
/// </summary>
public static class SignalReader
{
    /// <summary>The hospital as a whole by weeks; parts of it have too few visits for that, and are charted by four weeks unless one asks for single ones.</summary>
    public static Grouping Usual(Scope scope) => IsWhole(scope) ? Grouping.Week : Grouping.FourWeeks;

    public static bool IsWhole(Scope scope) => scope.Filters.IsNone;

    /// <summary>One measure under a scope: as usual out of the table, which other parts of a page ask for, too.</summary>
    public static async ValueTask<MeasureChart> ChartAsync(ViewReader reader, Snapshot snapshot, Scope scope, SignalMeasure measure, Grouping by)
    {
        scope.MustNotBeShared();
        return by == Usual(scope)
            ? (await TableAsync(reader, snapshot, scope)).Whole.First(chart => chart.Measure == measure)
            : await reader.KeepAsync(snapshot, $"chart|{measure.Name}|{by}|{scope}", kept =>
                MeasureChart.Of(measure, PeriodsOf(kept, scope, by, ViewReader.Stream(kept, WeeklyVisitTrends.View, scope, GridQuery.AllRows).Cast<WeeklyVisitTrends>().Select(Sums))));
    }

    /// <summary>All five measures of the scope and of its departments, in one pass over the departments' weeks.</summary>
    public static ValueTask<SignalTable> TableAsync(ViewReader reader, Snapshot snapshot, Scope scope)
    {
        scope.MustNotBeShared();
        return reader.KeepAsync(snapshot, $"signals|{scope}", kept => Read(kept, scope));
    }

    private static SignalTable Read(Snapshot snapshot, Scope scope)
    {
        var weeks = ViewReader.Stream(snapshot, DepartmentWeeklyKpis.View, scope, GridQuery.AllRows)
            .Cast<DepartmentWeeklyKpis>()
            .GroupBy(week => week.Department, Sums)
            .ToDictionary(department => department.Key, department => department.ToList());
        var whole = weeks.Values.SelectMany(department => department)
            .GroupBy(week => week.Monday, (monday, each) => new WeekSums(monday, each.Aggregate(default(Sums), (sum, week) => sum + week.Sums)));
        return new SignalTable(
            Charts(PeriodsOf(snapshot, scope, Usual(scope), whole)),
            [.. weeks.Select(department => new DepartmentCharts(department.Key, Charts(PeriodsOf(snapshot, scope, Grouping.FourWeeks, department.Value))))]);
    }

    private static List<MeasureChart> Charts(Periods periods) => [.. SignalMeasure.All.Select(measure => MeasureChart.Of(measure, periods))];

    private static Periods PeriodsOf(Snapshot snapshot, Scope scope, Grouping by, IEnumerable<WeekSums> weeks) =>
        Periods.Of(weeks, scope, FilterChoices.Of(snapshot, scope.Reach).Period, by);

    /// <summary>A row of the weekly view as what it adds up to.</summary>
    public static WeekSums Sums(WeeklyVisitTrends week) =>
        new(Silver.Weeks.Day(week.Week), new Sums((int)week.NumVisits!.Value, (int)week.Treatments!.Value, Cents(week.TotalCost!.Value), (int)week.FollowUpCount!.Value, (int)week.VisitsWithAnswer!.Value));

    private static WeekSums Sums(DepartmentWeeklyKpis week) =>
        new(Silver.Weeks.Day(week.Week), new Sums((int)week.NumVisits!.Value, (int)week.TreatmentCount!.Value, Cents(week.TotalCost!.Value), (int)week.FollowUpCount!.Value, (int)week.VisitsWithAnswer!.Value));

    private static long Cents(decimal amount) => (long)decimal.Round(amount * 100);
}
