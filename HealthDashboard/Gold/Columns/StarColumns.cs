using System.Collections.Concurrent;
using HealthDashboard.Access;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// The star schema once more, column by column in memory, for the rows of all views: a million visits are added up in
/// milliseconds where SQL needs seconds. Texts that repeat are codes into sorted lists, so that codes sort as the texts do.
/// Visits stand in the order of department, date and line; treatments in the order of their visits.
/// </summary>
public sealed class StarColumns
{
    /// <summary>There are as many as grants can be combined.</summary>
    private const int MostReaches = 200;

    /// <summary>Of a thousand times the sample four tables of all patients, and what else is asked of them.</summary>
    private const long RoomWithinReaches = 256L << 20;

    private readonly ConcurrentDictionary<GoldView, Lazy<ViewTable>> _everything = new();
    private readonly ConcurrentDictionary<Dimension, Lazy<GroupSums>> _sums = new();
    private readonly ConcurrentDictionary<TimeGrain, Lazy<PeriodColumns>> _periods = new();
    private readonly ConcurrentDictionary<Reach, (int First, int Last)> _calendars = new();
    private readonly KeptTables _within = new(RoomWithinReaches);
    private object? _outside;

    public required Utf8Column Departments { get; init; }

    public required Utf8Column Countries { get; init; }

    public required Utf8Column AgeGroups { get; init; }

    public required Utf8Column Genders { get; init; }

    public required Utf8Column TreatmentTypes { get; init; }

    public required Utf8Column Insurers { get; init; }

    /// <summary>Every week from the first visit to the last.</summary>
    public required IReadOnlyList<WeekRow> Weeks { get; init; }

    /// <summary>Ascending, as all ids here.</summary>
    public required Utf8Column PatientIds { get; init; }

    public required Utf8Column PatientNames { get; init; }

    public required int[] PatientCountry { get; init; }

    public required int[] PatientAgeGroup { get; init; }

    public required int[] PatientGender { get; init; }

    public required Utf8Column DoctorIds { get; init; }

    public required Utf8Column DoctorNames { get; init; }

    public required int[] DoctorDepartment { get; init; }

    /// <summary>In the order in which people read names.</summary>
    public required int[] PatientsByName { get; init; }

    public required int[] DoctorsByName { get; init; }

    public required int[] VisitDepartment { get; init; }

    /// <summary>Days since 1 January of the year 1.</summary>
    public required int[] VisitDay { get; init; }

    public required int[] VisitPatient { get; init; }

    public required int[] VisitDoctor { get; init; }

    /// <summary>1, 0, or -1 when the file does not say.</summary>
    public required sbyte[] VisitFollowUp { get; init; }

    /// <summary>Where the treatments of each visit begin; one more than there are visits, so that they end where the next begin.</summary>
    public required int[] VisitTreatments { get; init; }

    public required int[] TreatmentType { get; init; }

    public required int[] TreatmentInsurer { get; init; }

    public required int[] TreatmentCents { get; init; }

    public int Visits => VisitDay.Length;

    /// <summary>The visit of each treatment.</summary>
    public int[] TreatmentVisit => field ??= VisitOfTreatments();

    /// <summary>What the treatments of each visit cost.</summary>
    public long[] VisitCents => field ??= CentsOfVisits();

    public NameSearch PatientSearch => field ??= new(PatientsByName, PatientIds, PatientNames);

    public NameSearch DoctorSearch => field ??= new(DoctorsByName, DoctorIds, DoctorNames);

    public People Patients => field ??= new(PatientIds, PatientNames, PatientSearch, VisitPatient);

    public People Doctors => field ??= new(DoctorIds, DoctorNames, DoctorSearch, VisitDoctor);

    /// <summary>What a visit says of a follow-up.</summary>
    public Utf8Column Answers { get; } = new(["No", "Unknown", "Yes"]);

    public int[] VisitAnswer => field ??= Array.ConvertAll(VisitFollowUp, answer => answer switch { 0 => 0, 1 => 2, _ => 1 });

