using System.Numerics;

namespace HealthDashboard.Gold.Columns;

/// <summary>Some of the rows of a table, a bit for each: a million take 125 kB, and two sets meet in microseconds.</summary>
internal sealed class RowSet(int rows)
{
    private readonly ulong[] _words = new ulong[(rows + 63) / 64];

    public void Add(int row) => _words[row >> 6] |= 1UL << (row & 63);

    /// <param name="end">Not included.</param>
    public void AddRange(int start, int end)
    {
        for (; start < end && (start & 63) != 0; start++)
            Add(start);
        for (; start + 64 <= end; start += 64)
            _words[start >> 6] = ulong.MaxValue;
        for (; start < end; start++)
            Add(start);
    }

    public void UnionWith(RowSet other)
    {
        for (var i = 0; i < _words.Length; i++)
            _words[i] |= other._words[i];
    }

    public void IntersectWith(RowSet other)
    {
        for (var i = 0; i < _words.Length; i++)
            _words[i] &= other._words[i];
    }

    public int Count()
    {
        var count = 0;
        foreach (var word in _words)
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>Ascending.</summary>
    public void CopyTo(Span<int> found)
    {
        var next = 0;
        for (var i = 0; i < _words.Length; i++)
        {
            for (var word = _words[i]; word != 0; word &= word - 1)
                found[next++] = (i << 6) + BitOperations.TrailingZeroCount(word);
        }
    }
}
