using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// Whole numbers as bytes, and before them what these are: the numbers, or what is left of them above the least, in as few bytes each as the
/// largest needs; where they ascend, their steps, or how often each stands there.
/// </summary>
internal static class NarrowNumbers
{
    private const int Plain = 0, Above = 0x10, Steps = 0x20, Runs = 0x30;
    private const int WidthOf = 0x0F;

    public static byte[] Of<T>(T[] numbers)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (least, most, step) = Range(numbers);
        if (least < T.Zero)
            return Written(numbers, Plain, Unsafe.SizeOf<T>(), T.Zero);
        if (step >= T.Zero && most < T.CreateSaturating(numbers.Length / sizeof(ulong)))
            return Written(Counts(numbers, int.CreateChecked(most)), Runs, sizeof(int), 0);
        var (width, narrow, steps) = (Width(most), Width(most - least), step < T.Zero ? sizeof(ulong) : Width(step));
        return steps < width && steps <= narrow ? Written(numbers, Steps, steps, T.Zero)
            : narrow < width ? Written(numbers, Above, narrow, least)
            : Written(numbers, Plain, width, T.Zero);
    }

    public static T[] Read<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (kind, width) = bytes.IsEmpty ? (Plain, 0) : (bytes[0] & ~WidthOf, bytes[0] & WidthOf);
        var from = kind == Above ? 1 + sizeof(ulong) : 1;
        if (width is not (1 or 2 or 3 or 4 or 8) || bytes.Length < from || (bytes.Length - from) % width != 0)
            throw new EndOfStreamException();
        var numbers = GC.AllocateUninitializedArray<T>((bytes.Length - from) / width);
        var mask = ulong.MaxValue >> (64 - (8 * width));
        var add = kind == Above ? T.CreateTruncating(MemoryMarshal.Read<ulong>(bytes[1..])) : T.Zero;
        for (var i = 0; i < numbers.Length; i++)
        {
            var at = bytes[(from + (i * width))..];
            numbers[i] = T.CreateTruncating(at.Length >= sizeof(ulong) ? MemoryMarshal.Read<ulong>(at) & mask : Last(at[..width])) + add;
            add = kind == Steps ? numbers[i] : add;
        }

        return kind == Runs ? Expanded(numbers) : numbers;
    }

    /// <summary>The least, the most, and the largest step from one to the next, the first from zero; below zero where they do not ascend.</summary>
    private static (T Least, T Most, T Step) Range<T>(T[] numbers)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (least, most, step, before) = (numbers.Length == 0 ? T.Zero : numbers[0], T.Zero, T.Zero, T.Zero);
        foreach (var number in numbers)
        {
            (least, most) = (T.Min(least, number), T.Max(most, number));
            step = number < before || step < T.Zero ? -T.One : T.Max(step, number - before);
            before = number;
        }

        return (least, most, step);
    }

    private static byte[] Written<T>(T[] numbers, int kind, int width, T less)
        where T : unmanaged, IBinaryInteger<T>
    {
        var at = kind == Above ? 1 + sizeof(ulong) : 1;
        var bytes = new byte[at + (numbers.Length * width)];
        bytes[0] = (byte)(kind | width);
        if (kind == Above)
            MemoryMarshal.Write(bytes.AsSpan(1), ulong.CreateTruncating(less));
        foreach (var number in numbers)
        {
            var value = ulong.CreateTruncating(number - less);
            for (var end = at + width; at < end; at++, value >>= 8)
                bytes[at] = (byte)value;
            less = kind == Steps ? number : less;
        }

        return bytes;
    }

    private static int[] Counts<T>(T[] numbers, int most)
        where T : unmanaged, IBinaryInteger<T>
    {
        var counts = new int[most + 1];
        foreach (var number in numbers)
            counts[int.CreateTruncating(number)]++;
        return counts;
    }

    private static T[] Expanded<T>(T[] counts)
        where T : unmanaged, IBinaryInteger<T>
    {
        var numbers = GC.AllocateUninitializedArray<T>(counts.Sum(int.CreateChecked));
        for (var (number, at) = (0, 0); number < counts.Length; number++)
        {
            var count = int.CreateChecked(counts[number]);
            numbers.AsSpan(at, count).Fill(T.CreateChecked(number));
            at += count;
        }

        return numbers;
    }

    private static int Width<T>(T most)
        where T : unmanaged, IBinaryInteger<T>
    {
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
