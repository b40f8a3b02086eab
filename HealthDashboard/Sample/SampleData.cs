using System.Globalization;

namespace HealthDashboard.Sample;

/// <summary>
/// An invented hospital: two years of visits to ten departments, from Monday 2024-01-01 to Wednesday 2025-12-17. Four things
/// are there to be found. Respiratory Medicine's visits step up in the week of 2025-09-29 and stay up; an MRI scan becomes 40 %
/// dearer, little by little; a cardiologist recommends a follow-up in three visits out of four; and a dermatologist hardly
/// sees anybody. Everything else is size, season and chance.
/// </summary>
public static class SampleData
{
    /// <summary>The largest scale whose rows can still be counted in 32 bits.</summary>
    public const int MaxScale = 1_000_000;

    /// <summary>
    /// Writes patients.csv, doctors.csv, visits.csv and treatments.csv: the same bytes for the same arguments on every machine.
    /// </summary>
    /// <param name="folder">Where to; created if need be. Files of these names are overwritten.</param>
    /// <param name="scale">How many hospitals' worth: 600 patients, 60 doctors, 1,500 visits and 2,000 treatments each.</param>
    /// <param name="seed">Another number, another hospital of the same kind.</param>
    /// <param name="dirty">
    /// The share of records, 0..1, that get a fault such as real exports have. All other records are those of the clean data.
    /// </param>
    /// <returns>The files and how many records each has, faulty ones included.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not 1..<see cref="MaxScale"/> or the share not 0..1.</exception>
    public static IReadOnlyList<(string File, long Rows)> Write(string folder, int scale = 1, ulong seed = 1, double dirty = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, MaxScale);
        if (dirty is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(dirty), dirty, "The share of records with a fault must be 0..1.");
        }

        Directory.CreateDirectory(folder);
        SampleFaults? Spoiled(int table, Fault[] kinds) => dirty > 0 ? new(dirty, new(seed, Purpose.Fault, table), kinds) : null;
        using var patients = new CsvTable(
            Path.Combine(folder, "patients.csv"),
            Spoiled(0, SampleFaults.OfPatients),
            "patient_id", "patient_name", "age", "gender", "country");
        using var doctors = new CsvTable(
            Path.Combine(folder, "doctors.csv"),
            Spoiled(1, SampleFaults.OfDoctors),
            "doctor_id", "doctor_name", "department", "years_experience");
        using var visits = new CsvTable(
            Path.Combine(folder, "visits.csv"),
            Spoiled(2, SampleFaults.OfVisits),
            "visit_id", "patient_id", "doctor_id", "department", "visit_date", "follow_up_required");
        using var treatments = new CsvTable(
            Path.Combine(folder, "treatments.csv"),
            Spoiled(3, SampleFaults.OfTreatments),
            "treatment_id", "visit_id", "treatment_type", "treatment_cost", "insurance_provider");

        var staff = new Staff(scale, seed);
        var registry = new Registry(patients, scale, seed);
        var billing = new Billing(treatments, scale, seed);
        staff.Write(doctors);
        WriteVisits(visits, new(scale, seed), staff, registry, billing, scale, seed);
        registry.Complete();
        return [.. new[] { patients, doctors, visits, treatments }.Select(table => (table.FileName, table.Rows))];
    }

    /// <summary>Day by day, and the departments of a day in any order. Patients and treatments are written as they come up.</summary>
    private static void WriteVisits(
        CsvTable table, VisitCalendar calendar, Staff staff, Registry registry, Billing billing, int scale, ulong seed)
    {
        var order = new RandomStream(seed, Purpose.Order);
        var followUps = new RandomStream(seed, Purpose.FollowUp);
        var ids = new Numbering('V', 5, Hospital.Visits * scale);
        var written = 0;
        for (var day = 0; day < VisitCalendar.DayCount; day++)
        {
            var date = VisitCalendar.First.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            int[] left = [.. calendar.On(day)];
            for (var visits = left.Sum(); visits > 0; visits--)
            {
                var department = order.Pick(left);
                left[department]--;
                var patient = registry.PatientFor(department);
                var doctor = staff.DoctorFor(department);
                var followUp = followUps.Chance(staff.FollowUp(doctor, department));
                var id = ids[written++];
                table.Write(
                    id,
                    registry.Id(patient),
                    staff.Id(doctor),
                    Hospital.Departments[department].Name,
                    date,
                    followUp ? "true" : "false");
                billing.Treat(id, patient, department, day);
            }
        }
    }
}
