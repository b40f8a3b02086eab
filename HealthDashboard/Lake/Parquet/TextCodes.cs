using System.Numerics;
using System.Runtime.InteropServices;
using ParquetSharp;

namespace HealthDashboard.Lake.Parquet;

/// <summary>Texts that repeat, each kept once under a number that begins at 0.</summary>
internal sealed class TextCodes
{
    private readonly TextArena _arena = new();
    private readonly List<ByteArray> _texts = [];
    private int[] _slots = new int[16];
    private int _last = -1;

    public ReadOnlySpan<ByteArray> Texts => CollectionsMarshal.AsSpan(_texts);

    public int CodeOf(ReadOnlySpan<byte> text)
    {
        // Rows of a kind mostly lie together.
        if (_last >= 0 && TextArena.Bytes(_texts[_last]).SequenceEqual(text))
            return _last;
        if (_texts.Count * 2 >= _slots.Length)
            Grow();
        var slot = SlotOf(text);
        if (_slots[slot] == 0)
        {
            _texts.Add(_arena.Add(text));
            _slots[slot] = _texts.Count;
        }

        return _last = _slots[slot] - 1;
    }

    /// <summary>Where a text stands, or where it would: numbers are one more there, so that 0 is a free place.</summary>
    private int SlotOf(ReadOnlySpan<byte> text)
    {
        var slot = (int)(Hash(text) & (uint)(_slots.Length - 1));
        while (_slots[slot] != 0 && !TextArena.Bytes(_texts[_slots[slot] - 1]).SequenceEqual(text))
            slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 4];
        for (var code = 0; code < _texts.Count; code++)
            _slots[SlotOf(TextArena.Bytes(_texts[code]))] = code + 1;
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        var hash = (ulong)text.Length;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
            hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(text)) * Odd, 29);
        foreach (var letter in text)
            hash = (hash ^ letter) * Odd;
        return (uint)(hash >> 32);
    }
}
