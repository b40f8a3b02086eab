using HealthDashboard.Access;
using HealthDashboard.Annotations;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Endpoints;

/// <summary>The addresses that write targets and notes down, or strike them out. They answer with the page that lists them.</summary>
public static class AnnotationChanges
{
    public static void MapAnnotationChanges(this IEndpointRouteBuilder routes)
    {
        var changes = routes.MapWriting();
        changes.MapPost("/" + Address.Targets, (HttpContext http, SnapshotStore snapshots, AnnotationStore store) =>
            ChangeAsync(http, form => store.Set(Form(form, snapshots, http).ReadTarget())));
        changes.MapPost("/" + Address.Notes, (HttpContext http, SnapshotStore snapshots, AnnotationStore store) =>
            ChangeAsync(http, form => store.Pin(Form(form, snapshots, http).ReadNote())));
        changes.MapPost("/" + Address.DeleteTarget, (HttpContext http, AnnotationStore store) =>
            ChangeAsync(http, form => store.DeleteTarget(Id(form), ChangeAccess.Writable(http))));
        changes.MapPost("/" + Address.DeleteNote, (HttpContext http, AnnotationStore store) =>
            ChangeAsync(http, form => store.DeleteNote(Id(form), ChangeAccess.Writable(http))));
        routes.MapScript("/" + Address.AnnotationsCsv, AnnotationsCsv.AnswerAsync, new ScriptAddress("All targets and notes, as CSV.", "text/csv", ["share"], IsOfSnapshot: false));
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, Action<IFormCollection> change)
    {
        if (await SmallForm.ReadAsync(http) is not { } form)
            return Refuse("Expected a form of a few fields.");
        try
        {
            change(form);
        }
        catch (AnnotationRefusedException refused)
        {
            return Refuse(refused.Message);
        }

        return SeeOther.Page(http, Address.Annotations);
    }

    private static AnnotationForm Form(IFormCollection form, SnapshotStore snapshots, HttpContext http) => snapshots.Readable is { } snapshot
        ? new AnnotationForm(name => form[name].ToString(), FilterChoices.Of(snapshot, ChangeAccess.Writable(http)))
        : throw new AnnotationRefusedException($"{snapshots.WhyNotReadable} No department is known until one can be read.");

    private static long Id(IFormCollection form) =>
        long.TryParse(form["id"], out var id) ? id : throw new AnnotationRefusedException("Expected the id of what is to be deleted.");

    private static IResult Refuse(string sentence) => Results.Text(sentence, "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
}
