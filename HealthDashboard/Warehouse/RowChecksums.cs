using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Warehouse;

/// <summary>
/// Aggregates of SQLite that tell in one pass what a table holds, in whatever order: the <see cref="RowHash"/> of each row is added up. Rows
/// that differ give another sum but for one case in 2^64 or so.
/// </summary>
/// <remarks>An exception that leaves a function which SQLite has called ends the process: where memory is short the statement fails instead.</remarks>
internal static unsafe class RowChecksums
{
    private const string Library = "e_sqlite3";
    private const int Utf8Deterministic = 1 | 0x800;
    private const int AnyCount = -1;
    private const ulong WeightOfCount = 0x9E3779B97F4A7C15;

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
        var hash = new RowHash();
        for (var i = 0; i < count; i++)
            Add(ref hash, values[i]);
        AddUp(context, hash.Value);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void AddWeighed(nint context, int count, nint* values) =>
        AddUp(context, Hash(values[0]) * ((WeightOfCount * (ulong)SqliteValue.Int64(values[1])) + (ulong)SqliteValue.Int64(values[2])));

    private static void AddUp(nint context, ulong value)
    {
        var sum = Own(context, sizeof(ulong));
        if (sum == null)
            OutOfMemory(context);
        else
            *sum += value;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Finish(nint context)
    {
        var sum = Own(context, sizeof(ulong));
        if (sum == null)
            OutOfMemory(context);
        else
            Result(context, (long)*sum);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void AddKey(nint context, int count, nint* values)
    {
        var own = Own(context, sizeof(ulong));
        try
        {
            if (own == null)
            {
                OutOfMemory(context);
                return;
            }

            if (*own == 0)
                *own = (ulong)GCHandle.ToIntPtr(GCHandle.Alloc(new List<ulong>()));
            ((List<ulong>)GCHandle.FromIntPtr((nint)(*own)).Target!).Add(Hash(values[0]));
        }
        catch (OutOfMemoryException)
        {
            OutOfMemory(context);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void CountRepeated(nint context)
    {
        var own = Own(context, sizeof(ulong));
        try
        {
            if (own == null)
                OutOfMemory(context);
            else
                Result(context, *own == 0 ? 0 : Repeated(CollectionsMarshal.AsSpan((List<ulong>)GCHandle.FromIntPtr((nint)(*own)).Target!)));
        }
        catch (OutOfMemoryException)
        {
            OutOfMemory(context);
        }
        finally
        {
            if (own != null && *own != 0)
                GCHandle.FromIntPtr((nint)(*own)).Free();
        }
    }

    /// <summary>A bit for each of sixteen places a key: most keys are alone at theirs, and only the others have to be sorted.</summary>
    private static long Repeated(Span<ulong> keys)
    {
        var bits = Math.Max(6, BitOperations.Log2((ulong)keys.Length) + 4);
        var (seen, again) = (new ulong[1 << (bits - 6)], new ulong[1 << (bits - 6)]);
        foreach (var key in keys)
        {
            var place = key >> (64 - bits);
            again[place >> 6] |= seen[place >> 6] & (1UL << (int)place);
            seen[place >> 6] |= 1UL << (int)place;
        }

        var left = 0;
        foreach (var key in keys)
        {
            var place = key >> (64 - bits);
            if ((again[place >> 6] & (1UL << (int)place)) != 0)
                keys[left++] = key;
        }

        var repeated = 0L;
        keys[..left].Sort();
        for (var i = 1; i < left; i++)
            repeated += keys[i] == keys[i - 1] ? 1 : 0;
        return repeated;
    }

    private static ulong Hash(nint value)
    {
        var hash = new RowHash();
        Add(ref hash, value);
        return hash.Value;
    }

    private static void Add(ref RowHash hash, nint value)
    {
        switch (SqliteValue.Type(value))
        {
            case SqliteValue.Null:
                hash.AddNull();
                break;
            case SqliteValue.Integer:
                hash.Add(SqliteValue.Int64(value));
                break;
            default:
                hash.Add(SqliteValue.Text(value));
                break;
        }
    }

    [DllImport(Library, EntryPoint = "sqlite3_create_function_v2")]
    private static extern int Create(
        nint database, byte* name, int arguments, int flags, nint data, nint function,
        delegate* unmanaged[Cdecl]<nint, int, nint*, void> step, delegate* unmanaged[Cdecl]<nint, void> final, nint destroy);

    [DllImport(Library, EntryPoint = "sqlite3_aggregate_context")]
    private static extern ulong* Own(nint context, int bytes);

    [DllImport(Library, EntryPoint = "sqlite3_result_int64")]
    private static extern void Result(nint context, long value);

    [DllImport(Library, EntryPoint = "sqlite3_result_error_nomem")]
    private static extern void OutOfMemory(nint context);
}
