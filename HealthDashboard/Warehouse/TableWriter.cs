using System.Buffers.Binary;

namespace HealthDashboard.Warehouse;

/// <summary>Writes the rows of a table in ascending order of their row ids: add the values to <see cref="Row"/>, then end the row.</summary>
public sealed class TableWriter
{
    private const int MostColumns = 64;
    private const int MostLocal = PageWriter.PageSize - 35;
    private const int LeastLocal = ((PageWriter.PageSize - 12) * 32 / 255) - 23;

    private readonly PageWriter _pages;
    private readonly int _root;
    private readonly Page _leaf = new(Page.TableLeaf);
    private readonly List<(int Page, long Last)> _leaves = [];
    private byte[] _payload = [];
    private long _last;

    internal TableWriter(DatabaseFile file, int root) => (_pages, _root) = (new PageWriter(file), root);

    public RecordBuffer Row { get; } = new(MostColumns);

    /// <summary>Ends the row under the next row id.</summary>
    public void EndRow() => EndRow(_last + 1);

    /// <param name="rowId">Larger than that of the row before. A column declared <c>integer primary key</c> is the row id: its value is null in the row.</param>
    public void EndRow(long rowId)
    {
        if (rowId <= _last && (_leaves.Count > 0 || _leaf.Cells > 0))
            throw new ArgumentOutOfRangeException(nameof(rowId), "Row ids ascend.");
        var length = Row.Length;
        if (length <= MostLocal)
            Row.CopyTo(Cell(length, length, rowId, 0));
        else
            EndLongRow(length, rowId);
        _last = rowId;
        Row.Clear();
    }

    public void Complete()
    {
        if (_leaves.Count == 0)
        {
            _pages.KeepAt(_root, _leaf.Finish());
        }
        else
        {
            _leaves.Add((_pages.Keep(_leaf.Finish()), _last));
            WriteInterior(_leaves);
        }

        _pages.Complete();
    }

    private void EndLongRow(int length, long rowId)
    {
        if (_payload.Length < length)
            _payload = new byte[length];
        var payload = _payload.AsSpan(0, length);
        Row.CopyTo(payload);
        var local = LeastLocal + ((length - LeastLocal) % (PageWriter.PageSize - 4));
        local = local <= MostLocal ? local : LeastLocal;
        var overflow = _pages.KeepOverflow(payload[local..]);
        payload[..local].CopyTo(Cell(length, local, rowId, overflow));
    }

    private Span<byte> Cell(int length, int local, long rowId, int overflow)
    {
        var size = RecordBuffer.VarintLength((ulong)length) + RecordBuffer.VarintLength((ulong)rowId) + local + (overflow == 0 ? 0 : 4);
        if (!_leaf.HasRoom(size))
        {
            _leaves.Add((_pages.Keep(_leaf.Finish()), _last));
            _leaf.Clear();
        }

        var cell = _leaf.Add(size);
        var at = RecordBuffer.WriteVarint(cell, (ulong)length);
        at += RecordBuffer.WriteVarint(cell[at..], (ulong)rowId);
        if (overflow != 0)
            BinaryPrimitives.WriteInt32BigEndian(cell[(at + local)..], overflow);
        return cell[at..];
    }

    /// <summary>Pages that lead to the pages below, level by level, up to the root.</summary>
    private void WriteInterior(List<(int Page, long Last)> below)
    {
        const int MostCell = 4 + 9;
        var page = new Page(Page.TableInterior);
        var level = new List<(int Page, long Last)>();
        for (var i = 0; i < below.Count; i++)
        {
            var (child, last) = below[i];

            // The last child stands in the header; a page needs one child besides.
            if (i == below.Count - 1 || (page.Cells > 0 && i < below.Count - 2 && !page.HasRoom(MostCell + 2 + MostCell)))
            {
                if (i == below.Count - 1 && level.Count == 0)
                {
                    _pages.KeepAt(_root, page.Finish(child));
                    return;
                }

                level.Add((_pages.Keep(page.Finish(child)), last));
                page.Clear();
                continue;
            }

            var cell = page.Add(4 + RecordBuffer.VarintLength((ulong)last));
            BinaryPrimitives.WriteInt32BigEndian(cell, child);
            RecordBuffer.WriteVarint(cell[4..], (ulong)last);
        }

        WriteInterior(level);
    }
}
