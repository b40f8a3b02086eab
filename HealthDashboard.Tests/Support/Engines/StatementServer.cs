using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HealthDashboard.Tests.Support.Engines;

/// <summary>
/// Speaks the documented shapes of Databricks' SQL Statement Execution API 2.0 and of its token endpoint, and runs the statements on DuckDB. Says what it
/// was asked; does on request what a warehouse does that sleeps, is busy, fails or gives links that end.
/// </summary>
public sealed class StatementServer : IAsyncDisposable
{
    public const string Warehouse = "abc0123456789def", ClientId = "principal", ClientSecret = "s3cret!", Personal = "dapi0a1b2c";

    private readonly WebApplication _app;
    private readonly DuckDBConnection _engine;
    private readonly ConcurrentDictionary<string, AskedStatement> _statements = new();
    private readonly Lock _one = new();
    private int _tokens;

    private StatementServer(WebApplication app, DuckDBConnection engine) => (_app, _engine) = (app, engine);

    public string Address => _app.Urls.Single();

    public ConcurrentQueue<JsonObject> Asked { get; } = new();

    public ConcurrentQueue<string> Canceled { get; } = new();

    /// <summary>How many questions about a statement it answers with a state before that of its end.</summary>
    public int Polls { get; set; }

    /// <summary>With what it answers them.</summary>
    public string Meanwhile { get; set; } = "PENDING";

    public int RowsOfPart { get; set; } = 400;

    public bool FirstLinkEnds { get; set; }

    /// <summary>Whether it does not tell that there is another part.</summary>
    public bool ForgetsParts { get; set; }

    /// <summary>Whether it answers with what is none of its shapes.</summary>
    public bool IsAnother { get; set; }

    /// <summary>Statuses with which the token endpoint answers before it gives one.</summary>
    public Queue<HttpStatusCode> BeforeToken { get; } = new();

    public JsonObject? Failure { get; set; }

    /// <summary>Answers of other statuses that come before any else, with what is to be waited.</summary>
    public Queue<HttpStatusCode> Before { get; } = new();

    public int TokensGiven => _tokens;

    public string Connection(string who = $"Token={Personal}") => $"Host={Address};Warehouse={Warehouse};{who}";

    public static async Task<StatementServer> OverAsync(DuckDBConnection engine)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // A name without its schema is none of the tables'.
        using (var main = engine.CreateCommand())
        {
            main.CommandText = "set schema = 'main'";
            main.ExecuteNonQuery();
        }

