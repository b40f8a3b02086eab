using CsCheck;
using Dapper;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Warehouse;

public sealed class DatabaseFileTests : IDisposable
{
    private static readonly int[] Sizes = [0, 1, 2, 3, 10, 300, 5_000, 60_000];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> RowCounts => [.. Sizes];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void Sqlite_finds_every_row_by_its_row_id_and_by_every_index(int count)
    {
        using var connection = Written(count, number => $"name {number:D7}");

        Assert.Equal("ok", connection.ExecuteScalar<string>("pragma integrity_check"));
        Assert.Equal(count, connection.ExecuteScalar<long>("select count(*) from people"));
        Assert.Equal(count, connection.ExecuteScalar<long>("select count(*) from towns"));
        Assert.Equal(Enumerable.Range(0, count).Select(number => $"name {number:D7}"), connection.Query<string>("select name from people order by id"));
        Assert.Equal(count, connection.ExecuteScalar<long>("select count(*) from people as a join people as b indexed by people_by_size on b.size = a.size and b.id = a.id"));
        Assert.Equal(count, connection.ExecuteScalar<long>("select count(*) from people join towns on towns.name = people.name"));
        foreach (var number in new[] { 0, count / 2, count - 1 }.Where(number => number >= 0 && number < count))
            Assert.Equal((number + 1, number * 0.5), connection.QuerySingle<(int, double)>("select id, half from people where name = @name", new { name = $"name {number:D7}" }));
    }

    [Fact]
    public void Values_come_back_as_they_were_whatever_their_length()
    {
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 20_000]).Select((kind, length) => kind == 0 ? length : length % 40).Array[1, 60].Sample(lengths =>
        {
            using var connection = Written(lengths.Length, number => $"{number:D7}{new string('é', lengths[number])}");
            return connection.ExecuteScalar<string>("pragma integrity_check") == "ok"
                && connection.Query<string>("select name from people order by id").SequenceEqual(lengths.Select((length, number) => $"{number:D7}{new string('é', length)}"));
        }, iter: 60);
    }

    [Fact]
    public void Numbers_of_every_size_come_back()
    {
        long?[] numbers = [null, 0, 1, -1, 127, -128, 128, 32_767, -32_768, 8_388_607, -8_388_608, 8_388_608, int.MaxValue, int.MinValue, 1L << 40, -(1L << 47), 1L << 47, long.MaxValue, long.MinValue];
        var path = Path.Combine(_folder.Path, "numbers.db");
        using (var file = new DatabaseFile(path, "create table numbers (number integer)"))
        {
            var table = file.Table("numbers");
            foreach (var number in numbers)
            {
                table.Row.Add(number);
                table.EndRow();
            }

            table.Complete();
            file.Complete();
        }

        using var connection = Open(path);
        Assert.Equal(numbers, connection.Query<long?>("select number from numbers order by rowid"));
    }

    [Fact]
    public void Tables_written_at_the_same_time_do_not_touch_each_other()
    {
        var path = Path.Combine(_folder.Path, "many.db");
        string[] tables = ["a", "b", "c", "d"];
        using (var file = new DatabaseFile(path, string.Join(';', tables.Select(table => $"create table {table} (text text)"))))
        {
            Parallel.ForEach(tables, name =>
            {
                var table = file.Table(name);
                for (var i = 0; i < 20_000; i++)
                {
                    table.Row.Add($"{name}{i}");
                    table.EndRow();
                }

                table.Complete();
            });
            file.Complete();
        }

        using var connection = Open(path);
        Assert.Equal("ok", connection.ExecuteScalar<string>("pragma integrity_check"));
        foreach (var table in tables)
            Assert.Equal(20_000, connection.ExecuteScalar<long>($"select count(*) from {table} where text = '{table}' || (rowid - 1)"));
    }

    /// <summary>Single pages, extents of up to 16 and chains of overflow pages meet the page in every way; nothing but the tables and the list of free pages is written, so the file is small on the disk.</summary>
    [Fact]
    public void A_file_of_more_than_a_gibibyte_leaves_out_the_page_that_SQLite_locks()
    {
        Gen.Select(Gen.Int[0, 35], Gen.Int[0, 3], Gen.Int[1, 900]).Sample((before, kind, count) =>
        {
            string Name(int number) => $"{number:D7}{new string('x', kind == 0 ? 0 : kind * 40 * (number % 97))}{(number == count / 2 ? new string('y', 200_000) : "")}";
            using var connection = Written(count, Name, file =>
            {
                var taken = file.Allocate(1);
                file.Release(taken, 1);
                var many = DatabaseFile.LockBytePage - 1 - before - taken;
                file.Release(file.Allocate(many), many);
            });
            return connection.ExecuteScalar<string>("pragma integrity_check") == "ok"
                && connection.ExecuteScalar<long>("select page_count from pragma_page_count") > DatabaseFile.LockBytePage
                && connection.Query<string>("select name from people order by id").SequenceEqual(Enumerable.Range(0, count).Select(Name))
                && connection.ExecuteScalar<long>("select count(*) from people join towns on towns.name = people.name") == count;
        }, iter: 25, threads: 1);
    }

    [Fact]
    public void Rows_must_come_in_the_order_of_their_row_ids()
    {
        using var file = new DatabaseFile(Path.Combine(_folder.Path, "order.db"), "create table numbers (number integer)");
        var table = file.Table("numbers");
        table.EndRow(7);

        Assert.Throws<ArgumentOutOfRangeException>(() => table.EndRow(7));
    }

    /// <summary>So many people, found by name and by size, and a table without row ids of the same names.</summary>
    private SqliteConnection Written(int count, Func<int, string> name, Action<DatabaseFile>? before = null)
    {
        var path = Path.Combine(_folder.Path, Guid.NewGuid() + ".db");
        using (var file = new DatabaseFile(path, """
            create table people (id integer primary key, name text unique, size integer, half real);
            create index people_by_size on people (size);
            create table towns (name text primary key, size integer) without rowid
            """))
        {
            before?.Invoke(file);
            var (people, byName, bySize, towns) = (file.Table("people"), file.FirstUnique("people"), file.Index("people_by_size"), file.Index("towns"));
            for (var i = 0; i < count; i++)
            {
                people.Row.AddNull();
                people.Row.Add(name(i));
                people.Row.Add(i / 3);
                people.Row.Add(i * 0.5);
                people.EndRow(i + 1);
                byName.Entry.Add(name(i));
                byName.Entry.Add(i + 1);
                byName.EndEntry();
                bySize.Entry.Add(i / 3);
                bySize.Entry.Add(i + 1);
                bySize.EndEntry();
                towns.Entry.Add(name(i));
                towns.Entry.Add(i);
                towns.EndEntry();
            }

            foreach (var index in new[] { byName, bySize, towns })
                index.Complete();
            people.Complete();
            file.Complete();
        }

        return Open(path);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=false");
        connection.Open();
        return connection;
    }
}
