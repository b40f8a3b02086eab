namespace HealthDashboard.Access.Accounts;

/// <summary>What was asked of an account is not done; the message says why and what was expected.</summary>
public sealed class AccountRefusedException(string message) : Exception(message);
