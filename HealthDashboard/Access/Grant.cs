namespace HealthDashboard.Access;

/// <summary>A role and where a person has it.</summary>
/// <param name="Departments">As the files spell them; null for all there are and will be.</param>
/// <param name="Names">Whether names of patients may be revealed there.</param>
public sealed record Grant(Role Role, IReadOnlyList<string>? Departments, bool Names = false);
