namespace HealthDashboard.Gold;

/// <summary>
/// The rows that prove a measure and how it is made of them, in SQL of its own: it shares nothing with the views, so that it
/// proves them.
/// </summary>
/// <param name="Table">Whose rows they are.</param>
/// <param name="Value">A select over <c>behind</c>, the rows.</param>
public sealed record ContributingRows(Fact Table, string Value)
{
    private const string WithTreatment = "visit.treatment_count > 0";

    public static ContributingRows Visits { get; } = new(Fact.Visits, "select count(*) from behind");

    public static ContributingRows VisitsWithAnswer { get; } = new(Fact.Visits, "select count(*) from behind") { Only = "visit.follow_up_required is not null" };

    public static ContributingRows FollowUps { get; } = new(Fact.Visits, "select count(*) from behind") { Only = "visit.follow_up_required = 1" };

    public static ContributingRows Patients { get; } = new(Fact.Visits, "select count(distinct patient_id) from behind");

    public static ContributingRows PatientsTreated { get; } = new(Fact.Visits, "select count(distinct patient_id) from behind") { Only = WithTreatment, Rejected = Fact.Treatments };

    public static ContributingRows DoctorsTreating { get; } = new(Fact.Visits, "select count(distinct doctor_id) from behind") { Only = WithTreatment, Rejected = Fact.Treatments };

    public static ContributingRows Treatments { get; } = new(Fact.Treatments, "select count(*) from behind");

    public static ContributingRows Cost { get; } = new(Fact.Treatments, "select coalesce(sum(cost_cents), 0) / 100.0 from behind");

    public static ContributingRows LowestCost { get; } = new(Fact.Treatments, "select min(cost_cents) / 100.0 from behind") { ByCost = true };

    public static ContributingRows HighestCost { get; } = new(Fact.Treatments, "select max(cost_cents) / 100.0 from behind") { ByCost = true };

    /// <summary>A condition on top of the row's and the scope's; null for all of their rows.</summary>
    public string? Only { get; init; }

    /// <summary>The table whose rejected rows could have changed the number.</summary>
    public Fact Rejected { get; init; } = Table;

    /// <summary>Whether the rows are read in the order of their cost, as the number asks for.</summary>
    public bool ByCost { get; init; }

    /// <summary>Type 7: the weight of a cost falls from one to nothing within a place of where the quartile lies, counted in quarters of a place.</summary>
    public static ContributingRows Quartile(int quarters) => new(Fact.Treatments, $"""
        select sum(cost_cents * case when distance < 4 then 4 - distance else 0 end) / 400.0
        from (
            select
                cost_cents,
                abs(4 * (row_number() over (order by cost_cents) - 1) - {quarters} * (count(*) over () - 1)) as distance
            from behind
        ) as placed
        """)
    {
        ByCost = true,
    };
}
