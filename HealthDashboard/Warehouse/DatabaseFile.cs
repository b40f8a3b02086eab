using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace HealthDashboard.Warehouse;

/// <summary>
/// A SQLite database written page by page, in the format documented at sqlite.org/fileformat2.html: tables and indexes whose
/// rows are at hand in their order need no engine to be stored, and take a tenth of the time. SQLite itself makes the
/// schema; from then on it only reads the file. Threads may write different tables at the same time.
/// </summary>
public sealed class DatabaseFile : IDisposable
{
    /// <summary>Four times SQLite's own: a quarter of the calls to the system where tables are read from end to end, and less room lost at the ends of pages.</summary>
    internal const int PageSize = 16384;

    /// <summary>The page that holds the byte behind 1 GiB. SQLite locks that byte and keeps nothing there, whatever the file holds before and after.</summary>
    internal const int LockBytePage = (0x40000000 / PageSize) + 1;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _roots = [];
    private readonly List<int> _free = [];
    private readonly SafeFileHandle _file;
    private int _pages;

    /// <param name="path">The file; it must not exist.</param>
    /// <param name="schema">Statements that create tables and indexes.</param>
    public DatabaseFile(string path, string schema)
    {
        CreateSchema(path, schema);
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        _pages = (int)(RandomAccess.GetLength(_file) / PageSize);
    }

    /// <param name="table">A table with row ids; its rows are added in ascending order of them.</param>
    public TableWriter Table(string table) => new(this, _roots[table]);

    /// <param name="index">An index, or a table without row ids; its entries are added in ascending order.</param>
    public IndexWriter Index(string index) => new(this, _roots[index]);

    /// <summary>The index that SQLite keeps for the first column of a table that is unique, or its primary key and no whole number.</summary>
    public IndexWriter FirstUnique(string table) => Index($"sqlite_autoindex_{table}_1");

    /// <summary>Makes the file whole. Every writer must have been completed.</summary>
    public void Complete()
    {
        var trunk = WriteFreePages();
        Span<byte> header = stackalloc byte[100];
        RandomAccess.Read(_file, header, 0);
        BinaryPrimitives.WriteInt32BigEndian(header[28..], _pages);
        BinaryPrimitives.WriteInt32BigEndian(header[32..], trunk);
        BinaryPrimitives.WriteInt32BigEndian(header[36..], _free.Count);
        RandomAccess.SetLength(_file, (long)_pages * PageSize);
        RandomAccess.Write(_file, header, 0);
        _file.Dispose();
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The number of the first of so many new pages in a row. The lock-byte page is never among them: those that would meet it start behind it.</summary>
    internal int Allocate(int count)
    {
        lock (_lock)
        {
            var first = _pages + 1;
            if (first <= LockBytePage && first + count > LockBytePage)
            {
                _free.AddRange(Enumerable.Range(first, LockBytePage - first));
                first = LockBytePage + 1;
            }

            _pages = first + count - 1;
            return first;
        }
    }

    internal void Release(int first, int count)
    {
        lock (_lock)
            _free.AddRange(Enumerable.Range(first, count));
    }

    internal void Write(int page, ReadOnlySpan<byte> pages)
    {
        try
        {
            RandomAccess.Write(_file, pages, (page - 1L) * PageSize);
        }
        catch (ArgumentOutOfRangeException tooLarge)
        {
            // What the system calls a file that may not grow any further.
            throw new IOException("A database file could not grow.", tooLarge);
        }
    }

    /// <summary>Pages that were allocated and not needed are chained, as SQLite does with those it has no use for at present.</summary>
    private int WriteFreePages()
    {
        const int MostLeaves = (PageSize / 4) - 8;
        var next = 0;
        var page = new byte[PageSize];
        foreach (var chunk in _free.Chunk(MostLeaves + 1))
        {
            page.AsSpan().Clear();
            BinaryPrimitives.WriteInt32BigEndian(page, next);
            BinaryPrimitives.WriteInt32BigEndian(page.AsSpan(4), chunk.Length - 1);
            for (var i = 1; i < chunk.Length; i++)
                BinaryPrimitives.WriteInt32BigEndian(page.AsSpan(4 + (4 * i)), chunk[i]);
            Write(chunk[0], page);
            next = chunk[0];
        }

        return next;
    }

    private void CreateSchema(string path, string schema)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"pragma page_size = {PageSize}; pragma journal_mode = memory; pragma synchronous = off; begin; {schema}; commit; pragma journal_mode = off";
        command.ExecuteNonQuery();
        command.CommandText = "select name, rootpage from sqlite_schema";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            _roots[reader.GetString(0)] = reader.GetInt32(1);

        // A file that may not grow can swallow what was written last without a word.
        if (_roots.Count == 0 || new FileInfo(path).Length < (long)_roots.Values.Max() * PageSize)
            throw new IOException("A database file could not grow.");
    }
}
