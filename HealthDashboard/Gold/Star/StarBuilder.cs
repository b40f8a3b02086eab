using HealthDashboard.Gold.Columns;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold.Star;

/// <summary>The rows of silver in the order of the star schema, and the same as columns.</summary>
public sealed class StarBuilder
{
    public StarBuilder(SilverLayer silver)
    {
        Silver = silver;
        Patients = Sorted(silver.Patients, patient => patient.PatientId);
        Doctors = Sorted(silver.Doctors, doctor => doctor.DoctorId);
        Visits = Sorted(silver.Visits, visit => visit.VisitId);
        var departments = new Codes(Visits.Select(visit => visit.Row.Department).Concat(Doctors.Select(doctor => doctor.Row.Department)), silver.Departments);
        var countries = new Codes(Patients.Select(patient => patient.Row.Country), silver.Countries);
        var ageGroups = new Codes(Patients.Select(patient => patient.Row.AgeGroup), null);
        var types = new Codes(silver.Treatments.Rows.Select(treatment => treatment.Row.TreatmentType), silver.TreatmentTypes);
        var insurers = new Codes(silver.Treatments.Rows.Select(treatment => treatment.Row.InsuranceProvider), silver.Insurers);

        var visitPlaces = Places(Visits, visit => visit.VisitId);
        var treatments = Sorted(silver.Treatments, treatment => treatment.TreatmentId);
        TreatmentsById = Grouped(treatments, visitPlaces, out var ofVisit);
        Treatments = new Accepted<Treatment>[treatments.Length];
        for (var i = 0; i < treatments.Length; i++)
            Treatments[TreatmentsById[i]] = treatments[i];
        TreatmentsOfVisit = ofVisit;

        VisitsByDepartment = Ordered(Visits.Length, visit => ((long)departments.Of(Visits[visit].Row.Department) << 32) | (uint)Visits[visit].Row.VisitDate.DayNumber);
        var patientPlaces = Places(Patients, patient => patient.PatientId);
        var doctorPlaces = Places(Doctors, doctor => doctor.DoctorId);
        var inOrder = Array.ConvertAll(VisitsByDepartment, visit => Visits[visit].Row);
        var billed = VisitsByDepartment.SelectMany(visit => Treatments[ofVisit[visit]..ofVisit[visit + 1]]).Select(treatment => treatment.Row).ToArray();
        Columns = new StarColumns
        {
            Departments = departments.Texts,
            Countries = countries.Texts,
            AgeGroups = ageGroups.Texts,
            TreatmentTypes = types.Texts,
            Insurers = insurers.Texts,
            Weeks = [.. silver.Calendar()],
            PatientIds = new TextColumn(Array.ConvertAll(Patients, patient => patient.Row.PatientId)),
            PatientNames = new TextColumn(Array.ConvertAll(Patients, patient => patient.Row.PatientName)),
            PatientCountry = Array.ConvertAll(Patients, patient => countries.Of(patient.Row.Country)),
            PatientAgeGroup = Array.ConvertAll(Patients, patient => ageGroups.Of(patient.Row.AgeGroup)),
            DoctorIds = new TextColumn(Array.ConvertAll(Doctors, doctor => doctor.Row.DoctorId)),
            DoctorNames = new TextColumn(Array.ConvertAll(Doctors, doctor => doctor.Row.DoctorName)),
            DoctorDepartment = Array.ConvertAll(Doctors, doctor => departments.Of(doctor.Row.Department)),
            PatientSearch = new NameSearch(Array.ConvertAll(Patients, patient => patient.Row.PatientId), Array.ConvertAll(Patients, patient => patient.Row.PatientName)),
            DoctorSearch = new NameSearch(Array.ConvertAll(Doctors, doctor => doctor.Row.DoctorId), Array.ConvertAll(Doctors, doctor => doctor.Row.DoctorName)),
            VisitDepartment = Array.ConvertAll(inOrder, visit => departments.Of(visit.Department)),
            VisitDay = Array.ConvertAll(inOrder, visit => visit.VisitDate.DayNumber),
            VisitPatient = Array.ConvertAll(inOrder, visit => patientPlaces[visit.PatientId]),
            VisitDoctor = Array.ConvertAll(inOrder, visit => doctorPlaces[visit.DoctorId]),
            VisitFollowUp = Array.ConvertAll(inOrder, visit => visit.FollowUpRequired switch { true => (sbyte)1, false => (sbyte)0, null => (sbyte)-1 }),
            VisitTreatments = Running(VisitsByDepartment, visit => ofVisit[visit + 1] - ofVisit[visit]),
            VisitCents = Array.ConvertAll(VisitsByDepartment, CentsOf),
            TreatmentType = Array.ConvertAll(billed, treatment => types.Of(treatment.TreatmentType)),
            TreatmentInsurer = Array.ConvertAll(billed, treatment => insurers.Of(treatment.InsuranceProvider)),
            TreatmentCents = Array.ConvertAll(billed, treatment => (int)treatment.CostCents),
        };
    }

