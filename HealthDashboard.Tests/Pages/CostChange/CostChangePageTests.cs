using Bunit;
using HealthDashboard.Pages.CostChange;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.CostChange;

public sealed class CostChangePageTests(SampleWarehouse sample) : IAsyncDisposable
{
    private readonly PageContext _context = new(sample.Warehouse);

    [Fact]
    public void The_steps_lead_from_the_earlier_cost_to_the_later_one()
    {
        var cut = _context.Visit<CostChangePage>("/cost-change?from=2025-11-17&to=2025-12-14");

        Assert.Equal("From $38,284.82 to $34,952.05: −$3,332.77", cut.Find("#steps").TextContent);
        Assert.Equal(
            ["$38,284.82", "+$4,030.04", "−$1,368.43", "−$5,994.38", "$34,952.05"],
            cut.Find("table").QuerySelectorAll("tbody .number").Select(cell => cell.TextContent));
        Assert.Contains("Volume +$4,030.04, price −$1,368.43, mix −$5,994.38: together −$3,332.77. To the cent; nothing is left over.", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_asked_stands_in_the_address()
    {
        var cut = _context.Visit<CostChangePage>("/cost-change?department=Neurology&from=2025-09-15&to=2025-12-14&then=2024-09-16&by=insurer");

        Assert.Contains("15 Sep – 14 Dec 2025 against 16 Sep – 15 Dec 2024, 13 complete weeks each.", cut.Find(".compare").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            "cost-change.csv?department=Neurology&from=2025-09-15&to=2025-12-14&then=2024-09-16&by=insurer", cut.Find("a[download]").GetAttribute("href"));
        Assert.Equal("insurer", cut.Find("section ul.measures a[aria-current]").TextContent);
    }

    [Fact]
    public void A_day_to_start_the_earlier_weeks_with_is_a_move_to_another_address()
    {
        var cut = _context.Visit<CostChangePage>("/cost-change?department=Neurology");

        cut.Find(".compare input").Change("2025-06-04");

        Assert.Equal("/cost-change?department=Neurology&then=2025-06-04", _context.Here);
    }

    [Fact]
    public void Weeks_that_the_data_does_not_hold_are_told_with_a_way_back()
    {
        var cut = _context.Visit<CostChangePage>("/cost-change?from=2024-01-01&to=2024-02-04");

        Assert.Equal("cost-change", cut.Find(".message a").GetAttribute("href"));
        Assert.Empty(cut.FindAll("table"));
    }

    [Fact]
    public void A_grouping_that_is_not_known_is_told_and_everything_is_shown()
    {
        var cut = _context.Visit<CostChangePage>("/cost-change?by=colour");

        Assert.Contains("cannot be grouped by “colour”", cut.Find(".message").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(cut.FindAll("table"));
    }

    [Fact]
    public void The_cards_cost_leads_to_why_it_changed_over_the_same_weeks()
    {
        var cut = _context.Visit<OverviewPage>("/?department=Neurology");

        Assert.Equal("cost-change?department=Neurology&from=2025-09-15&to=2025-12-14&then=2025-06-16", cut.Find(".card a[href^='cost-change']").GetAttribute("href"));
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
