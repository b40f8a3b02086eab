using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Subjects;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Frame;

/// <summary>The role is that of the department that is looked at, never that of another.</summary>
public sealed class RolePagesTests(SampleWarehouse sample)
{
    private static readonly Grant[] Mixed = [new Grant(Role.Viewer, null), new Grant(Role.Analyst, ["Cardiology"])];

    [Fact]
    public async Task Who_analyses_one_department_and_views_all_sees_each_by_its_role()
    {
        await using var context = PageContext.For(sample.Warehouse, Mixed);

        var overview = context.Visit<OverviewPage>("/");
        var own = context.Visit<DepartmentPage>("/departments/Cardiology", page => page.Add(each => each.Department, "Cardiology"));
        var other = context.Visit<DepartmentPage>("/departments/Oncology", page => page.Add(each => each.Department, "Oncology"));

        Assert.True(overview.Instance.Scope.ShareSafe);
        Assert.False(own.Instance.Subject.ShareSafe);
        Assert.NotEmpty(own.FindAll(".findings"));
        Assert.True(other.Instance.Subject.ShareSafe);
        Assert.Empty(other.FindAll(".findings"));
        Assert.Empty(overview.FindAll(".findings"));
        Assert.DoesNotContain(overview.FindAll("a"), link => link.GetAttribute("href")!.Contains("share=safe", StringComparison.Ordinal));
    }

    /// <summary>The leaderboard of departments is of all of them, of which less is shown.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("num_visits")]
    public async Task A_click_on_ones_own_department_shows_more_of_it_beside_the_others_as_before(string? measure)
    {
        await using var context = PageContext.For(sample.Warehouse, Mixed);

        var overview = context.Visit<OverviewPage>($"/?department=Cardiology{(measure is null ? "" : $"&measure={measure}")}");

        Assert.False(overview.Instance.Scope.ShareSafe);
        Assert.Equal("Cardiology", overview.Find(".board tr.chosen th a").TextContent);
        Assert.Empty(overview.FindAll(".board:not(.slim) .shape-of"));
        Assert.All(overview.FindAll(".board:not(.slim) .moved"), moved => Assert.Equal("–", moved.TextContent));
    }

    [Theory]
    [InlineData("/", null)]
    [InlineData("/departments/Oncology", null)]
    [InlineData("/gold/insurance_summary", null)]
    [InlineData("/gold/patient_summary", "One row per person is not shown to viewers.")]
    [InlineData("/patients/P0001", "Single patients, records and the values in them are not shown to viewers.")]
    [InlineData("/passport/insurance_summary/total_cost", "Single patients, records and the values in them are not shown to viewers.")]
    [InlineData("/cost-change?department=Oncology", "Single patients, records and the values in them are not shown to viewers.")]
    [InlineData("/cost-change?department=Cardiology&department=Oncology", "Single patients, records and the values in them are not shown to viewers.")]
    [InlineData("/cost-change?department=Cardiology", null)]
    [InlineData("/gold/patient_summary?department=Cardiology", null)]
    [InlineData("/gold/patient_summary?department=Cardiology&share=safe", "One row per person is not shown in share-safe mode.")]
    [InlineData("/compare?of=department&a=Cardiology&b=Oncology", null)]
    [InlineData("/doctors", "Single patients, records and the values in them are not shown to viewers.")]
    [InlineData("/doctors?department=Cardiology", null)]
    [InlineData("/patient-groups?department=Oncology", "Single patients, records and the values in them are not shown to viewers.")]
    [InlineData("/pipeline", null)]
    [InlineData("/annotations", null)]
    public async Task A_page_is_refused_by_the_role_in_the_departments_of_its_address(string address, string? why)
    {
        await using var context = PageContext.For(sample.Warehouse, Mixed);
        context.Navigation.NavigateTo(address);

        Assert.Equal(why, SharedPages.Refusal(context.Navigation, Reach.Of(Mixed, names: false)));
        Assert.Equal(address.Contains("share=safe", StringComparison.Ordinal) ? why : null, SharedPages.Refusal(context.Navigation, Reach.Everything));
    }
}
