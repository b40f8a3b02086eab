using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Gold.Star;

/// <summary>Writes the star schema and its indexes. What each table holds is defined by its SQL, and a test holds the two equal.</summary>
public static class StarWriter
{
    private delegate ReadOnlySpan<byte> Utf8Of(int visit);

    public static void Write(DatabaseFile gold, StarRows star)
    {
        WritePatients(gold, star);
        WriteDoctors(gold, star);
        WriteVisits(gold, star);
        WriteVisitIndexes(gold, star);
        WriteTreatments(gold, star);
        WriteDepartments(gold, star);
        WriteWeeks(gold, star);
    }

    private static void WritePatients(DatabaseFile gold, StarRows star)
    {
        var (table, patients) = (gold.Index("dim_patients"), star.Silver.Patients);
        var countries = SilverWriter.Spelled(patients.Countries, star.Silver.Countries);
        for (var i = 0; i < star.Patients.Length; i++)
        {
            var place = star.Patients[i];
            var age = patients.Age(place);
            table.Entry.Add(patients.Ids[place]);
            table.Entry.Add(patients.Names[place]);
            table.Entry.Add(age);
            table.Entry.Add(patients.Genders[place]);
            table.Entry.Add(countries[patients.Countries.Code(place)]);
            table.Entry.Add(AgeGroups.Of(age));
            table.EndEntry();
        }

        table.Complete();
    }

    private static void WriteDoctors(DatabaseFile gold, StarRows star)
    {
        var (table, doctors) = (gold.Index("dim_doctors"), star.Silver.Doctors);
        for (var i = 0; i < star.Doctors.Length; i++)
        {
            var doctor = doctors[star.Doctors[i]];
            table.Entry.Add(doctors.Ids[star.Doctors[i]]);
            table.Entry.Add(doctor.DoctorName);
            table.Entry.Add(star.Departments.Texts.Utf8(star.Departments.Of(doctor.Department)));
            table.Entry.Add(doctor.YearsExperience);
            table.EndEntry();
        }

        table.Complete();
    }

    private static void WriteVisits(DatabaseFile gold, StarRows star)
    {
        var (table, byId) = (gold.Table("dim_visits"), gold.PrimaryKey("dim_visits"));
        var (visits, patients, doctors) = (star.Silver.Visits, star.Silver.Patients.Ids, star.Silver.Doctors.Ids);
        for (var i = 0; i < star.Visits.Length; i++)
        {
            var place = star.Visits[i];
            var date = visits.Date(place);
            table.Row.Add(visits.Ids[place]);
            table.Row.Add(patients[visits.Patient(place)]);
            table.Row.Add(doctors[visits.Doctor(place)]);
            table.Row.Add(star.Departments.Texts.Utf8(star.DepartmentOfVisit[i]));
            table.Row.Add(Weeks.Iso(date));
            table.Row.AddAnswer(visits.FollowUp(place));
            table.Row.Add(visits.Calendar.WeekOf(date) is { } week ? Weeks.Iso(week) : null);
            table.Row.Add(star.TreatmentsOfVisit[i + 1] - star.TreatmentsOfVisit[i]);
            table.Row.Add(star.CentsOfVisit[i]);
            table.Row.Add(visits.Line(place));
            table.EndRow(i + 1);
            byId.Entry.Add(visits.Ids[place]);
            byId.Entry.Add(i + 1);
            byId.EndEntry();
        }

        table.Complete();
        byId.Complete();
    }

    private static void WriteVisitIndexes(DatabaseFile gold, StarRows star)
    {
        var (visits, patients, doctors) = (star.Silver.Visits, star.Silver.Patients.Ids, star.Silver.Doctors.Ids);
        WriteIndex("dim_visits_by_department", star.VisitsByDepartment, visit => star.Departments.Texts.Utf8(star.DepartmentOfVisit[visit]), dated: true);
        WriteIndex("dim_visits_by_patient", star.VisitsByPatient, visit => patients[visits.Patient(star.Visits[visit])], dated: false);
        WriteIndex("dim_visits_by_doctor", star.VisitsByDoctor, visit => doctors[visits.Doctor(star.Visits[visit])], dated: true);
        WriteIndex("dim_visits_by_date", star.VisitsByDate, null, dated: true);

        void WriteIndex(string name, int[] inOrder, Utf8Of? text, bool dated)
        {
            var index = gold.Index(name);
            foreach (var visit in inOrder)
            {
                if (text is not null)
                    index.Entry.Add(text(visit));
                if (dated)
                    index.Entry.Add(Weeks.Iso(visits.Date(star.Visits[visit])));
                index.Entry.Add(visit + 1);
                index.EndEntry();
            }

            index.Complete();
        }
    }

    private static void WriteDepartments(DatabaseFile gold, StarRows star)
    {
        var departments = gold.Index("dim_departments");
        for (var i = 0; i < star.Departments.Texts.Count; i++)
        {
            departments.Entry.Add(star.Departments.Texts.Utf8(i));
            departments.EndEntry();
        }

        departments.Complete();
    }

    private static void WriteWeeks(DatabaseFile gold, StarRows star)
    {
        var weeks = gold.Index("dim_weeks");
        foreach (var week in star.Silver.Visits.Calendar.AllWeeks())
        {
            weeks.Entry.Add(week.Week);
            weeks.Entry.Add(week.IsoWeek);
            weeks.Entry.Add(week.Days);
            weeks.EndEntry();
        }

        weeks.Complete();
    }

    /// <summary>They lie with their visits, which no index has to lead to.</summary>
    private static void WriteTreatments(DatabaseFile gold, StarRows star)
    {
        var table = gold.Index("fact_treatments");
        var (treatments, visits) = (star.Silver.Treatments, star.Silver.Visits.Ids);
        var types = SilverWriter.Spelled(treatments.Types, star.Silver.TreatmentTypes);
        var insurers = SilverWriter.Spelled(treatments.Insurers, star.Silver.Insurers);
        foreach (var place in star.Treatments)
        {
            var cents = treatments.Cents(place);
            table.Entry.Add(visits[treatments.Visit(place)]);
            table.Entry.Add(treatments.Ids[place]);
            table.Entry.Add(types[treatments.Types.Code(place)]);
            table.Entry.Add(cents / 100.0);
            table.Entry.Add(insurers[treatments.Insurers.Code(place)]);
            table.Entry.Add(cents);
            table.Entry.Add(treatments.Line(place));
            table.EndEntry();
        }

        table.Complete();
    }
}
