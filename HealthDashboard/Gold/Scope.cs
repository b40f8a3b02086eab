using System.Globalization;

namespace HealthDashboard.Gold;

/// <summary>
/// The visits a view is computed over, and which of their treatments: those that pass the filters by dimension and whose date lies in the
/// period. A filter on treatments (type, insurer) keeps those treatments and the visits that have one of them. Nothing set means everything.
/// </summary>
public sealed record Scope
{
    public static Scope Everything { get; } = new();

    public DimensionFilters Filters { get; init; } = DimensionFilters.None;

    /// <summary>The one department that is filtered by; null where none is, or several are.</summary>
    public string? Department
    {
        get => Filters.Only(Dimensions.Department);
        init => Filters = Filters.With(Dimensions.Department, value is null ? [] : [value]);
    }

    /// <summary>The one doctor that is filtered by; null where none is, or several are.</summary>
    public string? DoctorId
    {
        get => Filters.Only(Dimensions.Doctor);
        init => Filters = Filters.With(Dimensions.Doctor, value is null ? [] : [value]);
    }

    /// <summary>The first day, inclusive.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, inclusive.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The run of the snapshot to look at; null for the published one. It says which data, and is no filter on them.</summary>
    public string? AsOf { get; init; }

    /// <summary>Whether what is read leaves the building: small numbers are withheld then. No filter on the data either.</summary>
    public bool ShareSafe { get; init; }

    public bool IsEverything => Filters.IsNone && (From, To) == (null, null);

    /// <summary>Everything, of the same snapshot and shown in the same way.</summary>
    public Scope Unfiltered() => new() { AsOf = AsOf, ShareSafe = ShareSafe };

    /// <summary>The same visits for our own eyes: only for what withholds small numbers itself, or reads no numbers.</summary>
    public Scope Unshared() => this with { ShareSafe = false };

    /// <summary>Stops whoever would read the data of a share-safe scope past what reads views, which withholds small numbers.</summary>
    /// <exception cref="WithheldException">The scope is share-safe.</exception>
    public void MustNotBeShared()
    {
        if (ShareSafe)
            throw WithheldException.Records;
    }

    /// <summary>The same scope, with other values of a dimension.</summary>
    public Scope With(Dimension dimension, params IEnumerable<string> values) => this with { Filters = Filters.With(dimension, values) };

    /// <summary>
    /// Common table expressions that shadow the star schema with what is in scope, so that a view's select, which knows no
    /// filter, computes the filtered slice. Under a filter only those departments, doctors, patients and weeks remain that have a
    /// visit in scope (weeks: from its first to its last). Names only the filters that are set, so that indexes serve them.
    /// </summary>
    /// <param name="time">By which weeks are taken the place of: a view's select by week makes its months, quarters or years.</param>
    public string Prologue(Dimension? time = null)
    {
        var (from, weeks) = time is null or { Grain: Silver.TimeGrain.Week } ? ("gold.dim_visits", "gold.dim_weeks") : ("dated_visits", "periods");
        var dated = from == "dated_visits" ? Dated(time!) : "";
        if (dated.Length > 0 && IsEverything)
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

    /// <summary>What the filters that are set ask, over <c>visit</c>, <c>patient</c> and <c>treatment</c>.</summary>
    /// <returns>The column as it lies in the table, what it says as values are written, and the rest of the condition.</returns>
    public IEnumerable<(Owner Owner, string Column, string Sql, string Condition)> Conditions()
    {
        MustNotBeShared();
        foreach (var (dimension, values) in Filters.All)
        {
            var names = values.Select((_, place) => "@" + Name(dimension, place)).ToList();
            yield return (dimension.Owner, dimension.Column, dimension.Sql, names is [var one] ? $"= {one}" : $"in ({string.Join(", ", names)})");
        }

        if (From is not null)
            yield return (Owner.Visit, "visit.visit_date", "visit.visit_date", ">= @from");
        if (To is not null)
            yield return (Owner.Visit, "visit.visit_date", "visit.visit_date", "<= @to");
    }

    /// <summary>The values the prologue names; PostgreSQL cannot type a null date, so unset ones are left out.</summary>
    public IEnumerable<KeyValuePair<string, object>> Parameters()
    {
        MustNotBeShared();
        foreach (var (dimension, values) in Filters.All)
        {
            for (var place = 0; place < values.Count; place++)
                yield return new(Name(dimension, place), values[place]);
        }

        if (From is { } from)
            yield return new("from", Iso(from));
        if (To is { } to)
            yield return new("to", Iso(to));
    }

    private static string Name(Dimension dimension, int place) => place == 0 ? dimension.Parameter! : $"{dimension.Parameter}_{place + 1}";

    private static IEnumerable<string> OfPatients(IReadOnlyList<(Owner Owner, string Column, string Sql, string Condition)> conditions)
    {
        var patients = Where(conditions.Where(each => each.Owner == Owner.Patient).Select(each => $"{each.Sql} {each.Condition}"));
        return patients.Length == 0 ? [] : [$"visit.patient_id in (select patient.patient_id from gold.dim_patients as patient{patients})"];
    }

    private static string Where(IEnumerable<string> conditions) => string.Join(" and ", conditions) is { Length: > 0 } all ? " where " + all : "";

    /// <summary>
    /// Visits whose week is the first day of a month, quarter or year, and all of these from the first visit of the data to the last, with the days
    /// that lie between the two.
    /// </summary>
    private static string Dated(Dimension time) => $"""
        dated_visits as (
            select visit.visit_id, visit.patient_id, visit.doctor_id, visit.department, visit.visit_date, visit.follow_up_required,
                {time.Column} as week, visit.treatment_count, visit.cost_cents, visit.line
            from gold.dim_visits as visit
        ),
        days as (
            select date(week.week, '+' || place.day || ' days') as visit_date, week.week
            from gold.dim_weeks as week
            cross join (select 0 as day union select 1 union select 2 union select 3 union select 4 union select 5 union select 6) as place
        ),
        periods as (
            select {time.Column} as week, {Dimensions.LabelOf(time).Column} as iso_week, count(*) as days
            from days as visit
            where visit.visit_date between
                (select min(visit_date) from gold.dim_visits where week is not null)
                and (select max(visit_date) from gold.dim_visits where week is not null)
            group by 1, 2
        ),

        """;

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

    /// <summary>Whether the filter lets all days of a week, month, quarter or year pass; one that it cuts does not compare with others.</summary>
    public bool Holds(Silver.CalendarPeriod period) => period.IsWithin(From, To);

    public bool HoldsWeek(string monday) => Holds(new(Silver.TimeGrain.Week, Silver.Weeks.Day(monday)));

    public static string Iso(DateOnly date) => Silver.Weeks.Iso(date);

    /// <summary>Different for every different scope and the same in every language: results are kept under it, for everybody.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Filters}|{From:yyyy-MM-dd}|{To:yyyy-MM-dd}|{Quoted(AsOf)}|{ShareSafe}");

    private static string Quoted(string? text) => text is null ? "" : $"“{Uri.EscapeDataString(text)}”";
}
