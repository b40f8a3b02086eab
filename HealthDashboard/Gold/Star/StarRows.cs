using HealthDashboard.Silver;

namespace HealthDashboard.Gold.Star;

/// <summary>The rows of silver in the order of the star schema. A visit is named by its number in the order of the ids.</summary>
public sealed class StarRows
{
    public StarRows(SilverLayer silver)
    {
        Silver = silver;
        var (patients, doctors, visits, treatments) = (silver.Patients, silver.Doctors, silver.Visits, silver.Treatments);
        (Patients, Doctors, Visits) = (ById(patients.Ids), ById(doctors.Ids), ById(visits.Ids));
        Departments = new DictionaryEncoding(visits.Departments.Names.Concat(Enumerable.Range(0, doctors.Count).Select(place => doctors[place].Department)), silver.Departments);

        VisitsByLine = Inverse(Visits);
        var visitOf = Column(treatments.Count, place => VisitsByLine[treatments.Visit(place)]);
        var treatmentsById = ById(treatments.Ids);
        Treatments = CountingSort.By(treatmentsById, visitOf, Visits.Length);
        TreatmentsOfVisit = CountingSort.Starts(treatmentsById, visitOf, Visits.Length);
        CentsOfVisit = new long[Visits.Length];
        for (var place = 0; place < visitOf.Length; place++)
            CentsOfVisit[visitOf[place]] += treatments.Cents(place);

        var (patientNumber, doctorNumber) = (Inverse(Patients), Inverse(Doctors));
        FirstDay = visits.Period.First.DayNumber;
        DepartmentOfVisit = Column(Visits.Length, visit => Departments.Of(visits.Departments, Visits[visit]));
        PatientOfVisit = Column(Visits.Length, visit => patientNumber[visits.Patient(Visits[visit])]);
        DoctorOfVisit = Column(Visits.Length, visit => doctorNumber[visits.Doctor(Visits[visit])]);
        LineOfVisit = Column(Visits.Length, visit => (int)visits.Line(Visits[visit]));
        DayOfVisit = Column(Visits.Length, visit => visits.Date(Visits[visit]).DayNumber - FirstDay);
        VisitsByDate = CountingSort.By(VisitsByLine, DayOfVisit, visits.Period.Last.DayNumber - FirstDay + 1);
        VisitsByDepartment = CountingSort.By(VisitsByDate, DepartmentOfVisit, Departments.Texts.Count);
        VisitsByPatient = CountingSort.By(VisitsByLine, PatientOfVisit, Patients.Length);
        VisitsByDoctor = CountingSort.By(VisitsByLine, DoctorOfVisit, Doctors.Length);
    }

    public SilverLayer Silver { get; }

    public DictionaryEncoding Departments { get; }

    /// <summary>The places in silver of the patients, by id.</summary>
    public int[] Patients { get; }

    /// <summary>Of the doctors, by id.</summary>
    public int[] Doctors { get; }

    /// <summary>Of the visits, by id.</summary>
    public int[] Visits { get; }

    /// <summary>Of the treatments: those of the first visit, then those of the second, by id.</summary>
    public int[] Treatments { get; }

    /// <summary>Where the treatments of each visit begin; one more than there are visits.</summary>
    public int[] TreatmentsOfVisit { get; }

    public long[] CentsOfVisit { get; }

    public int[] DepartmentOfVisit { get; }

    /// <summary>The numbers of the patients in the order of their ids.</summary>
    public int[] PatientOfVisit { get; }

    public int[] DoctorOfVisit { get; }

    /// <summary>The number of the first day.</summary>
    public int FirstDay { get; }

    /// <summary>Days since the first one.</summary>
    public int[] DayOfVisit { get; }

    /// <summary>The visits by line: as they follow each other in silver.</summary>
    public int[] VisitsByLine { get; }

    /// <summary>The visits by date and line.</summary>
    public int[] VisitsByDate { get; }

    /// <summary>The visits by department, date and line.</summary>
    public int[] VisitsByDepartment { get; }

    /// <summary>The visits by patient and line.</summary>
    public int[] VisitsByPatient { get; }

    /// <summary>The visits by doctor and line.</summary>
    public int[] VisitsByDoctor { get; }

    /// <summary>The line of each visit.</summary>
    public int[] LineOfVisit { get; }

    /// <summary>The places of the rows of a table in the order of their ids; files mostly have that order already.</summary>
    private static int[] ById(IdIndex ids)
    {
        var places = Column(ids.Count, place => place);
        for (var place = 1; place < places.Length; place++)
        {
            if (ids[place - 1].SequenceCompareTo(ids[place]) > 0)
            {
                Array.Sort(places, (a, b) => ids[a].SequenceCompareTo(ids[b]));
                break;
            }
        }

        return places;
    }

    private static int[] Column(int rows, Func<int, int> value)
    {
        var column = new int[rows];
        for (var row = 0; row < rows; row++)
            column[row] = value(row);
        return column;
    }

    /// <summary>Where each place stands in an order.</summary>
    private static int[] Inverse(int[] order)
    {
        var standing = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            standing[order[i]] = i;
        return standing;
    }
}
