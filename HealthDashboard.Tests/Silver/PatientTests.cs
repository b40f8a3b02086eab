using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Silver;

public sealed class PatientTests
{
    [Fact]
    public void A_clean_record_becomes_a_patient_and_hits_no_rule()
    {
        var cleaned = Patient.Clean(Raw.Of("P1", "Ada Byron", "36", "F", "Norway"));

        Assert.Equal(new Patient("Ada Byron", 36, "Female", "Norway"), cleaned.Row);
        Assert.Empty(cleaned.Hits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u00A0\u3000")]
    public void A_blank_id_rejects_the_record(string id)
    {
        var cleaned = Patient.Clean(Raw.Of(id, "Ada Byron", "36", "F", "Norway"));

        Assert.Null(cleaned.Row);
        Assert.Equal([new RuleHit(Rule.KeyMissing, "patient_id", id)], cleaned.Hits);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("124", 124)]
    [InlineData("045", 45)]
    [InlineData("45.0", 45)]
    [InlineData(" 45 ", 45)]
    [InlineData("\u00A045\u2003", 45)]
    public void A_whole_age_from_0_to_124_is_taken(string age, int years)
    {
        var cleaned = Patient.Clean(Raw.Of("P1", "Ada Byron", age, "F", "Norway"));

        Assert.Equal(years, cleaned.Row?.Age);
        Assert.Empty(cleaned.Hits);
    }

    [Theory]
    [InlineData("90+", 90)]
    [InlineData("90 +", 90)]
    [InlineData(">89", 90)]
    [InlineData("> 89", 90)]
    [InlineData(">=90", 90)]
    [InlineData("\u2265 90", 90)]
    [InlineData("90 and over", 90)]
    [InlineData("90 or older", 90)]
    [InlineData("100+", 100)]
    public void An_age_that_begins_at_90_or_later_is_of_the_oldest_group(string age, int years)
    {
        var cleaned = Patient.Clean(Raw.Of("P1", "Ada Byron", age, "F", "Norway"));

        Assert.Equal((years, "85+"), (cleaned.Row?.Age, cleaned.Row?.AgeGroup));
        Assert.Empty(cleaned.Hits);
    }

    [Theory]
    [InlineData("80+")]
    [InlineData(">85")]
    [InlineData("<90")]
    [InlineData("125+")]
    [InlineData("90++")]
    [InlineData("90-99")]
    [InlineData("125")]
    [InlineData("-1")]
    [InlineData("45.5")]
    [InlineData("45 yrs")]
    [InlineData("4e1")]
    [InlineData("1,2")]
    [InlineData("forty")]
    [InlineData("")]
    [InlineData("NULL")]
    [InlineData("99999999999999999999999999999999")]
    public void Any_other_age_is_set_unknown_and_the_patient_stays(string age)
    {
        var cleaned = Patient.Clean(Raw.Of("P1", "Ada Byron", age, "F", "Norway"));

        Assert.Equal(new Patient("Ada Byron", null, "Female", "Norway"), cleaned.Row);
        Assert.Equal("Unknown", cleaned.Row?.AgeGroup);
        Assert.Equal([new RuleHit(Rule.AgeInvalid, "age", age)], cleaned.Hits);
    }

    [Theory]
    [InlineData("F", "Female")]
    [InlineData("f", "Female")]
    [InlineData("Female", "Female")]
    [InlineData("FEMALE", "Female")]
    [InlineData(" female ", "Female")]
    [InlineData("woman", "Female")]
    [InlineData("M", "Male")]
    [InlineData("m", "Male")]
    [InlineData("Male", "Male")]
    [InlineData("MALE", "Male")]
    [InlineData("man", "Male")]
    [InlineData("O", "Other")]
    [InlineData("other", "Other")]
    [InlineData("X", "Other")]
    [InlineData("diverse", "Other")]
    [InlineData("Non-Binary", "Other")]
    [InlineData("nonbinary", "Other")]
    public void A_gender_has_one_spelling(string found, string gender)
    {
        var cleaned = Patient.Clean(Raw.Of("P1", "Ada Byron", "36", found, "Norway"));

        Assert.Equal(gender, cleaned.Row?.Gender);
        Assert.Empty(cleaned.Hits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("N/A")]
    [InlineData("unknown")]
    [InlineData("Femal")]
    [InlineData("1")]
    public void Any_other_gender_is_set_unknown_and_the_patient_stays(string found)
    {
        var cleaned = Patient.Clean(Raw.Of("P1", "Ada Byron", "36", found, "Norway"));

        Assert.Equal("Unknown", cleaned.Row?.Gender);
        Assert.Equal([new RuleHit(Rule.GenderUnknown, "gender", found)], cleaned.Hits);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData("null")]
    [InlineData("NaN")]
    [InlineData("n/a")]
    [InlineData("UNKNOWN")]
    public void A_missing_country_is_set_unknown_and_the_patient_stays(string found)
    {
        var cleaned = Patient.Clean(Raw.Of("P1", "Ada Byron", "36", "F", found));

        Assert.Equal("Unknown", cleaned.Row?.Country);
        Assert.Equal([new RuleHit(Rule.CountryUnknown, "country", found)], cleaned.Hits);
    }

    [Fact]
    public void Text_is_trimmed_of_Unicode_blanks_and_composed()
    {
        var cleaned = Patient.Clean(Raw.Of("\u00A0P1\u3000", "\u2003Jose\u0301 Nun\u0303ez\u00A0", "36", "M", "\tCo\u0302te d'Ivoire "));

        Assert.Equal(new Patient("Jos\u00E9 Nu\u00F1ez", 36, "Male", "C\u00F4te d'Ivoire"), cleaned.Row);
        Assert.Empty(cleaned.Hits);
    }

    [Fact]
    public void A_missing_name_is_shown_as_unknown_and_no_rule_asks_for_it()
    {
        var cleaned = Patient.Clean(Raw.Of("P1", " ", "36", "F", "Norway"));

        Assert.Equal("Unknown", cleaned.Row?.PatientName);
        Assert.Empty(cleaned.Hits);
    }

    [Fact]
    public void Every_fault_of_a_record_is_told()
    {
        var cleaned = Patient.Clean(Raw.Of("P1", "Ada Byron", "old", "?", "NULL"));

        Assert.Equal(new Patient("Ada Byron", null, "Unknown", "Unknown"), cleaned.Row);
        Assert.Equal([Rule.AgeInvalid, Rule.GenderUnknown, Rule.CountryUnknown], cleaned.Hits.Select(hit => hit.Rule));
    }
}
