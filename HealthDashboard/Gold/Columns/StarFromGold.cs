using System.Data.Common;
using Dapper;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// Makes the columns of a snapshot from its gold tables, whatever engine holds them, and of files where those of the columns are absent or not what was
/// written. Takes seconds for a million visits.
/// </summary>
public static class StarFromGold
{
    public static StarColumns Read(Snapshot snapshot)
    {
        using var connection = snapshot.Open();
        var departments = Texts("select department from gold.dim_departments order by 1");
        var countries = Texts("select distinct country from gold.dim_patients order by 1");
        var ageGroups = Texts("select distinct age_group from gold.dim_patients order by 1");
        var genders = Texts("select distinct gender from gold.dim_patients order by 1");
        var types = Texts("select distinct treatment_type from gold.fact_treatments order by 1");
        var insurers = Texts("select distinct insurance_provider from gold.fact_treatments order by 1");
        // Names may stay inside where rows go out, as into a lake.
        var patients = new Rows("patient_id, coalesce(patient_name, patient_id), country, age_group, gender", "from gold.dim_patients order by patient_id");
        var (patientIds, patientNames) = (patients.Texts(), patients.Texts());
        var (patientCountry, patientAgeGroup, patientGender) = (patients.Codes(countries), patients.Codes(ageGroups), patients.Codes(genders));
        patients.Read(connection);
        var doctors = new Rows("doctor_id, coalesce(doctor_name, doctor_id), department", "from gold.dim_doctors order by doctor_id");
        var (doctorIds, doctorNames, doctorDepartment) = (doctors.Texts(), doctors.Texts(), doctors.Codes(departments));
        doctors.Read(connection);
        var visits = new Rows(
            "department, visit_date, patient_id, doctor_id, coalesce(follow_up_required, -1), treatment_count", "from gold.dim_visits order by department, visit_date, line");
        var visitDepartment = visits.Codes(departments);
        var visitDay = visits.Values((row, field) => Weeks.Day(row.GetString(field)).DayNumber);
        var (visitPatient, visitDoctor) = (visits.Codes(patientIds), visits.Codes(doctorIds));
        var visitFollowUp = visits.Values((row, field) => (sbyte)row.GetInt64(field));
        var visitTreatments = visits.Values((row, field) => (int)row.GetInt64(field));
        visits.Read(connection);
        var treatments = new Rows("treatment.treatment_type, treatment.insurance_provider, treatment.cost_cents", """
            from gold.fact_treatments as treatment
            join gold.dim_visits as visit on visit.visit_id = treatment.visit_id
            order by visit.department, visit.visit_date, visit.line, treatment.treatment_id
            """);
        var (treatmentType, treatmentInsurer) = (treatments.Codes(types), treatments.Codes(insurers));
        var treatmentCents = treatments.Values((row, field) => (int)row.GetInt64(field));
        treatments.Read(connection);
        return new StarColumns
        {
            Departments = new(departments),
            Countries = new(countries),
            AgeGroups = new(ageGroups),
            Genders = new(genders),
            TreatmentTypes = new(types),
            Insurers = new(insurers),
            Weeks = connection.Query<WeekRow>("select week, iso_week, days from gold.dim_weeks order by week").AsList(),
            PatientIds = new(patientIds),
            PatientNames = new(patientNames),
            PatientCountry = [.. patientCountry],
            PatientAgeGroup = [.. patientAgeGroup],
            PatientGender = [.. patientGender],
            DoctorIds = new(doctorIds),
            DoctorNames = new(doctorNames),
            DoctorDepartment = [.. doctorDepartment],
            PatientsByName = NameSearch.Order(new(patientIds), new(patientNames)),
            DoctorsByName = NameSearch.Order(new(doctorIds), new(doctorNames)),
            VisitDepartment = [.. visitDepartment],
            VisitDay = [.. visitDay],
            VisitPatient = [.. visitPatient],
            VisitDoctor = [.. visitDoctor],
            VisitFollowUp = [.. visitFollowUp],
            VisitTreatments = Starts(visitTreatments),
            TreatmentType = [.. treatmentType],
            TreatmentInsurer = [.. treatmentInsurer],
            TreatmentCents = [.. treatmentCents],
        };

        List<string> Texts(string sql) => connection.Query<string>(sql).AsList();
    }

    /// <summary>Where the treatments of each visit begin, and where the last one's end.</summary>
    private static int[] Starts(List<int> counts)
    {
        var starts = new int[counts.Count + 1];
        for (var visit = 0; visit < counts.Count; visit++)
            starts[visit + 1] = starts[visit] + counts[visit];
        return starts;
    }

    /// <summary>A table that is read once: each column, in the order in which it is asked for here, goes into a list of its own.</summary>
    private sealed class Rows(string columns, string from)
    {
        private readonly List<Action<DbDataReader>> _fields = [];

        public List<string> Texts() => Values((row, field) => row.GetString(field));

        /// <summary>Where each text stands in a list of them, which must be complete when the rows are read.</summary>
        public List<int> Codes(List<string> texts)
        {
            var codes = new Lazy<Dictionary<string, int>>(() => texts.Index().ToDictionary(text => text.Item, text => text.Index, StringComparer.Ordinal));
            return Values((row, field) => codes.Value[row.GetString(field)]);
        }

        public List<T> Values<T>(Func<DbDataReader, int, T> read)
        {
            var (values, field) = (new List<T>(), _fields.Count);
            _fields.Add(row => values.Add(read(row, field)));
            return values;
        }

        public void Read(SnapshotConnection connection) => connection.Read($"select {columns} {from}", row =>
        {
            foreach (var field in _fields)
                field(row);
        });
    }
}
