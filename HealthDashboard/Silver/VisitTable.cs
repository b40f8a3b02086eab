using System.Runtime.InteropServices;
using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>The accepted visits.</summary>
public sealed class VisitTable() : SilverTable<Visit>(SourceTable.Visits)
{
    private readonly List<int> _patients = [];
    private readonly List<int> _doctors = [];
    private readonly List<int> _days = [];
    private readonly List<sbyte> _followUps = [];
    private readonly Dictionary<int, int> _visitsOn = [];
    private WeekCalendar? _calendar;

    public DictionaryColumn Departments { get; } = new();

    /// <summary>The first and the last visit date, however far from the others.</summary>
    public (DateOnly First, DateOnly Last) Period { get; private set; } = (DateOnly.MaxValue, DateOnly.MinValue);

    /// <summary>Of those kept so far.</summary>
    public WeekCalendar Calendar => _calendar ??= WeekCalendar.Of(Days());

    public override Visit this[int place] => new(Patient(place), Doctor(place), Departments[place], Date(place), FollowUp(place) is >= 0 and var required ? required == 1 : null);

    public int Patient(int place) => _patients[place];

    public int Doctor(int place) => _doctors[place];

    public DateOnly Date(int place) => DateOnly.FromDayNumber(_days[place]);

    /// <summary>1, 0, or -1 when the file does not say.</summary>
    public sbyte FollowUp(int place) => _followUps[place];

    public override void MakeRoom(int rows, RecordBatch some)
    {
        base.MakeRoom(rows, some);
        foreach (var column in new[] { _patients, _doctors, _days })
            column.EnsureCapacity(rows);
        _followUps.EnsureCapacity(rows);
        Departments.MakeRoom(rows);
    }

    private IEnumerable<(DateOnly Day, int Visits)> Days()
    {
        int[] days = [.. _visitsOn.Keys];
        Array.Sort(days);
        foreach (var day in days)
            yield return (DateOnly.FromDayNumber(day), _visitsOn[day]);
    }

    protected override void Add(Visit row)
    {
        _patients.Add(row.Patient);
        _doctors.Add(row.Doctor);
        Departments.Add(row.Department);
        _days.Add(row.VisitDate.DayNumber);
        _followUps.Add(row.FollowUpRequired switch { true => 1, false => 0, null => -1 });
        CollectionsMarshal.GetValueRefOrAddDefault(_visitsOn, row.VisitDate.DayNumber, out _)++;
        _calendar = null;
        Period = (row.VisitDate < Period.First ? row.VisitDate : Period.First, row.VisitDate > Period.Last ? row.VisitDate : Period.Last);
    }

    protected override bool Says(int place, Visit row) => this[place] with { Department = row.Department } == row && Alike(Departments[place], row.Department);
}
