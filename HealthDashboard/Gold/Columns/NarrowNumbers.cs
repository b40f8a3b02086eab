using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HealthDashboard.Gold.Columns;

/// <summary>Whole numbers as bytes, each in as few as the largest needs, and how many these are: codes mostly take one.</summary>
internal static class NarrowNumbers
{
    public static byte[] Of<T>(T[] numbers)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (least, most) = numbers.Length == 0 ? (T.Zero, T.Zero) : (numbers.Min(), numbers.Max());
        if (least < T.Zero || most > T.CreateSaturating(uint.MaxValue))
            return Bytes(numbers);
        if (most > T.CreateSaturating(ushort.MaxValue))
            return Bytes(Array.ConvertAll(numbers, number => uint.CreateTruncating(number)));
        return most > T.CreateSaturating(byte.MaxValue)
            ? Bytes(Array.ConvertAll(numbers, number => ushort.CreateTruncating(number)))
            : Bytes(Array.ConvertAll(numbers, number => byte.CreateTruncating(number)));
    }

    public static T[] Read<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, IBinaryInteger<T> => (bytes.IsEmpty ? 0 : bytes[0]) switch
        {
            sizeof(byte) => Array.ConvertAll(Numbers<byte>(bytes), number => T.CreateTruncating(number)),
            sizeof(ushort) => Array.ConvertAll(Numbers<ushort>(bytes), number => T.CreateTruncating(number)),
            sizeof(uint) => Array.ConvertAll(Numbers<uint>(bytes), number => T.CreateTruncating(number)),
            sizeof(ulong) => Array.ConvertAll(Numbers<ulong>(bytes), number => T.CreateTruncating(number)),
            _ => throw new EndOfStreamException(),
        };

    private static byte[] Bytes<T>(T[] numbers)
        where T : unmanaged => [(byte)Unsafe.SizeOf<T>(), .. MemoryMarshal.AsBytes(numbers.AsSpan())];

    private static T[] Numbers<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(bytes[1..]).ToArray();
}
