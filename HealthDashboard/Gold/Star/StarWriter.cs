using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Gold.Star;

/// <summary>Writes the star schema and its indexes. What each table holds is defined by its SQL, and a test holds the two equal.</summary>
public static class StarWriter
{
    public static void Write(DatabaseFile gold, StarBuilder star, Action<string> building)
    {
        building("dim_patients");
        WritePatients(gold, star);
        building("dim_doctors");
        WriteDoctors(gold, star);
        building("dim_visits");
        WriteVisits(gold, star);
        WriteVisitIndexes(gold, star);
        building("fact_treatments");
        WriteTreatments(gold, star);
        building("dim_departments");
        var departments = gold.Index("dim_departments");
        for (var i = 0; i < star.Columns.Departments.Count; i++)
        {
            departments.Entry.Add(star.Columns.Departments.Utf8(i));
            departments.EndEntry();
        }

        departments.Complete();
        building("dim_weeks");
        var weeks = gold.Index("dim_weeks");
        foreach (var week in star.Columns.Weeks)
        {
            weeks.Entry.Add(week.Week);
            weeks.Entry.Add(week.IsoWeek);
            weeks.Entry.Add(week.Days);
            weeks.EndEntry();
        }

        weeks.Complete();
    }

    private static void WritePatients(DatabaseFile gold, StarBuilder star)
    {
        var table = gold.Index("dim_patients");
        for (var i = 0; i < star.Patients.Length; i++)
        {
            var patient = star.Patients[i];
            table.Entry.Add(patient.PatientId);
            table.Entry.Add(patient.PatientName);
            table.Entry.Add(patient.Age);
            table.Entry.Add(patient.Gender);
            table.Entry.Add(star.Columns.Countries.Utf8(star.Columns.PatientCountry[i]));
            table.Entry.Add(patient.AgeGroup);
            table.EndEntry();
        }

        table.Complete();
    }

    private static void WriteDoctors(DatabaseFile gold, StarBuilder star)
    {
        var table = gold.Index("dim_doctors");
        for (var i = 0; i < star.Doctors.Length; i++)
        {
            var doctor = star.Doctors[i];
            table.Entry.Add(doctor.DoctorId);
            table.Entry.Add(doctor.DoctorName);
            table.Entry.Add(star.Columns.Departments.Utf8(star.Columns.DoctorDepartment[i]));
            table.Entry.Add(doctor.YearsExperience);
            table.EndEntry();
        }

        table.Complete();
    }

    private static void WriteVisits(DatabaseFile gold, StarBuilder star)
    {
        var (table, byDepartment, columns) = (gold.Table("dim_visits"), gold.Index("dim_visits_by_department"), star.Columns);
        for (var i = 0; i < star.Visits.Length; i++)
        {
            var visit = star.Visits[i];
            var department = columns.Departments.Utf8(columns.VisitDepartment[i]);
            var date = Weeks.Iso(visit.VisitDate);
            table.Row.Add(visit.VisitId);
            table.Row.Add(visit.PatientId);
            table.Row.Add(visit.DoctorId);
            table.Row.Add(department);
            table.Row.Add(date);
            table.Row.Add(columns.VisitFollowUp[i] is >= 0 and var answer ? answer : (long?)null);
            table.Row.Add(Weeks.Iso(visit.Week));
            table.Row.Add(columns.VisitTreatments[i + 1] - columns.VisitTreatments[i]);
            table.Row.Add(columns.VisitCents[i]);
            table.EndRow(i + 1);
            byDepartment.Entry.Add(department);
            byDepartment.Entry.Add(date);
            byDepartment.Entry.Add(i + 1);
            byDepartment.EndEntry();
        }

        table.Complete();
        byDepartment.Complete();
    }

    private static void WriteVisitIndexes(DatabaseFile gold, StarBuilder star)
    {
        var columns = star.Columns;
        WriteKeys(gold.PrimaryKey("dim_visits"), star.VisitsById, place => star.Visits[place].VisitId);
        WriteIndex("dim_visits_by_patient", place => columns.VisitPatient[place], place => columns.PatientIds.Utf8(columns.VisitPatient[place]));
        WriteIndex("dim_visits_by_doctor", place => columns.VisitDoctor[place], place => columns.DoctorIds.Utf8(columns.VisitDoctor[place]));
        WriteIndex("dim_visits_by_date", _ => 0, _ => default);

        void WriteIndex(string name, Func<int, int> code, Utf8Of text)
        {
            var index = gold.Index(name);
            foreach (var place in Order(columns.Visits, place => ((long)code(place) << 32) | (uint)columns.VisitDay[place]))
            {
                if (text(place) is { IsEmpty: false } id)
                    index.Entry.Add(id);
                index.Entry.Add(Weeks.Iso(star.Visits[place].VisitDate));
                index.Entry.Add(place + 1);
                index.EndEntry();
            }

            index.Complete();
        }
    }

    private static void WriteTreatments(DatabaseFile gold, StarBuilder star)
    {
        var (table, columns) = (gold.Table("fact_treatments"), star.Columns);
        for (var i = 0; i < star.Treatments.Length; i++)
        {
            var treatment = star.Treatments[i];
            table.Row.Add(treatment.TreatmentId);
            table.Row.Add(treatment.VisitId);
            table.Row.Add(columns.TreatmentTypes.Utf8(columns.TreatmentType[i]));
            table.Row.Add(treatment.CostCents / 100.0);
            table.Row.Add(columns.Insurers.Utf8(columns.TreatmentInsurer[i]));
            table.Row.Add(treatment.CostCents);
            table.EndRow(i + 1);
        }

        table.Complete();
        WriteKeys(gold.PrimaryKey("fact_treatments"), star.TreatmentsById, place => star.Treatments[place].TreatmentId);
        WriteTreatmentsByVisit(gold, star);
    }

    private static void WriteTreatmentsByVisit(DatabaseFile gold, StarBuilder star)
    {
        var (index, columns) = (gold.Index("fact_treatments_by_visit"), star.Columns);
        foreach (var visit in star.VisitsById)
        {
            for (var treatment = columns.VisitTreatments[visit]; treatment < columns.VisitTreatments[visit + 1]; treatment++)
            {
                index.Entry.Add(star.Visits[visit].VisitId);
                index.Entry.Add(treatment + 1);
                index.EndEntry();
            }
        }

        index.Complete();
    }

    /// <param name="byId">The places of the rows in the order of their ids.</param>
    private static void WriteKeys(IndexWriter index, int[] byId, Func<int, string> id)
    {
        foreach (var place in byId)
        {
            index.Entry.Add(id(place));
            index.Entry.Add(place + 1);
            index.EndEntry();
        }

        index.Complete();
    }

    /// <summary>The places in the order of a key; those of the same key in their own order.</summary>
    private static int[] Order(int count, Func<int, long> key)
    {
        var (keys, places) = (new (long Key, int Place)[count], new int[count]);
        for (var i = 0; i < count; i++)
            keys[i] = (key(i), i);
        Array.Sort(keys);
        for (var i = 0; i < count; i++)
            places[i] = keys[i].Place;
        return places;
    }

    private delegate ReadOnlySpan<byte> Utf8Of(int place);
}
