using System.Buffers.Binary;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Engines.Postgres;

/// <summary>
/// Rows of SQLite in the binary format of COPY, as documented for PostgreSQL: letters go as the bytes that they lie in, and no row becomes an object. Each value
/// has the length of its column's type, which the database would otherwise read as something else without a word.
/// </summary>
internal sealed class BinaryCopy(Stream to)
{
    private const int Room = 1 << 16;

    /// <summary>Signature, flags, length of the rest of the header.</summary>
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly byte[] _buffer = new byte[Room];
    private int _at;

    public void Write(SqliteConnection files, LoadedTable table, CancellationToken cancellation)
    {
        using var command = files.CreateCommand();
        command.CommandText = table.Select;
        using var reader = command.ExecuteReader();
        var (row, rows) = (reader.Handle!.DangerousGetHandle(), 0);
        Add(Header);
        while (reader.Read())
        {
            if ((++rows & 0xFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
            BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), (short)table.Columns.Count);
            for (var field = 0; field < table.Columns.Count; field++)
                Add(SqliteValue.Of(row, field), table.Columns[field].Type);
        }

        BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), -1);
        Flush();
    }

    private void Add(nint value, PostgresType type)
    {
        if (SqliteValue.Type(value) == SqliteValue.Null)
        {
            AddLength(-1);
        }
        else if (type == PostgresType.Text)
        {
            var text = SqliteValue.Text(value);
            AddLength(text.Length);
            Add(text);
        }
        else
        {
            AddLength(sizeof(long));
            BinaryPrimitives.WriteInt64BigEndian(
                Take(sizeof(long)), type == PostgresType.Bigint ? SqliteValue.Int64(value) : BitConverter.DoubleToInt64Bits(SqliteValue.Double(value)));
        }
    }

    private void AddLength(int length) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), length);

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Room)
        {
            Flush();
            to.Write(bytes);
            return;
        }

        bytes.CopyTo(Take(bytes.Length));
    }

    private Span<byte> Take(int length)
    {
        if (_at + length > Room)
            Flush();
        _at += length;
        return _buffer.AsSpan(_at - length, length);
    }

    private void Flush()
    {
        to.Write(_buffer.AsSpan(0, _at));
        _at = 0;
    }
}
