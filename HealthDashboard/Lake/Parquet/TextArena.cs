using ParquetSharp;

namespace HealthDashboard.Lake.Parquet;

/// <summary>Bytes of many texts that stay where they are, as the writer of Parquet asks for, without an object for each.</summary>
internal sealed class TextArena
{
    private const int Smallest = 1 << 10;
    private const int Largest = 1 << 20;

    private readonly List<byte[]> _blocks = [];
    private byte[] _block = [];
    private int _used;

    public unsafe ByteArray Add(ReadOnlySpan<byte> text)
    {
        if (_block.Length - _used < text.Length)
        {
            _block = GC.AllocateUninitializedArray<byte>(Math.Max(text.Length, Math.Clamp(_block.Length * 2, Smallest, Largest)), pinned: true);
            _blocks.Add(_block);
            _used = 0;
        }

        if (text.IsEmpty)
            return new ByteArray(0, 0);
        text.CopyTo(_block.AsSpan(_used));
        var kept = new ByteArray((nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _block[_used]), text.Length);
        _used += text.Length;
        return kept;
    }

    public static unsafe ReadOnlySpan<byte> Bytes(ByteArray text) => new((void*)text.Pointer, text.Length);
}
