using System.Globalization;

namespace HealthDashboard.Sample;

/// <summary>The doctors: who they are, and which of them sees whom.</summary>
internal sealed class Staff
{
    private const int AwayFromHome = 6;

    /// <summary>How busy a department's first, second, third … doctor is, compared with the others.</summary>
    private static readonly int[] Workloads = [10, 7, 12, 9, 8, 12, 9, 11, 7, 10];

    /// <summary>A busy cardiologist who recommends a follow-up three times out of four.</summary>
    private const int EagerPlace = 2;
    private const int EagerWorkload = 25;
    private const int EagerFollowUp = 75;

    /// <summary>A dermatologist who sees two or three patients in two years: one in so many of the department's.</summary>
    private const int QuietPlace = 3;
    private const int QuietInterval = 36;

    private static readonly int[] DoctorCounts = [.. Hospital.Departments.Select(department => department.Doctors)];

    private readonly int scale;
    private readonly ulong seed;
    private readonly Numbering ids;
    private readonly RandomStream random;
    private readonly int[][] workloads;
    private readonly int[][] rosters;
    private int dermatologyVisits;

    public Staff(int scale, ulong seed)
    {
        this.scale = scale;
        this.seed = seed;
        ids = new('D', 3, Hospital.Doctors * scale);
        random = new(seed, Purpose.Assignment);
        workloads = [.. DoctorCounts.Select(count => Workloads[..count])];
        workloads[Hospital.Cardiology][EagerPlace] = EagerWorkload;
        workloads[Hospital.Dermatology][QuietPlace] = 0;
        rosters = [.. DoctorCounts.Select((_, department) => Roster(department))];
    }

    /// <summary>Writes all doctors. No two of one hospital have the same name.</summary>
    public void Write(CsvTable table)
    {
        var taken = new HashSet<string>();
        for (var doctor = 0; doctor < Hospital.Doctors * scale; doctor++)
        {
            if (doctor % Hospital.Doctors == 0)
            {
                taken.Clear();
            }

            var person = new RandomStream(seed, Purpose.Doctor, doctor);
            var name = Name(person);
            while (!taken.Add(name))
            {
                name = Name(person);
            }

            var years = (int)person.Quantile<int>([1, 4, 8, 13, 19, 27, 41]);
            table.Write(ids[doctor], $"Dr. {name}", Home(doctor).Name, years.ToString(CultureInfo.InvariantCulture));
        }
    }

    public string Id(int doctor) => ids[doctor];

    /// <summary>The doctor of a department's next visit: mostly one of its own.</summary>
    public int DoctorFor(int department)
    {
        if (department == Hospital.Dermatology && ++dermatologyVisits % QuietInterval == 0)
        {
            var hospital = dermatologyVisits / QuietInterval % scale;
            return Doctor(hospital, department, QuietPlace);
        }

        var home = department;
        if (random.Chance(AwayFromHome))
        {
            do
            {
                home = random.Pick(DoctorCounts);
            }
            while (home == department);
        }

        return Doctor(random.Below(scale), home, random.Pick(workloads[home]));
    }

    /// <summary>Per cent of this doctor's visits in the department that end with a recommended follow-up.</summary>
    public int FollowUp(int doctor, int department) =>
        doctor % Hospital.Doctors == rosters[Hospital.Cardiology][EagerPlace]
            ? EagerFollowUp
            : Hospital.Departments[department].FollowUp;

    private static string Name(RandomStream person) => Country.Any(person).Person(person.Chance(48) ? "F" : "M", person);

    private int Doctor(int hospital, int department, int place) =>
        (hospital * Hospital.Doctors) + rosters[department][place];

    private static int[] Roster(int department) =>
        [.. Enumerable.Range(0, Hospital.Doctors).Where(doctor => Home(doctor) == Hospital.Departments[department])];

    private static Department Home(int doctor)
    {
        // Seven shares no divisor with sixty: each place comes once, and neighbours in the list work in different departments.
        var place = doctor * 7L % Hospital.Doctors;
        var department = 0;
        while (place >= DoctorCounts[department])
        {
            place -= DoctorCounts[department++];
        }

        return Hospital.Departments[department];
    }
}
