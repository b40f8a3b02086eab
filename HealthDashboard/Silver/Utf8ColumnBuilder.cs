using System.Runtime.InteropServices;

namespace HealthDashboard.Silver;

/// <summary>A growing list of short texts in one piece of memory, as UTF-8.</summary>
public sealed class Utf8ColumnBuilder
{
    private readonly List<int> _ends = [];
    private byte[] _bytes = new byte[1024];
    private int _length;

    public int Count => _ends.Count;

    /// <summary>How many bytes they take together.</summary>
    public int Length => _length;

    public ReadOnlySpan<byte> this[int place]
    {
        get
        {
            var start = place == 0 ? 0 : _ends[place - 1];
            return _bytes.AsSpan(start, _ends[place] - start);
        }
    }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Where each ends in <see cref="Bytes"/>.</summary>
    public ReadOnlySpan<int> Ends => CollectionsMarshal.AsSpan(_ends);

    /// <param name="length">Of a text, about.</param>
    public void MakeRoom(int texts, double length)
    {
        _ends.EnsureCapacity(texts);
        Array.Resize(ref _bytes, Math.Max(_bytes.Length, (int)Math.Min(texts * (length + 1), Array.MaxLength)));
    }

    /// <returns>Its place.</returns>
    public int Add(ReadOnlySpan<byte> text)
    {
        if (_bytes.Length - _length < text.Length)
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length + (_bytes.Length / 2), _length + text.Length)));
        text.CopyTo(_bytes.AsSpan(_length));
        _ends.Add(_length += text.Length);
        return _ends.Count - 1;
    }
}
