using HealthDashboard.Bronze;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Silver;

/// <summary>The tables of words that an analyst reads and changes.</summary>
public sealed class WordTableTests
{
    [Theory]
    [InlineData("Ja", true)]
    [InlineData("NEIN", false)]
    [InlineData("Oui", true)]
    [InlineData("Non", false)]
    [InlineData("Sí", true)]
    [InlineData("Si\u0301", true)]
    [InlineData("No", false)]
    [InlineData("Sim", true)]
    [InlineData("Não", false)]
    [InlineData("S", true)]
    [InlineData("N", false)]
    [InlineData("WAHR", true)]
    [InlineData("Falsch", false)]
    [InlineData("VRAI", true)]
    [InlineData("FAUX", false)]
    [InlineData("x", true)]
    [InlineData("1.0", true)]
    [InlineData("0.0", false)]
    [InlineData("", null)]
    [InlineData("NA", null)]
    [InlineData("vielleicht", null)]
    public void Yes_and_no_are_read_in_other_languages(string found, bool? answer) =>
        Assert.Equal(answer, Visit.Clean(Raw.Of("V1", "P1", "D1", "Cardiology", "2025-03-03", found), new DateOnly(2025, 3, 11), Known(), Doctors()).Row?.FollowUpRequired);

    [Theory]
    [InlineData("weiblich", "Female")]
    [InlineData("W", "Female")]
    [InlineData("Männlich", "Male")]
    [InlineData("Femme", "Female")]
    [InlineData("divers", "Other")]
    [InlineData("non  binary", "Unknown")]
    public void Genders_are_too(string found, string gender) => Assert.Equal(gender, Patient.Clean(Raw.Of("P1", "Ada", "36", found, "Norway")).Row?.Gender);

    [Theory]
    [InlineData("NA")]
    [InlineData("#N/A")]
    [InlineData("\\N")]
    [InlineData("-")]
    [InlineData("?")]
    [InlineData("(blank)")]
    [InlineData("<NA>")]
    [InlineData("missing")]
    [InlineData("Not recorded")]
    public void Words_for_missing_are_missing_in_every_column(string found)
    {
        var treatment = Treatment.Clean(Raw.Of("T1", "V1", "ECG", "1.00", found), Visits(), _ => null);
        var doctor = Doctor.Clean(Raw.Of("D1", "Dr. Hart", found, "12"));

        Assert.Equal("Unknown", treatment.Row?.InsuranceProvider);
        Assert.Equal("Unknown", doctor.Row?.Department);
        Assert.Equal([new RuleHit(Rule.RequiredBlank, "treatment_type", found)], Treatment.Clean(Raw.Of("T1", "V1", found, "1.00", "MedCare"), Visits(), _ => null).Hits);
    }

    [Theory]
    [InlineData("NA", "NA")]
    [InlineData("na", "na")]
    [InlineData("#N/A", "Unknown")]
    [InlineData("-", "Unknown")]
    public void NA_is_Namibia_where_it_is_a_country(string found, string country) => Assert.Equal(country, Patient.Clean(Raw.Of("P1", "Ada", "36", "F", found)).Row?.Country);

    [Fact]
    public void Runs_of_blanks_inside_a_category_are_one_blank_and_those_of_a_name_stay()
    {
        var patient = Patient.Clean(Raw.Of("P1", "Ada  Byron", "36", "F", "United \u00A0 Kingdom"));

        Assert.Equal(("Ada  Byron", "United Kingdom"), (patient.Row?.PatientName, patient.Row?.Country));
        Assert.Equal(1 << 4, patient.Untidy);
        Assert.Equal("Internal Medicine", Doctor.Clean(Raw.Of("D1", "Dr. Hart", "Internal\u00A0Medicine", "12")).Row?.Department);
        Assert.Equal("Physical Therapy", Treatment.Clean(Raw.Of("T1", "V1", "Physical\n Therapy", "1.00", ""), Visits(), _ => null).Row?.TreatmentType);
    }

    [Fact]
    public void A_word_of_no_known_meaning_is_a_fault_of_the_table() =>
        Assert.Contains("Expected Female", Assert.Throws<InvalidOperationException>(() => new WordTable("follow_up_words.csv", "Female")).Message, StringComparison.Ordinal);

    private static IdIndex Known()
    {
        var patients = new IdIndex();
        patients.Add("P1"u8);
        return patients;
    }

    private static IdIndex Visits()
    {
        var visits = new IdIndex();
        visits.Add("V1"u8);
        return visits;
    }

    private static DoctorTable Doctors()
    {
        var doctors = new DoctorTable();
        RawRecord record = Raw.Of("D1", "Dr. Hart", "Cardiology", "12");
        doctors.Keep(record, Doctor.Clean(record));
        return doctors;
    }
}
