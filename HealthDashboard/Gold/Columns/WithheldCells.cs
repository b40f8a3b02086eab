namespace HealthDashboard.Gold.Columns;

/// <summary>Which numbers of a table may not be shown.</summary>
/// <param name="Cell">Whether the number in a row is withheld.</param>
/// <param name="Total">Whether the sum over all rows is.</param>
public sealed record WithheldCells(Func<Column, int, bool> Cell, Func<Column, bool> Total);
