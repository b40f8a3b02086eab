using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Signals;

namespace HealthDashboard.Pages.CountriesAndAges;

/// <summary>What of a group of patients is laid beside that of others.</summary>
/// <param name="Name">In addresses.</param>
public sealed record GroupMeasure(string Name, string Label, ColumnKind Kind, Func<PatientGroup, decimal?> Of)
{
    /// <summary>The first needs no saying.</summary>
    public static IReadOnlyList<GroupMeasure> All =>
    [
        new("total_cost", Measures.Cost.Label, ColumnKind.Money, group => group.Cost),
        new("cost_per_patient", Measures.CostPerPatient.Label, Measures.CostPerPatient.Unit, group => group.CostPerPatient),
        new("patients", Text.Patients, ColumnKind.People, group => group.Patients),
        new("num_visits", Measures.Visits.Label, ColumnKind.Count, group => group.Visits),
        new("visits_per_patient", Measures.VisitsPerPatient.Label, Measures.VisitsPerPatient.Unit, group => group.VisitsPerPatient),
    ];

    public string Written(PatientGroup group, DisplayOptions display) => Of(group) is not { } value || group.Visits == 0 ? Format.Nothing : Written(value, display);

    public string Written(decimal value, DisplayOptions display) => Kind switch
    {
        ColumnKind.Money => Format.MoneyWhole(value, display),
        ColumnKind.Mean => Format.OneDigit(value),
        _ => Format.Whole(value),
    };
}
