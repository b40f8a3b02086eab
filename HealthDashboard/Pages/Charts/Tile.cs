using HealthDashboard.Gold;

namespace HealthDashboard.Pages.Charts;

/// <summary>What the menu of a chart offers beside its picture.</summary>
/// <param name="Scope">What its numbers are filtered by.</param>
/// <param name="Data">The address of the table it draws; null where that stands right beneath it.</param>
/// <param name="Csv">The address of the same as a file; null where there is none.</param>
public sealed record Tile(Scope Scope, string? Data = null, string? Csv = null)
{
    /// <summary>By how many dimensions, the period among them, its numbers are filtered.</summary>
    public int Filters => Scope.Filters.All.Count() + (Scope is { From: null, To: null } ? 0 : 1);
}
