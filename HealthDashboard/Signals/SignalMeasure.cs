using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Signals;

/// <summary>One of the five numbers that are charted over time. None is good or bad by itself.</summary>
public sealed class SignalMeasure
{
    public static SignalMeasure Visits { get; } = new(Measures.Visits, Measures.Visits);

    public static SignalMeasure Treatments { get; } = new(Measures.Treatments, Measures.Treatments);

    public static SignalMeasure Cost { get; } = new(Measures.Cost, Measures.Treatments);

    public static SignalMeasure CostPerTreatment { get; } = new(Measures.CostPerTreatment, Measures.Treatments);

    public static SignalMeasure FollowUpRate { get; } = new(Measures.FollowUpRate, Measures.VisitsWithAnswer);

    public static IReadOnlyList<SignalMeasure> All { get; } = [Visits, Treatments, Cost, CostPerTreatment, FollowUpRate];

    private readonly Measure _measure;
    private readonly Measure _cases;

    private SignalMeasure(Measure measure, Measure cases)
    {
        (_measure, _cases) = (measure, cases);
        Column = WeeklyVisitTrends.View.Columns.First(column => column.Measure == measure);
    }

    /// <summary>The column of the weekly view that holds it, which says how it is written.</summary>
    public Column Column { get; }

    public string Name => Column.Name;

    public bool IsRatio => Column.IsRatio;

    /// <summary>What it cannot exceed.</summary>
    public double Ceiling => _measure.Ceiling;

    /// <summary>Of what a period adds up to: the ratio of a period is made of the sums of its parts. Null where there is nothing to divide by.</summary>
    public double? Value(Sums sums) => (double?)(decimal?)_measure.Of(sums);

    /// <summary>How many visits or treatments the value rests on.</summary>
    public long Cases(Sums sums) => (long)_cases.Of(sums)!.Value;

    /// <summary>The one that an address asks for.</summary>
    /// <exception cref="UnusableFilterException">There is no such measure.</exception>
    public static SignalMeasure Read(Func<string, StringValues> query, SignalMeasure usual) =>
        AddressQuery.One(query, "measure") is null ? usual : Find(AddressQuery.ReadMeasure(query, All.Select(measure => measure.Name)))!;

    /// <summary>The measure of that name; null for what is not charted so, such as people, who do not add up over weeks.</summary>
    public static SignalMeasure? Find(string? name) => All.FirstOrDefault(measure => measure.Name == name);
}
