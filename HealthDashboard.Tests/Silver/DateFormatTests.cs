using System.Globalization;
using HealthDashboard.Silver;

namespace HealthDashboard.Tests.Silver;

public sealed class DateFormatTests
{
    [Theory]
    [InlineData("dd.MM.yyyy", "03.04.2024", "2024-04-03")]
    [InlineData("dd.MM.yyyy", "3.4.2024", "2024-04-03")]
    [InlineData("dd.MM.yyyy", "03.04.2024 08:15", "2024-04-03")]
    [InlineData("dd.MM.yyyy", "2024-04-03", "2024-04-03")]
    [InlineData("dd.MM.yyyy", "2024-04-03T08:15:00Z", "2024-04-03")]
    [InlineData("d. M. yyyy", "3. 4. 2024", "2024-04-03")]
    [InlineData("dd/MM/yyyy", "03/04/2024", "2024-04-03")]
    [InlineData("MM/dd/yyyy", "03/04/2024", "2024-03-04")]
    [InlineData("MM/dd/yyyy", "3/14/2024 2:30 PM", "2024-03-14")]
    [InlineData("dd-MM-yyyy", "03-04-2024", "2024-04-03")]
    [InlineData("yyyy/MM/dd", "2024/04/03", "2024-04-03")]
    [InlineData("yyyyMMdd", "20240403", "2024-04-03")]
    [InlineData("ISO", "2024-04-03", "2024-04-03")]
    public void The_order_that_is_named_is_read_and_ISO_always(string setting, string found, string date)
    {
        Assert.True(DateFormat.Parse(setting).TryRead(found, out var read));
        Assert.Equal(DateOnly.Parse(date, CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("iso", "03.04.2024")]
    [InlineData("dd.MM.yyyy", "04/13/2024")]
    [InlineData("dd.MM.yyyy", "13/04/2024")]
    [InlineData("dd.MM.yyyy", "04.13.2024")]
    [InlineData("dd.MM.yyyy", "31.02.2024")]
    [InlineData("dd.MM.yyyy", "03.04.24")]
    [InlineData("dd.MM.yyyy", "003.04.2024")]
    [InlineData("dd.MM.yyyy", "03.04.2024x")]
    [InlineData("dd.MM.yyyy", "")]
    [InlineData("yyyyMMdd", "2024043")]
    public void No_other_is(string setting, string found) => Assert.False(DateFormat.Parse(setting).TryRead(found, out _));

    [Theory]
    [InlineData("")]
    [InlineData("dd.MM.yy")]
    [InlineData("dd.MM")]
    [InlineData("dd.dd.yyyy")]
    [InlineData("dd.MMM.yyyy")]
    [InlineData("dmy")]
    [InlineData("(dd.MM.yyyy")]
    public void A_setting_that_is_none_is_refused_with_what_was_expected(string setting) =>
        Assert.Contains("Expected iso, or day, month and year", Assert.Throws<FormatException>(() => DateFormat.Parse(setting)).Message, StringComparison.Ordinal);
}
