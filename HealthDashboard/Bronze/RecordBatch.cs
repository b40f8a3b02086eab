using System.Buffers;

namespace HealthDashboard.Bronze;

/// <summary>Some records as found, their values one behind the other in borrowed memory. Disposing gives it back: no record may be read afterwards.</summary>
/// <param name="columns">How many values a record has.</param>
/// <param name="separator">What stands between the fields of the file: a decimal comma is one where it is not a comma.</param>
public sealed class RecordBatch(int columns, char separator = ',') : IDisposable
{
    private readonly List<Head> _heads = [];
    private readonly List<int> _ends = [];
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _length;

    public int Count => _heads.Count;

    public int Columns => columns;

    public char Separator => separator;

    public RawRecord this[int index] => new(this, index);

    /// <summary>Begins a record; its values follow, one for each column.</summary>
    public void Begin(Head head) => _heads.Add(head);

    public void Add(ReadOnlySpan<byte> value)
    {
        if (_bytes.Length - _length < value.Length)
            Grow(value.Length);
        value.CopyTo(_bytes.AsSpan(_length));
        _ends.Add(_length += value.Length);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    internal Head HeadOf(int index) => _heads[index];

    internal ReadOnlySpan<byte> Value(int index, int column)
    {
        var place = (index * columns) + column;
        var start = place == 0 ? 0 : _ends[place - 1];
        return _bytes.AsSpan(start, _ends[place] - start);
    }

    private void Grow(int room)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(_bytes.Length * 2, _length + room)));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    /// <summary>What is known of a record besides its values.</summary>
    /// <param name="Line">The line of the file where the record starts, counted from 1, the header included.</param>
    /// <param name="FieldCount">How many fields the record has; it should have as many as the header.</param>
    public readonly record struct Head(long Line, int FieldCount, int HeaderFieldCount, Troubles Troubles = Troubles.None);
}
