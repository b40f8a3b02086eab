namespace HealthDashboard.Access;

/// <summary>What is for those alone who have this role everywhere. For all others it is as if it were not there.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForRoleAttribute(Role role) : Attribute
{
    public Role Role { get; } = role;

    public bool Admits(Reach reach) => reach.AtLeast(Role).IsAll;
}
