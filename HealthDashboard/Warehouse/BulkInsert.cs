using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HealthDashboard.Warehouse;

/// <summary>
/// One prepared insert, bound and stepped without parameter objects: two to four times as fast as
/// <see cref="SqliteCommand"/> for millions of rows. Run it inside a transaction.
/// </summary>
public sealed class BulkInsert : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly sqlite3_stmt _statement;

    public BulkInsert(SqliteConnection connection, string table, IReadOnlyList<string> columns)
    {
        _handle = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        var places = string.Join(", ", columns.Select((_, index) => $"?{index + 1}"));
        Check(raw.sqlite3_prepare_v2(_handle, $"insert into {table} ({string.Join(", ", columns)}) values ({places})", out _statement));
    }

    public void Bind(int place, long value) => Check(raw.sqlite3_bind_int64(_statement, place, value));

    public void Bind(int place, double value) => Check(raw.sqlite3_bind_double(_statement, place, value));

    public void Bind(int place, ReadOnlySpan<byte> text) => Check(raw.sqlite3_bind_text(_statement, place, text));

    public void Bind(int place, long? value)
    {
        if (value is { } number)
            Bind(place, number);
        else
            BindNull(place);
    }

    public void Bind(int place, string? text)
    {
        if (text is null)
        {
            BindNull(place);
            return;
        }

        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (size <= 512)
        {
            Span<byte> utf8 = stackalloc byte[512];
            Bind(place, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
        }
        else
        {
            Bind(place, Encoding.UTF8.GetBytes(text));
        }
    }

    public void BindNull(int place) => Check(raw.sqlite3_bind_null(_statement, place));

    public void Step()
    {
        var code = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (code != raw.SQLITE_DONE)
            Check(code);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _handle);
}
