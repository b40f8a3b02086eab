namespace HealthDashboard.Gold;

/// <summary>What a scope says in SQL.</summary>
public sealed partial record Scope
{
    /// <summary>
    /// Common table expressions that shadow the star schema with what is in scope, so that a view's select, which knows no
    /// filter, computes the filtered slice. Under a filter only those departments, doctors, patients and weeks remain that have a
    /// visit in scope (weeks: from its first to its last). Names only the filters that are set, so that indexes serve them.
    /// </summary>
    /// <param name="time">By which weeks are taken the place of: a view's select by week makes its months, quarters or years.</param>
    public string Prologue(Dimension? time = null)
    {
        var isDated = time is not (null or { Grain: Silver.TimeGrain.Week });
        var from = isDated ? "dated_visits" : "gold.dim_visits";
        // A week that one's own visits begin or end in has as many days as they are seen in.
        var weeks = isDated || !Reach.IsAll ? "periods" : "gold.dim_weeks";
        var dated = (isDated ? Dated(time!) : "") + (weeks == "periods" ? Periods(time ?? Dimensions.Week) : "");
        if (isDated && IsEverything)
            return $"{dated}dim_visits as (select * from dated_visits),\ndim_weeks as (select * from periods)";

        var conditions = Conditions().ToList();
        var visits = Where(conditions.Where(each => each.Owner is not (Owner.Patient or Owner.Treatment)).Select(each => $"{each.Sql} {each.Condition}").Concat(OfPatients(conditions)));
        var treatments = Where(conditions.Where(each => each.Owner == Owner.Treatment).Select(each => $"{each.Sql} {each.Condition}"));
        return $"""
            {dated}{(treatments.Length == 0 ? Visits(from, visits) : VisitsWith(from, treatments, visits))},
            dim_patients as (select * from gold.dim_patients where patient_id in (select patient_id from dim_visits)),
            dim_doctors as (select * from gold.dim_doctors where doctor_id in (select doctor_id from dim_visits)),
            dim_departments as (select distinct department from dim_visits),
            dim_weeks as (
                select * from {weeks}
                where week between (select min(week) from dim_visits) and (select max(week) from dim_visits)
            )
            """;
    }

    /// <summary>What the reach and the filters that are set ask, over <c>visit</c>, <c>patient</c> and <c>treatment</c>.</summary>
    /// <returns>
    /// The column as it lies in the table, what it says as values are written, and the rest of the condition. No column where a row that
    /// does not say what it has is not one's own either.
    /// </returns>
    public IEnumerable<(Owner Owner, string? Column, string Sql, string Condition)> Conditions()
    {
        MustNotBeShared();
        if (!Reach.IsAll)
            yield return (Owner.Visit, null, "visit.department", OfReach());
        foreach (var (dimension, values) in Filters.All)
        {
            var names = values.Select((_, place) => "@" + Name(dimension, place)).ToList();
            yield return (dimension.Owner, dimension.Column, dimension.Sql, names is [var one] ? $"= {one}" : $"in ({string.Join(", ", names)})");
        }

        if (From is not null)
            yield return (Owner.Visit, "visit.visit_date", "visit.visit_date", ">= @first_day");
        if (To is not null)
            yield return (Owner.Visit, "visit.visit_date", "visit.visit_date", "<= @last_day");
    }

    /// <summary>The values the prologue names; PostgreSQL cannot type a null date, so unset ones are left out.</summary>
    public IEnumerable<KeyValuePair<string, object>> Parameters()
    {
        MustNotBeShared();
        foreach (var (place, department) in Reach.Departments.Index())
            yield return new(ReachName(place), department);
        foreach (var (dimension, values) in Filters.All)
        {
            for (var place = 0; place < values.Count; place++)
                yield return new(Name(dimension, place), values[place]);
        }

        if (From is { } from)
            yield return new("first_day", Iso(from));
        if (To is { } to)
            yield return new("last_day", Iso(to));
    }

    private static string Name(Dimension dimension, int place) => place == 0 ? dimension.Parameter! : $"{dimension.Parameter}_{place + 1}";

    private static string ReachName(int place) => $"reach_{place + 1}";

    private static IEnumerable<string> OfPatients(IReadOnlyList<(Owner Owner, string? Column, string Sql, string Condition)> conditions)
    {
        var patients = Where(conditions.Where(each => each.Owner == Owner.Patient).Select(each => $"{each.Sql} {each.Condition}"));
        return patients.Length == 0 ? [] : [$"visit.patient_id in (select patient.patient_id from gold.dim_patients as patient{patients})"];
    }

    private static string Where(IEnumerable<string> conditions) => string.Join(" and ", conditions) is { Length: > 0 } all ? " where " + all : "";

    /// <summary>Visits whose week is the first day of a month, quarter or year.</summary>
    private static string Dated(Dimension time) => $"""
        dated_visits as (
            select visit.visit_id, visit.patient_id, visit.doctor_id, visit.department, visit.visit_date, visit.follow_up_required,
                {time.Column} as week, visit.treatment_count, visit.cost_cents, visit.line
            from gold.dim_visits as visit
        ),

        """;

    /// <summary>All weeks, months, quarters or years from the first visit of the data that is in reach to the last, with the days that lie between the two.</summary>
    private string Periods(Dimension time)
    {
        var (own, label) = ($"from gold.dim_visits where week is not null{(Reach.IsAll ? "" : $" and department {OfReach()}")}", Dimensions.LabelOf(time).Column);
        return $"""
            days as (
                select date(week.week, '+' || place.day || ' days') as visit_date, week.week{(time == Dimensions.Week ? $", {label}" : "")}
                from gold.dim_weeks as week
                cross join (select 0 as day union all select 1 union all select 2 union all select 3 union all select 4 union all select 5 union all select 6) as place
            ),
            periods as (
                select {time.Column} as week, {(time == Dimensions.Week ? "visit.iso_week" : label)} as iso_week, count(*) as days
                from days as visit
                where visit.visit_date between
                    (select min(visit_date) {own})
                    and (select max(visit_date) {own})
                group by 1, 2
            ),

            """;
    }

    private string OfReach() => Reach.IsNothing ? "is null" : $"in ({string.Join(", ", Reach.Departments.Select((_, place) => "@" + ReachName(place)))})";

    private static string Visits(string from, string where) => $"""
        dim_visits as (select visit.* from {from} as visit{where}),
        fact_treatments as (select * from gold.fact_treatments where visit_id in (select visit_id from dim_visits))
        """;

    /// <summary>Only the treatments that are kept count, also in the totals that a visit carries.</summary>
    private static string VisitsWith(string from, string treatments, string where) => $"""
        kept_treatments as (select treatment.* from gold.fact_treatments as treatment{treatments}),
        dim_visits as (
            select
                visit.visit_id,
                visit.patient_id,
                visit.doctor_id,
                visit.department,
                visit.visit_date,
                visit.follow_up_required,
                visit.week,
                billed.treatment_count,
                billed.cost_cents,
                visit.line
            from {from} as visit
            join (
                select visit_id, count(*) as treatment_count, sum(cost_cents) as cost_cents from kept_treatments group by visit_id
            ) as billed on billed.visit_id = visit.visit_id{where}
        ),
        fact_treatments as (select * from kept_treatments where visit_id in (select visit_id from dim_visits))
        """;
}
