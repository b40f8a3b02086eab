using System.Buffers.Binary;

namespace HealthDashboard.Warehouse;

/// <summary>
/// Writes the entries of an index, or the rows of a table without row ids, in ascending order: add the values to
/// <see cref="Entry"/> (for an index the indexed columns, then the row id), then end the entry.
/// </summary>
public sealed class IndexWriter
{
    private const int MostColumns = 32;
    private const int MostLocal = ((PageWriter.PageSize - 12) * 64 / 255) - 23;
    private const int LeastLocal = ((PageWriter.PageSize - 12) * 32 / 255) - 23;

    private readonly PageWriter _pages;
    private readonly int _root;
    private readonly Page _leaf = new(Page.IndexLeaf);
    private readonly List<(int Page, byte[] Separator)> _leaves = [];
    private byte[] _payload = [];
    private int _lastSize;

    internal IndexWriter(DatabaseFile file, int root) => (_pages, _root) = (new PageWriter(file), root);

    public RecordBuffer Entry { get; } = new(MostColumns);

    public void EndEntry()
    {
        var length = Entry.Length;
        if (length <= MostLocal)
            Entry.CopyTo(Cell(length, length, 0));
        else
            EndLongEntry(length);
        Entry.Clear();
    }

    public void Complete()
    {
        if (_leaves.Count == 0)
        {
            _pages.KeepAt(_root, _leaf.Finish());
        }
        else
        {
            _leaves.Add((_pages.Keep(_leaf.Finish()), []));
            WriteInterior(_leaves);
        }

        _pages.Complete();
    }

    private void EndLongEntry(int length)
    {
        if (_payload.Length < length)
            _payload = new byte[length];
        var payload = _payload.AsSpan(0, length);
        Entry.CopyTo(payload);
        var local = LeastLocal + ((length - LeastLocal) % (PageWriter.PageSize - 4));
        local = local <= MostLocal ? local : LeastLocal;
        var overflow = _pages.KeepOverflow(payload[local..]);
        payload[..local].CopyTo(Cell(length, local, overflow));
    }

    private Span<byte> Cell(int length, int local, int overflow)
    {
        var size = RecordBuffer.VarintLength((ulong)length) + local + (overflow == 0 ? 0 : 4);
        if (!_leaf.HasRoom(size))
        {
            // The last entry of a full page moves up, to part it from the next.
            var separator = _leaf.TakeLast(_lastSize).ToArray();
            _leaves.Add((_pages.Keep(_leaf.Finish()), separator));
            _leaf.Clear();
        }

        _lastSize = size;
        var cell = _leaf.Add(size);
        var at = RecordBuffer.WriteVarint(cell, (ulong)length);
        if (overflow != 0)
            BinaryPrimitives.WriteInt32BigEndian(cell[(at + local)..], overflow);
        return cell[at..];
    }

    /// <summary>Pages that lead to the pages below, level by level, up to the root; between two pages stands the entry that parts them.</summary>
    private void WriteInterior(List<(int Page, byte[] Separator)> below)
    {
        var page = new Page(Page.IndexInterior);
        var level = new List<(int Page, byte[] Separator)>();
        for (var i = 0; i < below.Count; i++)
        {
            var (child, separator) = below[i];
            var isLast = i == below.Count - 1;

            // The last child stands in the header; a page needs one child besides.
            if (isLast || (page.Cells > 0 && i < below.Count - 2 && !page.HasRoom(4 + separator.Length + 2 + 4 + below[i + 1].Separator.Length)))
            {
                if (isLast && level.Count == 0)
                {
                    _pages.KeepAt(_root, page.Finish(child));
                    return;
                }

                level.Add((_pages.Keep(page.Finish(child)), separator));
                page.Clear();
                continue;
            }

            var cell = page.Add(4 + separator.Length);
            BinaryPrimitives.WriteInt32BigEndian(cell, child);
            separator.CopyTo(cell[4..]);
        }

        WriteInterior(level);
    }
}
