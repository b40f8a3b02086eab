using CsCheck;
using Dapper;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Warehouse;

public sealed class RowChecksumsTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:;Pooling=false");

    public RowChecksumsTests()
    {
        _connection.Open();
        RowChecksums.AddTo(_connection);
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void The_order_of_rows_makes_no_difference_and_any_value_does() => Gen.Select(Texts.Array[1, 30], Gen.Int[0, 1000], Gen.Int[0, 1], Texts).Sample((texts, place, column, other) =>
    {
        (string?, string?)[] rows = [.. texts.Chunk(2).Select(pair => (pair[0], pair[^1]))];
        var changed = rows.ToArray();
        ref var row = ref changed[place % rows.Length];
        var before = column == 0 ? row.Item1 : row.Item2;
        row = column == 0 ? (other, row.Item2) : (row.Item1, other);
        return Checksum(rows) == Checksum([.. rows.Reverse()]) && Checksum(rows) == Checksum(changed) == (before == other);
    }, threads: 1);

    [Theory]
    [InlineData("(null)", "('')")]
    [InlineData("(0)", "(null)")]
    [InlineData("(0)", "('0')")]
    [InlineData("(1)", "(1.0)")]
    [InlineData("('ab', 'c')", "('a', 'bc')")]
    [InlineData("('12345678')", "('1234567')")]
    [InlineData("('12345678')", "('12345678' || char(0))")]
    [InlineData("('a', 'b')", "('b', 'a')")]
    [InlineData("(1), (1)", "(1)")]
    [InlineData("(1), (1)", "(2), (2)")]
    [InlineData("(1, 2), (3, 4)", "(1, 4), (3, 2)")]
    public void What_is_not_the_same_has_another_sum(string rows, string others) => Assert.NotEqual(Sum(rows), Sum(others));

    [Fact]
    public void What_a_key_is_billed_may_stand_in_one_row_or_in_several()
    {
        Assert.Equal(Weighed("('V1', 3, 600), ('V2', 0, 0)"), Weighed("('V1', 1, 100), ('V1', 1, 200), ('V1', 1, 300)"));
        Assert.NotEqual(Weighed("('V1', 3, 600)"), Weighed("('V1', 2, 600)"));
        Assert.NotEqual(Weighed("('V1', 1, 100), ('V2', 1, 200)"), Weighed("('V1', 1, 200), ('V2', 1, 100)"));
        Assert.NotEqual(Weighed("('V1', 1, 100)"), Weighed("('V3', 1, 100)"));
    }

    [Theory]
    [InlineData("('a'), ('b'), ('c')", 0)]
    [InlineData("('a'), ('b'), ('a'), ('a')", 2)]
    [InlineData("(1), ('1')", 0)]
    public void Keys_that_stand_again_are_counted(string keys, long repeated) => Assert.Equal(repeated, Value($"select repeated(column1) from (values {keys})"));

    [Fact]
    public void Of_no_rows_there_is_nothing()
    {
        Assert.Equal(0, Value("select checksum(name) from sqlite_schema"));
        Assert.Equal(0, Value("select weighed(name, 1, 1) from sqlite_schema"));
        Assert.Equal(0, Value("select repeated(name) from sqlite_schema"));
    }

    [Fact]
    public void Collections_while_rows_are_added_up_do_no_harm()
    {
        const string Sql = """
            with recursive rows (number) as (select 1 union all select number + 1 from rows where number < 2000)
            select (checksum(number, 'row ' || number) & 0xFFFFFFFF) + (weighed(number, 1, number) & 0xFFFFFFFF) + repeated(number) from rows
            """;
        const int Collections = 100;
        var expected = Value(Sql);
        var isOver = false;
        var adding = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            using var own = new RowChecksumsTests();
            var sums = new HashSet<long> { own.Value(Sql) };
            while (!Volatile.Read(ref isOver))
                sums.Add(own.Value(Sql));
            return sums;
        })).ToArray();

        for (var collection = 0; collection < Collections; collection++)
            GC.Collect(0);
        Volatile.Write(ref isOver, true);

        Assert.All(adding, sums => Assert.Equal([expected], sums.GetAwaiter().GetResult()));
    }

    private static Gen<string?> Texts { get; } = Gen.Select(Gen.Bool, Gen.String[Gen.Char["ab0é "], 0, 20]).Select((isNull, text) => isNull && text.Length < 3 ? null : text);

    private long Checksum((string? A, string? B)[] rows)
    {
        _connection.Execute("create temp table if not exists rows (a, b); delete from rows");
        foreach (var (a, b) in rows)
            _connection.Execute("insert into rows values (@a, @b)", new { a, b });
        return Value("select checksum(a, b) from rows");
    }

    private long Sum(string rows) => Value($"select checksum({string.Join(", ", Enumerable.Range(1, rows.Split(')')[0].Count(letter => letter == ',') + 1).Select(column => $"column{column}"))}) from (values {rows})");

    private long Weighed(string rows) => Value($"select weighed(column1, column2, column3) from (values {rows})");

    private long Value(string sql) => _connection.ExecuteScalar<long>(sql);
}
