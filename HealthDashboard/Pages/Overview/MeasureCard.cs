using HealthDashboard.Gold;
using HealthDashboard.Pages.Passport;

namespace HealthDashboard.Pages.Overview;

/// <summary>
/// One of the six numbers that sum a scope up. Everything about it but the shape of the weeks is of one period: the weeks that are compared,
/// or where there are none, the scope's.
/// </summary>
/// <param name="Column">The column of the weekly view that draws it, and how it is written.</param>
/// <param name="N">What it rests on, in words.</param>
/// <param name="Moved">How it moved against the period before, in words; null where nothing is compared.</param>
/// <param name="Weeks">Week by week, the latest complete ones, oldest first.</param>
public sealed record MeasureCard(string Label, Column Column, decimal? Value, string N, string? Moved, IReadOnlyList<decimal?> Weeks)
{
    /// <summary>What rejected rows could change about it; null when there are none.</summary>
    public Bounds? Bounds { get; init; }

    /// <summary>What the whole hospital has of it, rounded; null where one sees all of it, or it is not told.</summary>
    public decimal? Hospital { get; init; }

    /// <summary>Whether the number, or what it is divided by, is withheld; one without a value is not.</summary>
    public bool IsWithheld { get; init; }
}
