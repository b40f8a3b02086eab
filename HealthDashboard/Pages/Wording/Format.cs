using System.Globalization;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Silver;

namespace HealthDashboard.Pages.Wording;

/// <summary>Numbers, money and dates as the viewer writes them.</summary>
public static class Format
{
    /// <summary>Of one's own departments.</summary>
    private const int MostNamed = 3;

    /// <summary>From so much money on cents say nothing.</summary>
    public const decimal ManyDigits = 1000;

    public const string Nothing = "–";

    /// <summary>Dates are of the language of the sentences they stand in; only numbers and money are written as the viewer does.</summary>
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>A cell of a row, which may be withheld.</summary>
    public static string Cell(GoldView view, object row, Column column, DisplayOptions display) =>
        view.IsWithheld(row, column) ? Text.Withheld : Cell(column, column.Value(row), display);

    /// <summary>A total; where it is withheld there is none, and a ratio has no parts.</summary>
    public static string Total(GoldView view, Column column, IReadOnlyDictionary<string, decimal?> totals, DisplayOptions display)
    {
        var (part, over) = (column.Numerator ?? column.Name, column.Denominator ?? column.Name);
        return totals.TryGetValue(part, out var of) && of is null || totals.TryGetValue(over, out var whole) && whole is null
            ? Text.Withheld
            : Cell(column, totals.GetValueOrDefault(column.Name), display);
    }

    /// <summary>A cell of the grid.</summary>
    public static string Cell(Column column, object? value, DisplayOptions display) => value switch
    {
        null => Nothing,
        decimal number => column.Kind switch
        {
            ColumnKind.Money => Money(number, display),
            ColumnKind.Rate => Percent(number),
            ColumnKind.Percent => Percent(number / 100),
            ColumnKind.Mean => OneDigit(number),
            _ => Whole(number),
        },
        long number => Whole(number),
        string first when column.Kind == ColumnKind.Period => Period(new(column.Dimension!.Grain!.Value, Weeks.Day(first))),
        string text => text,
        _ => Convert.ToString(value, CultureInfo.CurrentCulture) ?? Nothing,
    };

