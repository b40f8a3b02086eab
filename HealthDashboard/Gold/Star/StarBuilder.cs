using HealthDashboard.Gold.Columns;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold.Star;

/// <summary>The rows of silver in the order of the star schema, and the same as columns. A visit is named by its number in the order of the ids.</summary>
public sealed class StarBuilder
{
    public StarBuilder(SilverLayer silver)
    {
        Silver = silver;
        var (patients, doctors, visits, treatments) = (silver.Patients, silver.Doctors, silver.Visits, silver.Treatments);
        (Patients, Doctors, Visits) = (ById(patients.Ids), ById(doctors.Ids), ById(visits.Ids));
        var departments = new Codes(visits.Departments.Names.Concat(Enumerable.Range(0, doctors.Count).Select(place => doctors[place].Department)), silver.Departments);
        var countries = new Codes(patients.Countries.Names, silver.Countries);
        var ageGroups = new Codes(Enumerable.Range(0, patients.Count).Select(place => AgeGroups.Of(patients.Age(place))), null);
        var (types, insurers) = (new Codes(treatments.Types.Names, silver.TreatmentTypes), new Codes(treatments.Insurers.Names, silver.Insurers));

        var number = Inverse(Visits);
        var visitOf = Column(treatments.Count, place => number[treatments.Visit(place)]);
        var treatmentsById = ById(treatments.Ids);
        Treatments = CountingSort.By(treatmentsById, visitOf, Visits.Length);
        TreatmentsOfVisit = CountingSort.Starts(treatmentsById, visitOf, Visits.Length);
        var standing = Inverse(Treatments);
        TreatmentsById = Array.ConvertAll(treatmentsById, place => standing[place]);
        CentsOfVisit = new long[Visits.Length];
        for (var place = 0; place < visitOf.Length; place++)
            CentsOfVisit[visitOf[place]] += treatments.Cents(place);

        var first = visits.Period.First.DayNumber;
        var (patientNumber, doctorNumber) = (Inverse(Patients), Inverse(Doctors));
        var department = Column(Visits.Length, visit => departments.Of(visits.Departments, Visits[visit]));
        var patient = Column(Visits.Length, visit => patientNumber[visits.Patient(Visits[visit])]);
        var doctor = Column(Visits.Length, visit => doctorNumber[visits.Doctor(Visits[visit])]);
        var day = Column(Visits.Length, visit => visits.Date(Visits[visit]).DayNumber - first);
        VisitsByDate = CountingSort.By(Column(Visits.Length, visit => visit), day, visits.Period.Last.DayNumber - first + 1);
        VisitsByDepartment = CountingSort.By(VisitsByDate, department, departments.Texts.Count);
        VisitsByPatient = CountingSort.By(VisitsByDate, patient, Patients.Length);
        VisitsByDoctor = CountingSort.By(VisitsByDate, doctor, Doctors.Length);

        var (patientIds, patientNames) = (new TextColumn(patients.Ids.Texts, Patients), new TextColumn(patients.Names, Patients));
        var (doctorIds, doctorNames) = (new TextColumn(doctors.Ids.Texts, Doctors), new TextColumn(Array.ConvertAll(Doctors, place => doctors[place].DoctorName)));
        var treatmentsOfVisit = Running(VisitsByDepartment, visit => TreatmentsOfVisit[visit + 1] - TreatmentsOfVisit[visit]);
        var billed = new int[Treatments.Length];
        for (var i = 0; i < VisitsByDepartment.Length; i++)
            Treatments.AsSpan(TreatmentsOfVisit[VisitsByDepartment[i]], treatmentsOfVisit[i + 1] - treatmentsOfVisit[i]).CopyTo(billed.AsSpan(treatmentsOfVisit[i]));
        Columns = new StarColumns
        {
            Departments = departments.Texts,
            Countries = countries.Texts,
            AgeGroups = ageGroups.Texts,
            TreatmentTypes = types.Texts,
            Insurers = insurers.Texts,
            Weeks = [.. silver.Calendar()],
            PatientIds = patientIds,
            PatientNames = patientNames,
            PatientCountry = Array.ConvertAll(Patients, place => countries.Of(patients.Countries, place)),
            PatientAgeGroup = Array.ConvertAll(Patients, place => ageGroups.Of(AgeGroups.Of(patients.Age(place)))),
            DoctorIds = doctorIds,
            DoctorNames = doctorNames,
            DoctorDepartment = Array.ConvertAll(Doctors, place => departments.Of(doctors[place].Department)),
            PatientSearch = NameSearch.Of(patientIds, patientNames),
            DoctorSearch = NameSearch.Of(doctorIds, doctorNames),
            VisitDepartment = Array.ConvertAll(VisitsByDepartment, visit => department[visit]),
            VisitDay = Array.ConvertAll(VisitsByDepartment, visit => first + day[visit]),
            VisitPatient = Array.ConvertAll(VisitsByDepartment, visit => patient[visit]),
            VisitDoctor = Array.ConvertAll(VisitsByDepartment, visit => doctor[visit]),
            VisitFollowUp = Array.ConvertAll(VisitsByDepartment, visit => visits.FollowUp(Visits[visit])),
            VisitTreatments = treatmentsOfVisit,
            VisitCents = Array.ConvertAll(VisitsByDepartment, visit => CentsOfVisit[visit]),
            TreatmentType = Array.ConvertAll(billed, place => types.Of(treatments.Types, place)),
            TreatmentInsurer = Array.ConvertAll(billed, place => insurers.Of(treatments.Insurers, place)),
            TreatmentCents = Array.ConvertAll(billed, treatments.Cents),
        };
    }

