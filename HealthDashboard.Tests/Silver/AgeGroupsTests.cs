using HealthDashboard.Silver;

namespace HealthDashboard.Tests.Silver;

public sealed class AgeGroupsTests
{
    [Theory]
    [InlineData(0, "0-17")]
    [InlineData(17, "0-17")]
    [InlineData(18, "18-44")]
    [InlineData(44, "18-44")]
    [InlineData(45, "45-64")]
    [InlineData(64, "45-64")]
    [InlineData(65, "65-84")]
    [InlineData(84, "65-84")]
    [InlineData(85, "85+")]
    [InlineData(124, "85+")]
    [InlineData(null, "Unknown")]
    public void An_age_belongs_to_one_group(int? age, string group) => Assert.Equal(group, AgeGroups.Of(age));
}
