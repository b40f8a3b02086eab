using HealthDashboard.Gold;

namespace HealthDashboard.Annotations;

/// <summary>All that was written down, at one moment.</summary>
/// <param name="Targets">By department, those of the hospital first.</param>
/// <param name="Notes">The latest week first.</param>
public sealed record TargetsAndNotes(IReadOnlyList<Target> Targets, IReadOnlyList<Note> Notes)
{
    public static TargetsAndNotes None { get; } = new([], []);

    /// <summary>Whether the database is there and cannot be read.</summary>
    public bool IsUnreadable { get; init; }

    public bool IsEmpty => Targets.Count == 0 && Notes.Count == 0;

    /// <summary>
    /// What belongs to a scope: the targets of its department or of the hospital, and the notes on its weeks. A target is for all
    /// doctors together. Notes are somebody's words and may name anybody, so a share-safe scope has none, and no targets either.
    /// </summary>
    public TargetsAndNotes Of(Scope scope) => scope.ShareSafe ? None : this with
    {
        Targets = scope.Filters.AreOnlyBy(Dimensions.Department) && scope.Filters.Of(Dimensions.Department).Count < 2 ? [.. Targets.Where(target => target.Department == scope.Department)] : [],
        Notes = [.. Notes.Where(note => IsIn(note, scope))],
    };

    public Target? Target(string? department, string measure) => Targets.FirstOrDefault(target => target.Department == department && target.Measure == measure);

    /// <summary>The notes on a week of the hospital, or of one department, which the hospital's are about too.</summary>
    public IEnumerable<Note> On(string week, string? department) =>
        Notes.Where(note => note.Week == week && (department is null || note.Department is null || note.Department == department));

    private static bool IsIn(Note note, Scope scope)
    {
        var monday = Silver.Weeks.Day(note.Week);
        var isAbout = note.Department is null || note.Department == scope.Department || (scope.Department is null && scope.DoctorId is null);
        return isAbout && !(scope.From > Silver.Weeks.Later(monday, 6) || scope.To < monday);
    }
}
