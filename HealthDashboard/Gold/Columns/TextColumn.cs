using System.Text;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold.Columns;

/// <summary>Many short texts in one piece of memory, as UTF-8.</summary>
public sealed class TextColumn
{
    internal TextColumn(byte[] bytes, int[] ends) => (Bytes, Ends) = (bytes, ends);

    public TextColumn(IReadOnlyList<string> texts)
    {
        Ends = new int[texts.Count];
        Bytes = new byte[texts.Sum(text => (long)Encoding.UTF8.GetByteCount(text))];
        for (int i = 0, end = 0; i < Ends.Length; i++)
            Ends[i] = end += Encoding.UTF8.GetBytes(texts[i], Bytes.AsSpan(end));
    }

    public TextColumn(Texts texts)
        : this(texts.Bytes.ToArray(), texts.Ends.ToArray())
    {
    }

    /// <param name="order">The places of the texts to take, in their order.</param>
    public TextColumn(Texts texts, ReadOnlySpan<int> order)
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

    public string this[int index] => Encoding.UTF8.GetString(Utf8(index));

    public ReadOnlySpan<byte> Utf8(int index) => Bytes.AsSpan((index == 0 ? 0 : Ends[index - 1])..Ends[index]);

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
}
