using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// Whole numbers as bytes, and before them how many each takes: as few as the largest needs, which for codes is mostly one, or where they
/// ascend, as the largest step from one to the next needs.
/// </summary>
internal static class NarrowNumbers
{
    /// <summary>Beside the width: steps follow, not numbers.</summary>
    private const byte Steps = 0x80;

    public static byte[] Of<T>(T[] numbers)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (width, step) = (WidthOf(numbers, T.Zero), WidthOf(numbers, T.One));
        var steps = step < width;
        width = Math.Min(width, step);
        var bytes = new byte[1 + (numbers.Length * width)];
        bytes[0] = (byte)(width | (steps ? Steps : 0));
        var before = T.Zero;
        for (var (i, at) = (0, 1); i < numbers.Length; i++)
        {
            var value = ulong.CreateTruncating(numbers[i] - before);
            for (var end = at + width; at < end; at++, value >>= 8)
                bytes[at] = (byte)value;
            before = steps ? numbers[i] : T.Zero;
        }

        return bytes;
    }

    public static T[] Read<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (width, steps) = bytes.IsEmpty ? (0, false) : (bytes[0] & ~Steps, (bytes[0] & Steps) != 0);
        if (width is not (1 or 2 or 3 or 4 or 8) || (bytes.Length - 1) % width != 0)
            throw new EndOfStreamException();
        var numbers = GC.AllocateUninitializedArray<T>((bytes.Length - 1) / width);
        var (mask, before) = (ulong.MaxValue >> (64 - (8 * width)), T.Zero);
        for (var (i, at) = (0, 1); i < numbers.Length; i++, at += width)
        {
            var value = bytes.Length - at >= sizeof(ulong) ? MemoryMarshal.Read<ulong>(bytes[at..]) & mask : Last(bytes.Slice(at, width));
            numbers[i] = T.CreateTruncating(value) + before;
            before = steps ? numbers[i] : T.Zero;
        }

        return numbers;
    }

    /// <param name="step">One for the steps from one number to the next, zero for the numbers themselves.</param>
    private static int WidthOf<T>(T[] numbers, T step)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (most, before) = (T.Zero, T.Zero);
        foreach (var number in numbers)
        {
            var value = number - before;
            if (value < T.Zero)
                return Unsafe.SizeOf<T>();
            most = T.Max(most, value);
            before = number * step;
        }

        var bits = 64 - BitOperations.LeadingZeroCount(ulong.CreateTruncating(most));
        return bits > 32 ? sizeof(ulong) : Math.Max(1, (bits + 7) / 8);
    }

    private static ulong Last(ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }
}