    public SilverLayer Silver { get; }

    public StarColumns Columns { get; }

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

    /// <summary>The visits by date and id.</summary>
    public int[] VisitsByDate { get; }

    /// <summary>The visits by department, date and id, as <see cref="StarColumns"/> has them.</summary>
    public int[] VisitsByDepartment { get; }

    public int[] VisitsByPatient { get; }

    public int[] VisitsByDoctor { get; }

    /// <summary>Where in <see cref="Treatments"/> they stand when they are taken in the order of their ids.</summary>
    public int[] TreatmentsById { get; }

    /// <summary>The places of the rows of a table in the order of their ids; files mostly have that order already.</summary>
    private static int[] ById(Keys ids)
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

    /// <summary>The sums up to each of the items, from 0.</summary>
    private static int[] Running(int[] items, Func<int, int> size)
    {
        var sums = new int[items.Length + 1];
        for (var i = 0; i < items.Length; i++)
            sums[i + 1] = sums[i] + size(items[i]);
        return sums;
    }

    /// <summary>A number for each name of a category, in the order of the names as they are finally spelled.</summary>
    private sealed class Codes
    {
        private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
        private int[]? _ofCategory;

        public Codes(IEnumerable<string> names, Spellings? spellings)
        {
            var spelled = names.Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => spellings?.Of(name) ?? name, StringComparer.Ordinal);
            var texts = spelled.Values.Distinct(StringComparer.Ordinal).Order(Utf8Order.Comparer).ToList();
            var codes = texts.Index().ToDictionary(text => text.Item, text => text.Index, StringComparer.Ordinal);
            foreach (var (name, text) in spelled)
                _codes[name] = codes[text];
            Texts = new TextColumn(texts);
        }

        public TextColumn Texts { get; }

        public int Of(string name) => _codes[name];

        /// <summary>Of the row at a place of silver.</summary>
        public int Of(Category category, int place) => (_ofCategory ??= [.. category.Names.Select(Of)])[category.Code(place)];
    }
}

/// <summary>The order of texts in the database: that of their UTF-8 bytes.</summary>
public static class Utf8Order
{
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    /// <summary>Code units sort as UTF-8 does but for surrogates, which stand for code points above all others.</summary>
    public static int Compare(string a, string b)
    {
        var common = a.AsSpan().CommonPrefixLength(b);
        if (common == a.Length || common == b.Length)
            return a.Length.CompareTo(b.Length);
        var (x, y) = (a[common], b[common]);
        return char.IsSurrogate(x) == char.IsSurrogate(y) ? x.CompareTo(y) : char.IsSurrogate(x) ? 1 : -1;
    }
}
