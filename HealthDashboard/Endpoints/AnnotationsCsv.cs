using System.Globalization;
using CsvHelper;
using HealthDashboard.Access;
using HealthDashboard.Annotations;
using HealthDashboard.Gold;
using HealthDashboard.Query;

namespace HealthDashboard.Endpoints;

/// <summary>All targets and notes as CSV, a line each: a target has a measure and values, a note a week and a text.</summary>
public static class AnnotationsCsv
{
    private static readonly string[] Columns = ["kind", "department", "measure", "from_value", "to_value", "week", "text", "created_at"];

    public static async Task<IResult> AnswerAsync(HttpContext http, AnnotationStore store, Reaches reaches)
    {
        if (AddressQuery.IsShareSafe(name => http.Request.Query[name]))
            return Results.Text(WithheldException.Records.Message, "text/plain; charset=utf-8", statusCode: StatusCodes.Status403Forbidden);
        return await AuditedExport.CsvAsync(http, "annotations", body => WriteAsync(body, store.Read(reaches.Of(http)), http.RequestAborted));
    }

    public static async Task WriteAsync(Stream stream, TargetsAndNotes written, CancellationToken cancellation)
    {
        await using var writer = CsvWriter.Create(stream, CsvExport.Options, leaveOpen: true);
        writer.WriteHeader(Columns);
        foreach (var target in written.Targets)
            await WriteRowAsync("target", target.Department, target.Measure, Number(target.FromValue), Number(target.ToValue), null, null, target.CreatedAt);
        foreach (var note in written.Notes)
            await WriteRowAsync("note", note.Department, null, null, null, note.Week, note.Text, note.CreatedAt);
        await writer.FlushAsync(cancellation);

        async Task WriteRowAsync(string kind, string? department, string? measure, string? from, string? to, string? week, string? text, string createdAt)
        {
            CsvText.Write(writer, kind);
            CsvText.Write(writer, department);
            CsvText.Write(writer, measure);
            CsvText.WriteBare(writer, from);
            CsvText.WriteBare(writer, to);
            CsvText.WriteBare(writer, week);
            CsvText.Write(writer, text);
            CsvText.WriteBare(writer, createdAt);
            await writer.EndRecordAsync(cancellation);
        }
    }

    private static string? Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);
}
