using HealthDashboard.Access;
using HealthDashboard.Gold;

namespace HealthDashboard.Tests.Support;

/// <summary>Scopes worth asking the sample data for: each filter alone, together, cutting weeks, and one without visits.</summary>
public static class Scopes
{
    /// <summary>All there is, of whoever sees everything.</summary>
    public static Scope Everything { get; } = Scope.Of(Reach.Everything);

    private static readonly DateOnly NewYear = new(2024, 12, 30);

    public static IReadOnlyDictionary<string, Scope> All { get; } = new Dictionary<string, Scope>
    {
        ["everything"] = Everything,
        ["department"] = Everything with { Department = "Cardiology" },
        ["doctor"] = Everything with { DoctorId = "D013" },
        ["from"] = Everything with { From = new DateOnly(2025, 10, 1) },
        ["to"] = Everything with { To = new DateOnly(2024, 2, 14) },
        ["week over New Year"] = Everything with { From = NewYear, To = NewYear.AddDays(6) },
        ["period that cuts weeks"] = Everything with { From = new DateOnly(2025, 3, 5), To = new DateOnly(2025, 4, 17) },
        ["department and period"] = Everything with { Department = "Respiratory Medicine", From = new DateOnly(2025, 9, 1), To = new DateOnly(2025, 12, 14) },
        ["doctor elsewhere"] = Everything with { Department = "Gastroenterology", DoctorId = "D013" },
        ["all three"] = Everything with { Department = "Cardiology", DoctorId = "D013", From = new DateOnly(2024, 6, 1), To = new DateOnly(2025, 6, 30) },
        ["nothing"] = Everything with { From = new DateOnly(1990, 1, 1), To = new DateOnly(1990, 1, 31) },
    };
}
