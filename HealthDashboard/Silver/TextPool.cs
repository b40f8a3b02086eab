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
        var hash = default(HashCode);
        hash.AddBytes(utf8);
        ref var slot = ref _slots[(uint)hash.ToHashCode() % Slots];
        if (slot.Text is null || !utf8.SequenceEqual(slot.Utf8))
            slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        return slot.Text;
    }
}
