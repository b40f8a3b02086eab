using HealthDashboard.Endpoints.SignIn.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Tests.Endpoints.SignIn.Accounts;

public sealed class ReachFormTests
{
    [Theory]
    [InlineData("true", "analyst=* names")]
    [InlineData(null, "analyst=*")]
    [InlineData("on", "analyst=*")]
    public void Whether_somebody_may_reveal_names_is_said_by_a_box(string? names, string reach) => Assert.Equal(
        reach, ReachForm.Read(new FormCollection(new Dictionary<string, StringValues> { ["everywhere"] = "Analyst", ["names"] = names })).ToString());
}
