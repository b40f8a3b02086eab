using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Gold.Star;

/// <summary>Writes the star schema and its indexes. What each table holds is defined by its SQL, and a test holds the two equal.</summary>
public static class StarWriter
{
    public static void Write(DatabaseFile gold, StarBuilder star)
    {
        WritePatients(gold, star);
        WriteDoctors(gold, star);
        WriteVisits(gold, star);
        WriteTreatments(gold, star);
        var departments = gold.Index("dim_departments");
        for (var i = 0; i < star.Columns.Departments.Count; i++)
        {
            departments.Entry.Add(star.Columns.Departments.Utf8(i));
            departments.EndEntry();
        }

        departments.Complete();
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
            var patient = star.Patients[i].Row;
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
            var doctor = star.Doctors[i].Row;
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
        var (table, byId, columns) = (gold.Table("dim_visits"), gold.PrimaryKey("dim_visits"), star.Columns);
        var place = new int[star.Visits.Length];
        for (var i = 0; i < place.Length; i++)
            place[star.VisitsByDepartment[i]] = i;
        for (var i = 0; i < star.Visits.Length; i++)
        {
            var (visit, line) = star.Visits[i];
            table.Row.Add(visit.VisitId);
            table.Row.Add(visit.PatientId);
            table.Row.Add(visit.DoctorId);
            table.Row.Add(columns.Departments.Utf8(columns.VisitDepartment[place[i]]));
            table.Row.Add(Weeks.Iso(visit.VisitDate));
            table.Row.Add(visit.FollowUpRequired is { } required ? (required ? 1L : 0L) : null);
            table.Row.Add(Weeks.Iso(visit.Week));
            table.Row.Add(star.TreatmentsOfVisit[i + 1] - star.TreatmentsOfVisit[i]);
            table.Row.Add(columns.VisitCents[place[i]]);
            table.Row.Add(line);
            table.EndRow(i + 1);
            byId.Entry.Add(visit.VisitId);
            byId.Entry.Add(i + 1);
            byId.EndEntry();
        }

        table.Complete();
        byId.Complete();
        WriteIndex("dim_visits_by_department", star.VisitsByDepartment, visit => columns.Departments.Utf8(columns.VisitDepartment[place[visit]]));
        WriteIndex("dim_visits_by_patient", ByCodeAndDay(columns.VisitPatient), visit => columns.PatientIds.Utf8(columns.VisitPatient[place[visit]]));
        WriteIndex("dim_visits_by_doctor", ByCodeAndDay(columns.VisitDoctor), visit => columns.DoctorIds.Utf8(columns.VisitDoctor[place[visit]]));
        WriteIndex("dim_visits_by_date", StarBuilder.Ordered(place.Length, visit => columns.VisitDay[place[visit]]), null);

        int[] ByCodeAndDay(int[] code) =>
            StarBuilder.Ordered(place.Length, visit => ((long)code[place[visit]] << 32) | (uint)columns.VisitDay[place[visit]]);

        void WriteIndex(string name, int[] visits, Utf8Of? text)
        {
            var index = gold.Index(name);
            foreach (var visit in visits)
            {
                if (text is not null)
                    index.Entry.Add(text(visit));
                index.Entry.Add(Weeks.Iso(star.Visits[visit].Row.VisitDate));
                index.Entry.Add(visit + 1);
                index.EndEntry();
            }

            index.Complete();
        }
    }

    private static void WriteTreatments(DatabaseFile gold, StarBuilder star)
    {
        var (table, byVisit, byId) = (gold.Table("fact_treatments"), gold.Index("fact_treatments_by_visit"), gold.PrimaryKey("fact_treatments"));
        for (var i = 0; i < star.Treatments.Length; i++)
        {
            var (treatment, line) = star.Treatments[i];
            table.Row.Add(treatment.TreatmentId);
            table.Row.Add(treatment.VisitId);
            table.Row.Add(star.Silver.TreatmentTypes.Of(treatment.TreatmentType));
            table.Row.Add(treatment.CostCents / 100.0);
            table.Row.Add(star.Silver.Insurers.Of(treatment.InsuranceProvider));
            table.Row.Add(treatment.CostCents);
            table.Row.Add(line);
            table.EndRow(i + 1);
            byVisit.Entry.Add(treatment.VisitId);
            byVisit.Entry.Add(i + 1);
            byVisit.EndEntry();
        }

        table.Complete();
        byVisit.Complete();
        foreach (var treatment in star.TreatmentsById)
        {
            byId.Entry.Add(star.Treatments[treatment].Row.TreatmentId);
            byId.Entry.Add(treatment + 1);
            byId.EndEntry();
        }

        byId.Complete();
    }

    private delegate ReadOnlySpan<byte> Utf8Of(int visit);
}
