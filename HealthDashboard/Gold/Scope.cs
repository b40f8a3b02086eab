using System.Globalization;
using HealthDashboard.Access;

namespace HealthDashboard.Gold;

/// <summary>
/// The visits a view is computed over, and which of their treatments: those that pass the filters by dimension and whose date lies in the
/// period. A filter on treatments (type, insurer) keeps those treatments and the visits that have one of them. Nothing set means everything
/// that the reach holds: of other departments nothing is ever in scope, whatever is asked for.
/// </summary>
public sealed partial record Scope
{
    private readonly bool _isShared;

    /// <summary>Of the person for whom it is read. Not a filter: it narrows whatever filters let pass, and no words or addresses tell of it.</summary>
    public required Reach Reach { get; init; }

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

    /// <summary>
    /// Whether small numbers are withheld: as asked for, since what is read leaves the building, and always where one is no more than a viewer in
    /// any department that is in scope. No filter on the data either.
    /// </summary>
    public bool ShareSafe
    {
        get => !IsForOurEyes && (_isShared || IsSharedByRole);
        init => _isShared = value;
    }

    /// <summary>Whether it was asked for: what an address says of it.</summary>
    public bool IsSharedOnDemand => _isShared;

    private bool IsSharedByRole => !Reach.IsAtLeast(Role.Analyst, Filters.Of(Dimensions.Department));

    /// <summary>Of what a program reads to withhold, and shows nobody.</summary>
    private bool IsForOurEyes { get; init; }

    /// <summary>Whether nothing is filtered: what is left is all that one may see.</summary>
    public bool IsUnfiltered => Filters.IsNone && (From, To) == (null, null);

    /// <summary>Whether all the data are in it.</summary>
    public bool IsEverything => IsUnfiltered && Reach.IsAll;

    /// <summary>All that somebody may see.</summary>
    public static Scope Of(Reach reach) => new() { Reach = reach };

    /// <summary>The same without any filter, of the same snapshot and shown in the same way.</summary>
    public Scope Unfiltered() => new() { Reach = Reach, AsOf = AsOf, ShareSafe = _isShared };

    /// <summary>The same visits for our own eyes: only for what withholds small numbers itself, or reads no numbers.</summary>
    public Scope Unshared() => this with { ShareSafe = false, IsForOurEyes = true };

    /// <summary>Stops whoever would read the data of a share-safe scope past what reads views, which withholds small numbers.</summary>
    /// <exception cref="WithheldException">The scope is share-safe.</exception>
    public void MustNotBeShared()
    {
        if (ShareSafe)
            throw IsSharedByRole ? WithheldException.RecordsByRole : WithheldException.Records;
    }

    /// <summary>Stops whoever would list persons under a share-safe scope.</summary>
    /// <exception cref="WithheldException">The scope is share-safe, and the view has one row per person.</exception>
    public void MustNotList(GoldView view)
    {
        if (ShareSafe && view.HasRowPerPerson)
            throw IsSharedByRole ? WithheldException.OnePersonARowByRole(view.Name) : WithheldException.OnePersonARow(view.Name);
    }

    /// <summary>The same scope, with other values of a dimension.</summary>
    public Scope With(Dimension dimension, params IEnumerable<string> values) => this with { Filters = Filters.With(dimension, values) };

    /// <summary>Whether the filter lets all days of a week, month, quarter or year pass; one that it cuts does not compare with others.</summary>
    public bool Holds(Silver.CalendarPeriod period) => period.IsWithin(From, To);

    public bool HoldsWeek(string monday) => Holds(new(Silver.TimeGrain.Week, Silver.Weeks.Day(monday)));

    public static string Iso(DateOnly date) => Silver.Weeks.Iso(date);

    /// <summary>Different for every different scope and the same in every language: results are kept under it, for everybody.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Filters}|{From:yyyy-MM-dd}|{To:yyyy-MM-dd}|{Quoted(AsOf)}|{ShareSafe}|{Reach}");

    private static string Quoted(string? text) => text is null ? "" : $"“{Uri.EscapeDataString(text)}”";
}
