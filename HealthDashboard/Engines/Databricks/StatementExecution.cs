using System.Globalization;
using System.Text.Json;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Engines.Databricks;

/// <summary>
/// Runs statements on a SQL warehouse (SQL Statement Execution API 2.0). What takes longer than the first answer waits is asked again until it has ended,
/// and is ended there when it is not waited for any longer. Rows come in parts, behind links that are fetched without a token.
/// </summary>
public sealed class StatementExecution(DatabricksAddress address, TimeProvider clock) : IDisposable
{
    private const string Statements = "/api/2.0/sql/statements/";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(5), LongestCancel = TimeSpan.FromSeconds(5);

    private readonly DatabricksApi _api = new(address, clock);
    private int _pending, _givenUp;

    /// <summary>A warehouse that wakes takes minutes; nobody waits longer for a statement, nor for a part of its rows.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether a statement waits for the warehouse, as while it wakes.</summary>
    public bool IsStarting => Volatile.Read(ref _pending) > 0;

    /// <summary>Whether a statement was given up since this was asked last, because the warehouse did not begin it in time.</summary>
    public bool TakeGivenUp() => Interlocked.Exchange(ref _givenUp, 0) == 1;

    /// <exception cref="EngineException">It was not run, in words.</exception>
    internal Task<StatementRows> RunAsync(string sql, IReadOnlyList<StatementParameter> parameters, CancellationToken cancellation) => RunAsync(sql, parameters, Longest, cancellation);

    /// <param name="patience">How long the warehouse may take to begin it.</param>
    /// <inheritdoc cref="RunAsync(string, IReadOnlyList{StatementParameter}, CancellationToken)"/>
    internal async Task<StatementRows> RunAsync(string sql, IReadOnlyList<StatementParameter> parameters, TimeSpan patience, CancellationToken cancellation)
    {
        var rows = await WithinAsync(limit => AskedAsync(sql, parameters, patience, limit), cancellation);
        return rows with { Fetch = (part, token) => WithinAsync(limit => rows.Fetch(part, limit), token) };
    }

    public void Dispose() => _api.Dispose();

    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Longest, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await ask(both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw StatementFault.TooLong(address, Longest);
        }
    }

    private async Task<StatementRows> AskedAsync(string sql, IReadOnlyList<StatementParameter> parameters, TimeSpan patience, CancellationToken cancellation)
    {
        var asked = new StatementRequest(sql, address.Warehouse, address.Catalog, address.IsInline ? "INLINE" : "EXTERNAL_LINKS", parameters);
        var answer = await EndedAsync(Understood(await _api.AskAsync<StatementAnswer>(HttpMethod.Post, Statements, asked, cancellation)), patience, cancellation);
        if (answer.Status.State != "SUCCEEDED")
            throw StatementFault.Ended(address, answer.Status);
        if (answer.Manifest is not { Schema: not null } manifest)
            throw StatementFault.NotUnderstood(address);
        if (manifest.Truncated)
            throw StatementFault.Truncated(address);
        return new StatementRows(
            manifest.Schema.Columns ?? [],
            manifest.TotalRowCount,
            await PartAsync(answer.StatementId, answer.Result, cancellation),
            async (part, token) => await PartAsync(answer.StatementId, await ChunkAsync(answer.StatementId, part, token), token));
    }

    private StatementAnswer Understood(StatementAnswer answer) => answer is { StatementId: not null, Status.State: not null } ? answer : throw StatementFault.NotUnderstood(address);

    private async Task<StatementAnswer> EndedAsync(StatementAnswer answer, TimeSpan patience, CancellationToken cancellation)
    {
        var (isPending, begun) = (false, clock.GetTimestamp());
        try
        {
            for (var pause = FirstPause; answer.Status.State is "PENDING" or "RUNNING"; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                if (isPending != (answer.Status.State == "PENDING"))
                {
                    isPending = !isPending;
                    Interlocked.Add(ref _pending, isPending ? 1 : -1);
                }

                if (isPending && clock.GetElapsedTime(begun) >= patience)
                {
                    Interlocked.Exchange(ref _givenUp, 1);
                    throw new EngineException(StatementFault.Waking(address));
                }

                await Task.Delay(pause, clock, cancellation);
                answer = Understood(await _api.AskAsync<StatementAnswer>(HttpMethod.Get, PathOf(answer.StatementId), null, cancellation));
            }

            return answer;
        }
        catch (Exception)
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
/// <param name="Total">How many there are in all; null where that is not told.</param>
/// <param name="Fetch">Those that follow, by their number.</param>
internal sealed record StatementRows(IReadOnlyList<StatementColumn> Columns, long? Total, RowsPart First, Func<int, CancellationToken, Task<RowsPart>> Fetch);
