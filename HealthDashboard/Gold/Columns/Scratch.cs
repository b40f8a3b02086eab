using System.Buffers;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// A piece of memory for the time of one computation. Megabytes that are new each time cost more than what is done with them, as the
/// system hands them out page by page; so two of each size are kept, for two computations at once.
/// </summary>
internal readonly struct Scratch<T>(int length) : IDisposable
    where T : unmanaged
{
    private static readonly ArrayPool<T> Pool = ArrayPool<T>.Create(maxArrayLength: 1 << 23, maxArraysPerBucket: 2);

    private readonly T[] _array = Pool.Rent(length);

    /// <summary>Holds anything at first.</summary>
    public Span<T> Span => _array.AsSpan(0, length);

    public void Dispose() => Pool.Return(_array);
}
