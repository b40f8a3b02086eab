using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>A doctor, but for the id, with the home department, which need not be where a visit takes place.</summary>
public readonly record struct Doctor(string DoctorName, string Department, int? YearsExperience)
{
    /// <summary>A doctor without a department stays, as one of the department Unknown: rejecting the doctor would take every visit along.</summary>
    public static Cleaned<Doctor> Clean(RawRecord record)
    {
        var reader = new RecordReader(SourceTable.Doctors, record);
        reader.Key();
        var name = reader.Name(1);
        var department = reader.Category(2);
        if (TextNormalization.AreMissing(department))
        {
            department = TextNormalization.Unknown;
            reader.Hit(Rule.DepartmentFilled, 2);
        }

        var years = reader.Whole(3, 0, 80, Rule.YearsInvalid);
        return reader.Into(new Doctor(name, department, years));
    }
}
