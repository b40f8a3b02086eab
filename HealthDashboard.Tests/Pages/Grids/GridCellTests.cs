using AngleSharp.Dom;
using Bunit;
using HealthDashboard.Pages.Views;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Grids;

/// <summary>What the cells of a view's table are and where they lead.</summary>
public sealed class GridCellTests : IAsyncDisposable
{
    private readonly TestWarehouse _warehouse = TestWarehouse.Of(Hospital.Tiny
        .Patient("P2,Bo Li,70,M,Peru").Doctor("D2,Dr. Brain,Neurology,3")
        .Visit("V2,P2,D2,Neurology,2025-03-12,no").Treatment("T2,V2,MRI,900.50,Other"));

    private readonly PageContext _context;

    public GridCellTests() => _context = new PageContext(_warehouse);

    [Fact]
    public void A_name_and_a_week_filter_the_page_and_an_arrow_leads_to_the_page_about_it()
    {
        var cut = Visit("/gold/department_weekly_kpis?doctor=D1", "department_weekly_kpis");

        var links = Rows(cut)[0].QuerySelectorAll("a:not(.number-link)");

        Assert.Equal(
            ["/gold/department_weekly_kpis?department=Cardiology&doctor=D1", "departments/Cardiology?doctor=D1", "/gold/department_weekly_kpis?doctor=D1&from=2025-03-03&to=2025-03-09"],
            links.Select(link => link.GetAttribute("href")));
        Assert.Equal(["?department=Cardiology", null, "?from=2025-03-03&to=2025-03-09"], links.Select(link => link.GetAttribute("data-pick")));
        Assert.Equal(
            ["Cardiology, filter by Department", "Open the page of Cardiology", "W10 2025 (3–9 Mar), filter by Week"], links.Select(link => link.GetAttribute("aria-label")));
    }

    [Fact]
    public void A_name_that_is_filtered_by_takes_the_filter_back()
    {
        var name = Rows(Visit("/gold/department_treatment_summary?department=Cardiology&department=Neurology&page=2", "department_treatment_summary"))[0].QuerySelector(".pick")!;

        Assert.Equal(("/gold/department_treatment_summary?department=Cardiology", "true"), (name.GetAttribute("href"), name.GetAttribute("aria-current")));
        Assert.Equal("Neurology, take the filter by Department back", name.GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData("doctor_performance", "doctors/D2?insurer=Other", "/gold/doctor_performance?doctor=D2&insurer=Other")]
    [InlineData("patient_summary", "patients/P2?insurer=Other")]
    [InlineData("insurance_summary", "/gold/insurance_summary")]
    public void An_id_leads_to_the_page_about_it_and_a_name_filters(string view, params string[] links) => Assert.Equal(
        links, Rows(Visit($"/gold/{view}?insurer=Other", view))[0].QuerySelectorAll("a:not(.number-link)").Select(link => link.GetAttribute("href")));

    [Theory]
    [InlineData("", 2, "--length: 100%", "--length: 11.1%")]
    [InlineData("?sort=-avg_cost", 3, "--length: 100%", "--length: 11.1%")]
    [InlineData("?sort=department", 2, "--length: 11.1%", "--length: 100%")]
    public void The_number_that_rows_are_sorted_by_or_that_is_drawn_has_its_length_behind_it(string query, int place, params string[] lengths)
    {
        var rows = Rows(Visit("/gold/department_treatment_summary" + query, "department_treatment_summary"));

        Assert.Equal(lengths, rows.Select(row => row.Children[place].GetAttribute("style")?.TrimEnd(';')));
        Assert.All(rows, row => Assert.Single(row.Children, cell => cell.OuterHtml.Contains("--length", StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _warehouse.Dispose();
    }

    private IRenderedComponent<GoldPage> Visit(string address, string view) =>
        _context.Visit<GoldPage>(address, parameters => parameters.Add(page => page.ViewName, view));

    private static List<IElement> Rows(IRenderedComponent<GoldPage> cut) => [.. cut.FindAll(".grid tbody tr")];
}
