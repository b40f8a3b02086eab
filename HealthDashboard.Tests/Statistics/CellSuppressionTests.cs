using CsCheck;
using HealthDashboard.Statistics;

namespace HealthDashboard.Tests.Statistics;

public sealed class CellSuppressionTests
{
    private const long Prime = 1_000_000_007;

    private static readonly Gen<long> Patients = Gen.Frequency((1, Gen.Const(0L)), (2, Gen.Long[1, 10]), (3, Gen.Long[11, 60]));

    /// <summary>Departments and a total, with or without it.</summary>
    private static readonly Gen<Cell[]> Lists =
        from patients in Patients.Array[1, 15]
        from totalShown in Gen.Bool
        select (Cell[])[.. patients.Select((count, i) => new Cell($"D{i}", null, count)), .. totalShown ? [new Cell(null, null, patients.Sum())] : Array.Empty<Cell>()];

    /// <summary>Departments by weeks, with the totals of rows, of columns, of both or of none.</summary>
    private static readonly Gen<Cell[]> Tables =
        from rows in Gen.Int[1, 6]
        from columns in Gen.Int[1, 6]
        from patients in Patients.Array[rows * columns]
        from rowTotals in Gen.Bool
        from columnTotals in Gen.Bool
        from grandTotal in Gen.Bool
        let cells = patients.Select((count, i) => new Cell($"D{i / columns}", $"W{i % columns}", count)).ToList()
        select (Cell[])[
            .. cells,
            .. rowTotals ? cells.GroupBy(cell => cell.Row).Select(row => new Cell(row.Key, null, row.Sum(cell => cell.Patients))) : [],
            .. columnTotals ? cells.GroupBy(cell => cell.Column).Select(column => new Cell(null, column.Key, column.Sum(cell => cell.Patients))) : [],
            .. grandTotal ? [new Cell(null, null, patients.Sum())] : Array.Empty<Cell>()];

    [Theory]
    [InlineData(new long[] { 5, 20, 30, 40 }, new[] { true, true, false, false })]
    [InlineData(new long[] { 0, 5, 30, 20 }, new[] { false, true, false, true })]
    [InlineData(new long[] { 6, 7, 30, 40 }, new[] { true, true, false, false })]
    [InlineData(new long[] { 11, 20, 30, 40 }, new[] { false, false, false, false })]
    [InlineData(new long[] { 10, 11, 12 }, new[] { true, true, false })]
    public void A_small_row_takes_the_next_smallest_along_under_a_total(long[] patients, bool[] withheld) =>
        Assert.Equal([.. withheld, false], CellSuppression.Withheld(List(patients)));

    [Fact]
    public void Without_a_total_only_the_small_row_is_withheld() =>
        Assert.Equal([true, false, false], CellSuppression.Withheld(List([5, 20, 30])[..3]));

    [Fact]
    public void Two_small_rows_that_rest_on_few_people_together_take_a_third_along() =>
        Assert.Equal([true, true, true, false, false], CellSuppression.Withheld(List([3, 4, 20, 30])));

    [Fact]
    public void As_few_people_as_rows_would_be_one_in_each() =>
        Assert.Equal([.. Enumerable.Repeat(true, 13), false, false], CellSuppression.Withheld(List([.. Enumerable.Repeat(1L, 12), 20, 30])));

    [Fact]
    public void A_small_total_is_withheld_like_any_other_row() =>
        Assert.Equal([true, false, true], CellSuppression.Withheld(List([4, 0])));

    /// <summary>Two squares of withheld cells, and between them one cell that all the totals of a square would give away.</summary>
    [Fact]
    public void A_cell_that_only_several_totals_together_give_away_is_hidden_too()
    {
        long[,] patients = { { 9, 9, 20, 30 }, { 9, 9, 40, 50 }, { 5, 60, 9, 9 }, { 61, 62, 9, 9 } };
        var cells = Table(patients);

        var withheld = CellSuppression.Withheld(cells);

        Assert.Equal(10, withheld.Count(each => each));
        Assert.True(withheld[2], "the smallest cell between the squares");
    }

    [Fact]
    public void What_is_small_is_withheld_and_zero_is_shown() => Gen.OneOf(Lists, Tables).Sample(cells =>
    {
        var withheld = CellSuppression.Withheld(cells);
        Assert.All(cells.Zip(withheld), each => Assert.True(each.Second || !CellSuppression.IsSmall(each.First.Patients)));
        Assert.All(cells.Zip(withheld), each => Assert.False(each.Second && each.First.Patients == 0));
    });

