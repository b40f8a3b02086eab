using HealthDashboard.Access;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>Departments of grants. One that is spelled otherwise than in the files opens nothing, and says nothing of it by itself.</summary>
public static class GrantedDepartments
{
    /// <summary>Those that no file of a snapshot knows, each once.</summary>
    public static IReadOnlyList<string> Unknown(Reaches reaches, Snapshot snapshot) => [.. reaches.Departments.Except(FilterChoices.Of(snapshot, Reach.Everything).Departments)];
}
