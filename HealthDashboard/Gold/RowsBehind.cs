namespace HealthDashboard.Gold;

/// <summary>What a number of a view is made of. A view with something new adds it here and in <see cref="RowsBehind"/>.</summary>
public enum MadeOf
{
    /// <summary>Not made of rows of its own: a place in an order, the days of a week.</summary>
    Nothing,
    Visits,
    VisitsWithAnswer,
    FollowUps,
    Patients,
    PatientsTreated,
    DoctorsTreating,
    Treatments,
    Cost,
    LowestCost,
    LowerQuartile,
    Median,
    UpperQuartile,
    HighestCost,
}

/// <summary>Which of the two tables holds the rows behind a number.</summary>
public enum RowsOf
{
    Visits,
    Treatments,
}

/// <summary>
/// The silver rows behind a number and how it is made of them, in SQL of its own: it shares nothing with the views, so that it
/// proves them.
/// </summary>
/// <param name="Table">Whose rows they are.</param>
/// <param name="Value">A select over <c>behind</c>, the rows.</param>
public sealed record RowsBehind(RowsOf Table, string Value)
{
    private static readonly Dictionary<MadeOf, RowsBehind> Known = new()
    {
        [MadeOf.Visits] = new(RowsOf.Visits, "select count(*) from behind"),
        [MadeOf.VisitsWithAnswer] = new(RowsOf.Visits, "select count(*) from behind") { Only = "found.follow_up_required is not null" },
        [MadeOf.FollowUps] = new(RowsOf.Visits, "select count(*) from behind") { Only = "found.follow_up_required = 1" },
        [MadeOf.Patients] = new(RowsOf.Visits, "select count(distinct patient_id) from behind"),
        [MadeOf.PatientsTreated] = new(RowsOf.Visits, "select count(distinct patient_id) from behind") { Only = "visit.treatment_count > 0", Missing = RowsOf.Treatments },
        [MadeOf.DoctorsTreating] = new(RowsOf.Visits, "select count(distinct doctor_id) from behind") { Only = "visit.treatment_count > 0", Missing = RowsOf.Treatments },
        [MadeOf.Treatments] = new(RowsOf.Treatments, "select count(*) from behind"),
        [MadeOf.Cost] = new(RowsOf.Treatments, "select coalesce(sum(cost_cents), 0) / 100.0 from behind"),
        [MadeOf.LowestCost] = new(RowsOf.Treatments, "select min(cost_cents) / 100.0 from behind") { ByCost = true },
        [MadeOf.LowerQuartile] = Quartile(1),
        [MadeOf.Median] = Quartile(2),
        [MadeOf.UpperQuartile] = Quartile(3),
        [MadeOf.HighestCost] = new(RowsOf.Treatments, "select max(cost_cents) / 100.0 from behind") { ByCost = true },
    };

    /// <summary>A condition on top of the row's and the scope's; null for all of their rows.</summary>
    public string? Only { get; init; }

    /// <summary>The table whose rejected rows could have changed the number.</summary>
    public RowsOf Missing { get; init; } = Table;

    /// <summary>Whether the rows are read in the order of their cost, as the number asks for.</summary>
    public bool ByCost { get; init; }

    /// <summary>Null for <see cref="MadeOf.Nothing"/>.</summary>
    public static RowsBehind? Of(MadeOf made) => Known.GetValueOrDefault(made);

    /// <summary>Type 7: the weight of a cost falls from one to nothing within a place of where the quartile lies, counted in quarters of a place.</summary>
    private static RowsBehind Quartile(int quarters) => new(RowsOf.Treatments, $"""
        select sum(cost_cents * case when distance < 4 then 4 - distance else 0 end) / 400.0
        from (
            select
                cost_cents,
                abs(4 * (row_number() over (order by cost_cents) - 1) - {quarters} * (count(*) over () - 1)) as distance
            from behind
        )
        """)
    {
        ByCost = true,
    };
}
