using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Gold.Star;

/// <summary>Writes the star schema and its indexes. What each table holds is defined by its SQL, and a test holds the two equal.</summary>
public static class StarWriter
{
    private delegate ReadOnlySpan<byte> Utf8Of(int visit);

    /// <summary>Pieces of work that may be done at the same time, the longest first.</summary>
    public static IReadOnlyList<Action> Pieces(DatabaseFile gold, StarRows star)
    {
        var (patients, doctors) = (star.Silver.Patients.Ids, star.Silver.Doctors.Ids);
        return
        [
            () => WriteTreatments(gold, star),
            () => WriteVisits(gold, star),
            () => WriteIndex("dim_visits_by_department", star.VisitsByDepartment, visit => star.Departments.Texts.Utf8(star.DepartmentOfVisit[visit]), dated: true),
            () => WriteIndex("dim_visits_by_patient", star.VisitsByPatient, visit => patients[star.Patients[star.PatientOfVisit[visit]]], dated: false),
            () => WriteIndex("dim_visits_by_doctor", star.VisitsByDoctor, visit => doctors[star.Doctors[star.DoctorOfVisit[visit]]], dated: false),
            () => WriteIndex("dim_visits_by_date", star.VisitsByDate, null, dated: true),
            () => WriteVisitIds(gold, star),
            () => WritePatients(gold, star),
            () => WriteDoctors(gold, star),
            () => WriteDepartments(gold, star),
            () => WriteWeeks(gold, star),
        ];

        void WriteIndex(string name, int[] inOrder, Utf8Of? text, bool dated)
        {
            var index = gold.Index(name);
            foreach (var visit in inOrder)
                Add(index, visit, text, dated);
            index.Complete();
        }

        // A method for each entry or row, here and below: a loop of millions that is entered once stays as it was compiled before the program ran.
        void Add(IndexWriter index, int visit, Utf8Of? text, bool dated)
        {
            if (text is not null)
                index.Entry.Add(text(visit));
            if (dated)
                index.Entry.Add(Weeks.Utf8(DateOnly.FromDayNumber(star.FirstDay + star.DayOfVisit[visit])));
            index.Entry.Add(star.LineOfVisit[visit]);
            index.EndEntry();
        }
    }

    private static void WritePatients(DatabaseFile gold, StarRows star)
    {
        var (table, patients) = (gold.Index("dim_patients"), star.Silver.Patients);
        var (genders, countries) = (patients.Genders.Utf8(), patients.Countries.Utf8(star.Silver.Countries));
        foreach (var place in star.Patients)
            Add(place);
        table.Complete();

        void Add(int place)
        {
            table.Entry.Add(patients.Ids[place]);
            table.Entry.Add(patients.Names[place]);
            table.Entry.Add(patients.Age(place));
            table.Entry.Add(genders[patients.Genders.Code(place)]);
            table.Entry.Add(countries[patients.Countries.Code(place)]);
            table.Entry.Add(patients.Line(place));
            table.EndEntry();
        }
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
            table.Entry.Add(doctors.Line(star.Doctors[i]));
            table.EndEntry();
        }

        table.Complete();
    }

    private static void WriteVisits(DatabaseFile gold, StarRows star)
    {
        var table = gold.Table("dim_visits");
        var (visits, patients, doctors) = (star.Silver.Visits, star.Silver.Patients.Ids, star.Silver.Doctors.Ids);
        for (var place = 0; place < visits.Count; place++)
            Add(place);
        table.Complete();

        void Add(int place)
        {
            var (visit, date) = (star.VisitsByLine[place], visits.Date(place));
            table.Row.Add(visits.Ids[place]);
            table.Row.Add(patients[visits.Patient(place)]);
            table.Row.Add(doctors[visits.Doctor(place)]);
            table.Row.Add(star.Departments.Texts.Utf8(star.DepartmentOfVisit[visit]));
            table.Row.Add(Weeks.Utf8(date));
            table.Row.AddAnswer(visits.FollowUp(place));
            if (visits.Calendar.WeekOf(date) is { } week)
                table.Row.Add(Weeks.Utf8(week));
            else
                table.Row.AddNull();
            table.Row.Add(star.TreatmentsOfVisit[visit + 1] - star.TreatmentsOfVisit[visit]);
            table.Row.Add(star.CentsOfVisit[visit]);
            table.EndRow(visits.Line(place));
        }
    }

    private static void WriteVisitIds(DatabaseFile gold, StarRows star)
    {
        var ids = gold.FirstUnique("dim_visits");
        for (var visit = 0; visit < star.Visits.Length; visit++)
        {
            ids.Entry.Add(star.Silver.Visits.Ids[star.Visits[visit]]);
            ids.Entry.Add(star.LineOfVisit[visit]);
            ids.EndEntry();
        }

        ids.Complete();
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
        var types = treatments.Types.Utf8(star.Silver.TreatmentTypes);
        var insurers = treatments.Insurers.Utf8(star.Silver.Insurers);
        foreach (var place in star.Treatments)
            Add(place);
        table.Complete();

        void Add(int place)
        {
            table.Entry.Add(visits[treatments.Visit(place)]);
            table.Entry.Add(treatments.Ids[place]);
            table.Entry.Add(types[treatments.Types.Code(place)]);
            table.Entry.Add(insurers[treatments.Insurers.Code(place)]);
            table.Entry.Add(treatments.Cents(place));
            table.Entry.Add(treatments.Line(place));
            table.EndEntry();
        }
    }
}
