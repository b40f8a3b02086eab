using HealthDashboard.Gold;

namespace HealthDashboard.Signals;

/// <summary>Over which days doctors' visits are counted, and how many weeks these are.</summary>
/// <param name="Number">With a fraction where the days are no whole weeks, one at least: of fewer nobody tells how many visits a week would have.</param>
/// <param name="Weeks">The last half year, where no period is asked for and the data hold it; else null.</param>
public sealed record LoadWeeks(Scope Counted, decimal Number, PeriodComparison? Weeks)
{
    private const int DaysOfWeek = 7;

    /// <param name="data">Its first and its last day.</param>
    public static LoadWeeks Of(Scope scope, (DateOnly First, DateOnly Last) data)
    {
        // As of a doctor: of fewer weeks than half a year a load says little.
        var weeks = PeriodComparison.OfDoctors(scope, data);
        var counted = weeks?.After ?? scope;
        var (from, to) = (counted.From > data.First ? counted.From.Value : data.First, counted.To < data.Last ? counted.To.Value : data.Last);
        return new LoadWeeks(counted, Math.Max(1, (to.DayNumber - from.DayNumber + 1) / (decimal)DaysOfWeek), weeks);
    }
}
