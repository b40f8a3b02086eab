using HealthDashboard.Gold;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Silver;

namespace HealthDashboard.Pages.Filters;

/// <summary>A period that is often asked for.</summary>
public sealed record PeriodPreset(string Name, DateOnly? From, DateOnly? To)
{
    private const int DaysOfWeek = 7;
    private const int YearsInQuarters = 5;

    public Scope Apply(Scope scope) => scope with { From = From, To = To };

    /// <summary>The whole period, the last complete weeks, and the years that the data touches, newest first, the latest with their quarters: a century of quarters would be a menu of hundreds.</summary>
    public static IReadOnlyList<PeriodPreset> For(DateOnly first, DateOnly last)
    {
        var sunday = Weeks.LastSunday(last);
        var presets = new List<PeriodPreset> { new(Text.WholePeriod, null, null) };
        foreach (var weeks in new[] { 4, 13, 26, 52 })
            presets.Add(new(Sentence.Of(Text.LastCompleteWeeks, weeks), sunday.AddDays(1 - (weeks * DaysOfWeek)), sunday));
        var quarters = CalendarPeriod.Between(TimeGrain.Quarter, first, last).ToLookup(quarter => quarter.First.Year);
        foreach (var year in CalendarPeriod.Between(TimeGrain.Year, first, last).Reverse())
        {
            presets.Add(Of(year));
            if (last.Year - year.First.Year < YearsInQuarters)
                presets.AddRange(quarters[year.First.Year].Reverse().Select(Of));
        }

        return presets;

        static PeriodPreset Of(CalendarPeriod period) => new(Format.PeriodShort(period), period.First, period.Last);
    }
}
