using System.Net;
using DuckDB.NET.Data;
using HealthDashboard.Engines.Databricks;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Engines;

/// <summary>The SQL Statement Execution API as it is documented: waking, parts, links, tokens, ends of all kinds, each in words and without a secret or a value.</summary>
public sealed class StatementExecutionTests : IAsyncLifetime
{
    private readonly DuckDBConnection _engine = new("Data Source=:memory:");
    private StatementServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        await _engine.OpenAsync();
        _server = await StatementServer.OverAsync(_engine);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData(";Results=inline")]
    public async Task Rows_come_whole_in_parts_after_the_warehouse_woke(string results)
    {
        (_server.Polls, _server.RowsOfPart, _server.FirstLinkEnds) = (2, 3, true);

        var rows = await RowsAsync("select i, case when i % 2 = 0 then :word end as word from range(10) as t(i) where i < :most order by i", results, new("word", "a:b", "STRING"), new("most", "8", "INT"));

        Assert.Equal(["0 a:b", "1 ∅", "2 a:b", "3 ∅", "4 a:b", "5 ∅", "6 a:b", "7 ∅"], rows);
        Assert.Empty(await RowsAsync("select 1 as one where 1 = 0", results));
    }

    [Fact]
    public async Task A_sleeping_warehouse_is_said_and_who_waits_no_longer_ends_the_statement()
    {
        _server.Polls = int.MaxValue;
        using var statements = Statements();
        using var waiting = new CancellationTokenSource();
        var run = statements.RunAsync("select 1", [], waiting.Token);
        await Patience.UntilAsync(_ => Task.FromResult(statements.IsStarting));

        await waiting.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Single(_server.Canceled);
        Assert.False(statements.IsStarting);
    }

    [Fact]
    public async Task What_a_warehouse_does_not_begin_or_end_in_time_is_ended_there_and_said()
    {
        _server.Polls = int.MaxValue;
        using var statements = Statements();
        using var hasty = new StatementExecution(new DatabricksAddress(_server.Connection()), TimeProvider.System) { Longest = TimeSpan.FromMilliseconds(20) };

        var waking = await Assert.ThrowsAsync<EngineException>(() => statements.RunAsync("select 1", [], TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.Single(_server.Canceled);
        var tooLong = await Assert.ThrowsAsync<EngineException>(() => hasty.RunAsync("select 1", [], TestContext.Current.CancellationToken));

        Assert.Contains("was asleep and is starting", waking.Message, StringComparison.Ordinal);
        Assert.Contains("did not answer within", tooLong.Message, StringComparison.Ordinal);
        Assert.False(tooLong.IsOfStatement || waking.IsOfStatement);
        Assert.Equal((true, false, false), (statements.TakeGivenUp(), statements.TakeGivenUp(), statements.IsStarting));
    }

    [Fact]
    public async Task Rows_that_are_not_given_are_missed()
    {
        (_server.RowsOfPart, _server.ForgetsParts) = (3, true);

        var fault = await Assert.ThrowsAsync<EngineException>(() => RowsAsync("select i from range(10) as t(i)"));

        Assert.Contains("3 rows of the 10", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("42703", true)]
    [InlineData("42601", true)]
    [InlineData("42501", false)]
    [InlineData("42P01", false)]
    [InlineData(null, false)]
    public async Task What_may_be_mended_there_is_not_of_the_statement(string? sqlState, bool isOfStatement)
    {
        if (sqlState is null)
            _server.Before.Enqueue(HttpStatusCode.BadRequest);
        else
            _server.Failure = StatementServer.Failed(sqlState, "[ANY] words");
        using var statements = Statements();

        var fault = await Assert.ThrowsAsync<EngineException>(() => statements.RunAsync("select 1", [], TestContext.Current.CancellationToken));

        Assert.Equal(isOfStatement, fault.IsOfStatement);
    }

    [Fact]
    public async Task A_token_is_given_once_and_anew_when_it_has_ended()
    {
        using var statements = Statements($"ClientId={StatementServer.ClientId};ClientSecret={StatementServer.ClientSecret}");
        await statements.RunAsync("select 1", [], TestContext.Current.CancellationToken);
        await statements.RunAsync("select 1", [], TestContext.Current.CancellationToken);
        Assert.Equal(1, _server.TokensGiven);

        _server.Before.Enqueue(HttpStatusCode.Unauthorized);
        await statements.RunAsync("select 1", [], TestContext.Current.CancellationToken);
        Assert.Equal(2, _server.TokensGiven);

        _server.Before.Enqueue(HttpStatusCode.TooManyRequests);
        _server.Before.Enqueue(HttpStatusCode.Unauthorized);
        _server.BeforeToken.Enqueue(HttpStatusCode.ServiceUnavailable);
        await statements.RunAsync("select 1", [], TestContext.Current.CancellationToken);
        Assert.Equal(3, _server.TokensGiven);
    }

    [Fact]
    public async Task It_waits_where_the_workspace_is_busy_and_says_so_where_it_stays_so()
    {
        _server.Before.Enqueue(HttpStatusCode.TooManyRequests);
        _server.Before.Enqueue(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(["1"], await RowsAsync("select 1 as one"));

        Enumerable.Repeat(HttpStatusCode.ServiceUnavailable, 5).ToList().ForEach(_server.Before.Enqueue);
        Assert.Contains("too busy (503, REQUEST_LIMIT_EXCEEDED)", await FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_goes_wrong_is_told_in_words_without_values_and_secrets()
    {
        Assert.Contains("did not accept who asks (401", await FaultAsync("Token=dapiWRONG"), StringComparison.Ordinal);
        Assert.Contains("gave the service principal no token (401)", await FaultAsync("ClientId=principal;ClientSecret=WRONG"), StringComparison.Ordinal);
        _server.BeforeToken.Enqueue(HttpStatusCode.InternalServerError);
        Assert.Contains("failed (500)", await FaultAsync("ClientId=principal;ClientSecret=WRONG"), StringComparison.Ordinal);
        _server.IsAnother = true;
        Assert.Contains("no answer of its SQL Statement Execution API", await FaultAsync(), StringComparison.Ordinal);
        _server.IsAnother = false;
        _server.Before.Enqueue(HttpStatusCode.Forbidden);
        Assert.Contains("did not accept who asks (403", await FaultAsync(), StringComparison.Ordinal);
        _server.Before.Enqueue(HttpStatusCode.NotFound);
        Assert.Contains("Expected the id of a SQL warehouse", await FaultAsync(), StringComparison.Ordinal);

        _server.Failure = StatementServer.Failed("22018", "[CAST_INVALID_INPUT] The value 'Jane Doe' of the type STRING cannot be cast");
        Assert.Contains("could not run a statement (BAD_REQUEST, 22018, CAST_INVALID_INPUT)", await FaultAsync(), StringComparison.Ordinal);
        _server.Failure = null;
        (_server.Polls, _server.Meanwhile) = (1, "CANCELED");
        Assert.Contains("was ended in Databricks", await FaultAsync(), StringComparison.Ordinal);
        _server.Meanwhile = "CLOSED";
        Assert.Contains("not kept in Databricks", await FaultAsync(), StringComparison.Ordinal);

        var nobody = new DatabricksAddress($"Host=http://127.0.0.1:1;Warehouse=w;Token={StatementServer.Personal}");
        using var unreached = new StatementExecution(nobody, TimeProvider.System);
        var fault = await Assert.ThrowsAsync<EngineException>(() => unreached.RunAsync("select 1", [], TestContext.Current.CancellationToken));
        Assert.Contains("cannot be reached (ConnectionError)", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "names no Host")]
    [InlineData("Host=https://a.example;Token=secret", "names no Warehouse")]
    [InlineData("Host=http://a.example;Warehouse=w;Token=secret", "is not https")]
    [InlineData("Host=https://a.example/path;Warehouse=w;Token=secret", "no address of a workspace")]
    [InlineData("Host=https://a.example;Warehouse=w", "neither a Token nor")]
    [InlineData("Host=https://a.example;Warehouse=w;ClientId=c", "neither a Token nor")]
    [InlineData("Host=https://a.example;Warehouse=w;Token=secret;ClientId=c;ClientSecret=secret", "or both")]
    [InlineData("Host=https://a.example;Warehouse=w;Token=secret;Refresh=soon", "no number of seconds")]
    [InlineData("Host=https://a.example;Warehouse=w;Token=secret;Results=both", "neither links nor inline")]
    [InlineData("Host=https://a.example;Warehouse=w;Tocken=secret", "a part that is none of Host, ")]
    [InlineData("Host=https://a.example;Warehouse=w;ClientId=c;ClientSecret=a;secret=b", "a part that is none of Host, ")]
    [InlineData("Host;secret", "cannot be read")]
    public void A_connection_that_cannot_be_used_is_told_without_its_secret(string connection, string told)
    {
        var fault = Assert.Throws<FormatException>(() => new DatabricksAddress(connection));

        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message.Replace("ClientSecret", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new DatabricksAddress("Host=a.example;Warehouse=w;Token=secret").ToString(), StringComparison.Ordinal);
    }

    private StatementExecution Statements(string who = $"Token={StatementServer.Personal}") => new(new DatabricksAddress(_server.Connection(who)), TimeProvider.System);

    private async Task<List<string>> RowsAsync(string sql, string results = "", params StatementParameter[] parameters)
    {
        using var statements = Statements($"Token={StatementServer.Personal}{results}");
        using var reader = new DatabricksReader(await statements.RunAsync(sql, parameters, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(field => reader.IsDBNull(field) ? "∅" : reader.GetValue(field))));
        return rows;
    }

    private async Task<string> FaultAsync(string who = $"Token={StatementServer.Personal}")
    {
        using var statements = Statements(who);
        var fault = await Assert.ThrowsAsync<EngineException>(() => statements.RunAsync("select 1", [], TestContext.Current.CancellationToken));
        Assert.DoesNotMatch("Jane|WRONG|dapi|s3cret|Secret words|sig=", fault.Message);
        return fault.Message;
    }
}
