namespace HealthDashboard.Access;

/// <summary>What a person may do in a department; each may do what those before it may.</summary>
public enum Role
{
    /// <summary>Reads numbers without small ones, and no rows of persons.</summary>
    Viewer,

    /// <summary>Reads everything, persons included, and writes targets and notes.</summary>
    Analyst,

    /// <summary>Runs, uploads, publishes and restores besides.</summary>
    Admin,
}
