using System.Buffers;

namespace HealthDashboard.Gold.Columns;

/// <summary>A piece of memory for the time of a part of a computation, from where that of an <see cref="Arena"/> comes too.</summary>
internal readonly struct Scratch<T>(int length) : IDisposable
    where T : unmanaged
{
    /// <summary>A computation has two or three of a size in use, and two run at once; there are never more than were in use.</summary>
    private static readonly ArrayPool<T> Pool = ArrayPool<T>.Create(maxArrayLength: 1 << 23, maxArraysPerBucket: 6);

    /// <summary>At least so long, and holding anything at first.</summary>
    public T[] Array { get; } = Pool.Rent(length);

    public Span<T> Span => Array.AsSpan(0, length);

    public void Dispose() => Pool.Return(Array);
}
