using System.Globalization;
using System.Text.Json;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Engines.Databricks;

/// <summary>
/// Runs statements on a SQL warehouse (SQL Statement Execution API 2.0). What takes longer than the first answer waits is asked again until it has ended,
/// and is ended there when nobody waits for it any more. Rows come in parts, behind links that are fetched without a token.
/// </summary>
public sealed class StatementExecution(DatabricksAddress address, TimeProvider clock) : IDisposable
{
    private const string Statements = "/api/2.0/sql/statements/";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(5), LongestCancel = TimeSpan.FromSeconds(5);

    private readonly DatabricksApi _api = new(address, clock);
    private int _pending;

    /// <summary>Whether a statement waits for the warehouse, as while it wakes.</summary>
    public bool IsStarting => Volatile.Read(ref _pending) > 0;

    /// <exception cref="EngineException">It was not run, in words.</exception>
    internal async Task<StatementRows> RunAsync(string sql, IReadOnlyList<StatementParameter> parameters, CancellationToken cancellation)
    {
        var asked = new StatementRequest(sql, address.Warehouse, address.Catalog, address.Gold, address.IsInline ? "INLINE" : "EXTERNAL_LINKS", parameters);
        var answer = await EndedAsync(await _api.AskAsync<StatementAnswer>(HttpMethod.Post, Statements, asked, cancellation), cancellation);
        if (answer.Status.State != "SUCCEEDED")
            throw StatementFault.Ended(address, answer.Status);
        if (answer.Manifest is not { } manifest)
            throw StatementFault.NotUnderstood(address);
        if (manifest.Truncated)
            throw StatementFault.Truncated(address);
        return new StatementRows(
            manifest.Schema.Columns ?? [],
            await PartAsync(answer.StatementId, answer.Result, cancellation),
            async (part, token) => await PartAsync(answer.StatementId, await ChunkAsync(answer.StatementId, part, token), token));
    }

    public void Dispose() => _api.Dispose();

    private async Task<StatementAnswer> EndedAsync(StatementAnswer answer, CancellationToken cancellation)
    {
        var isPending = false;
        try
        {
            for (var pause = FirstPause; answer.Status.State is "PENDING" or "RUNNING"; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                if (isPending != (answer.Status.State == "PENDING"))
                {
                    isPending = !isPending;
                    Interlocked.Add(ref _pending, isPending ? 1 : -1);
                }

                await Task.Delay(pause, clock, cancellation);
                answer = await _api.AskAsync<StatementAnswer>(HttpMethod.Get, PathOf(answer.StatementId), null, cancellation);
            }

            return answer;
        }
        catch (OperationCanceledException)
        {
            await CancelAsync(answer.StatementId);
            throw;
        }
        finally
        {
            if (isPending)
                Interlocked.Decrement(ref _pending);
        }
    }

    /// <summary>Nobody waits for it, so that whether it was ended in time is not asked.</summary>
    private async Task CancelAsync(string statement)
    {
        using var limit = new CancellationTokenSource(LongestCancel, clock);
        try
        {
            await _api.AskAsync<JsonElement>(HttpMethod.Post, $"{PathOf(statement)}/cancel", null, limit.Token);
        }
        catch (Exception fault) when (fault is EngineException or OperationCanceledException)
        {
            // It ends by itself.
        }
    }

    private Task<StatementChunk> ChunkAsync(string statement, int part, CancellationToken cancellation) =>
        _api.AskAsync<StatementChunk>(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{PathOf(statement)}/result/chunks/{part}"), null, cancellation);

    private async Task<RowsPart> PartAsync(string statement, StatementChunk? part, CancellationToken cancellation)
    {
        if (part?.ExternalLinks is not { Count: > 0 } links)
            return new RowsPart(part?.DataArray ?? [], part?.Next);
        var rows = new List<string?[]>();
        foreach (var link in links)
            rows.AddRange(await FetchAsync(statement, link, cancellation));
        return new RowsPart(rows, part.Next);
    }

    /// <summary>A link ends after some minutes; another one is given for the asking.</summary>
    private async Task<string?[][]> FetchAsync(string statement, StatementLink link, CancellationToken cancellation)
    {
        if ((await _api.FetchAsync(link, cancellation)).Rows is { } rows)
            return rows;
        var fresh = await ChunkAsync(statement, link.ChunkIndex, cancellation) is { ExternalLinks: [var first, ..] } ? first : throw StatementFault.NotUnderstood(address);
        var (found, status) = await _api.FetchAsync(fresh, cancellation);
        return found ?? throw StatementFault.Link(address, status);
    }

    private static string PathOf(string statement) => Statements + Uri.EscapeDataString(statement);
}

/// <summary>Some of the rows, and the number of those that follow; null where there are none.</summary>
internal sealed record RowsPart(IReadOnlyList<string?[]> Rows, int? Next);

/// <summary>The rows of a statement, the first of them at hand.</summary>
/// <param name="Fetch">Those that follow, by their number.</param>
internal sealed record StatementRows(IReadOnlyList<StatementColumn> Columns, RowsPart First, Func<int, CancellationToken, Task<RowsPart>> Fetch);
