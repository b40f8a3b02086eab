using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using HealthDashboard.Gold.Star;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// Finds people whose name or id contains a text, in the order in which one reads their names: the folded texts stand in one piece of memory in
/// that order, so that half a million names are looked through in a few milliseconds.
/// </summary>
public sealed class NameSearch(int[] people, Utf8Column ids, Utf8Column names)
{
    /// <summary>The people in the order of their names.</summary>
    /// <param name="ids">Ascending: who has the same name stands in their order.</param>
    public static int[] Order(Utf8Column ids, Utf8Column names)
    {
        // A name that many bear is brought into its order once.
        var (different, nameOf) = (new IdIndex(), new int[ids.Count]);
        for (var person = 0; person < nameOf.Length; person++)
        {
            if (different.Find(names.Utf8(person)) is not { } known)
            {
                known = different.Count;
                different.Add(names.Utf8(person));
            }

            nameOf[person] = known;
        }

        var order = Ordered(different);
        for (var person = 0; person < nameOf.Length; person++)
            nameOf[person] = order[nameOf[person]];
        return CountingSort.By([.. Enumerable.Range(0, nameOf.Length)], nameOf, different.Count);
    }

    internal int[] People { get; } = people;

    /// <summary>What of each is looked through. Made when first searched.</summary>
    internal Utf8Column Texts => field ??= Folded();

    /// <summary>The places of at most so many people.</summary>
    public IEnumerable<int> Find(string text, int most, Func<int, bool>? among = null)
    {
        var sought = Utf8Column.Fold(text);
        for (var (from, found) = (0, 0); found < most && Texts.Next(sought, from) is >= 0 and var hit;)
        {
            from = hit + 1;
            if (among?.Invoke(People[hit]) == false)
                continue;
            found++;
            yield return People[hit];
        }
    }

    private Utf8Column Folded()
    {
        var texts = new Utf8ColumnBuilder();
        Span<byte> piece = stackalloc byte[256];
        foreach (var person in People)
        {
            var name = names.Utf8(person);
            var id = ids.Utf8(person);
            var length = (2 * name.Length) + id.Length + 2;
            var text = length <= piece.Length ? piece[..length] : new byte[length];
            name.CopyTo(text);
            id.CopyTo(text[(name.Length + 1)..]);
            name.CopyTo(text[^name.Length..]);
            text[name.Length] = text[name.Length + 1 + id.Length] = (byte)' ';
            texts.Add(Ascii.ToUpperInPlace(text, out _) == OperationStatus.Done ? text : Utf8Column.Fold(Encoding.UTF8.GetString(text)));
        }

        return new Utf8Column(texts);
    }

    /// <summary>Where each name stands among them.</summary>
    private static int[] Ordered(IdIndex names)
    {
        var (order, starts, keys) = (new int[names.Count], new ulong[names.Count], new byte[names.Count][]);
        for (var name = 0; name < order.Length; name++)
        {
            keys[name] = NameOrder.Key(Encoding.UTF8.GetString(names[name]));
            (order[name], starts[name]) = (name, Start(keys[name]));
        }

        // Eight bytes tell most names apart without a look at the rest.
        Array.Sort(starts, order);
        for (var (from, to) = (0, 1); to <= order.Length; to++)
        {
            if (to < order.Length && starts[to] == starts[from])
                continue;
            if (to - from > 1)
                order.AsSpan(from..to).Sort(Compare);
            from = to;
        }

        var places = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
            places[order[place]] = place;
        return places;

        int Compare(int a, int b) => keys[a].AsSpan().SequenceCompareTo(keys[b]) is not 0 and var byKey
            ? byKey
            : string.CompareOrdinal(Encoding.UTF8.GetString(names[a]), Encoding.UTF8.GetString(names[b]));
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
