using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Filters;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Wording;

public sealed class FormatTests
{
    private static readonly DisplayOptions Dollars = new();

    [Theory]
    [InlineData("en-US", "$1,234.57")]
    [InlineData("de-DE", "1.234,57 $")]
    public void Money_is_written_as_the_viewer_writes_it_in_the_currency_of_the_data(string culture, string expected) =>
        Assert.Equal(expected, In(culture, () => Format.Money(1234.565m, Dollars)).Replace('\u00A0', ' '));

    [Theory]
    [InlineData(9_999, "$9,999")]
    [InlineData(12_345, "$12.3K")]
    [InlineData(870_391, "$870K")]
    [InlineData(1_250_000, "$1.3M")]
    public void Money_on_a_card_is_short(int amount, string expected) =>
        Assert.Equal(expected, In("en-US", () => Format.MoneyShort(amount, Dollars)));

    [Theory]
    [InlineData("2025-03-03", "W10 2025 (3–9 Mar)")]
    [InlineData("2024-12-30", "W01 2025 (30 Dec–5 Jan)")]
    public void A_week_is_written_with_its_days(string monday, string expected) =>
        Assert.Equal(expected, In("en-US", () => Format.Week(monday)));

    /// <summary>The words are English whatever the viewer's language is, and so are the names of months among them.</summary>
    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    public void A_date_is_of_the_language_of_its_sentence(string culture)
    {
        Assert.Equal("W10 2025 (3–9 Mar)", In(culture, () => Format.Week("2025-03-03")));
        Assert.Equal("from 3 Dec 2025", In(culture, () => Format.PeriodInWords(Scopes.Everything with { From = new DateOnly(2025, 12, 3) })));
        Assert.Equal("29 Dec 2024 – 3 Mar 2025", In(culture, () => Format.Days(new DateOnly(2024, 12, 29), new DateOnly(2025, 3, 3))));
    }

    /// <summary>Money in a sentence beside a number: fr-CH and de-AT would part them with different marks.</summary>
    [Fact]
    public void Every_culture_groups_money_as_numbers_and_writes_it_short_as_in_full()
    {
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
        {
            Assert.Contains(In(culture.Name, () => 1_234_567.25m.ToString("N2", CultureInfo.CurrentCulture)), In(culture.Name, () => Format.Money(1_234_567.25m, Dollars)), StringComparison.Ordinal);
            Assert.Equal(In(culture.Name, () => Format.Money(1234, Dollars)).Replace(In(culture.Name, () => 1234.ToString("N2", CultureInfo.CurrentCulture)), "#", StringComparison.Ordinal),
                In(culture.Name, () => Format.MoneyShort(1234, Dollars)).Replace(In(culture.Name, () => 1234.ToString("N0", CultureInfo.CurrentCulture)), "#", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("1", "of 1 visit")]
    [InlineData("0", "of 0 visits")]
    [InlineData("1,001", "of 1,001 visits")]
    public void A_count_stands_with_its_noun_in_singular_or_plural(string number, string expected)
    {
        Assert.Equal(expected, Sentence.Of("of {0} [visit|visits]", number));
        Assert.Equal(number == "1" ? "1 rows differs." : $"{number} rows differ.", Sentence.Of("{0} {1} [0:differs|differ].", number, "rows"));
    }

    [Fact]
    public void A_scope_is_said_in_words()
    {
        var scope = Scopes.Everything with { DoctorId = "D1", From = new DateOnly(2025, 3, 3), To = new DateOnly(2025, 3, 9) };

        Assert.Equal("All departments, Dr. Hart, 3 Mar 2025 – 9 Mar 2025", In("en-US", () => Format.Words(scope, "Dr. Hart")));
    }

    [Fact]
    public void The_last_complete_weeks_end_with_the_last_Sunday_of_the_data()
    {
        var presets = PeriodPreset.For(new DateOnly(2024, 1, 1), new DateOnly(2025, 12, 17));

        var weeks = presets.Single(preset => preset.Name == "Last 4 complete weeks");

        Assert.Equal((new DateOnly(2025, 11, 17), new DateOnly(2025, 12, 14)), (weeks.From, weeks.To));
        Assert.Equal(Scopes.Everything, presets[0].Apply(weeks.Apply(Scopes.Everything)));
    }

    [Fact]
    public void Years_are_all_offered_and_quarters_of_the_latest_five()
    {
        var (few, many, end) = (Names("2023-11-20", "2025-02-03"), Names("1919-05-01", "2025-02-03"), Names("9999-11-01", "9999-12-31"));

        Assert.Equal(["2025", "Q1 2025", "2024", "Q4 2024", "Q3 2024", "Q2 2024", "Q1 2024", "2023", "Q4 2023"], few);
        Assert.Equal((107, 17, "1919"), (many.Count(name => name.Length == 4), many.Count(name => name.StartsWith('Q')), many[^1]));
        Assert.Equal(["9999", "Q4 9999"], end);

        static List<string> Names(string first, string last) => [.. PeriodPreset.For(
            DateOnly.ParseExact(first, "yyyy-MM-dd", CultureInfo.InvariantCulture), DateOnly.ParseExact(last, "yyyy-MM-dd", CultureInfo.InvariantCulture)).Skip(5).Select(preset => preset.Name)];
    }

    private static string In(string culture, Func<string> format)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return format();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
