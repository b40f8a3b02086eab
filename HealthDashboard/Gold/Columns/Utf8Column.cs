using System.Text;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold.Columns;

/// <summary>Many short texts in one piece of memory, as UTF-8.</summary>
public sealed class Utf8Column
{
    internal Utf8Column(byte[] bytes, int[] ends) => (Bytes, Ends) = (bytes, ends);

    public Utf8Column(IReadOnlyList<string> texts)
    {
        Ends = new int[texts.Count];
        Bytes = new byte[texts.Sum(text => (long)Encoding.UTF8.GetByteCount(text))];
        for (int i = 0, end = 0; i < Ends.Length; i++)
            Ends[i] = end += Encoding.UTF8.GetBytes(texts[i], Bytes.AsSpan(end));
    }

    public Utf8Column(Utf8ColumnBuilder texts)
        : this(texts.Bytes.ToArray(), texts.Ends.ToArray())
    {
    }

    /// <param name="order">The places of the texts to take, in their order.</param>
    public Utf8Column(Utf8ColumnBuilder texts, ReadOnlySpan<int> order)
    {
        Ends = new int[order.Length];
        Bytes = new byte[texts.Length];
        var end = 0;
        for (var i = 0; i < order.Length; i++)
        {
            texts[order[i]].CopyTo(Bytes.AsSpan(end));
            Ends[i] = end += texts[order[i]].Length;
        }
    }

    internal byte[] Bytes { get; }

    internal int[] Ends { get; }

    public int Count => Ends.Length;

    /// <summary>The texts as a search compares them. Made when first searched.</summary>
    public Utf8Column Folded => field ??= Fold();

    /// <summary>Where each text stands in the order in which people read names.</summary>
    public int[] NameOrder => field ??= Ordered();

    public string this[int index] => Encoding.UTF8.GetString(Utf8(index));

    public ReadOnlySpan<byte> Utf8(int index) => Bytes.AsSpan((index == 0 ? 0 : Ends[index - 1])..Ends[index]);

    public static byte[] Fold(string text) => Encoding.UTF8.GetBytes(text.ToUpperInvariant());

    /// <summary>Which of the texts contain another, whatever the case.</summary>
    public bool[] Containing(string text)
    {
        var (sought, found) = (Fold(text), new bool[Count]);
        for (var place = Folded.Next(sought, 0); place >= 0; place = Folded.Next(sought, place + 1))
            found[place] = true;
        return found;
    }

    /// <summary>Which of the texts are another, to the letter.</summary>
    public bool[] EqualTo(string text)
    {
        var (sought, found) = (Encoding.UTF8.GetBytes(text), new bool[Count]);
        for (var place = 0; place < found.Length; place++)
            found[place] = Utf8(place).SequenceEqual(sought);
        return found;
    }

    /// <summary>The first text from place <paramref name="from"/> on that contains what is sought, or -1.</summary>
    public int Next(ReadOnlySpan<byte> sought, int from)
    {
        var start = from == 0 ? 0 : Ends[from - 1];
        while (from < Count && Bytes.AsSpan(start).IndexOf(sought) is >= 0 and var at)
        {
            start += at;
            while (from < Count && Ends[from] <= start)
                from++;
            if (from < Count && start + sought.Length <= Ends[from])
                return from;
            start++;
        }

        return -1;
    }

    /// <summary>The place of a text among texts that stand in ascending order, or -1.</summary>
    public int Find(string text)
    {
        var sought = Encoding.UTF8.GetBytes(text);
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (Utf8(middle).SequenceCompareTo(sought))
            {
                case 0: return middle;
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }

        return -1;
    }

    private int[] Ordered()
    {
        var order = new int[Count];
        foreach (var (place, index) in Enumerable.Range(0, Count).OrderBy(index => this[index], Warehouse.NameOrder.Comparer).Index())
            order[index] = place;
        return order;
    }

    /// <summary>Texts of plain letters, which most are, stay where they are.</summary>
    private Utf8Column Fold()
    {
        if (!Ascii.IsValid(Bytes))
            return new Utf8Column([.. Enumerable.Range(0, Count).Select(index => this[index].ToUpperInvariant())]);
        var folded = new byte[Bytes.Length];
        Ascii.ToUpper(Bytes, folded, out _);
        return new Utf8Column(folded, Ends);
    }
}
