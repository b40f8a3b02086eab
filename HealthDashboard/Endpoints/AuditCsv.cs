using System.Globalization;
using CsvHelper;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Gold;
using HealthDashboard.Query;

namespace HealthDashboard.Endpoints;

/// <summary>The audit as CSV, a line an entry, the newest first; moments in UTC, the patients of an entry with blanks between.</summary>
public static class AuditCsv
{
    private static readonly string[] Columns =
        ["id", "at", "issuer", "subject", "name", "session", "reach", "action", "what", "reason", "rows", "sha256", "patients", "patient_ids"];

    /// <summary>No address for scripts: it is there only where people sign in.</summary>
    public static void MapAuditCsv(this IEndpointRouteBuilder routes) => routes.MapGet("/audit.csv", AnswerAsync).RequireRateLimiting(ServerLimits.Exports);

    private static async Task<IResult> AnswerAsync(HttpContext http, AuditLog log, AuditReader reader, Reaches reaches)
    {
        if (!log.IsOn)
            return Results.NotFound();
        if (AddressQuery.IsShareSafe(name => http.Request.Query[name]))
            return Results.Text(WithheldException.Records.Message, "text/plain; charset=utf-8", statusCode: StatusCodes.Status403Forbidden);
        try
        {
            var question = AuditAsked.Read(name => http.Request.Query[name], http.User, reaches.Of(http));
            return await AuditedExport.CsvAsync(http, patients: null, "audit", async stream => await WriteAsync(stream, reader, question, http.RequestAborted));
        }
        catch (UnusableFilterException unusable)
        {
            return Results.Text(unusable.Message, "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
        }
        catch (AuditUnavailableException) when (!http.Response.HasStarted)
        {
            return Results.Text("The audit cannot be read just now.", "text/plain; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<long> WriteAsync(Stream stream, AuditReader reader, AuditQuestion question, CancellationToken cancellation)
    {
        var entries = CsvExport.Begun(reader.Stream(question));
        await using var writer = CsvWriter.Create(stream, CsvExport.Options, leaveOpen: true);
        writer.WriteHeader(Columns);
        var count = 0L;
        foreach (var entry in entries)
        {
            CsvText.WriteBare(writer, Number(entry.Id));
            CsvText.WriteBare(writer, DateTimeOffset.FromUnixTimeSeconds(entry.At).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            foreach (var text in new[] { entry.Issuer, entry.Subject, entry.Name })
                CsvText.Write(writer, text);
            CsvText.WriteBare(writer, Number(entry.Session));
            foreach (var text in new[] { entry.Reach, entry.Action, entry.What, entry.Reason })
                CsvText.Write(writer, text);
            CsvText.WriteBare(writer, Number(entry.Rows));
            CsvText.Write(writer, entry.Sha256);
            CsvText.WriteBare(writer, Number(entry.Patients));
            CsvText.Write(writer, entry.Patients == 0 ? null : string.Join(' ', reader.PatientsOf(entry.Id)));
            await writer.EndRecordAsync(cancellation);
            count++;
        }

        await writer.FlushAsync(cancellation);
        return count;
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
