using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>A patient, but for the id. The age is the file's, in years, not the age at a visit; null when it is not known.</summary>
public readonly record struct Patient(string PatientName, int? Age, string Gender, string Country)
{
    private static readonly WordTable Genders = new("gender_words.csv", "Female", "Male", "Other");

    /// <summary>Its code of ISO 3166 stands for "not available" in every other column.</summary>
    private const string Namibia = "NA";

    public string AgeGroup => AgeGroups.Of(Age);

    public static Cleaned<Patient> Clean(RawRecord record)
    {
        var reader = new RecordReader(SourceTable.Patients, record);
        reader.Key();
        var name = reader.Name(1);
        var age = OpenAge.AtLeast(reader.Text(2)) ?? reader.Whole(2, 0, 124, Rule.AgeInvalid);
        if (Genders.Meaning(reader.Category(3)) is not { } gender)
        {
            gender = TextNormalization.Unknown;
            reader.Hit(Rule.GenderUnknown, 3);
        }

        var country = reader.Category(4);
        if (TextNormalization.AreMissing(country) && !country.Equals(Namibia, StringComparison.OrdinalIgnoreCase))
        {
            country = TextNormalization.Unknown;
            reader.Hit(Rule.CountryUnknown, 4);
        }

        return reader.Into(new Patient(name, age, gender, country));
    }
}
