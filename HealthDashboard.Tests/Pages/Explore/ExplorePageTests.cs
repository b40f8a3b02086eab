using Bunit;
using HealthDashboard.Pages.Explore;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Explore;

public sealed class ExplorePageTests(SampleWarehouse sample)
{
    [Theory]
    [InlineData("", "Department, Doctor, Insurer, Treatment, Country, Age group", null)]
    [InlineData("?measure=num_visits", "Department, Doctor, Country", "Visits are not ranked by insurer, treatment, age group")]
    [InlineData("?share=safe", "Department, Doctor, Insurer, Treatment, Country, Age group", null)]
    public async Task A_measure_is_ranked_by_all_that_it_is_counted_by_and_what_is_left_out_is_said(string query, string boards, string? leftOut)
    {
        await using var context = new PageContext(sample.Warehouse);

        var cut = context.Visit<ExplorePage>("/explore" + query);

        Assert.Equal(boards, string.Join(", ", cut.FindAll(".board thead th:first-child a").Select(title => title.TextContent)));
        Assert.Equal(leftOut is not null, cut.FindAll("p.muted").Any(line => line.TextContent.StartsWith(leftOut ?? "Never", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_moved_most_comes_first_when_asked_for()
    {
        await using var context = new PageContext(sample.Warehouse);

        var first = context.Visit<ExplorePage>("/explore?rank=change").Find(".board tbody tr");

        Assert.Equal("Respiratory Medicine", first.QuerySelector("th a")!.TextContent);
        Assert.Equal("+$19.6K", first.QuerySelector(".moved")!.TextContent);
    }

    [Fact]
    public async Task An_order_that_is_none_is_told()
    {
        await using var context = new PageContext(sample.Warehouse);

        Assert.Contains("rank=size is not understood. Expected change", context.Visit<ExplorePage>("/explore?rank=size").Find(".message").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_that_are_chosen_are_shown_however_small()
    {
        await using var context = new PageContext(sample.Warehouse);

        var rows = context.Visit<ExplorePage>("/explore?department=Psychiatry").FindAll(".board")[0].QuerySelectorAll("tbody tr");

        Assert.Equal(9, rows.Length);
        Assert.Equal(("Psychiatry", "true"), (rows[^1].QuerySelector("th a")!.TextContent, rows[^1].QuerySelector("th a")!.GetAttribute("aria-current")));
    }
}
