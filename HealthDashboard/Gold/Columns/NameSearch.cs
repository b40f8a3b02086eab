using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using HealthDashboard.Silver;

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
    public static NameSearch Of(TextColumn ids, TextColumn names)
    {
        var (people, starts) = (new int[ids.Count], new ulong[ids.Count]);
        for (var person = 0; person < people.Length; person++)
            (people[person], starts[person]) = (person, Start(names.Utf8(person)));

        // Eight letters tell most names apart without a look at the rest.
        Array.Sort(starts, people);
        for (var (from, to) = (0, 1); to <= people.Length; to++)
        {
            if (to < people.Length && starts[to] == starts[from])
                continue;
            people.AsSpan(from..to).Sort((a, b) => names.Utf8(a).SequenceCompareTo(names.Utf8(b)) is not 0 and var byName ? byName : a.CompareTo(b));
            from = to;
        }

        var texts = new Texts();
        foreach (var person in people)
        {
            byte[] text = [.. names.Utf8(person), (byte)' ', .. ids.Utf8(person), (byte)' ', .. names.Utf8(person)];
            if (!Ascii.ToUpperInPlace(text, out _).Equals(OperationStatus.Done))
                text = TextColumn.Fold(Encoding.UTF8.GetString(text));
            texts.Add(text);
        }

        return new NameSearch(people, new TextColumn(texts));
    }

    internal int[] People => _people;

    internal TextColumn Texts => _texts;

    /// <summary>The places of at most so many people.</summary>
    public IEnumerable<int> Find(string text, int most, Func<int, bool>? among = null)
    {
        var sought = TextColumn.Fold(text);
        for (var (from, found) = (0, 0); found < most && _texts.Next(sought, from) is >= 0 and var hit;)
        {
            from = hit + 1;
            if (among?.Invoke(_people[hit]) == false)
                continue;
            found++;
            yield return _people[hit];
        }
    }

    /// <summary>The first eight bytes, such that numbers sort as the texts do.</summary>
    private static ulong Start(ReadOnlySpan<byte> text)
    {
        Span<byte> start = stackalloc byte[8];
        start.Clear();
        text[..Math.Min(8, text.Length)].CopyTo(start);
        return BinaryPrimitives.ReadUInt64BigEndian(start);
    }
}
