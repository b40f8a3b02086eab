using HealthDashboard.Gold.Columns;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold.Star;

/// <summary>The rows of silver in the order of the star schema, and the same as columns.</summary>
public sealed class StarBuilder
{
    public StarBuilder(SilverLayer silver)
    {
        Patients = Sorted(silver.Patients, patient => patient.PatientId);
        Doctors = Sorted(silver.Doctors, doctor => doctor.DoctorId);
        var departments = new Codes(silver.Visits.Rows.Select(visit => visit.Row.Department).Concat(Doctors.Select(doctor => doctor.Department)), silver.Departments);
        var countries = new Codes(Patients.Select(patient => patient.Country), silver.Countries);
        var ageGroups = new Codes(Patients.Select(patient => patient.AgeGroup), null);
        var types = new Codes(silver.Treatments.Rows.Select(treatment => treatment.Row.TreatmentType), silver.TreatmentTypes);
        var insurers = new Codes(silver.Treatments.Rows.Select(treatment => treatment.Row.InsuranceProvider), silver.Insurers);

        var byId = Sorted(silver.Visits, visit => visit.VisitId);
        VisitsById = InOrder(byId, visit => ((long)departments.Of(visit.Department) << 32) | (uint)visit.VisitDate.DayNumber);
        Visits = new Visit[byId.Length];
        for (var i = 0; i < byId.Length; i++)
            Visits[VisitsById[i]] = byId[i];
        var visitPlaces = Places(Visits, visit => visit.VisitId);
        var treatments = Sorted(silver.Treatments, treatment => treatment.TreatmentId);
        TreatmentsById = InOrder(treatments, treatment => visitPlaces[treatment.VisitId]);
        Treatments = new Treatment[treatments.Length];
        for (var i = 0; i < treatments.Length; i++)
            Treatments[TreatmentsById[i]] = treatments[i];

        var patientPlaces = Places(Patients, patient => patient.PatientId);
        var doctorPlaces = Places(Doctors, doctor => doctor.DoctorId);
        var firstTreatment = new int[Visits.Length + 1];
        var cents = new long[Visits.Length];
        foreach (var treatment in Treatments)
        {
            var visit = visitPlaces[treatment.VisitId];
            firstTreatment[visit + 1]++;
            cents[visit] += treatment.CostCents;
        }

        for (var i = 0; i < Visits.Length; i++)
            firstTreatment[i + 1] += firstTreatment[i];

        Columns = new StarColumns
        {
            Departments = departments.Texts,
            Countries = countries.Texts,
            AgeGroups = ageGroups.Texts,
            TreatmentTypes = types.Texts,
            Insurers = insurers.Texts,
            Weeks = [.. silver.Calendar()],
            PatientIds = new TextColumn(Array.ConvertAll(Patients, patient => patient.PatientId)),
            PatientNames = new TextColumn(Array.ConvertAll(Patients, patient => patient.PatientName)),
            PatientCountry = Array.ConvertAll(Patients, patient => countries.Of(patient.Country)),
            PatientAgeGroup = Array.ConvertAll(Patients, patient => ageGroups.Of(patient.AgeGroup)),
            DoctorIds = new TextColumn(Array.ConvertAll(Doctors, doctor => doctor.DoctorId)),
            DoctorNames = new TextColumn(Array.ConvertAll(Doctors, doctor => doctor.DoctorName)),
            DoctorDepartment = Array.ConvertAll(Doctors, doctor => departments.Of(doctor.Department)),
            PatientSearch = new NameSearch(Array.ConvertAll(Patients, patient => patient.PatientId), Array.ConvertAll(Patients, patient => patient.PatientName)),
            DoctorSearch = new NameSearch(Array.ConvertAll(Doctors, doctor => doctor.DoctorId), Array.ConvertAll(Doctors, doctor => doctor.DoctorName)),
            VisitDepartment = Array.ConvertAll(Visits, visit => departments.Of(visit.Department)),
            VisitDay = Array.ConvertAll(Visits, visit => visit.VisitDate.DayNumber),
            VisitPatient = Array.ConvertAll(Visits, visit => patientPlaces[visit.PatientId]),
            VisitDoctor = Array.ConvertAll(Visits, visit => doctorPlaces[visit.DoctorId]),
            VisitFollowUp = Array.ConvertAll(Visits, visit => visit.FollowUpRequired switch { true => (sbyte)1, false => (sbyte)0, null => (sbyte)-1 }),
            VisitTreatments = firstTreatment,
            VisitCents = cents,
            TreatmentType = Array.ConvertAll(Treatments, treatment => types.Of(treatment.TreatmentType)),
            TreatmentInsurer = Array.ConvertAll(Treatments, treatment => insurers.Of(treatment.InsuranceProvider)),
            TreatmentCents = Array.ConvertAll(Treatments, treatment => (int)treatment.CostCents),
        };
    }

    public StarColumns Columns { get; }

    /// <summary>In the order of <see cref="StarColumns"/>, as the other rows.</summary>
    public Patient[] Patients { get; }

    public Doctor[] Doctors { get; }

    public Visit[] Visits { get; }

    public Treatment[] Treatments { get; }

    /// <summary>The places of the visits when they are taken in the order of their ids.</summary>
    public int[] VisitsById { get; }

    public int[] TreatmentsById { get; }

    /// <summary>The rows of a table in the order of their ids.</summary>
    private static TRow[] Sorted<TRow>(SilverTable<TRow> table, Func<TRow, string> id)
        where TRow : class
    {
        var rows = table.Rows.Select(accepted => accepted.Row).ToArray();
        for (var i = 1; i < rows.Length; i++)
        {
            if (Utf8Order.Compare(id(rows[i - 1]), id(rows[i])) > 0)
            {
                Array.Sort(rows, (a, b) => Utf8Order.Compare(id(a), id(b)));
                break;
            }
        }

        return rows;
    }

    /// <summary>Where each row goes when they are sorted by a key, rows of the same key staying in their order.</summary>
    private static int[] InOrder<TRow>(TRow[] rows, Converter<TRow, long> key)
    {
        var keys = Array.ConvertAll(rows, key);
        var order = new int[rows.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order, Comparer<long>.Default);
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                Array.Sort(order, start, end - start);
        }

        var places = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            places[order[i]] = i;
        return places;
    }

    private static Dictionary<string, int> Places<TRow>(TRow[] rows, Func<TRow, string> id)
    {
        var places = new Dictionary<string, int>(rows.Length, StringComparer.Ordinal);
        for (var i = 0; i < rows.Length; i++)
            places.Add(id(rows[i]), i);
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
