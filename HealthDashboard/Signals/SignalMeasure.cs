using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;

namespace HealthDashboard.Signals;

/// <summary>One of the five numbers that are charted over time. None is good or bad by itself.</summary>
public sealed class SignalMeasure
{
    public static SignalMeasure Visits { get; } = new("num_visits", sums => sums.Visits, sums => sums.Visits);

    public static SignalMeasure Treatments { get; } = new("treatments", sums => sums.Treatments, sums => sums.Treatments);

    public static SignalMeasure Cost { get; } = new("total_cost", sums => (double)sums.Cost, sums => sums.Treatments);

    public static SignalMeasure CostPerTreatment { get; } = new("avg_cost", sums => (double?)sums.AvgCost, sums => sums.Treatments) { IsRatio = true };

    public static SignalMeasure FollowUpRate { get; } = new("follow_up_rate", sums => (double?)sums.FollowUpRate, sums => sums.Answers) { IsRatio = true, Ceiling = 1 };

    public static IReadOnlyList<SignalMeasure> All { get; } = [Visits, Treatments, Cost, CostPerTreatment, FollowUpRate];

    private SignalMeasure(string name, Func<Sums, double?> value, Func<Sums, long> cases) =>
        (Column, Value, Cases) = (WeeklyVisitTrends.View.Column(name), value, cases);

    /// <summary>The column of the weekly view that holds it, which says how it is written.</summary>
    public Column Column { get; }

    public string Name => Column.Name;

    /// <summary>Of what a period adds up to: the ratio of a period is made of the sums of its parts. Null where there is nothing to divide by.</summary>
    public Func<Sums, double?> Value { get; }

    /// <summary>How many visits or treatments the value rests on.</summary>
    public Func<Sums, long> Cases { get; }

    public bool IsRatio { get; private init; }

    /// <summary>What it cannot exceed.</summary>
    public double Ceiling { get; private init; } = double.PositiveInfinity;

    /// <summary>The measure of that name; null for what is not charted so, such as people, who do not add up over weeks.</summary>
    public static SignalMeasure? Find(string? name) => All.FirstOrDefault(measure => measure.Name == name);
}
