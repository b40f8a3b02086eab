using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>A patient, but for the id. The age is the file's, in years, not the age at a visit; null when it is not known.</summary>
public readonly record struct Patient(string PatientName, int? Age, string Gender, string Country)
{
    private static readonly WordTable Genders = new("gender_words.csv", "Female", "Male", "Other");

    /// <summary>Its code of ISO 3166 stands for "not available" in every other column.</summary>
    private const string Namibia = "NA";

    /// <summary>Where the columns of the file stand in a record.</summary>
    internal static class At
    {
        public static readonly int PatientName = SourceTable.Patients.Ordinal("patient_name");
        public static readonly int Age = SourceTable.Patients.Ordinal("age");
        public static readonly int Gender = SourceTable.Patients.Ordinal("gender");
        public static readonly int Country = SourceTable.Patients.Ordinal("country");
    }

    public string AgeGroup => AgeGroups.Of(Age);

    public static Cleaned<Patient> Clean(RawRecord record)
    {
        var reader = new RecordReader(SourceTable.Patients, record);
        reader.Key();
        var name = reader.Name(At.PatientName);
        var age = OpenAge.AtLeast(reader.Text(At.Age)) ?? reader.Whole(At.Age, 0, 124, Rule.AgeInvalid);
        if (Genders.Meaning(reader.Category(At.Gender)) is not { } gender)
        {
            gender = TextNormalization.Unknown;
            reader.Hit(Rule.GenderUnknown, At.Gender);
        }

        var country = reader.Category(At.Country);
        if (TextNormalization.AreMissing(country) && !country.Equals(Namibia, StringComparison.OrdinalIgnoreCase))
        {
            country = TextNormalization.Unknown;
            reader.Hit(Rule.CountryUnknown, At.Country);
        }

        return reader.Into(new Patient(name, age, gender, country));
    }
}
