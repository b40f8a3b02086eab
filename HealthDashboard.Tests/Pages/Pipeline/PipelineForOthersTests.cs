using System.Reflection;
using System.Security.Claims;
using HealthDashboard.Access;
using HealthDashboard.Pages.Compare;
using HealthDashboard.Pages.Pipeline;
using HealthDashboard.Pages.Upload;
using HealthDashboard.Tests.Support;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace HealthDashboard.Tests.Pages.Pipeline;

/// <summary>Records as found and counts of all departments are for admins of everything.</summary>
public sealed class PipelineForOthersTests
{
    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Analyst, false)]
    [InlineData(Role.Admin, true)]
    public async Task The_date_of_the_data_is_told_to_all_and_what_became_of_records_to_admins(Role role, bool all)
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        var access = new AccessOptions { Mode = AuthMode.Oidc, Grants = [new GrantRule("groups", "any", new Grant(role, null))] };
        await using var context = new PageContext(warehouse, access);
        var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim("groups", "any")], "Cookies"));
        context.Services.GetRequiredService<Viewer>().SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));

        var page = context.Visit<PipelinePage>("/pipeline").Markup;

        Assert.Contains("3 Mar 2025", page, StringComparison.Ordinal);
        Assert.Equal(all, page.Contains("id=\"ledger\"", StringComparison.Ordinal));
        Assert.Equal(all, page.Contains("<table", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(RulePage))]
    [InlineData(typeof(ComparePage))]
    [InlineData(typeof(UploadPage))]
    public void A_page_of_records_is_there_for_admins_alone(Type page)
    {
        var access = new AccessOptions
        {
            Mode = AuthMode.Oidc,
            Grants = [.. Enum.GetValues<Role>().Select(role => new GrantRule("groups", role.ToString(), new Grant(role, role == Role.Analyst ? ["Cardiology"] : null)))],
        };
        var (reaches, marked) = (new Reaches(access), page.GetCustomAttribute<ForRoleAttribute>());

        Assert.Equal([Role.Admin], Enum.GetValues<Role>().Where(role => reaches.IsFor(new ClaimsPrincipal(new ClaimsIdentity([new Claim("groups", role.ToString())], "Cookies")), marked)));
        Assert.True(new Reaches(new AccessOptions()).IsFor(null, marked));
    }
}