    /// <summary>The week of each visit, counted from the first; -1 where its date is so far from all others that it is in none.</summary>
    public int[] VisitWeek => field ??= WeeksSince(FirstMonday);

    public bool HasVisitsOutsideCalendar => (bool)(_outside ??= VisitWeek.AsSpan().Contains(-1));

    /// <summary>The day of the first Monday.</summary>
    private int FirstMonday => Weeks.Count == 0 ? 0 : Silver.Weeks.Day(Weeks[0].Week).DayNumber;

    internal int Count(Fact fact) => fact == Fact.Visits ? Visits : TreatmentCents.Length;

    private int[] VisitOfTreatments()
    {
        var visits = new int[TreatmentCents.Length];
        for (var visit = 0; visit < Visits; visit++)
            visits.AsSpan(VisitTreatments[visit]..VisitTreatments[visit + 1]).Fill(visit);
        return visits;
    }

    private long[] CentsOfVisits()
    {
        var cents = new long[Visits];
        for (var visit = 0; visit < cents.Length; visit++)
        {
            for (var treatment = VisitTreatments[visit]; treatment < VisitTreatments[visit + 1]; treatment++)
                cents[visit] += TreatmentCents[treatment];
        }

        return cents;
    }

    private int[] WeeksSince(int monday) => Array.ConvertAll(VisitDay, day => day >= monday && (day - monday) / 7 is var week && week < Weeks.Count ? week : -1);

    /// <summary>The weeks, months, quarters or years, made once.</summary>
    public PeriodColumns By(TimeGrain grain) => _periods.GetOrAdd(grain, each => new Lazy<PeriodColumns>(() => PeriodColumns.Of(each, this))).Value;

    /// <summary>The first and the last day on which a visit is in reach, those outside the calendar aside; the last before the first where there is none.</summary>
    public (int First, int Last) CalendarOf(Reach reach)
    {
        if (_calendars.Count > MostReaches)
            _calendars.Clear();
        return _calendars.GetOrAdd(reach, each =>
        {
            var covered = Enumerable.Range(0, Departments.Count).Select(department => each.Covers(Departments[department])).ToArray();
            var (first, last) = (int.MaxValue, -1);
            for (var visit = 0; visit < Visits; visit++)
            {
                if (covered[VisitDepartment[visit]] && VisitWeek[visit] >= 0)
                    (first, last) = (Math.Min(first, VisitDay[visit]), Math.Max(last, VisitDay[visit]));
            }

            return (first, last);
        });
    }

    internal ValueSets ValueSets => field ??= new(this);

    /// <summary>The rows of a view over everything, made once.</summary>
    public ViewTable Everything(GoldView view) =>
        _everything.GetOrAdd(view, each => new Lazy<ViewTable>(() => Kept(each, Scope.Of(Reach.Everything)))).Value;

    /// <summary>The rows of a view over all that somebody may see: made once for all who see the same departments, as long as there is room.</summary>
    public ViewTable Within(GoldView view, Reach reach) =>
        _within.Of(view, string.Join('\0', reach.Departments), () => Kept(view, Scope.Of(reach).Unshared()));

    private ViewTable Kept(GoldView view, Scope scope)
    {
        using var scoped = new ScopedVisits(this, scope);
        return Aggregator.Of(view, scoped).Kept();
    }

    /// <summary>What each value of a key adds up to over everything, made once for all views that have it.</summary>
    internal GroupSums SumOfAll(Dimension key, Func<GroupSums> sum) => _sums.GetOrAdd(key, _ => new Lazy<GroupSums>(sum)).Value;

    /// <summary>Makes what somebody will ask for.</summary>
    public void WarmUp()
    {
        foreach (var view in Views.GoldCatalog.All)
            _ = Everything(view).Sum(null);
        _ = (Patients.NameOrder, Doctors.NameOrder, Patients.Search.Texts, Doctors.Search.Texts);
    }

    /// <summary>Read once for all, when first needed.</summary>
    public static StarColumns Of(Snapshot snapshot) =>
        snapshot.Keep(() => (snapshot is FileSnapshot files ? StarColumnsFile.Read(files.Folder) : null) ?? StarFromGold.Read(snapshot));
}
