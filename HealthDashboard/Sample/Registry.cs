using System.Globalization;

namespace HealthDashboard.Sample;

/// <summary>
/// The patients, numbered and written as they register. A visit is either somebody's first or brings back the patient of a
/// recent visit; since whoever came back may do so again, some come often. A few register and never come.
/// </summary>
internal sealed class Registry
{
    private const int Seen = Hospital.Patients * 19 / 20;
    private const int Recent = 20;
    private const int OtherDepartment = 20;

    private static readonly int[] DepartmentSizes = [.. Hospital.Departments.Select(department => department.Visits)];
    private static readonly string[] Genders = ["F", "M", "Other"];

    private readonly CsvTable table;
    private readonly ulong seed;
    private readonly int patients;
    private readonly Numbering ids;
    private readonly RandomStream random;
    private readonly int[][] recent;
    private readonly int[] visits = new int[DepartmentSizes.Length];
    private int registered;
    private int visitsLeft;
    private int firstVisitsLeft;

    public Registry(CsvTable table, int scale, ulong seed)
    {
        this.table = table;
        this.seed = seed;
        patients = Hospital.Patients * scale;
        ids = new('P', 4, patients);
        random = new(seed, Purpose.Registration);
        recent = [.. DepartmentSizes.Select(_ => new int[Recent * scale])];
        visitsLeft = Hospital.Visits * scale;
        firstVisitsLeft = Seen * scale;
    }

    public string Id(int patient) => ids[patient];

    /// <summary>The patient of a department's next visit.</summary>
    public int PatientFor(int department)
    {
        var returning = random.Hits(firstVisitsLeft, visitsLeft) ? null : Returning(department);
        var patient = returning ?? Register(department);
        visitsLeft--;
        recent[department][visits[department]++ % recent[department].Length] = patient;
        return patient;
    }

    /// <summary>Registers those who come after the last visit.</summary>
    public void Complete()
    {
        while (registered < patients)
        {
            Write(random.Pick(DepartmentSizes));
        }
    }

    private int Register(int department)
    {
        while (!random.Hits(firstVisitsLeft, patients - registered))
        {
            Write(random.Pick(DepartmentSizes));
        }

        firstVisitsLeft--;
        return Write(department);
    }

    /// <summary>The patient of a recent visit, or null if that was before the first day.</summary>
    private int? Returning(int department)
    {
        var from = department;
        if (random.Chance(OtherDepartment))
        {
            var other = random.Pick(DepartmentSizes);
            // Grown-ups do not turn up in Pediatrics, and the children seen there stay there.
            var mixes = department != Hospital.Pediatrics && other != Hospital.Pediatrics;
            from = mixes ? other : department;
        }

        var visit = random.Below(recent[from].Length);
        return visit < visits[from] ? recent[from][visit] : null;
    }

    /// <summary>A patient's age follows from the department that sees them first.</summary>
    private int Write(int department)
    {
        var person = new RandomStream(seed, Purpose.Patient, registered);
        var country = Country.Any(person);
        var gender = Genders[person.Pick([505, 480, 15])];
        var age = (int)(person.Quantile<int>(Hospital.Departments[department].Ages) + 0.5);
        table.Write(
            ids[registered],
            country.Person(gender, person),
            age.ToString(CultureInfo.InvariantCulture),
            gender,
            country.Name);
        return registered++;
    }
}
