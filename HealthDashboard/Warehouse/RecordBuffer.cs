using System.Buffers.Binary;
using System.Text;

namespace HealthDashboard.Warehouse;

/// <summary>One row in SQLite's record format: a header that says what each value is, then the values.</summary>
public sealed class RecordBuffer
{
    private const int LongestVarint = 9;

    private readonly byte[] _types;
    private byte[] _body = new byte[4096];
    private int _typesLength;
    private int _length;

    internal RecordBuffer(int mostColumns) => _types = new byte[mostColumns * LongestVarint];

    public void AddNull() => AddType(0);

    public void Add(long value)
    {
        var (type, size) = value switch
        {
            0 => (8UL, 0),
            1 => (9UL, 0),
            >= sbyte.MinValue and <= sbyte.MaxValue => (1UL, 1),
            >= short.MinValue and <= short.MaxValue => (2UL, 2),
            >= -0x800000 and <= 0x7FFFFF => (3UL, 3),
            >= int.MinValue and <= int.MaxValue => (4UL, 4),
            >= -0x800000000000 and <= 0x7FFFFFFFFFFF => (5UL, 6),
            _ => (6UL, 8),
        };
        AddType(type);
        var body = Room(size);
        for (var i = size - 1; i >= 0; i--, value >>= 8)
            body[i] = (byte)value;
    }

    public void Add(long? value)
    {
        if (value is { } number)
            Add(number);
        else
            AddNull();
    }

    /// <param name="answer">1 for yes, 0 for no; below 0 there is none.</param>
    public void AddAnswer(sbyte answer)
    {
        if (answer < 0)
            AddNull();
        else
            Add(answer);
    }

    public void Add(double? value)
    {
        if (value is { } number)
            Add(number);
        else
            AddNull();
    }

    public void Add(double value)
    {
        AddType(7);
        BinaryPrimitives.WriteDoubleBigEndian(Room(8), value);
    }

    /// <param name="text">UTF-8.</param>
    public void Add(ReadOnlySpan<byte> text)
    {
        AddType(((ulong)text.Length * 2) + 13);
        text.CopyTo(Room(text.Length));
    }

    public void Add(string? text)
    {
        if (text is null)
        {
            AddNull();
            return;
        }

        var room = Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        var written = Encoding.UTF8.GetBytes(text, room);
        _length -= room.Length - written;
        AddType(((ulong)written * 2) + 13);
    }

    internal int Length => HeaderLength + _length;

    private int HeaderLength => _typesLength + (_typesLength < 127 ? 1 : 2);

    internal void CopyTo(Span<byte> target)
    {
        var at = WriteVarint(target, (ulong)HeaderLength);
        _types.AsSpan(0, _typesLength).CopyTo(target[at..]);
        _body.AsSpan(0, _length).CopyTo(target[(at + _typesLength)..]);
    }

    internal void Clear() => (_typesLength, _length) = (0, 0);

    internal static int VarintLength(ulong value)
    {
        var length = 1;
        while ((value >>= 7) != 0 && length < LongestVarint)
            length++;
        return length;
    }

    /// <summary>Seven bits a byte, the highest first; sizes and row ids here never need the ninth byte.</summary>
    internal static int WriteVarint(Span<byte> target, ulong value)
    {
        if (value < 0x80)
        {
            target[0] = (byte)value;
            return 1;
        }

        var length = VarintLength(value);
        for (var i = length - 1; i >= 0; i--, value >>= 7)
            target[i] = (byte)((value & 0x7F) | (i == length - 1 ? 0UL : 0x80UL));
        return length;
    }

    private void AddType(ulong type) => _typesLength += WriteVarint(_types.AsSpan(_typesLength), type);

    private Span<byte> Room(int size)
    {
        if (_length + size > _body.Length)
            Array.Resize(ref _body, Math.Max(_body.Length * 2, _length + size));
        _length += size;
        return _body.AsSpan(_length - size, size);
    }
}
