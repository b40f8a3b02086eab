using System.Globalization;
using HealthDashboard.Pages;
using HealthDashboard.Query;

namespace HealthDashboard.Tests.Pages;

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

    [Fact]
    public void A_scope_is_said_in_words()
    {
        var scope = new Scope { DoctorId = "D1", From = new DateOnly(2025, 3, 3), To = new DateOnly(2025, 3, 9) };

        Assert.Equal("All departments, Dr. Hart, 3 Mar 2025 – 9 Mar 2025", In("en-US", () => Format.Words(scope, "Dr. Hart")));
    }

    [Fact]
    public void The_last_complete_weeks_end_with_the_last_Sunday_of_the_data()
    {
        var presets = PeriodPreset.For(new DateOnly(2024, 1, 1), new DateOnly(2025, 12, 17));

        var weeks = presets.Single(preset => preset.Name == "Last 4 complete weeks");

        Assert.Equal((new DateOnly(2025, 11, 17), new DateOnly(2025, 12, 14)), (weeks.From, weeks.To));
        Assert.Equal(Scope.Everything, presets[0].Apply(weeks.Apply(Scope.Everything)));
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
