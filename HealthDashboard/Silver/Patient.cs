using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>A patient, but for the id. The age is the file's, in years, not the age at a visit; null when it is not known.</summary>
public readonly record struct Patient(string PatientName, int? Age, string Gender, string Country)
{
    private static readonly Dictionary<string, string> Genders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["f"] = "Female", ["female"] = "Female", ["woman"] = "Female",
        ["m"] = "Male", ["male"] = "Male", ["man"] = "Male",
        ["o"] = "Other", ["other"] = "Other", ["x"] = "Other", ["diverse"] = "Other", ["non-binary"] = "Other", ["nonbinary"] = "Other",
    };

    public string AgeGroup => AgeGroups.Of(Age);

    public static Cleaned<Patient> Clean(RawRecord record)
    {
        var reader = new RecordReader(SourceTable.Patients, record);
        reader.Key();
        var name = reader.Name(1);
        var age = reader.Whole(2, 0, 124, Rule.AgeInvalid);
        if (!Genders.TryGetValue(reader.Text(3), out var gender))
        {
            gender = Words.Unknown;
            reader.Hit(Rule.GenderUnknown, 3);
        }

        var country = reader.Text(4);
        if (Words.AreMissing(country))
        {
            country = Words.Unknown;
            reader.Hit(Rule.CountryUnknown, 4);
        }

        return reader.Into(new Patient(name, age, gender, country));
    }
}
