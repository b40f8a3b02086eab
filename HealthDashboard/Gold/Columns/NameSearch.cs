using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// Finds people whose name or id contains a text, in the order in which one reads their names: the folded texts stand in one piece of memory in
/// that order, so that half a million names are looked through in a few milliseconds.
/// </summary>
public sealed class NameSearch
{
    private readonly int[] _people;
    private readonly Utf8Column _texts;

    internal NameSearch(int[] people, Utf8Column texts) => (_people, _texts) = (people, texts);

    /// <param name="ids">Ascending.</param>
    public static NameSearch Of(Utf8Column ids, Utf8Column names)
    {
        var (people, starts, keys) = (new int[ids.Count], new ulong[ids.Count], new byte[ids.Count][]);
        for (var person = 0; person < people.Length; person++)
        {
            keys[person] = NameOrder.Key(names[person]);
            (people[person], starts[person]) = (person, Start(keys[person]));
        }

        // Eight bytes tell most names apart without a look at the rest.
        Array.Sort(starts, people);
        for (var (from, to) = (0, 1); to <= people.Length; to++)
        {
            if (to < people.Length && starts[to] == starts[from])
                continue;
            if (to - from > 1)
                people.AsSpan(from..to).Sort(Compare);
            from = to;
        }

        var texts = new Utf8ColumnBuilder();
        foreach (var person in people)
        {
            byte[] text = [.. names.Utf8(person), (byte)' ', .. ids.Utf8(person), (byte)' ', .. names.Utf8(person)];
            if (!Ascii.ToUpperInPlace(text, out _).Equals(OperationStatus.Done))
                text = Utf8Column.Fold(Encoding.UTF8.GetString(text));
            texts.Add(text);
        }

        return new NameSearch(people, new Utf8Column(texts));

        int Compare(int a, int b)
        {
            var order = keys[a].AsSpan().SequenceCompareTo(keys[b]);
            order = order != 0 ? order : names.Utf8(a).SequenceEqual(names.Utf8(b)) ? 0 : string.CompareOrdinal(names[a], names[b]);
            return order != 0 ? order : a.CompareTo(b);
        }
    }

    internal int[] People => _people;

    internal Utf8Column Texts => _texts;

    /// <summary>The places of at most so many people.</summary>
    public IEnumerable<int> Find(string text, int most, Func<int, bool>? among = null)
    {
        var sought = Utf8Column.Fold(text);
        for (var (from, found) = (0, 0); found < most && _texts.Next(sought, from) is >= 0 and var hit;)
        {
            from = hit + 1;
            if (among?.Invoke(_people[hit]) == false)
                continue;
            found++;
            yield return _people[hit];
        }
    }

    /// <summary>The first eight bytes of a key, such that numbers sort as the keys do.</summary>
    private static ulong Start(ReadOnlySpan<byte> key)
    {
        Span<byte> start = stackalloc byte[8];
        start.Clear();
        key[..Math.Min(8, key.Length)].CopyTo(start);
        return BinaryPrimitives.ReadUInt64BigEndian(start);
    }
}
