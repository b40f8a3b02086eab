using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Hybrid;

namespace HealthDashboard.Query;

/// <summary>
/// Says how much memory a kept result is taken for. The cache asks nothing else of a serializer here, as results never leave the memory;
/// writing them out in full to learn their length costs more than many of them took to read.
/// </summary>
public sealed class KeptSizes : IHybridCacheSerializerFactory
{
    /// <summary>Larger than the longest list that a chart draws, so that every result is counted.</summary>
    public const long Largest = 64L << 20;

    /// <summary>The table of all signals, the largest of what is no list of rows, has about as much.</summary>
    private const int Usual = 32 << 10;

    private const int Row = 256;

    public bool TryCreateSerializer<T>([NotNullWhen(true)] out IHybridCacheSerializer<T>? serializer)
    {
        serializer = new Taken<T>();
        return true;
    }

    private sealed class Taken<T> : IHybridCacheSerializer<T>
    {
        public T Deserialize(ReadOnlySequence<byte> source) => throw new NotSupportedException("A kept result is handed out as it is.");

        public void Serialize(T value, IBufferWriter<byte> target)
        {
            var size = value is ViewRows rows ? Usual + (rows.Rows.Count * Row) : Usual;
            target.GetSpan(size);
            target.Advance(size);
        }
    }
}
