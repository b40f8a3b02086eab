using System.Security.Claims;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Query;

/// <summary>What an address asks of the audit: the same on its page and in its CSV.</summary>
public static class AuditAsked
{
    public const string Patient = "patient";
    public const string Person = "person";
    public const string Action = "action";

    /// <summary>Those of everybody for an admin of everything, for all others their own alone.</summary>
    /// <exception cref="UnusableFilterException">A value cannot be used.</exception>
    public static AuditQuestion Read(Func<string, StringValues> query, ClaimsPrincipal person, Reach reach)
    {
        var action = AddressQuery.One(query, Action);
        if (action is not null && !AuditActions.All.Contains(action))
            throw new UnusableFilterException($"There is no action “{AddressQuery.Said(action)}”. Known are {string.Join(", ", AuditActions.All)}.");
        return new AuditQuestion
        {
            Own = reach.IsAdminOfAll ? null : (person.FindFirstValue(PersonClaims.Issuer) ?? "", person.FindFirstValue(PersonClaims.Subject) ?? ""),
            Patient = AddressQuery.One(query, Patient),
            Person = AddressQuery.One(query, Person),
            Action = action,
            From = Midnight(AddressQuery.Date(query, "from")),
            Until = Midnight(AddressQuery.Date(query, "to") is { } last && last < DateOnly.MaxValue ? last.AddDays(1) : null),
        };
    }

    /// <summary>Where the server is, as the page writes moments.</summary>
    private static DateTimeOffset? Midnight(DateOnly? day) =>
        day is not { } date ? null : date == DateOnly.MinValue ? DateTimeOffset.MinValue : new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue));
}
