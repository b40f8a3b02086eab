using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Pages.Boards;

/// <summary>
/// Departments, countries and age groups ranked by what one patient costs, or by how often one comes: a row of such a board. No view holds either, as
/// its columns are promised; both are divided as everywhere (<see cref="PatientGroup"/>).
/// </summary>
public sealed record PatientBoard
{
    public static IReadOnlyList<Column> Columns { get; } =
        [.. typeof(PatientBoard).GetProperties().Where(property => property.Name is nameof(CostPerPatient) or nameof(VisitsPerPatient)).Select(property => new Column(property))];

    /// <summary>By what patients are ranked.</summary>
    public static IReadOnlyList<Dimension> Ranked { get; } = [Dimensions.Department, Dimensions.Country, Dimensions.AgeGroup];

    [Column(nameof(Measures.CostPerPatient))]
    public decimal? CostPerPatient { get; init; }

    [Column(nameof(Measures.VisitsPerPatient))]
    public decimal? VisitsPerPatient { get; init; }

    /// <summary>Which of the two an address asks for; null where it is neither.</summary>
    /// <exception cref="UnusableFilterException">Share-safe mode does not show it.</exception>
    public static Column? Asked(Func<string, StringValues> query, Scope scope)
    {
        var asked = Columns.FirstOrDefault(column => column.Name == AddressQuery.One(query, "measure"));
        return asked is not null && scope.ShareSafe
            ? throw new UnusableFilterException($"measure={asked.Name} is not shown in share-safe mode: of few patients it tells what one of them cost.")
            : asked;
    }

    /// <summary>Null where there is nothing to rank.</summary>
    public static async Task<Board?> ReadAsync(ViewReader reader, Snapshot snapshot, Dimension dimension, Column column, Scope scope, Scope? before, int most, BoardOrder order)
    {
        var (chosen, view) = (scope.Filters.Of(dimension), Board.Find(dimension, Measures.Cost)!.Value.View);
        var groups = await PatientGroups.ReadAsync(reader, snapshot, scope, dimension);
        var then = before is null ? [] : (await PatientGroups.ReadAsync(reader, snapshot, before, dimension)).Rows.ToDictionary(group => group.Key);
        var rows = groups.Rows.Select(group => (Group: group, Row: Of(group))).ToList();
        var largest = rows.Max(row => Board.Number(column, row.Row)) ?? 0;
        var ranked = rows.ConvertAll(row => (row.Group, row.Row, Value: Board.Number(column, row.Row), Then: then.GetValueOrDefault(row.Group.Key)))
            .Select(row => new BoardRow(
                row.Group.Key, row.Group.Key, row.Row, row.Value, row.Then is { } earlier ? Board.Number(column, Of(earlier)) : null, row.Then?.Patients,
                largest > 0 && row.Value > 0 ? (double)(row.Value.Value / largest) : 0, Share: null, chosen.Contains(row.Group.Key)))
            .OrderByDescending(row => order == BoardOrder.Change ? Math.Abs((row.Value ?? 0) - (row.Then ?? 0)) : row.Value)
            .Where((row, place) => place < most || row.IsChosen)
            .ToList();
        return ranked.Count == 0 ? null : new Board(dimension, view, column, scope.With(dimension), ranked, groups.Rows.Count, groups.All.Patients) { IsFiltered = chosen.Count > 0 };
    }

    private static PatientBoard Of(PatientGroup group) => new() { CostPerPatient = group.CostPerPatient, VisitsPerPatient = group.VisitsPerPatient };
}
