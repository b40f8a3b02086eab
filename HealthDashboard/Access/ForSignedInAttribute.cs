namespace HealthDashboard.Access;

/// <summary>A page that tells people about themselves: it is for everybody who has signed in, without a grant too.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForSignedInAttribute : Attribute;