        var server = new StatementServer(builder.Build(), engine);
        server._app.MapPost("/oidc/v1/token", (Delegate)server.TokenAsync);
        server._app.MapPost("/api/2.0/sql/statements/", (Delegate)server.RunAsync);
        server._app.MapGet("/api/2.0/sql/statements/{id}", (HttpContext http, string id) => server.Known(http, id, server.Answer));
        server._app.MapGet("/api/2.0/sql/statements/{id}/result/chunks/{part:int}", (HttpContext http, string id, int part) => server.Known(http, id, statement => server.Part(statement, part)));
        server._app.MapPost("/api/2.0/sql/statements/{id}/cancel", (HttpContext http, string id) => server.Known(http, id, statement =>
        {
            statement.State = "CANCELED";
            server.Canceled.Enqueue(id);
            return new JsonObject();
        }));
        server._app.MapGet("/storage/{id}/{part:int}", server.Stored);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> TokenAsync(HttpContext http)
    {
        if (BeforeToken.TryDequeue(out var status))
            return Results.StatusCode((int)status);
        var form = await http.Request.ReadFormAsync();
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));
        if (form["grant_type"] != "client_credentials" || form["scope"] != "all-apis" || http.Request.Headers.Authorization != basic)
            return Results.Json(new { error = "invalid_client" }, statusCode: StatusCodes.Status401Unauthorized);
        return Results.Json(new { access_token = $"given-{Interlocked.Increment(ref _tokens)}", token_type = "Bearer", expires_in = 3600 });
    }

    private async Task<IResult> RunAsync(HttpContext http)
    {
        if (Refused(http) is { } refused)
            return refused;
        var asked = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        if ((string?)asked["warehouse_id"] != Warehouse)
            return Results.Json(new { error_code = "NOT_FOUND", message = "There is no such warehouse." }, statusCode: StatusCodes.Status404NotFound);
        Asked.Enqueue(asked);
        var statement = new AskedStatement(Guid.NewGuid().ToString(), asked) { Polls = Polls };
        _statements[statement.Id] = statement;
        lock (_one)
            Execute(statement);
        return Results.Text(Answer(statement).ToJsonString(), "application/json");
    }

    private IResult Known(HttpContext http, string id, Func<AskedStatement, JsonNode> answer) => Refused(http) ?? (_statements.TryGetValue(id, out var statement)
        ? Results.Text(answer(statement).ToJsonString(), "application/json")
        : Results.Json(new { error_code = "RESOURCE_DOES_NOT_EXIST", message = id }, statusCode: StatusCodes.Status404NotFound));

    private IResult? Refused(HttpContext http)
    {
        if (Before.TryDequeue(out var status))
        {
            http.Response.Headers.RetryAfter = "0";
            return Results.Json(new { error_code = "REQUEST_LIMIT_EXCEEDED", message = "Secret words of the server" }, statusCode: (int)status);
        }

        var token = http.Request.Headers.Authorization.ToString();
        return token == $"Bearer {Personal}" || (_tokens > 0 && token == $"Bearer given-{_tokens}") ? null
            : Results.Json(new { error_code = "401", message = "Credential was not sent or was of an unsupported type" }, statusCode: StatusCodes.Status401Unauthorized);
    }

    /// <summary>Storage knows a link by what it holds, and takes a second way of saying who asks for a fault, as the clouds' do.</summary>
    private IResult Stored(HttpContext http, string id, int part)
    {
        var statement = _statements[id];
        if (http.Request.Headers.ContainsKey("Authorization") || http.Request.Headers["x-key"] != statement.Key)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        return http.Request.Query["sig"] != statement.Links.ToString(CultureInfo.InvariantCulture) || (FirstLinkEnds && statement.Links == 1)
            ? Results.StatusCode(StatusCodes.Status403Forbidden)
            : Results.Text(Rows(statement, part).ToJsonString(), "application/json");
    }

    private JsonObject Answer(AskedStatement statement)
    {
        if (IsAnother)
            return new JsonObject { ["result"] = null };
        if (statement.Polls-- > 0 && statement.State == "SUCCEEDED")
            return new JsonObject { ["statement_id"] = statement.Id, ["status"] = new JsonObject { ["state"] = Meanwhile } };
        var answer = new JsonObject { ["statement_id"] = statement.Id, ["status"] = new JsonObject { ["state"] = statement.State } };
        if (statement.State == "FAILED")
            answer["status"] = statement.Failure!.DeepClone();
        if (statement.State != "SUCCEEDED")
            return answer;
        answer["manifest"] = new JsonObject
        {
            ["format"] = "JSON_ARRAY",
            ["schema"] = new JsonObject { ["column_count"] = statement.Columns.Count, ["columns"] = new JsonArray([.. statement.Columns.Select((column, place) => new JsonObject { ["name"] = column.Name, ["type_name"] = column.Type, ["position"] = place })]) },
            ["total_row_count"] = statement.Rows.Count,
            ["truncated"] = false,
        };
        answer["result"] = statement.Rows.Count == 0 ? new JsonObject() : Part(statement, 0);
        return answer;
    }

    private JsonObject Part(AskedStatement statement, int part)
    {
        int? next = !ForgetsParts && (part + 1) * RowsOfPart < statement.Rows.Count ? part + 1 : null;
        var told = new JsonObject { ["chunk_index"] = part, ["row_offset"] = part * RowsOfPart };
        if (next is not null)
            told["next_chunk_index"] = next;
        if ((string?)statement.Asked["disposition"] == "INLINE")
        {
            told["data_array"] = Rows(statement, part);
            return told;
        }

        told["external_link"] = string.Create(CultureInfo.InvariantCulture, $"{Address}/storage/{statement.Id}/{part}?sig={++statement.Links}");
        told["expiration"] = "2026-01-01T00:15:00Z";
        told["http_headers"] = new JsonObject { ["x-key"] = statement.Key };
        return new JsonObject { ["external_links"] = new JsonArray(told) };
    }

    private JsonArray Rows(AskedStatement statement, int part) =>
        new([.. statement.Rows.Skip(part * RowsOfPart).Take(RowsOfPart).Select(row => new JsonArray([.. row.Select(cell => (JsonNode?)cell)]))]);

    private void Execute(AskedStatement statement)
    {
        if (Failure is not null)
        {
            (statement.State, statement.Failure) = ("FAILED", Failure);
            return;
        }

        SparkInDuckDb.Run(_engine, statement);
    }

    public static JsonObject Failed(string sqlState, string message) => new()
    {
        ["state"] = "FAILED",
        ["sql_state"] = sqlState,
        ["error"] = new JsonObject { ["error_code"] = "BAD_REQUEST", ["message"] = message },
    };
}
