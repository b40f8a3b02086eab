using System.Runtime.InteropServices;
using System.Text;

namespace HealthDashboard.Silver;

/// <summary>
/// Makes texts that repeat, such as departments and dates, once instead of once a record. Remembers the latest text for each of
/// a few thousand hash values, so that it never grows.
/// </summary>
internal sealed class TextPool
{
    private const int Slots = 4096;
    private const int Longest = 64;

    [ThreadStatic]
    private static TextPool? own;

    private readonly (byte[] Utf8, string Text)[] _slots = new (byte[], string)[Slots];

    /// <summary>One for each thread.</summary>
    public static TextPool Own => own ??= new TextPool();

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
            return Encoding.UTF8.GetString(utf8);
        ref var slot = ref _slots[Slot(utf8)];
        if (slot.Text is null || !utf8.SequenceEqual(slot.Utf8))
            slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        return slot.Text;
    }

    /// <summary>By its length, its first and its last letters: texts that share them push each other out, no more.</summary>
    private static int Slot(ReadOnlySpan<byte> utf8)
    {
        const int Word = sizeof(ulong);
        var (first, last) = (0UL, 0UL);
        if (utf8.Length >= Word)
            (first, last) = (MemoryMarshal.Read<ulong>(utf8), MemoryMarshal.Read<ulong>(utf8[^Word..]));
        else
            utf8.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref first)));
        return (int)(((first + (ulong)utf8.Length) * 0x9E3779B97F4A7C15UL ^ last * 0xD6E8FEB86659FD93UL) >> 40) % Slots;
    }
}
