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
    public IEnumerable<Otherwise> Others => _found
        .Select(found => new Otherwise(found.Value.File, found.Value.Line, found.Key, Of(found.Value.Meaning), found.Value.Rows))
        .Where(other => other.Found != other.Written);

    /// <param name="found">The tidy value of the file.</param>
    /// <param name="meaning">What it is taken for.</param>
    public void Count(string found, string meaning, SourceTable table, long line)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_found, found, out var known);
        if (!known)
            tally = new Tally(meaning, table.Name, line, 0);
        tally.Rows++;
        _chosen = null;
    }

    public string Of(string meaning)
    {
        _chosen ??= _found.Values
            .GroupBy(tally => tally.Meaning)
            .Select(spelling => (Name: spelling.Key, Rows: spelling.Sum(tally => tally.Rows)))
            .GroupBy(spelling => spelling.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                group => group.Key,
                group => group.OrderByDescending(spelling => spelling.Rows).ThenBy(spelling => spelling.Name, StringComparer.Ordinal).First().Name,
                StringComparer.OrdinalIgnoreCase);
        return _chosen.GetValueOrDefault(meaning, meaning);
    }

    private record struct Tally(string Meaning, string File, long Line, long Rows);
}

/// <summary>A value that stands in silver in other words than in the file.</summary>
/// <param name="Table">The table of the first such row.</param>
/// <param name="Line">Its line.</param>
/// <param name="Written">The words of silver.</param>
public sealed record Otherwise(string Table, long Line, string Found, string Written, long Rows);
