namespace HealthDashboard.Statistics;

/// <summary>
/// The sums that a reader of a table can do: one for each row and each column whose total is listed. A cell lies on one row and
/// one column, so the cells are the edges of a graph between these lines, and a withheld cell can be worked out exactly when
/// it is the only withheld one between two parts of the graph: the sums of one part, added up, leave it alone.
/// </summary>
internal sealed class TableLines
{
    /// <summary>Where the end of a cell lies along which nothing is summed.</summary>
    private const int NoLine = 0;

    private readonly (int Row, int Column)[] ends;

    public TableLines(IReadOnlyList<Cell> cells)
    {
        ends = new (int, int)[cells.Count];
        var places = Enumerable.Range(0, cells.Count).ToList();
        foreach (var (total, members) in Lines(places, place => cells[place].Row, place => cells[place].Column is null))
            Add(total, members, place => ends[place].Row = Sums.Count);
        foreach (var (total, members) in Lines(places, place => cells[place].Column, place => cells[place].Row is null))
            Add(total, members, place => ends[place].Column = Sums.Count);

        void Add(int total, List<int> members, Action<int> mark)
        {
            Sums.Add((total, members));
            members.ForEach(mark);
            mark(total);
        }
    }

    /// <summary>The place of each total that is listed, and those of what it is the total of.</summary>
    public List<(int Total, List<int> Members)> Sums { get; } = [];

    /// <summary>
    /// Null when no withheld cell can be worked out; otherwise, for one that can, the shown cells that would hide it.
    /// </summary>
    public List<int>? Computable(bool[] withheld)
    {
        var places = Enumerable.Range(0, ends.Length);
        var over = places.Where(place => withheld[place] && ends[place].Row != ends[place].Column)
            .SelectMany(place => new[] { (Line: ends[place].Row, Place: place), (Line: ends[place].Column, Place: place) })
            .ToLookup(end => end.Line, end => end.Place);
        if (Bridges.First(nodes: Sums.Count + 1, over, Across) is not { } beyond)
            return null;
        return [.. places.Where(place => !withheld[place] && beyond.Contains(ends[place].Row) != beyond.Contains(ends[place].Column))];

        int Across(int place, int line) => ends[place].Row == line ? ends[place].Column : ends[place].Row;
    }

    private static IEnumerable<(int Total, List<int> Members)> Lines(List<int> places, Func<int, string?> line, Func<int, bool> isTotal) =>
        from onLine in places.GroupBy(line)
        let totals = onLine.Where(isTotal).ToList()
        let members = onLine.Where(place => !isTotal(place)).ToList()
        where totals.Count > 0 && members.Count > 0
        select (totals.Single(), members);
}
