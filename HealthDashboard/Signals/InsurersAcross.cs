using HealthDashboard.Gold;
using HealthDashboard.Query;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Signals;

/// <summary>By what the costs of insurers are broken down, as an address asks for it.</summary>
public static class InsurersAcross
{
    public const string Name = "across";

    /// <summary>Quarters or years.</summary>
    public const string Time = "time";

    /// <summary>Null where nothing is asked for.</summary>
    /// <exception cref="UnusableFilterException">There is no such breakdown.</exception>
    public static Dimension? Read(Func<string, StringValues> query, (DateOnly First, DateOnly Last) days) => AddressQuery.One(query, Name) switch
    {
        null => null,
        "department" => Dimensions.Department,
        "treatment_type" => Dimensions.TreatmentType,
        Time => CostCross.Time(days),
        var other => throw new UnusableFilterException($"{Name}={AddressQuery.Said(other)} is not understood. Expected {Dimensions.Department.Parameter}, {Dimensions.TreatmentType.Parameter} or {Time}."),
    };
}
