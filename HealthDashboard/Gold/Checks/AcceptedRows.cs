using System.Text;
using HealthDashboard.Bronze;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Gold.Checks;

/// <summary>
/// What the accepted rows of a table are in memory, added up apart from what writes them: what is written must hold as many, and each must
/// say the same.
/// </summary>
/// <param name="Content">The sum of their <see cref="RowHash"/>, of the line and the columns in the order that <c>held_TABLE.sql</c> has them.</param>
public sealed record AcceptedRows(SourceTable Table, long Rows, long Content)
{
    private delegate void AddTo(ref RowHash row, int place);

    /// <summary>Of all four tables; all records must have been read.</summary>
    public static IReadOnlyList<AcceptedRows> Of(SilverLayer silver) => [Patients(silver), Doctors(silver), Visits(silver), Treatments(silver)];

    private static AcceptedRows Patients(SilverLayer silver)
    {
        var patients = silver.Patients;
        var (genders, countries) = (patients.Genders.Utf8(), patients.Countries.Utf8(silver.Countries));
        byte[][] groups = [.. Enumerable.Range(-1, sbyte.MaxValue + 2).Select(age => Encoding.UTF8.GetBytes(AgeGroups.Of(age < 0 ? null : age)))];
        return Added(patients, (ref row, place) =>
        {
            row.Add(patients.Names[place]);
            row.Add(patients.Age(place));
            row.Add(genders[patients.Genders.Code(place)]);
            row.Add(countries[patients.Countries.Code(place)]);
            row.Add(groups[(patients.Age(place) ?? -1) + 1]);
        });
    }

    private static AcceptedRows Doctors(SilverLayer silver) => Added(silver.Doctors, (ref row, place) =>
    {
        var doctor = silver.Doctors[place];
        row.Add(Encoding.UTF8.GetBytes(doctor.DoctorName));
        row.Add(Encoding.UTF8.GetBytes(silver.Departments.Of(doctor.Department)));
        row.Add(doctor.YearsExperience);
    });

    private static AcceptedRows Visits(SilverLayer silver)
    {
        var (visits, patients, doctors) = (silver.Visits, silver.Patients.Ids, silver.Doctors.Ids);
        var departments = visits.Departments.Utf8(silver.Departments);
        return Added(visits, (ref row, place) =>
        {
            var date = visits.Date(place);
            row.Add(patients[visits.Patient(place)]);
            row.Add(doctors[visits.Doctor(place)]);
            row.Add(departments[visits.Departments.Code(place)]);
            row.Add(Weeks.Utf8(date));
            if (visits.Calendar.WeekOf(date) is { } week)
                row.Add(Weeks.Utf8(week));
            else
                row.AddNull();
            row.Add(visits.FollowUp(place) is >= 0 and var answer ? (long?)answer : null);
        });
    }

    private static AcceptedRows Treatments(SilverLayer silver)
    {
        var (treatments, visits) = (silver.Treatments, silver.Visits.Ids);
        var (types, insurers) = (treatments.Types.Utf8(silver.TreatmentTypes), treatments.Insurers.Utf8(silver.Insurers));
        return Added(treatments, (ref row, place) =>
        {
            row.Add(visits[treatments.Visit(place)]);
            row.Add(types[treatments.Types.Code(place)]);
            row.Add(treatments.Cents(place));
            row.Add(insurers[treatments.Insurers.Code(place)]);
        });
    }

    /// <param name="add">Adds the columns behind the line and the id.</param>
    private static AcceptedRows Added<TRow>(SilverTable<TRow> rows, AddTo add)
        where TRow : struct
    {
        var content = 0UL;
        for (var place = 0; place < rows.Count; place++)
            content += Hash(rows, place, add);
        return new AcceptedRows(rows.Table, rows.Count, (long)content);
    }

    private static ulong Hash<TRow>(SilverTable<TRow> rows, int place, AddTo add)
        where TRow : struct
    {
        var row = new RowHash();
        row.Add(rows.Line(place));
        row.Add(rows.Ids[place]);
        add(ref row, place);
        return row.Value;
    }
}
