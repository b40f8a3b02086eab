using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Pages.CountriesAndAges;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.CountriesAndAges;

/// <summary>The numbers were worked out apart from the program, from the files alone.</summary>
public sealed class GroupsPageTests(SampleWarehouse sample)
{
    [Theory]
    [InlineData("age_group", 4, "85+ 40 7 % $96,185 11 % $2,405 92")]
    [InlineData("age_group", 0, "0-17 89 16 % $105,469 12 % $1,185 261")]
    [InlineData("country", 0, "United States 267 47 % $397,573 46 % $1,489 683")]
    public async Task Patients_and_their_share_stand_beside_the_cost_and_its_share(string groups, int place, string row)
    {
        await using var context = new PageContext(sample.Warehouse);

        var cells = context.Visit<GroupsPage>("/patient-groups").FindAll($"[aria-labelledby=groups-{groups}] tbody tr")[place].QuerySelectorAll("th, td.number");

        Assert.Equal(row, string.Join(' ', cells.Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))));
    }

    [Theory]
    [InlineData("", "$6,448 $17,518 $77,958 $75,698 $20,361")]
    [InlineData("&measure=patients", "1 10 27 27 5")]
    [InlineData("&measure=visits_per_patient", "2.0 1.7 2.0 1.8 2.4")]
    public async Task What_a_departments_patients_cost_by_age_group_is_in_its_row_whatever_is_filtered(string measure, string cells)
    {
        await using var context = new PageContext(sample.Warehouse);

        var row = context.Visit<GroupsPage>("/patient-groups?department=Oncology&age_group=45-64" + measure).Find(".heat tr.chosen");

        Assert.Equal("Oncology", row.QuerySelector("th")!.TextContent.Trim());
        Assert.Equal(cells, string.Join(' ', row.QuerySelectorAll("td a").Select(cell => cell.TextContent)));
        Assert.Equal("?department=Oncology&age_group=0-17", row.QuerySelector("td a")!.GetAttribute("data-pick"));
        Assert.Equal("true", row.QuerySelectorAll("td a")[2].GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Countries_beyond_the_first_stand_together_and_nothing_is_lost()
    {
        await using var context = new PageContext(sample.Warehouse);

        var cut = context.Visit<GroupsPage>("/patient-groups?across=country&measure=num_visits");
        var foot = cut.FindAll(".heat tfoot td").Select(cell => int.Parse(cell.TextContent, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(1500, foot[^1]);
        Assert.Equal(foot[^1], foot.SkipLast(1).Sum());
        Assert.Equal(1500, cut.FindAll(".heat tbody td:last-child").Sum(cell => int.Parse(cell.TextContent, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(new double[0], false, 1, 0)]
    [InlineData(new[] { 0.0 }, true, 1, 0)]
    [InlineData(new[] { 3.0, 1 }, true, 1, 3)]
    [InlineData(new[] { 77958.2, 10 }, false, 20000, 4)]
    [InlineData(new[] { 0.04 }, false, 0.01, 4)]
    public void Steps_are_round_and_at_most_five(double[] values, bool whole, double size, int count) =>
        Assert.Equal(new HeatSteps((decimal)size, count), HeatSteps.Of(values.Select(value => (decimal)value), whole));

    [Fact]
    public async Task Share_safe_it_is_refused()
    {
        await using var context = new PageContext(sample.Warehouse);
        context.Navigation.NavigateTo("/patient-groups?share=safe");

        Assert.NotNull(SharedPages.Refusal(context.Navigation, Reach.Everything));
        Assert.Throws<WithheldException>(() => context.Visit<GroupsPage>("/patient-groups?share=safe"));
    }
}
