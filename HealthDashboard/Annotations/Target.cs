using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Signals;

namespace HealthDashboard.Annotations;

/// <summary>Where a value lies beside a target.</summary>
public enum TargetSide
{
    Within,
    Below,
    Above,
}

/// <summary>What a weekly measure is meant to be, or usually is: from a value, up to one, or between two.</summary>
public sealed record Target
{
    /// <summary>The measures one may set a target for, as the weekly view has them.</summary>
    public static IReadOnlyList<Column> Measures { get; } = [.. SignalMeasure.All.Select(measure => measure.Column)];

    public long Id { get; init; }

    /// <summary>Null for the whole hospital.</summary>
    public string? Department { get; init; }

    /// <summary>The name of one of <see cref="Measures"/>.</summary>
    public required string Measure { get; init; }

    public Column Column => WeeklyVisitTrends.View.Column(Measure);

    public decimal? FromValue { get; init; }

    public decimal? ToValue { get; init; }

    /// <summary>ISO 8601, UTC.</summary>
    public required string CreatedAt { get; init; }

    public TargetSide Of(decimal value) => value < FromValue ? TargetSide.Below : value > ToValue ? TargetSide.Above : TargetSide.Within;
}
