namespace HealthDashboard.Access;

/// <summary>Of an address whose answer is no page: a content policy of its own, in place of the pages'.</summary>
public sealed record OwnPolicy(string Policy);
