using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>A doctor, but for the id, with the home department, which need not be where a visit takes place.</summary>
public readonly record struct Doctor(string DoctorName, string Department, int? YearsExperience)
{
    /// <summary>Where the columns of the file stand in a record.</summary>
    internal static class At
    {
        public static readonly int DoctorName = SourceTable.Doctors.Ordinal("doctor_name");
        public static readonly int Department = SourceTable.Doctors.Ordinal("department");
        public static readonly int YearsExperience = SourceTable.Doctors.Ordinal("years_experience");
    }

    /// <summary>A doctor without a department stays, as one of the department Unknown: rejecting the doctor would take every visit along.</summary>
    public static Cleaned<Doctor> Clean(RawRecord record)
    {
        var reader = new RecordReader(SourceTable.Doctors, record);
        reader.Key();
        var name = reader.Name(At.DoctorName);
        var department = reader.Category(At.Department);
        if (TextNormalization.AreMissing(department))
        {
            department = TextNormalization.Unknown;
            reader.Hit(Rule.DepartmentFilled, At.Department);
        }

        var years = reader.Whole(At.YearsExperience, 0, 80, Rule.YearsInvalid);
        return reader.Into(new Doctor(name, department, years));
    }
}
