using Dapper;
using HealthDashboard.Gold;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>A visit of one patient.</summary>
public sealed record PatientVisit
{
    public required string VisitDate { get; init; }

    public required string Department { get; init; }

    public required string DoctorId { get; init; }

    public required string DoctorName { get; init; }

    /// <summary>The treatments of the visit, by name; empty when there was none.</summary>
    public string? Treatments { get; init; }

    public decimal Cost { get; init; }

    /// <summary>1, 0, or null when the file does not say.</summary>
    public long? FollowUpRequired { get; init; }

    /// <summary>The visits of a patient under a scope, the newest first.</summary>
    public static IReadOnlyList<PatientVisit> Of(Snapshot snapshot, string patientId, Scope scope)
    {
        var parameters = new DynamicParameters(new Dictionary<string, object>(scope.Parameters()) { ["patient"] = patientId });
        var star = scope.IsEverything ? "gold." : "";
        using var connection = snapshot.Open();
        var rows = connection.Query<PatientVisit>(
            $"""
            {(scope.IsEverything ? "" : $"with {scope.Prologue()}")}
            select
                visit.visit_date,
                visit.department,
                visit.doctor_id,
                coalesce(doctor.doctor_name, doctor.doctor_id) as doctor_name,
                treatment.treatment_type as treatments,
                visit.cost_cents / 100.0 as cost,
                visit.follow_up_required,
                visit.visit_id
            from {star}dim_visits as visit
            join {star}dim_doctors as doctor on doctor.doctor_id = visit.doctor_id
            left join {star}fact_treatments as treatment on treatment.visit_id = visit.visit_id
            where visit.patient_id = @patient
            order by visit.visit_date desc, visit.visit_id, treatment.cost_cents, treatment.treatment_id
            """,
            parameters).ToList();
        return [.. rows.GroupBy(row => row.VisitId).Select(visit => visit.First() with { Treatments = visit.First().Treatments is null ? null : string.Join(", ", visit.Select(row => row.Treatments)) })];
    }

    private string VisitId { get; init; } = "";
}
