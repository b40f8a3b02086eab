using HealthDashboard.Gold.Columns;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold.Star;

/// <summary>Makes columns of the star schema's rows.</summary>
public static class StarBuilder
{
    public static StarColumns Build(StarRows rows)
    {
        var silver = rows.Silver;
        var (patients, doctors, visits, treatments) = (silver.Patients, silver.Doctors, silver.Visits, silver.Treatments);
        var countries = new DictionaryEncoding(patients.Countries.Names, silver.Countries);
        var ageGroups = new DictionaryEncoding(Enumerable.Range(0, patients.Count).Select(place => AgeGroups.Of(patients.Age(place))), null);
        var genders = new DictionaryEncoding(patients.Genders.Names, null);
        var (types, insurers) = (new DictionaryEncoding(treatments.Types.Names, silver.TreatmentTypes), new DictionaryEncoding(treatments.Insurers.Names, silver.Insurers));
        var (patientIds, patientNames) = (new Utf8Column(patients.Ids.Texts, rows.Patients), new Utf8Column(patients.Names, rows.Patients));
        var (doctorIds, doctorNames) = (new Utf8Column(doctors.Ids.Texts, rows.Doctors), new Utf8Column(Array.ConvertAll(rows.Doctors, place => doctors[place].DoctorName)));
        var treatmentsOfVisit = Running(rows.VisitsByDepartment, visit => rows.TreatmentsOfVisit[visit + 1] - rows.TreatmentsOfVisit[visit]);
        var billed = new int[rows.Treatments.Length];
        for (var i = 0; i < rows.VisitsByDepartment.Length; i++)
            rows.Treatments.AsSpan(rows.TreatmentsOfVisit[rows.VisitsByDepartment[i]], treatmentsOfVisit[i + 1] - treatmentsOfVisit[i]).CopyTo(billed.AsSpan(treatmentsOfVisit[i]));
        return new StarColumns
        {
            Departments = rows.Departments.Texts,
            Countries = countries.Texts,
            AgeGroups = ageGroups.Texts,
            Genders = genders.Texts,
            TreatmentTypes = types.Texts,
            Insurers = insurers.Texts,
            Weeks = [.. silver.Visits.Calendar.AllWeeks()],
            PatientIds = patientIds,
            PatientNames = patientNames,
            PatientCountry = Array.ConvertAll(rows.Patients, place => countries.Of(patients.Countries, place)),
            PatientGender = Array.ConvertAll(rows.Patients, place => genders.Of(patients.Genders, place)),
            PatientAgeGroup = Array.ConvertAll(rows.Patients, place => ageGroups.Of(AgeGroups.Of(patients.Age(place)))),
            DoctorIds = doctorIds,
            DoctorNames = doctorNames,
            DoctorDepartment = Array.ConvertAll(rows.Doctors, place => rows.Departments.Of(doctors[place].Department)),
            PatientsByName = NameSearch.Order(patientIds, patientNames),
            DoctorsByName = NameSearch.Order(doctorIds, doctorNames),
            VisitDepartment = Array.ConvertAll(rows.VisitsByDepartment, visit => rows.DepartmentOfVisit[visit]),
            VisitDay = Array.ConvertAll(rows.VisitsByDepartment, visit => rows.FirstDay + rows.DayOfVisit[visit]),
            VisitPatient = Array.ConvertAll(rows.VisitsByDepartment, visit => rows.PatientOfVisit[visit]),
            VisitDoctor = Array.ConvertAll(rows.VisitsByDepartment, visit => rows.DoctorOfVisit[visit]),
            VisitFollowUp = Array.ConvertAll(rows.VisitsByDepartment, visit => visits.FollowUp(rows.Visits[visit])),
            VisitTreatments = treatmentsOfVisit,
            TreatmentType = Array.ConvertAll(billed, place => types.Of(treatments.Types, place)),
            TreatmentInsurer = Array.ConvertAll(billed, place => insurers.Of(treatments.Insurers, place)),
            TreatmentCents = Array.ConvertAll(billed, treatments.Cents),
        };
    }

    /// <summary>The sums up to each of the items, from 0.</summary>
    private static int[] Running(int[] items, Func<int, int> size)
    {
        var sums = new int[items.Length + 1];
        for (var i = 0; i < items.Length; i++)
            sums[i + 1] = sums[i] + size(items[i]);
        return sums;
    }
}
