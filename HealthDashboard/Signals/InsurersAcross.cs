using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Silver;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Signals;

/// <summary>By what the costs of insurers are broken down, as an address asks for it.</summary>
public static class InsurersAcross
{
    public const string Name = "across";

    /// <summary>Quarters or years.</summary>
    public const string Time = "time";

    public const string Month = "month";

    /// <summary>Fewer points are no course.</summary>
    private const int FewestQuarters = 6;

    /// <summary>How a picture of the data is divided, as an address asks for it: by months where there are few quarters.</summary>
    public static string Drawn((DateOnly First, DateOnly Last) days) => CalendarPeriod.Count(TimeGrain.Quarter, days.First, days.Last) < FewestQuarters ? Month : Time;

    /// <summary>Months, quarters or years.</summary>
    public static Dimension OfTime(string asked, (DateOnly First, DateOnly Last) days) => asked == Month ? Dimensions.Month : CostCross.Time(days);

    /// <summary>Null where nothing is asked for.</summary>
    /// <exception cref="UnusableFilterException">There is no such breakdown.</exception>
    public static Dimension? Read(Func<string, StringValues> query, (DateOnly First, DateOnly Last) days) => AddressQuery.One(query, Name) switch
    {
        null => null,
        "department" => Dimensions.Department,
        "treatment_type" => Dimensions.TreatmentType,
        Time or Month => OfTime(AddressQuery.One(query, Name)!, days),
        var other => throw new UnusableFilterException($"{Name}={AddressQuery.Said(other)} is not understood. Expected {Dimensions.Department.Parameter}, {Dimensions.TreatmentType.Parameter}, {Time} or {Month}."),
    };
}
