using System.Collections.Concurrent;
using HealthDashboard.Access;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold;

/// <summary>The same view by months, quarters or years, and without names of persons.</summary>
public sealed partial class GoldView
{
    private const string OfWeek = "ISO week, Monday to Sunday";

    private readonly ConcurrentDictionary<TimeGrain, GoldView> _otherGrains = new();

    /// <summary>What an address says of the grain of time: month, quarter or year; null for weeks, which need no word, and where rows are of no time.</summary>
    public string? Granularity => TimeGrain is null or Silver.TimeGrain.Week ? null : Time!.Name;

    /// <summary>The same view by months, quarters or years, its columns of time named so: one definition, another length of the rows. Itself where rows are of no time.</summary>
    public GoldView By(TimeGrain grain) => Time is null || grain == TimeGrain ? this : _otherGrains.GetOrAdd(grain, each => Again(each, named: true));

    /// <summary>The same view as somebody is shown it: who sees no names of persons has no column of them, to sort or to search by either.</summary>
    public GoldView For(Reach reach) => reach.Names || !Columns.Any(IsName) ? this : _masked.Value;

    private GoldView Again(TimeGrain grain, bool named) => new(Row, grain, _maker, named)
    {
        Topic = Topic,
        Title = Of(grain, Title),
        Question = Of(grain, Question),
        Noun = Of(grain, Noun),
        Definition = Of(grain, Definition),
        Chart = Chart with { Category = Of(grain, Chart.Category) },
        HoldsAllCost = HoldsAllCost,
        VisitColumn = VisitColumn,
        TopBy = TopBy,
    };

    private static bool IsName(Column column) => column.Dimension == Dimensions.PatientName;

    /// <summary>What is said of weeks, said of another grain.</summary>
    private static string Of(TimeGrain grain, string weekly) => grain == Silver.TimeGrain.Week ? weekly : weekly
        .Replace(OfWeek, "week of the calendar", StringComparison.Ordinal)
        .Replace("week", Dimensions.Of(grain).Name, StringComparison.Ordinal)
        .Replace("Week", Dimensions.Of(grain).Label, StringComparison.Ordinal);
}
