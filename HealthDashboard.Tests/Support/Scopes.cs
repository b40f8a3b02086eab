using HealthDashboard.Gold;

namespace HealthDashboard.Tests.Support;

/// <summary>Scopes worth asking the sample data for: each filter alone, together, cutting weeks, and one without visits.</summary>
public static class Scopes
{
    private static readonly DateOnly NewYear = new(2024, 12, 30);

    public static IReadOnlyDictionary<string, Scope> All { get; } = new Dictionary<string, Scope>
    {
        ["everything"] = Scope.Everything,
        ["department"] = new() { Department = "Cardiology" },
        ["doctor"] = new() { DoctorId = "D013" },
        ["from"] = new() { From = new DateOnly(2025, 10, 1) },
        ["to"] = new() { To = new DateOnly(2024, 2, 14) },
        ["week over New Year"] = new() { From = NewYear, To = NewYear.AddDays(6) },
        ["period that cuts weeks"] = new() { From = new DateOnly(2025, 3, 5), To = new DateOnly(2025, 4, 17) },
        ["department and period"] = new() { Department = "Respiratory Medicine", From = new DateOnly(2025, 9, 1), To = new DateOnly(2025, 12, 14) },
        ["doctor elsewhere"] = new() { Department = "Gastroenterology", DoctorId = "D013" },
        ["all three"] = new() { Department = "Cardiology", DoctorId = "D013", From = new DateOnly(2024, 6, 1), To = new DateOnly(2025, 6, 30) },
        ["nothing"] = new() { From = new DateOnly(1990, 1, 1), To = new DateOnly(1990, 1, 31) },
    };
}
