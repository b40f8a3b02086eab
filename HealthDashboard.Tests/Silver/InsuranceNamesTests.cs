using HealthDashboard.Silver;

namespace HealthDashboard.Tests.Silver;

public sealed class InsuranceNamesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("NULL")]
    [InlineData("null")]
    [InlineData("NaN")]
    [InlineData("N/A")]
    [InlineData("n/a")]
    [InlineData("Unknown")]
    [InlineData("UNKNOWN")]
    public void A_missing_insurer_is_unknown(string found) => Assert.Equal("Unknown", InsuranceNames.Meaning(found));

    [Theory]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("Uninsured")]
    [InlineData("Self-Pay")]
    [InlineData("SELF-PAY")]
    [InlineData("Self pay")]
    [InlineData("No insurance")]
    [InlineData("no Insurance")]
    [InlineData("Cash")]
    public void Whoever_pays_alone_is_uninsured(string found) => Assert.Equal("Uninsured", InsuranceNames.Meaning(found));

    [Theory]
    [InlineData("MedCare")]
    [InlineData("Cashless Mutual")]
    [InlineData("None Such Insurance")]
    public void Any_other_name_is_an_insurer(string found) => Assert.Equal(found, InsuranceNames.Meaning(found));
}
