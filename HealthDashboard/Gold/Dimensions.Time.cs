using HealthDashboard.Silver;

namespace HealthDashboard.Gold;

/// <summary>The dimensions of time. A key is the first day of a week, month, quarter or year; the label is what people read.</summary>
public static partial class Dimensions
{
    /// <summary>As text also where an engine has dates for it.</summary>
    private const string Day = "cast(visit.visit_date as varchar(10))";

    /// <summary>The Monday of the ISO week.</summary>
    public static Dimension Week { get; } = Time(TimeGrain.Week, "week", "Week", "visit.week");

    public static Dimension IsoWeek { get; } = TimeLabel(TimeGrain.Week, "iso_week", "ISO week", "week.iso_week");

    public static Dimension Month { get; } = Time(TimeGrain.Month, "month", "Month", FirstDay($"substr({Day}, 1, 7) || '-01'"));

    public static Dimension MonthLabel { get; } = TimeLabel(TimeGrain.Month, "period", "Period", $"substr({Day}, 1, 7)");

    public static Dimension Quarter { get; } = Time(TimeGrain.Quarter, "quarter", "Quarter", FirstDay(
        $"substr({Day}, 1, 5) || substr('010101040404070707101010', 2 * cast(substr({Day}, 6, 2) as integer) - 1, 2) || '-01'"));

    public static Dimension QuarterLabel { get; } = TimeLabel(
        TimeGrain.Quarter, "period", "Period", $"substr({Day}, 1, 4) || '-Q' || substr('111222333444', cast(substr({Day}, 6, 2) as integer), 1)");

    public static Dimension Year { get; } = Time(TimeGrain.Year, "year", "Year", FirstDay($"substr({Day}, 1, 4) || '-01-01'"));

    public static Dimension YearLabel { get; } = TimeLabel(TimeGrain.Year, "period", "Period", $"substr({Day}, 1, 4)");

    /// <summary>The first day of each week, month, quarter or year.</summary>
    public static Dimension Of(TimeGrain grain) => As(grain, Week);

    /// <summary>The label that belongs to a first day.</summary>
    public static Dimension LabelOf(Dimension time) => As(time.Grain!.Value, IsoWeek);

    /// <summary>What a dimension of time is under another grain: the first day stays one, and the label a label.</summary>
    public static Dimension As(TimeGrain grain, Dimension time) => All.Values.First(dimension => dimension.Grain == grain && dimension.Owner == time.Owner);

    private static Dimension Time(TimeGrain grain, string name, string label, string column) => new()
    {
        Name = name,
        Label = label,
        Kind = ColumnKind.Period,
        Owner = Owner.Visit,
        Column = column,
        Parameter = null,
        Grain = grain,
        Values = star => star.By(grain).FirstDays,
        Codes = star => star.By(grain).OfVisit,
        IsDense = true,
    };

    /// <summary>2025-W10, 2025-03, 2025-Q1, 2025.</summary>
    private static Dimension TimeLabel(TimeGrain grain, string name, string label, string column) => new()
    {
        Name = name,
        Label = label,
        Kind = ColumnKind.Text,
        Owner = Owner.Period,
        Column = column,
        Parameter = null,
        Grain = grain,
        Values = star => star.By(grain).Labels,
        Codes = null,
    };

    /// <summary>A visit outside the calendar is in no week, and in no other period.</summary>
    private static string FirstDay(string ofDate) => $"case when visit.week is not null then {ofDate} end";
}