    public SilverLayer Silver { get; }

    public StarColumns Columns { get; }

    /// <summary>By id.</summary>
    public Accepted<Patient>[] Patients { get; }

    /// <summary>By id.</summary>
    public Accepted<Doctor>[] Doctors { get; }

    /// <summary>By id.</summary>
    public Accepted<Visit>[] Visits { get; }

    /// <summary>The treatments of the first visit, then those of the second, by id.</summary>
    public Accepted<Treatment>[] Treatments { get; }

    /// <summary>Where the treatments of each visit begin; one more than there are visits.</summary>
    public int[] TreatmentsOfVisit { get; }

    /// <summary>The visits by department, date and id, as <see cref="StarColumns"/> has them.</summary>
    public int[] VisitsByDepartment { get; }

    /// <summary>The places of the treatments when they are taken in the order of their ids.</summary>
    public int[] TreatmentsById { get; }

    public long CentsOf(int visit)
    {
        var cents = 0L;
        for (var treatment = TreatmentsOfVisit[visit]; treatment < TreatmentsOfVisit[visit + 1]; treatment++)
            cents += Treatments[treatment].Row.CostCents;
        return cents;
    }

    /// <summary>The numbers from 0 in the order of a key; those of the same key in their own order.</summary>
    public static int[] Ordered(int count, Func<int, long> key)
    {
        var keyed = new (long Key, int Number)[count];
        for (var i = 0; i < count; i++)
            keyed[i] = (key(i), i);
        Array.Sort(keyed);
        return Array.ConvertAll(keyed, each => each.Number);
    }

    /// <summary>The rows of a table in the order of their ids.</summary>
    private static Accepted<TRow>[] Sorted<TRow>(SilverTable<TRow> table, Func<TRow, string> id)
        where TRow : class
    {
        var rows = table.Rows.ToArray();
        for (var i = 1; i < rows.Length; i++)
        {
            if (Utf8Order.Compare(id(rows[i - 1].Row), id(rows[i].Row)) > 0)
            {
                Array.Sort(rows, (a, b) => Utf8Order.Compare(id(a.Row), id(b.Row)));
                break;
            }
        }

        return rows;
    }

    /// <summary>Where each treatment goes when those of a visit stand together, in the order of the visits.</summary>
    private static int[] Grouped(Accepted<Treatment>[] treatments, Dictionary<string, int> visits, out int[] ofVisit)
    {
        var visit = Array.ConvertAll(treatments, treatment => visits[treatment.Row.VisitId]);
        ofVisit = new int[visits.Count + 1];
        foreach (var each in visit)
            ofVisit[each + 1]++;
        for (var i = 0; i < visits.Count; i++)
            ofVisit[i + 1] += ofVisit[i];
        var next = ofVisit[..^1];
        return Array.ConvertAll(visit, each => next[each]++);
    }

    /// <summary>The sums up to each of the items, from 0.</summary>
    private static int[] Running(int[] items, Func<int, int> size)
    {
        var sums = new int[items.Length + 1];
        for (var i = 0; i < items.Length; i++)
            sums[i + 1] = sums[i] + size(items[i]);
        return sums;
    }

    private static Dictionary<string, int> Places<TRow>(Accepted<TRow>[] rows, Func<TRow, string> id)
    {
        var places = new Dictionary<string, int>(rows.Length, StringComparer.Ordinal);
        for (var i = 0; i < rows.Length; i++)
            places.Add(id(rows[i].Row), i);
        return places;
    }

    /// <summary>A number for each name of a category, in the order of the names as they are finally spelled.</summary>
    private sealed class Codes
    {
        private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);

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