    public static string Whole(decimal number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>2.3 visits a week; of fewer than one, 0.04.</summary>
    public static string PerWeek(decimal number) => number < 1 ? Rounded(number, 2).ToString("N2", CultureInfo.CurrentCulture) : OneDigit(number);

    /// <summary>2.3 visits, 3.2 times.</summary>
    public static string OneDigit(decimal number) => Rounded(number, 1).ToString("N1", CultureInfo.CurrentCulture);

    public static string Percent(decimal fraction) => Rounded(fraction * 100, 1).ToString("N1", CultureInfo.CurrentCulture) + " %";

    /// <summary>33 %; of what is there, however little, <c>&lt; 1 %</c>.</summary>
    public static string PercentWhole(decimal fraction) => fraction is > 0 and < 0.005m
        ? Text.LessThanOnePercent
        : Rounded(fraction * 100, 0).ToString("N0", CultureInfo.CurrentCulture) + " %";

    /// <summary>33.2–35.9 %.</summary>
    public static string PercentRange(decimal low, decimal high) => $"{Rounded(low * 100, 1).ToString("N1", CultureInfo.CurrentCulture)}–{Percent(high)}";

    public static string Money(decimal amount, DisplayOptions display) => Rounded(amount, 2).ToString("C2", MoneyFormat(display));

    public static string MoneyWhole(decimal amount, DisplayOptions display) => Rounded(amount, 0).ToString("C0", MoneyFormat(display));

    /// <summary>Short enough for a card: 1.2M, 34K.</summary>
    public static string MoneyShort(decimal amount, DisplayOptions display)
    {
        var (scaled, unit) = Math.Abs(amount) switch
        {
            >= 1_000_000_000m => (amount / 1_000_000_000m, Text.Billions),
            >= 1_000_000m => (amount / 1_000_000m, Text.Millions),
            >= 10_000m => (amount / 1000m, Text.Thousands),
            _ => (amount, null),
        };
        var digits = unit is null ? 0 : Math.Abs(scaled) < 100 ? 1 : 0;
        var format = MoneyFormat(display);
        var rounded = Rounded(scaled, digits).ToString("N" + digits, format);
        var number = unit is null ? rounded : Sentence.Of(unit, rounded);
        return format.CurrencyPositivePattern switch
        {
            0 => format.CurrencySymbol + number,
            1 => number + format.CurrencySymbol,
            2 => $"{format.CurrencySymbol} {number}",
            _ => $"{number} {format.CurrencySymbol}",
        };
    }

    public static string Date(DateOnly date) => date.ToString("d MMM yyyy", English);

    /// <summary>Mon 3 Mar 2025.</summary>
    public static string DayOfWeek(DateOnly date) => date.ToString("ddd d MMM yyyy", English);

    /// <summary>3 Mar 2025 06:02, where the server is.</summary>
    public static string Moment(DateTimeOffset moment) => moment.ToLocalTime().ToString("d MMM yyyy HH:mm", English);

    /// <summary>06:02:33, where the server is.</summary>
    public static string Time(DateTimeOffset moment) => moment.ToLocalTime().ToString("HH:mm:ss", English);

    /// <summary>A stretch of days: 17 Nov – 14 Dec 2025.</summary>
    public static string Days(DateOnly from, DateOnly to) =>
        $"{from.ToString(from.Year == to.Year ? "d MMM" : "d MMM yyyy", English)} – {Date(to)}";

    /// <summary>The days of a scope whose both ends are given.</summary>
    public static string Days(Scope period) => Days(period.From!.Value, period.To!.Value);

    /// <summary>Weeks, Months, Quarters, Years.</summary>
    public static string Words(TimeGrain grain) => grain switch
    {
        TimeGrain.Week => Text.ByWeeks,
        TimeGrain.Month => Text.ByMonths,
        TimeGrain.Quarter => Text.ByQuarters,
        _ => Text.ByYears,
    };

    /// <summary>W10 2025 (3–9 Mar), Mar 2025, Q1 2025 (Jan–Mar), 2025.</summary>
    public static string Period(CalendarPeriod period) => period.Grain switch
    {
        TimeGrain.Week => Week(Weeks.Iso(period.First)),
        TimeGrain.Quarter => $"{PeriodShort(period)} ({period.First.ToString("MMM", English)}–{period.Last.ToString("MMM", English)})",
        _ => PeriodShort(period),
    };

    /// <summary>W10 2025, Mar 2025, Q1 2025, 2025.</summary>
    public static string PeriodShort(CalendarPeriod period) => period.Grain switch
    {
        TimeGrain.Week => WeekShort(Weeks.Iso(period.First)),
        TimeGrain.Quarter => Sentence.Of(Text.Quarter, (period.First.Month + 2) / 3, period.First.Year),
        _ => period.First.ToString(period.Grain == TimeGrain.Month ? "MMM yyyy" : "yyyy", English),
    };

    /// <summary>W10 2025 (3–9 Mar).</summary>
    public static string Week(string monday)
    {
        var first = Weeks.Day(monday);
        var last = Weeks.Later(first, 6);
        var from = first.ToString(first.Month == last.Month ? "%d" : "d MMM", English);
        return $"{WeekShort(monday)} ({from}–{last.ToString("d MMM", English)})";
    }

    /// <summary>W10 2025.</summary>
    public static string WeekShort(string monday)
    {
        var label = Weeks.Label(Weeks.Day(monday));
        return $"{label[5..]} {label[..4]}";
    }

    /// <summary>What one filters by: a doctor, whom a column names by id.</summary>
    public static string Name(Dimension dimension) => dimension == Dimensions.Doctor ? Text.Doctor : dimension.Label;

    /// <summary>The scope in words: "Cardiology, Dr. Ada Byron, 3 Mar 2025 – 9 Mar 2025".</summary>
    public static string Words(Scope scope, string? doctorName)
    {
        if (scope.IsUnfiltered && scope.Reach.IsAll)
            return Text.Everything;
        IEnumerable<string> parts =
        [
            Any(scope.Filters.Of(Dimensions.Department)) ?? Own(scope.Reach),
            doctorName ?? Any(scope.Filters.Of(Dimensions.Doctor)) ?? Text.AllDoctorsInWords,
            .. scope.Filters.All.Where(filter => filter.Dimension != Dimensions.Department && filter.Dimension != Dimensions.Doctor)
                .Select(filter => $"{filter.Dimension.Label.ToLowerInvariant()} {Any(filter.Values)}"),
            PeriodInWords(scope),
        ];
        return string.Join(", ", parts);
    }

    private static string Own(Reach reach) => reach.IsAll ? Text.AllDepartments
        : reach.Departments.Count <= MostNamed ? string.Join(", ", reach.Departments) : Sentence.Of(Text.SoManyDepartments, reach.Departments.Count);

    /// <summary>Alternatives: "MedCare or CarePoint"; null where there are none.</summary>
    private static string? Any(IReadOnlyList<string> values) => values.Count == 0 ? null : string.Join(Text.Or, values);

    /// <summary>The period of a scope alone.</summary>
    public static string PeriodInWords(Scope scope) => (scope.From, scope.To) switch
    {
        ({ } from, { } to) => from == to ? Date(from) : $"{Date(from)} – {Date(to)}",
        ({ } from, null) => Sentence.Of(Text.FromDay, Date(from)),
        (null, { } to) => Sentence.Of(Text.UntilDay, Date(to)),
        _ => Text.WholePeriodInWords,
    };

    private static decimal Rounded(decimal number, int digits) => decimal.Round(number, digits, MidpointRounding.AwayFromZero);

    /// <summary>The viewer's way to write money, with the currency of the data, and its digits grouped as those of numbers beside it.</summary>
    private static NumberFormatInfo MoneyFormat(DisplayOptions display)
    {
        var format = (NumberFormatInfo)CultureInfo.CurrentCulture.NumberFormat.Clone();
        (format.CurrencyDecimalSeparator, format.CurrencyGroupSeparator, format.CurrencyGroupSizes) = (format.NumberDecimalSeparator, format.NumberGroupSeparator, format.NumberGroupSizes);
        format.CurrencySymbol = display.Currency switch { "USD" => "$", "EUR" => "€", "GBP" => "£", "INR" => "₹", "JPY" => "¥", var code => code + "\u00A0" };
        return format;
    }
}
