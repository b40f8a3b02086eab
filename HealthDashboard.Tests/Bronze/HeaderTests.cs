using System.Text;
using HealthDashboard.Bronze;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Bronze;

/// <summary>The first line as people, spreadsheets and databases write it, and what is said where it is none.</summary>
public sealed class HeaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Doctor Id,Doctor Name,Department,Years Experience")]
    [InlineData("doctor-id,doctor-name,department,years-experience")]
    [InlineData("DoctorId,doctorName,DEPARTMENT,YearsExperience")]
    [InlineData("DOCTOR  ID,doctor\u00A0name,De-partment,YEARS_experience")]
    [InlineData("\"Doctor\nId\",Doctor Name,Department,Years Experience")]
    [InlineData("Doctor Id,Doctor Name,Department,Years Experience,")]
    [InlineData("Doctor Id,Doctor Name,Department,Years Experience,,")]
    [InlineData("\uFEFFsep=,\nDoctor Id,Doctor Name,Department,Years Experience")]
    [InlineData("\"sep=,\"\nDoctor Id,Doctor Name,Department,Years Experience")]
    [InlineData("\n\nDoctor Id,Doctor Name,Department,Years Experience")]
    public void Names_match_without_regard_to_case_blanks_hyphens_and_underscores(string header)
    {
        using var file = Open(header + "\nD1,Hart,Cardiology,12\n");

        Assert.True(file.Read());
        Assert.Equal(["D1", "Hart", "Cardiology", "12"], file.Record().Values);
        Assert.Empty(file.ExtraColumns);
        Assert.Equal(header.Count(letter => letter == '\n') + 2, file.Line);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_separator_is_that_of_the_header_whatever_stands_in_the_values(char separator)
    {
        var values = ",;\t|".Replace(separator.ToString(), "", StringComparison.Ordinal);
        var records = string.Concat(Enumerable.Range(1, 40).Select(number => string.Join(separator, $"D{number}", values + values, "Lung", "3") + "\n"));

        using var file = Open(Hospital.DoctorHeader.Replace(',', separator) + "\n" + records);

        Assert.Equal(separator, file.Separator);
        Assert.True(file.Read());
        Assert.Equal(["D1", values + values, "Lung", "3"], file.Record().Values);
    }

    [Theory]
    [InlineData("sep=;", ';')]
    [InlineData("SEP=\t", '\t')]
    [InlineData("\"sep=|\"", '|')]
    public void A_first_line_may_name_the_separator(string hint, char separator)
    {
        using var file = Open($"{hint}\r\n{Hospital.DoctorHeader}\r\nD1,Hart,Cardiology,12\r\n".Replace(',', separator));

        Assert.Equal(separator, file.Separator);
        Assert.True(file.Read());
        Assert.Equal(("Hart", 3), (file.Record().Values[1], file.Line));
    }

    [Theory]
    [InlineData("sep=;")]
    [InlineData("sep=;\r\n")]
    public void A_file_that_names_its_separator_and_nothing_else_has_no_header(string text) => Assert.Equal("file_empty", Refused(text).Rule);

    [Fact]
    public void Two_names_that_mean_the_same_column_are_told() => AssertRefused(
        "doctor_id,Doctor Id,doctor_name,department,years_experience\nD1,D1,Hart,Cardiology,12\n",
        "column_missing", "doctors.csv, line 1: found 2 columns named doctor_id (doctor_id, Doctor Id)", "Expected exactly one");

    [Fact]
    public void All_columns_that_are_missing_are_told_and_those_that_were_found() => AssertRefused(
        "doctor_id;name;ward;years_experience\nD1;Hart;Cardiology;12\n",
        "column_missing", "line 1: found 4 columns (doctor_id, name, ward, years_experience), none named doctor_name, department. Expected the columns doctor_id, doctor_name");

    [Fact]
    public void A_header_in_other_words_is_told_where_the_record_behind_it_shows_that_it_is_one() => AssertRefused(
        "Arztnummer;Name;Abteilung;Jahre\nD1;Hart;Cardiology;12\n", "column_missing", "found 4 columns (Arztnummer, Name, Abteilung, Jahre), none named doctor_id");

    [Theory]
    [InlineData("D1,Hart,Cardiology,12\nD2,Lung,Oncology,3\n")]
    [InlineData("D1;Hart;Cardiology;12\nD2;Lung;Oncology;3\n")]
    [InlineData("sep=,\nD1,Hart,Cardiology,12\nD2,Lung,Oncology,3\n")]
    public void A_record_in_the_place_of_the_header_is_seen_and_not_told(string text) =>
        AssertRefused(text, "column_missing", "found 4 columns, none named doctor_id", "looks like a record", "above it");

    [Fact]
    public void A_record_without_a_digit_is_not_told_either() => AssertRefused("Hart,Lung,unknown,\nHart,Skin,unknown,\n", "column_missing", "found 4 columns, none named");

    [Fact]
    public void The_columns_of_another_file_are_told() =>
        AssertRefused("Patient Id,patient_name,age,gender,country\nP1,Hart,36,F,Norway\n", "column_missing", "These are the columns of patients.csv");

    [Fact]
    public void A_header_under_a_title_is_told() =>
        AssertRefused($"Hart's doctors\n\n{Hospital.DoctorHeader}\nD1,Hart,Cardiology,12\n", "column_missing", "Line 3 holds them: remove the lines above it");

    [Fact]
    public void Blanks_before_the_quotes_of_names_are_told() =>
        AssertRefused("\"doctor_id\", \"doctor_name\", \"department\", \"years_experience\"\nD1,Hart,Cardiology,12\n", "column_missing", "A blank stands between a separator and the quote");

    [Fact]
    public void A_separator_that_is_not_known_is_told() => AssertRefused("doctor_id^doctor_name^department^years_experience\n", "column_missing", "found 1 column", "No comma, semicolon, TAB or bar");

    [Fact]
    public void Records_that_a_quote_pulls_into_the_header_are_no_names()
    {
        var refused = Refused($"{Hospital.DoctorHeader},\"note\nD1,Hart,Cardiology,12,x\nD2,Lung,Oncology,3,x\nD3,Skin,Dermatology,5,x\n");

        Assert.Equal("file_unreadable", refused.Rule);
        Assert.Contains("doctors.csv, line 1: a quote is opened", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Hart", refused.Message, StringComparison.Ordinal);
    }

    private void AssertRefused(string text, string rule, params string[] words)
    {
        var refused = Refused(text);

        Assert.Equal(rule, refused.Rule);
        Assert.All(words, word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("Hart", refused.Message, StringComparison.Ordinal);
    }

    private RunRefusedException Refused(string text) => Assert.Throws<RunRefusedException>(() => Open(text).Dispose());

    private SourceFile Open(string text)
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "doctors.csv"), Encoding.UTF8.GetBytes(text));
        return SourceFile.Open(SourceTable.Doctors, _folder.Path);
    }
}
