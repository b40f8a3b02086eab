using System.Security.Cryptography;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;

namespace HealthDashboard.Endpoints;

/// <summary>Sends a file, with an entry in the audit before its first byte, and one after its last that says how many rows and which bytes were sent.</summary>
public static class AuditedExport
{
    private const string Away = "What is shown of persons is written into the audit first, and that cannot be done just now. Try again later, or tell whoever runs the dashboard.";

    public static Task<IResult> CsvAsync(HttpContext http, IEnumerable<string>? patients, string name, Func<Stream, Task<long?>> write) =>
        SendAsync(http, patients, "text/csv; charset=utf-8; header=present", $"{name}.csv", write);

    /// <summary>The same of a file whose rows are not counted, and about nobody.</summary>
    public static Task<IResult> CsvAsync(HttpContext http, string name, Func<Stream, Task> write) => CsvAsync(http, patients: null, name, async stream =>
    {
        await write(stream);
        return null;
    });

    /// <param name="patients">Whom it shows, asked for only where it is written; null where it shows nobody, and is sent whether it is written or not.</param>
    /// <param name="write">Answers how many rows there are; null where it has none.</param>
    public static async Task<IResult> SendAsync(HttpContext http, IEnumerable<string>? patients, string type, string name, Func<Stream, Task<long?>> write)
    {
        var (audit, isSent) = (http.RequestServices.GetRequiredService<AuditLog>(), !HttpMethods.IsHead(http.Request.Method));
        var named = patients is not null && audit.IsOn && http.RequestServices.GetRequiredService<Reaches>().Of(http).Names ? "with names" : null;
        if (isSent && !audit.Write(http, AuditAction.Export, audit.IsOn ? patients : null, named) && patients is not null)
        {
            http.Response.Headers.ETag = default;
            return Results.Text(Away, "text/plain; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        if (!isSent)
            return Results.Empty;
        using var sha = SHA256.Create();
        // Disposed of on the way out of a fault it would begin the answer.
        var hashed = new CryptoStream(http.Response.Body, sha, CryptoStreamMode.Write, leaveOpen: true);
        var rows = await write(hashed);
        await hashed.FlushFinalBlockAsync(http.RequestAborted);
        _ = audit.Write(http, AuditAction.Exported, reason: named, rows: rows, sha256: Convert.ToHexStringLower(sha.Hash!));
        return Results.Empty;
    }
}
