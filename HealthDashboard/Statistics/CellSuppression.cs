namespace HealthDashboard.Statistics;

/// <summary>
/// A row of a table, or a total: what lies along a line of the table adds up to the line's total.
/// </summary>
/// <param name="Row">For instance the department; null for a total over all of them.</param>
/// <param name="Column">For instance the week; null for a total over all of them, and in a table of one dimension.</param>
/// <param name="Patients">How many different people it rests on.</param>
public readonly record struct Cell(string? Row, string? Column, long Patients);

/// <summary>
/// Which rows may not leave the building, after the cell size policy of CMS. A row that rests on 1 to 10 people is withheld.
/// As many more are withheld, the smallest first, as it takes that no withheld row can be worked out from totals and rows that
/// are shown, and that what totals leave for the withheld rows of a line together does not rest on 1 to 10 people either.
/// </summary>
public static class CellSuppression
{
    /// <summary>The largest number of people that is too small.</summary>
    public const int Largest = 10;

    /// <summary>Zero may be shown.</summary>
    public static bool IsSmall(long patients) => patients is >= 1 and <= Largest;

    /// <summary>Whether each of the cells is withheld. All totals that are shown anywhere must be among them.</summary>
    /// <param name="already">Cells that are withheld for another reason.</param>
    public static IReadOnlyList<bool> Withheld(IReadOnlyList<Cell> cells, IReadOnlyList<bool>? already = null)
    {
        var withheld = cells.Select((cell, place) => IsSmall(cell.Patients) || already?[place] == true).ToArray();
        var lines = new TableLines(cells);
        while (Needed(cells, lines, withheld) is { } more)
            withheld[more] = true;
        return withheld;
    }

    private static int? Needed(IReadOnlyList<Cell> cells, TableLines lines, bool[] withheld)
    {
        foreach (var (total, members) in lines.Sums)
        {
            var hidden = members.Where(member => withheld[member]).ToList();
            var rest = hidden.Sum(member => cells[member].Patients);

            // As few people as rows would mean one in each.
            if (hidden.Count > 0 && !withheld[total] && rest <= Math.Max(Largest, hidden.Count))
                return Smallest([.. members, total]);
        }

        return lines.Computable(withheld) is { } crossing ? Smallest(crossing) : null;

        int Smallest(IEnumerable<int> places) =>
            places.Where(place => !withheld[place]).OrderBy(place => cells[place].Patients == 0).ThenBy(place => cells[place].Patients).First();
    }
}
