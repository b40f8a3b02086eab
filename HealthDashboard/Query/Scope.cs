using System.Globalization;
using HealthDashboard.Gold;

namespace HealthDashboard.Query;

/// <summary>The visits a view is computed over: those whose own department, doctor and date pass. Nothing set means everything.</summary>
public sealed record Scope
{
    public static Scope Everything { get; } = new();

    public string? Department { get; init; }

    public string? DoctorId { get; init; }

    /// <summary>The first day, inclusive.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, inclusive.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The run of the snapshot to look at; null for the published one. It says which data, and is no filter on them.</summary>
    public string? AsOf { get; init; }

    /// <summary>Whether what is read leaves the building: small numbers are withheld then. No filter on the data either.</summary>
    public bool ShareSafe { get; init; }

    public bool IsEverything => (Department, DoctorId, From, To) == (null, null, null, null);

    /// <summary>Everything, of the same snapshot and shown in the same way.</summary>
    public Scope Unfiltered() => new() { AsOf = AsOf, ShareSafe = ShareSafe };

    /// <summary>The same visits for our own eyes: only for what withholds small numbers itself, or reads no numbers.</summary>
    public Scope Unshared() => this with { ShareSafe = false };

    /// <summary>Stops whoever would read the data of a share-safe scope past <see cref="ViewReader"/>, which withholds small numbers.</summary>
    /// <exception cref="Sharing.WithheldException">The scope is share-safe.</exception>
    public void MustNotBeShared()
    {
        if (ShareSafe)
            throw Sharing.WithheldException.Records;
    }

    /// <summary>
    /// Common table expressions that shadow the star schema with what is in scope, so that a view's select, which knows no
    /// filter, computes the filtered slice. Under a filter only those departments, doctors, patients and weeks remain that have a
    /// visit in scope (weeks: from its first to its last). Names only the filters that are set, so that indexes serve them.
    /// </summary>
    public string Prologue()
    {
        MustNotBeShared();
        var conditions = string.Join(" and ", Conditions().Select(each => $"{each.Column} {each.Condition}"));
        return $"""
            dim_visits as (select * from gold.dim_visits where {conditions}),
            fact_treatments as (select * from gold.fact_treatments where visit_id in (select visit_id from dim_visits)),
            dim_patients as (select * from gold.dim_patients where patient_id in (select patient_id from dim_visits)),
            dim_doctors as (select * from gold.dim_doctors where doctor_id in (select doctor_id from dim_visits)),
            dim_departments as (select distinct department from dim_visits),
            dim_weeks as (
                select * from gold.dim_weeks
                where week between (select min(week) from dim_visits) and (select max(week) from dim_visits)
            )
            """;
    }

    /// <summary>What the filters that are set ask of a visit: the column and the rest of the condition.</summary>
    public IEnumerable<(string Column, string Condition)> Conditions()
    {
        MustNotBeShared();
        if (Department is not null)
            yield return ("department", "= @department");
        if (DoctorId is not null)
            yield return ("doctor_id", "= @doctor");
        if (From is not null)
            yield return ("visit_date", ">= @from");
        if (To is not null)
            yield return ("visit_date", "<= @to");
    }

    /// <summary>The values of each dimension that pass, of the dimensions that are filtered.</summary>
    public IEnumerable<(Dimension Dimension, IReadOnlyList<string> Values)> Filters()
    {
        if (Department is not null)
            yield return (Dimensions.Department, [Department]);
        if (DoctorId is not null)
            yield return (Dimensions.Doctor, [DoctorId]);
    }

    /// <summary>The values the prologue names; PostgreSQL cannot type a null date, so unset ones are left out.</summary>
    public IEnumerable<KeyValuePair<string, object>> Parameters()
    {
        MustNotBeShared();
        if (Department is not null)
            yield return new("department", Department);
        if (DoctorId is not null)
            yield return new("doctor", DoctorId);
        if (From is { } from)
            yield return new("from", Iso(from));
        if (To is { } to)
            yield return new("to", Iso(to));
    }

    /// <summary>Whether the filter lets all seven days of a week pass; a week it cuts does not compare with others.</summary>
    public bool HoldsWeek(string monday)
    {
        var first = Silver.Weeks.Day(monday);
        return !(From > first || To < first.AddDays(6));
    }

    public static string Iso(DateOnly date) => Silver.Weeks.Iso(date);

    /// <summary>Different for every different scope and the same in every language: results are kept under it, for everybody.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Quoted(Department)}|{Quoted(DoctorId)}|{From:yyyy-MM-dd}|{To:yyyy-MM-dd}|{Quoted(AsOf)}|{ShareSafe}");

    private static string Quoted(string? text) => text is null ? "" : $"“{Uri.EscapeDataString(text)}”";
}
