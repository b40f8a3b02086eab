using System.Globalization;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;

namespace HealthDashboard.Tests.Pages.Wording;

public sealed class NotationTests
{
    [Theory]
    [InlineData("en-US", ".", ",", "${0}")]
    [InlineData("de-DE", ",", ".", "{0} $")]
    [InlineData("ar-EG", "٫", "٬", "{0} $")]
    public void The_browser_writes_numbers_as_the_page_does(string culture, string mark, string group, string money)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        var display = new DisplayOptions();

        var notation = Notation.Of(display);

        Assert.Equal((mark, group), (notation.DecimalMark, notation.GroupMark));
        Assert.Equal(money, notation.Money.Replace('\u00A0', ' '));
        Assert.Equal(Format.MoneyShort(7, display), string.Format(CultureInfo.InvariantCulture, notation.Money, "7"));
        Assert.Equal(Format.Percent(0.123m), string.Format(CultureInfo.InvariantCulture, notation.Percent, $"12{mark}3"));
        Assert.Equal(12, notation.Months.Distinct().Count());
        Assert.All(notation.Months, month => Assert.DoesNotContain("2001", month, StringComparison.Ordinal));
    }
}
