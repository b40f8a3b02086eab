using Dapper;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Warehouse;

public sealed class BulkInsertTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:;Pooling=false");

    public BulkInsertTests()
    {
        _connection.Open();
        _connection.Execute("create table kept (id integer primary key, value)");
    }

    public void Dispose() => _connection.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("O'Brien \"quoted\"; drop table kept")]
    [InlineData("Gr\u00FC\u00DFe \u4F60\u597D \U0001F3E5 e\u0301")]
    public void Text_stays_as_it_is(string text)
    {
        Insert(insert => insert.Bind(2, text));

        Assert.Equal("text", Type());
        Assert.Equal(text, Value<string>());
    }

    [Theory]
    [InlineData(127)]
    [InlineData(169)]
    [InlineData(170)]
    [InlineData(171)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1_000_000)]
    public void Text_of_any_length_stays_as_it_is(int length)
    {
        var text = new string('\u4F60', length);

        Insert(insert => insert.Bind(2, text));

        Assert.Equal(text, Value<string>());
    }

    [Fact]
    public void Empty_text_in_UTF8_is_not_null()
    {
        Insert(insert => insert.Bind(2, ReadOnlySpan<byte>.Empty));

        Assert.Equal("text", Type());
        Assert.Equal("", Value<string>());
    }

    [Fact]
    public void Text_in_UTF8_stays_as_it_is()
    {
        Insert(insert => insert.Bind(2, "Gr\u00FC\u00DFe \u4F60\u597D"u8));

        Assert.Equal("Gr\u00FC\u00DFe \u4F60\u597D", Value<string>());
    }

    [Fact]
    public void Null_is_null_of_whatever_kind()
    {
        Insert(insert => insert.Bind(2, (string?)null));
        Insert(insert => insert.Bind(2, (long?)null));
        Insert(insert => insert.BindNull(2));

        Assert.Equal(3, _connection.ExecuteScalar<long>("select count(*) from kept where value is null"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_whole_number_stays_as_it_is(long number)
    {
        Insert(insert => insert.Bind(2, number));

        Assert.Equal("integer", Type());
        Assert.Equal(number, Value<long>());
    }

    [Fact]
    public void A_fraction_stays_as_it_is()
    {
        Insert(insert => insert.Bind(2, 0.1));

        Assert.Equal("real", Type());
        Assert.Equal(0.1, Value<double>());
    }

    [Fact]
    public void One_statement_takes_row_after_row()
    {
        using var insert = new BulkInsert(_connection, "kept", ["id", "value"]);
        for (var id = 1; id <= 3; id++)
        {
            insert.Bind(1, id);
            insert.Bind(2, $"row {id}");
            insert.Step();
        }

        Assert.Equal(["row 1", "row 2", "row 3"], _connection.Query<string>("select value from kept order by id"));
    }

    [Fact]
    public void A_row_the_table_does_not_take_is_a_fault_and_the_next_one_is_taken()
    {
        using var insert = new BulkInsert(_connection, "kept", ["id", "value"]);
        insert.Bind(1, 1);
        insert.Step();

        Assert.Throws<SqliteException>(insert.Step);

        insert.Bind(1, 2);
        insert.Step();
        Assert.Equal([1, 2], _connection.Query<long>("select id from kept order by id"));
    }

    private void Insert(Action<BulkInsert> bind)
    {
        using var insert = new BulkInsert(_connection, "kept", ["id", "value"]);
        bind(insert);
        insert.Step();
    }

    private string? Type() => _connection.ExecuteScalar<string>("select typeof(value) from kept");

    private T? Value<T>() => _connection.ExecuteScalar<T>("select value from kept");
}
