using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Warehouse;

/// <summary>
/// Aggregates that tell in one pass whether two tables hold the same, in whatever order: a number is made of each row's values under a key
/// of this process, and the numbers are added up. Rows that differ give another sum but for one case in 2^64 or so.
/// </summary>
/// <remarks>
/// SQLite is asked for values without SuppressGCTransition, though that would be a little faster: with it, a collection that fell between two
/// rows ended the process (.NET 10.0.12).
/// </remarks>
internal static unsafe class RowChecksums
{
    private const string Library = "e_sqlite3";
    private const int Utf8Deterministic = 1 | 0x800;
    private const int AnyCount = -1;
    private const int Integer = 1;
    private const int Null = 5;
    private const ulong First = 0x9E3779B97F4A7C15, Second = 0xD6E8FEB86659FD93;

    private static readonly ulong Key = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>
    /// Adds <c>checksum(a, b, …)</c>, of all values of a row, <c>weighed(key, count, amount)</c>, of which the count and the amount of a key
    /// may stand in one row or be shared out among several, and <c>repeated(key)</c>, how many rows have the key of another.
    /// </summary>
    public static void AddTo(SqliteConnection connection)
    {
        var database = connection.Handle!.DangerousGetHandle();
        fixed (byte* checksum = "checksum\0"u8, weighed = "weighed\0"u8, repeated = "repeated\0"u8)
        {
            var added = Create(database, checksum, AnyCount, Utf8Deterministic, 0, 0, &AddRow, &Finish, 0)
                | Create(database, weighed, 3, Utf8Deterministic, 0, 0, &AddWeighed, &Finish, 0)
                | Create(database, repeated, 1, Utf8Deterministic, 0, 0, &AddKey, &CountRepeated, 0);
            if (added != 0)
                throw new InvalidOperationException($"SQLite took no function (error {added}).");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void AddRow(nint context, int count, nint* values)
    {
        var hash = Key;
        for (var i = 0; i < count; i++)
            hash = Hash(hash, values[i]);
        *Own(context, sizeof(ulong)) += hash;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void AddWeighed(nint context, int count, nint* values) =>
        *Own(context, sizeof(ulong)) += Hash(Key, values[0]) * ((First * (ulong)Int64(values[1])) + (ulong)Int64(values[2]));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Finish(nint context) => Result(context, (long)*Own(context, sizeof(ulong)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void AddKey(nint context, int count, nint* values)
    {
        var own = Own(context, sizeof(ulong));
        if (*own == 0)
            *own = (ulong)GCHandle.ToIntPtr(GCHandle.Alloc(new List<ulong>()));
        ((List<ulong>)GCHandle.FromIntPtr((nint)(*own)).Target!).Add(Hash(Key, values[0]));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void CountRepeated(nint context)
    {
        var own = *Own(context, sizeof(ulong));
        var repeated = 0L;
        if (own != 0)
        {
            var handle = GCHandle.FromIntPtr((nint)own);
            var keys = CollectionsMarshal.AsSpan((List<ulong>)handle.Target!);
            keys.Sort();
            for (var i = 1; i < keys.Length; i++)
                repeated += keys[i] == keys[i - 1] ? 1 : 0;
            handle.Free();
        }

        Result(context, repeated);
    }

    private static ulong Hash(ulong hash, nint value)
    {
        var type = Type(value);
        if (type == Null)
            return Mix(hash, Second);
        if (type == Integer)
            return Mix(hash ^ (ulong)Int64(value), First);
        var bytes = Blob(value);
        var length = Bytes(value);
        for (var left = length; left > 0; left -= sizeof(ulong), bytes += sizeof(ulong))
            hash = Mix(hash ^ (left >= sizeof(ulong) ? Unsafe.ReadUnaligned<ulong>(bytes) : Tail(bytes, left)), First);
        return Mix(hash ^ (ulong)length, Second + (ulong)type);
    }

    private static ulong Tail(byte* bytes, int count)
    {
        var tail = 0UL;
        for (var i = 0; i < count; i++)
            tail |= (ulong)bytes[i] << (8 * i);
        return tail;
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }

    [DllImport(Library, EntryPoint = "sqlite3_create_function_v2")]
    private static extern int Create(
        nint database, byte* name, int arguments, int flags, nint data, nint function,
        delegate* unmanaged[Cdecl]<nint, int, nint*, void> step, delegate* unmanaged[Cdecl]<nint, void> final, nint destroy);

    [DllImport(Library, EntryPoint = "sqlite3_aggregate_context")]
    private static extern ulong* Own(nint context, int bytes);

    [DllImport(Library, EntryPoint = "sqlite3_result_int64")]
    private static extern void Result(nint context, long value);

    [DllImport(Library, EntryPoint = "sqlite3_value_type")]
    private static extern int Type(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_value_int64")]
    private static extern long Int64(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_value_blob")]
    private static extern byte* Blob(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_value_bytes")]
    private static extern int Bytes(nint value);
}
