using System.Buffers.Binary;

namespace HealthDashboard.Warehouse;

/// <summary>Lays cells out on b-tree pages, and hands full pages on to the file in long writes.</summary>
internal sealed class PageWriter(DatabaseFile file)
{
    internal const int PageSize = DatabaseFile.PageSize;
    private const int MostPagesAtOnce = 16;

    private byte[] _extent = [];
    private int _firstOfExtent;
    private int _usedOfExtent;
    private int _nextExtent = 1;

    /// <summary>Takes over a finished page and returns its number.</summary>
    public int Keep(ReadOnlySpan<byte> page)
    {
        if (_usedOfExtent * PageSize == _extent.Length)
        {
            Flush();
            _extent = _extent.Length == _nextExtent * PageSize ? _extent : new byte[_nextExtent * PageSize];
            _firstOfExtent = file.Allocate(_nextExtent);
            _nextExtent = Math.Min(_nextExtent * 2, MostPagesAtOnce);
        }

        page.CopyTo(_extent.AsSpan(_usedOfExtent * PageSize));
        return _firstOfExtent + _usedOfExtent++;
    }

    public void KeepAt(int number, ReadOnlySpan<byte> page) => file.Write(number, page);

    public void Complete()
    {
        var unused = (_extent.Length / PageSize) - _usedOfExtent;
        if (unused > 0)
            file.Release(_firstOfExtent + _usedOfExtent, unused);
        Flush();
    }

    /// <summary>Writes what does not fit beside other cells to pages of its own and returns the number of the first.</summary>
    public int KeepOverflow(ReadOnlySpan<byte> rest)
    {
        const int Room = PageSize - 4;
        var count = (rest.Length + Room - 1) / Room;
        var first = file.Allocate(count);
        var page = new byte[PageSize];
        for (var i = 0; i < count; i++)
        {
            page.AsSpan().Clear();
            BinaryPrimitives.WriteInt32BigEndian(page, i == count - 1 ? 0 : first + i + 1);
            var part = rest[(i * Room)..Math.Min(rest.Length, (i + 1) * Room)];
            part.CopyTo(page.AsSpan(4));
            file.Write(first + i, page);
        }

        return first;
    }

    private void Flush()
    {
        if (_usedOfExtent > 0)
            file.Write(_firstOfExtent, _extent.AsSpan(0, _usedOfExtent * PageSize));
        _usedOfExtent = 0;
        _extent = _extent.Length == MostPagesAtOnce * PageSize ? _extent : [];
    }
}

/// <summary>A b-tree page under construction: cells grow from its end towards the list of their places.</summary>
internal sealed class Page(byte kind)
{
    public const byte IndexInterior = 2;
    public const byte TableInterior = 5;
    public const byte IndexLeaf = 10;
    public const byte TableLeaf = 13;

    private readonly byte[] _bytes = new byte[PageWriter.PageSize];
    private readonly int _header = kind is IndexInterior or TableInterior ? 12 : 8;
    private int _content = PageWriter.PageSize;

    public int Cells { get; private set; }

    public bool HasRoom(int size) => _header + (2 * Cells) + 2 + size <= _content;

    /// <summary>Room for a cell of so many bytes behind the others.</summary>
    public Span<byte> Add(int size)
    {
        _content -= size;
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(_header + (2 * Cells++)), (ushort)_content);
        return _bytes.AsSpan(_content, size);
    }

    /// <summary>The last cell; taken off the page.</summary>
    public ReadOnlySpan<byte> TakeLast(int size)
    {
        Cells--;
        var cell = _bytes.AsSpan(_content, size);
        _content += size;
        return cell;
    }

    public ReadOnlySpan<byte> Finish(int rightmost = 0)
    {
        _bytes[0] = kind;
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(3), (ushort)Cells);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(5), (ushort)_content);
        if (_header == 12)
            BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(8), rightmost);
        return _bytes;
    }

    public void Clear() => (Cells, _content) = (0, PageWriter.PageSize);
}
