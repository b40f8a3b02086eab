using AngleSharp.Dom;
using Bunit;
using HealthDashboard.Pages.Subjects;
using HealthDashboard.Pages.Views;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Signals;

/// <summary>What statistics say on the pages of views and doctors.</summary>
public sealed class SignalPanelsTests(SampleWarehouse sample) : IAsyncDisposable
{
    private readonly PageContext _context = new(sample.Warehouse);

    [Fact]
    public void Those_who_stand_out_are_told_in_words_and_lead_to_their_page_with_the_filter()
    {
        var panel = Panel("doctor_follow_up_ratio?from=2024-01-01", "#funnel");

        Assert.Contains("Of 60 doctors with an answer, 1 beyond the 99.8 % limits, 28 within them, 31 with fewer than 25 visits and so too few to judge.", panel.TextContent, StringComparison.Ordinal);
        var told = Assert.Single(panel.QuerySelectorAll(".found-list li"));
        Assert.Equal("doctors/D013?from=2024-01-01", told.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(
            "Dr. Mateus Oliveira ▲ above the limits: 40 of 53 visits, 75.5 %. With 53 visits, 12.3–52.0 % is usual around the common rate; the rates it is compatible with are 54.3–88.8 %. "
            + "With the same mix of departments and age groups 23.7 would be expected: ratio 169, 99.8 % limits 98–269.",
            string.Join(' ', told.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Departments_have_a_funnel_beside_their_own_chart()
    {
        var cut = Visit("follow_up_summary");

        Assert.Equal("Which departments stand out?", cut.Find("#funnel").TextContent);
        Assert.Contains("departments with an answer", cut.Find("#funnel").ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(cut.Find("#chart"));
    }

    [Fact]
    public void A_doctors_page_says_what_would_be_expected_and_shows_the_sum()
    {
        var cut = _context.Visit<DoctorPage>("/doctors/D013", page => page.Add(doctor => doctor.DoctorId, "D013"));
        var panel = cut.Find("section[aria-labelledby=expected]");

        Assert.Contains("Recommended: 40 follow-ups. With the same mix of departments and age groups 23.7 would be expected: ratio 169, 99.8 % limits 98–269.", panel.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Total", "53", "40", "", "23.67"], panel.QuerySelectorAll("tfoot th, tfoot td").Select(cell => cell.TextContent));
    }

    [Fact]
    public void The_spread_of_cost_is_told_in_words_and_a_table()
    {
        var panel = Panel("top_10_expensive_patients", "#spread");

        Assert.Contains(
            "Of 570 patients with a visit, the dearest 1 % carry 13.1 % of the cost, the dearest 5 % 35.4 %, the dearest 10 % 51.5 %, and the lower half 5.6 %. Gini 0.68. Without any cost: 74.",
            panel.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(["6", "29", "57", "285", "570"], panel.QuerySelectorAll("tr td:nth-child(2)").Select(cell => cell.TextContent));
    }

    [Fact]
    public void Cost_against_load_has_the_median_of_what_the_filter_holds()
    {
        Assert.Contains("median of the hospital's doctors", Panel("doctor_performance", "#load").TextContent, StringComparison.Ordinal);
        Assert.Contains("median of the doctors in Neurology", Panel("doctor_performance?department=Neurology", "#load").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("doctor_follow_up_ratio")]
    [InlineData("follow_up_summary")]
    [InlineData("doctor_performance")]
    [InlineData("top_10_expensive_patients")]
    public void Without_visits_there_is_no_panel(string view)
    {
        var cut = Visit($"{view}?from=2020-01-01&to=2020-01-02");

        Assert.Empty(cut.FindAll(".lead"));
    }

    private IElement Panel(string address, string heading) => Visit(address).Find(heading).ParentElement!;

    private IRenderedComponent<GoldPage> Visit(string address) =>
        _context.Visit<GoldPage>($"/gold/{address}", page => page.Add(gold => gold.ViewName, address.Split('?')[0]));

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
