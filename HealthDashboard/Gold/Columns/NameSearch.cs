using System.Text;
using HealthDashboard.Gold.Star;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// Finds people whose name or id contains a text, in the order of their names: the folded texts stand in one piece of memory in
/// that order, so that half a million names are looked through in a few milliseconds.
/// </summary>
public sealed class NameSearch
{
    private readonly int[] _people;
    private readonly TextColumn _texts;

    internal NameSearch(int[] people, TextColumn texts) => (_people, _texts) = (people, texts);

    /// <param name="ids">Ascending.</param>
    public NameSearch(IReadOnlyList<string> ids, IReadOnlyList<string> names)
    {
        _people = [.. Enumerable.Range(0, ids.Count)];
        Array.Sort(_people, (a, b) => Utf8Order.Compare(names[a], names[b]) is not 0 and var byName ? byName : a.CompareTo(b));
        _texts = new TextColumn([.. _people.Select(person => Folded($"{names[person]} {ids[person]} {names[person]}"))]);
    }

    internal int[] People => _people;

    internal TextColumn Texts => _texts;

    /// <summary>The places of at most so many people.</summary>
    public IEnumerable<int> Find(string text, int most, Func<int, bool>? among = null)
    {
        var sought = Encoding.UTF8.GetBytes(Folded(text));
        for (var (from, found) = (0, 0); found < most && Next(sought, from) is >= 0 and var hit;)
        {
            from = hit + 1;
            if (among?.Invoke(_people[hit]) == false)
                continue;
            found++;
            yield return _people[hit];
        }
    }

    /// <summary>The first text from place <paramref name="from"/> on that contains what is sought, or -1.</summary>
    private int Next(byte[] sought, int from)
    {
        var start = from == 0 ? 0 : _texts.Ends[from - 1];
        while (from < _texts.Count)
        {
            var at = _texts.Bytes.AsSpan(start).IndexOf(sought);
            if (at < 0)
                return -1;
            start += at;
            var place = Array.BinarySearch(_texts.Ends, start + 1);
            place = place < 0 ? ~place : place;
            if (place < _texts.Count && start + sought.Length <= _texts.Ends[place])
                return place;
            start++;
        }

        return -1;
    }

    private static string Folded(string text) => text.ToUpperInvariant();
}
