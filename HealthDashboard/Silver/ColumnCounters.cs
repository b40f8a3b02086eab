using System.Numerics;
using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>How many records of a file are remarkable in one column, and where the first stands.</summary>
public sealed record Remark(string Table, string Column, long Rows, long FirstLine);

/// <summary>Counts what no rule names, column by column: values that are missing, and values that had to be tidied.</summary>
public sealed class ColumnCounters
{
    private readonly Dictionary<SourceTable, (long Rows, long FirstLine)[]> _missing = Counters();
    private readonly Dictionary<SourceTable, (long Rows, long FirstLine)[]> _untidy = Counters();

    public IEnumerable<Remark> Missing => Of(_missing);

    public IEnumerable<Remark> Untidy => Of(_untidy);

    /// <param name="missing">The columns, a bit each.</param>
    /// <param name="untidy">The columns, a bit each.</param>
    public void Count(SourceTable table, long line, int missing, int untidy)
    {
        if (missing != 0)
            Add(_missing[table], missing, line);
        if (untidy != 0)
            Add(_untidy[table], untidy, line);
    }

    private static void Add((long Rows, long FirstLine)[] counters, int columns, long line)
    {
        for (; columns != 0; columns &= columns - 1)
        {
            ref var counter = ref counters[BitOperations.TrailingZeroCount(columns)];
            counter = (counter.Rows + 1, counter.Rows == 0 ? line : counter.FirstLine);
        }
    }

    private static Dictionary<SourceTable, (long Rows, long FirstLine)[]> Counters() =>
        SourceTable.All.ToDictionary(table => table, table => new (long, long)[table.Columns.Length]);

    private static IEnumerable<Remark> Of(Dictionary<SourceTable, (long Rows, long FirstLine)[]> counters)
    {
        foreach (var (table, columns) in counters)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                if (columns[column].Rows > 0)
                    yield return new Remark(table.Name, table.Columns[column], columns[column].Rows, columns[column].FirstLine);
            }
        }
    }
}
