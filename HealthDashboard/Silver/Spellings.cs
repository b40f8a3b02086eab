using System.Runtime.InteropServices;
using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>
/// One spelling per category: names that differ only in case are one, written as it is found most often, ties by ordinal
/// order. Remembers what was found otherwise, and where first.
/// </summary>
public sealed class Spellings
{
    private readonly Dictionary<string, Tally> _found = [];
    private Dictionary<string, string>? _chosen;

    /// <summary>What the files say in other words than silver, in the order of the files.</summary>
    public IEnumerable<Otherwise> Others
    {
        get
        {
            foreach (var (found, tally) in _found)
            {
                if (Of(tally.Meaning) is var written && written != found)
                    yield return new Otherwise(tally.File, tally.Line, found, written, tally.Rows);
            }
        }
    }

    /// <param name="found">The tidy value of the file.</param>
    /// <param name="meaning">What it is taken for.</param>
    public void Count(string found, string meaning, SourceTable table, long line)
    {
        if (!_found.TryGetValue(found, out var tally))
            _found[found] = tally = new Tally(meaning, table.Name, line);
        tally.Rows++;
        _chosen = null;
    }

    public string Of(string meaning) => (_chosen ??= Chosen()).GetValueOrDefault(meaning, meaning);

    private Dictionary<string, string> Chosen()
    {
        var rows = new Dictionary<string, long>();
        foreach (var tally in _found.Values)
            CollectionsMarshal.GetValueRefOrAddDefault(rows, tally.Meaning, out _) += tally.Rows;
        var chosen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, count) in rows)
        {
            if (!chosen.TryGetValue(name, out var other) || count > rows[other] || (count == rows[other] && string.CompareOrdinal(name, other) < 0))
                chosen[name] = name;
        }

        return chosen;
    }

    private sealed class Tally(string meaning, string file, long line)
    {
        public string Meaning => meaning;

        public string File => file;

        public long Line => line;

        public long Rows { get; set; }
    }
}

/// <summary>A value that stands in silver in other words than in the file.</summary>
/// <param name="Table">The table of the first such row.</param>
/// <param name="Line">Its line.</param>
/// <param name="Written">The words of silver.</param>
public sealed record Otherwise(string Table, long Line, string Found, string Written, long Rows);
