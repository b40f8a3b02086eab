using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Gold.Views;

/// <summary>One row per doctor: how often a follow-up was recommended.</summary>
public sealed record DoctorFollowUpRatio
{
    public static GoldView View { get; } = GoldView.Of<DoctorFollowUpRatio>(
        topic: "Who carries the load?",
        title: "Follow-ups by doctor",
        question: "Which doctors recommend follow-ups unusually often?",
        rows: "doctors",
        definition: "The doctor's visits with a recommended follow-up over the visits that say yes or no. With few visits a rate says little: read it together with their number.",
        chart: new Chart(ChartKind.Scatter, "doctor_id", "follow_up_rate") { Across = "num_visits" },
        visitColumn: "num_visits",
        rollup: Rollup);

    [Column("Id", ColumnKind.Doctor, Key = "visit.doctor_id")]
    public required string DoctorId { get; init; }

    [Column("Doctor", ColumnKind.Text)]
    public required string DoctorName { get; init; }

    [Column("Follow-up rate", ColumnKind.Rate, Of = nameof(FollowUpCount), Over = nameof(VisitsWithAnswer))]
    public decimal? FollowUpRate { get; init; }

    [Column("Follow-ups recommended", ColumnKind.Count, From = MadeOf.FollowUps)]
    public long? FollowUpCount { get; init; }

    [Column("Visits", ColumnKind.Count, From = MadeOf.Visits)]
    public long? NumVisits { get; init; }

    [Column("Visits with an answer", ColumnKind.Count, From = MadeOf.VisitsWithAnswer, Hidden = true)]
    public long? VisitsWithAnswer { get; init; }

    private static PeopleRows<DoctorFollowUpRatio> Rollup(Slice slice)
    {
        var doctors = slice.Star.Doctors;
        return new(View, slice.Sum(doctors), [doctors.IdText, doctors.NameText], (doctor, sum) => new DoctorFollowUpRatio
        {
            DoctorId = doctors.Ids[doctor],
            DoctorName = doctors.Names[doctor],
            FollowUpRate = sum.FollowUpRate,
            FollowUpCount = sum.FollowUps,
            NumVisits = sum.Visits,
            VisitsWithAnswer = sum.Answers,
        });
    }
}
