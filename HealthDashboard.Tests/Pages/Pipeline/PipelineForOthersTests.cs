using System.Reflection;
using System.Security.Claims;
using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Pages.Compare;
using HealthDashboard.Pages.Pipeline;
using HealthDashboard.Pages.Upload;
using HealthDashboard.Pipeline;
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
    public async Task The_date_of_the_data_is_told_to_all_and_what_became_of_all_records_to_admins(Role role, bool all)
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        var access = new AccessOptions { Mode = AuthMode.Oidc, Grants = [new GrantRule("groups", "any", new Grant(role, null))] };
        await using var context = new PageContext(warehouse, access);
        var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim("groups", "any")], "Cookies"));
        context.Services.GetRequiredService<Viewer>().SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));

        var page = context.Visit<PipelinePage>("/pipeline").Markup;

        Assert.Contains("3 Mar 2025", page, StringComparison.Ordinal);
        Assert.Equal(all, page.Contains("id=\"ledger\"", StringComparison.Ordinal));
        Assert.Equal(role != Role.Viewer, page.Contains("<table", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_analyst_is_told_the_shares_of_their_own_departments_and_no_record()
    {
        using var warehouse = TestWarehouse.Of(Faulty, new PipelineOptions { MaxRejectedShare = 1 });
        await using var context = PageContext.For(warehouse, new Grant(Role.Analyst, ["Cardiology"]), new Grant(Role.Viewer, ["Oncology"]));

        var page = context.Visit<PipelinePage>("/pipeline");

        Assert.Equal(
            ["Cardiology 2 2 50.0 % A date that cannot be read for certain: 1, A visit of an unknown patient: 1", "Cardiology 3 1 25.0 % A cost that is not a plain number: 1"],
            page.FindAll("tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent.Trim()))));
        Assert.DoesNotContain("2025-99-03", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("P77", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("own-records", context.Visit<PipelinePage>("/pipeline?share=safe").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_analyst_of_all_departments_is_told_of_records_that_say_none()
    {
        using var warehouse = TestWarehouse.Of(Faulty, new PipelineOptions { MaxRejectedShare = 1 });
        await using var context = PageContext.For(warehouse, new Grant(Role.Analyst, null));

        var rows = context.Visit<PipelinePage>("/pipeline").FindAll("tbody tr").Select(row => string.Join(' ', row.Children.Take(3).Select(cell => cell.TextContent.Trim())));

        Assert.Equal(["Cardiology 2 2", "Oncology 1 1", "Not readable 0 1", "Cardiology 3 1", "Oncology 0 0"], rows);
    }

    /// <summary>Of each department what is used and what is not, and a visit that says no department.</summary>
    private static Hospital Faulty => Hospital.Tiny.Doctor("D2,Dr. Low,Oncology,3")
        .Visit("V2,P1,D1,Cardiology,2025-03-04,no").Visit("V3,P1,D1,Cardiology,2025-99-03,no").Visit("V4,P77,D1,Cardiology,2025-03-04,no")
        .Visit("V5,P1,D2,Oncology,2025-03-04,no").Visit("V6,P77,D2,Oncology,2025-03-04,no").Visit("V7,P77,D77,,2025-03-04,no")
        .Treatment("T2,V1,ECG,5.00,MedCare").Treatment("T3,V2,ECG,6.00,MedCare").Treatment("T4,V2,ECG,many,MedCare");

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
