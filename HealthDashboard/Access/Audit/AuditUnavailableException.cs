namespace HealthDashboard.Access.Audit;

/// <summary>An entry cannot be written or read, so nothing of persons is shown.</summary>
public sealed class AuditUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
