using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Silver;

namespace HealthDashboard.Pages.Filters;

/// <summary>A period that is often asked for.</summary>
public sealed record PeriodPreset(string Name, DateOnly? From, DateOnly? To)
{
    /// <summary>Whatever the address says.</summary>
    public static PeriodPreset Custom => new(Text.OwnPeriod, null, null);

    private const int DaysOfWeek = 7;

    public Scope Apply(Scope scope) => this == Custom ? scope : scope with { From = From, To = To };

    /// <summary>The whole period, the last complete weeks, and the years and quarters that the data touches, newest first.</summary>
    public static IReadOnlyList<PeriodPreset> For(DateOnly first, DateOnly last)
    {
        var sunday = Weeks.MondayOf(last.AddDays(1)).AddDays(-1);
        var presets = new List<PeriodPreset> { new(Text.WholePeriod, null, null) };
        foreach (var weeks in new[] { 4, 13, 26, 52 })
            presets.Add(new(Sentence.Of(Text.LastCompleteWeeks, weeks), sunday.AddDays(1 - (weeks * DaysOfWeek)), sunday));
        for (var year = last.Year; year >= first.Year; year--)
        {
            presets.Add(new(year.ToString(CultureInfo.InvariantCulture), new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)));
            for (var quarter = 4; quarter >= 1; quarter--)
            {
                var start = new DateOnly(year, (quarter * 3) - 2, 1);
                if (start <= last && start.AddMonths(3) > first)
                    presets.Add(new(Sentence.Of(Text.Quarter, quarter, year), start, start.AddMonths(3).AddDays(-1)));
            }
        }

        return presets;
    }
}
