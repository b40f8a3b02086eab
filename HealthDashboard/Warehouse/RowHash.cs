using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HealthDashboard.Warehouse;

/// <summary>A number made of a row's values, in their order, under a key of this process.</summary>
public struct RowHash
{
    private const ulong First = 0x9E3779B97F4A7C15, Second = 0xD6E8FEB86659FD93;

    private static readonly ulong Key = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    public RowHash() => Value = Key;

    public ulong Value { get; private set; }

    public void AddNull() => Value = Mix(Value, Second);

    public void Add(long number) => Value = Mix(Value ^ (ulong)number, First);

    public void Add(long? number)
    {
        if (number is { } known)
            Add(known);
        else
            AddNull();
    }

    /// <param name="text">UTF-8.</param>
    public void Add(ReadOnlySpan<byte> text)
    {
        var hash = Value;
        var left = text;
        for (; left.Length >= sizeof(ulong); left = left[sizeof(ulong)..])
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(left), First);
        if (left.Length > 0)
            hash = Mix(hash ^ Tail(left), First);
        Value = Mix(hash ^ (ulong)text.Length, Second + 1);
    }

    private static ulong Tail(ReadOnlySpan<byte> bytes)
    {
        var tail = 0UL;
        for (var i = 0; i < bytes.Length; i++)
            tail |= (ulong)bytes[i] << (8 * i);
        return tail;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
