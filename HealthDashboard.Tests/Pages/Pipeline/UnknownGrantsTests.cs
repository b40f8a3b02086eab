using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Pages.Pipeline;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Pipeline;

public sealed class UnknownGrantsTests
{
    [Theory]
    [InlineData("", "Cardiology", "Neurology")]
    [InlineData("Auth:Grants names Cardiolgy, cardiology. No file has such a department", "cardiology", "Cardiology", "Cardiolgy")]
    public async Task Departments_of_grants_that_no_file_knows_are_named(string words, params string[] granted)
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny.Doctor("D2,Dr. B,Neurology,5"));
        var access = new AccessOptions { Mode = AuthMode.Oidc, Grants = [new GrantRule("groups", "any", new Grant(Role.Viewer, granted))] };
        await using var context = new PageContext(warehouse, access);

        var text = context.Render<UnknownGrants>(parameters => parameters.Add(each => each.Snapshot, warehouse.Snapshot)).Markup;

        Assert.Equal(words.Length > 0, text.Contains("Auth:Grants names", StringComparison.Ordinal));
        Assert.Contains(words, text, StringComparison.Ordinal);
    }
}