    [Fact]
    public void Nothing_is_withheld_where_nothing_is_small() => Gen.OneOf(Lists, Tables).Where(cells => !cells.Any(cell => CellSuppression.IsSmall(cell.Patients))).Sample(cells =>
        Assert.DoesNotContain(true, CellSuppression.Withheld(cells)));

    [Fact]
    public void No_withheld_row_of_a_list_can_be_computed_from_what_is_shown() => Lists.Sample(cells => Assert.Empty(Computable(cells, CellSuppression.Withheld(cells))));

    [Fact]
    public void No_withheld_cell_of_a_table_can_be_computed_from_what_is_shown() =>
        Tables.Sample(cells => Assert.Empty(Computable(cells, CellSuppression.Withheld(cells))), iter: 2000);

    [Fact]
    public void What_a_total_leaves_for_the_withheld_rows_does_not_rest_on_few_people() => Lists.Sample(cells =>
    {
        var hidden = cells.Zip(CellSuppression.Withheld(cells)).Where(each => each.Second).Select(each => each.First).ToList();
        var totalIsKnown = cells[^1].Row is null && !hidden.Contains(cells[^1]);
        Assert.True(!totalIsKnown || hidden.Count == 0 || hidden.Sum(cell => cell.Patients) > Math.Max(10, hidden.Count));
    });

    /// <summary>The check of the check: the next smallest alone would leave this one open.</summary>
    [Fact]
    public void A_lone_withheld_row_can_be_computed() => Assert.Equal([1], Computable(List([20, 5, 30]), [false, true, false, false]));

    private static Cell[] List(long[] patients) => [.. patients.Select((count, i) => new Cell($"D{i}", null, count)), new Cell(null, null, patients.Sum())];

    private static Cell[] Table(long[,] patients)
    {
        var cells = patients.Cast<long>().Select((count, i) => new Cell($"D{i / patients.GetLength(1)}", $"W{i % patients.GetLength(1)}", count)).ToList();
        return [
            .. cells,
            .. cells.GroupBy(cell => cell.Row).Select(row => new Cell(row.Key, null, row.Sum(cell => cell.Patients))),
            .. cells.GroupBy(cell => cell.Column).Select(column => new Cell(null, column.Key, column.Sum(cell => cell.Patients)))];
    }

    /// <summary>
    /// The withheld cells that have one value only under all sums a reader can do, by elimination: those alone in their equation.
    /// </summary>
    private static List<int> Computable(Cell[] cells, IReadOnlyList<bool> withheld)
    {
        var places = Enumerable.Range(0, cells.Length).ToList();
        var unknown = places.Where(place => withheld[place]).ToList();
        var sums = places.GroupBy(place => ("row", cells[place].Row)).Select(line => (Line: line.ToList(), Total: line.Where(place => cells[place].Column is null)))
            .Concat(places.GroupBy(place => ("column", cells[place].Column)).Select(line => (Line: line.ToList(), Total: line.Where(place => cells[place].Row is null))))
            .Where(sum => sum.Line.Count > 1 && sum.Total.Any());
        var equations = sums.Select(sum => unknown.Select(place => !sum.Line.Contains(place) ? 0 : sum.Total.Contains(place) ? Prime - 1 : 1).ToArray()).ToList();

        var solved = new List<long[]>();
        for (var column = 0; column < unknown.Count; column++)
        {
            if (equations.Find(equation => equation[column] != 0) is not { } pivot)
                continue;
            equations.Remove(pivot);
            var inverse = (long)System.Numerics.BigInteger.ModPow(pivot[column], Prime - 2, Prime);
            pivot = [.. pivot.Select(factor => factor * inverse % Prime)];
            equations = [.. equations.Select(Without)];
            solved = [.. solved.Select(Without), pivot];

            long[] Without(long[] equation) => [.. equation.Zip(pivot, (factor, other) => (factor + ((Prime - equation[column]) * other % Prime)) % Prime)];
        }

        return [.. solved.Where(equation => equation.Count(factor => factor != 0) == 1).Select(equation => unknown[Array.FindIndex(equation, factor => factor != 0)])];
    }
}
