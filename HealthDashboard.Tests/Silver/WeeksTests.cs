using System.Globalization;
using HealthDashboard.Silver;

namespace HealthDashboard.Tests.Silver;

public sealed class WeeksTests
{
    [Theory]
    [InlineData("2016-01-01", "2015-12-28", "2015-W53")]
    [InlineData("2018-12-31", "2018-12-31", "2019-W01")]
    [InlineData("2020-12-31", "2020-12-28", "2020-W53")]
    [InlineData("2021-01-03", "2020-12-28", "2020-W53")]
    [InlineData("2021-01-04", "2021-01-04", "2021-W01")]
    [InlineData("2024-12-30", "2024-12-30", "2025-W01")]
    [InlineData("2027-01-03", "2026-12-28", "2026-W53")]
    public void A_day_belongs_to_its_ISO_week_keyed_by_Monday(string day, string monday, string label)
    {
        var week = Weeks.MondayOf(DateOnly.Parse(day, CultureInfo.InvariantCulture));

        Assert.Equal(DateOnly.Parse(monday, CultureInfo.InvariantCulture), week);
        Assert.Equal(label, Weeks.Label(week));
    }
}
