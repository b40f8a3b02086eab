using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Loads;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Loads;

public sealed class LoadsPageTests(SampleWarehouse sample)
{
    [Theory]
    [InlineData("/doctors", "Dr. Ethan Edwards", "0.04", "1", "usual")]
    [InlineData("/doctors?rank=high", "Dr. Mateus Oliveira", "0.54", "14", "too few to judge")]
    [InlineData("/doctors?doctor=D025", "Dr. Ethan Edwards", "0.04", "1", "usual")]
    public async Task Low_loads_are_as_visible_as_high_ones(string address, string name, string perWeek, string visits, string verdict)
    {
        await using var context = new PageContext(sample.Warehouse);

        var row = context.Visit<LoadsPage>(address).Find(".board.loads:not(.slim) tbody tr");

        Assert.Equal((name, perWeek, visits), (row.QuerySelector(".pick")!.TextContent, row.QuerySelector("td.number small")!.TextContent.Split(' ')[0], row.QuerySelector("td.number a")!.TextContent));
        Assert.StartsWith(verdict, row.QuerySelectorAll("td")[2].QuerySelector("small")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_of_visits_leads_to_its_proof_over_the_same_weeks()
    {
        await using var context = new PageContext(sample.Warehouse);

        Assert.Equal(
            "passport/doctor_performance/num_visits?row=D025&from=2025-06-16&to=2025-12-14", context.Visit<LoadsPage>("/doctors?department=Gastroenterology").Find(".board.loads:not(.slim) a.number-link").GetAttribute("href"));
    }

    [Fact]
    public async Task Pages_hold_everybody_once()
    {
        await using var context = new PageContext(sample.Warehouse);

        var names = Enumerable.Range(1, 3).SelectMany(page => context.Visit<LoadsPage>($"/doctors?page={page}").FindAll(".board.loads:not(.slim) tbody .pick").Select(link => link.GetAttribute("data-pick"))).ToList();

        Assert.Equal(60, names.Distinct().Count());
        Assert.Equal(60, names.Count);
    }

    [Fact]
    public async Task An_order_that_is_none_is_told_and_share_safe_it_is_refused()
    {
        await using var context = new PageContext(sample.Warehouse);

        Assert.Contains("rank=low is not understood. Expected high", context.Visit<LoadsPage>("/doctors?rank=low").Find(".message").TextContent, StringComparison.Ordinal);
        context.Navigation.NavigateTo("/doctors?share=safe");
        Assert.NotNull(SharedPages.Refusal(context.Navigation, Reach.Everything));
    }
}
