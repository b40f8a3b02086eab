namespace HealthDashboard.Annotations;

/// <summary>The setting <c>Annotations:Path</c>.</summary>
public sealed record AnnotationOptions
{
    /// <summary>The database that targets and notes are kept in; in the folder <c>State:Path</c> unless something else is said.</summary>
    public string Path { get; init; } = "annotations.db";
}
