using AngleSharp.Dom;
using Bunit;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Charts;
using HealthDashboard.Pages.Views;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Views;

public sealed class GoldPageTests : IAsyncDisposable
{
    private readonly TestWarehouse _warehouse = TestWarehouse.Of(Hospital.Tiny
        .Patient("P2,Bo Li,70,M,Peru").Doctor("D2,Dr. Brain,Neurology,3")
        .Visit("V2,P2,D2,Neurology,2025-03-12,no").Treatment("T2,V2,MRI,900.50,Other"));

    private readonly PageContext _context;

    public GoldPageTests() => _context = new PageContext(_warehouse);

    public static TheoryData<string> Views => [.. GoldCatalog.All.Select(view => view.Name)];

    [Theory]
    [MemberData(nameof(Views))]
    public void Every_view_has_a_page_with_its_title_its_rows_and_its_definition(string name)
    {
        var cut = Visit($"/gold/{name}", name);

        Assert.Equal(GoldCatalog.Find(name)!.Title, cut.Find("h1").TextContent);
        Assert.NotEmpty(Body(cut));
        Assert.Contains($"gold.{name}", cut.Find(".definition").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_render_holds_the_numbers()
    {
        var cut = Visit("/gold/department_treatment_summary", "department_treatment_summary");

        Assert.Equal(["Neurology", "1", "$900.50", "$900.50", "1", "1"], Cells(Body(cut)[0]));
        Assert.Equal(["Total", "2", "$1,000.50", "$500.25", "", ""], Cells(cut.Find("tfoot tr")));
    }

    [Fact]
    public void A_filter_in_the_address_is_the_filter_of_the_page()
    {
        var cut = Visit("/gold/department_treatment_summary?department=Cardiology&from=2025-03-01&to=2025-03-31", "department_treatment_summary");

        Assert.Equal("Cardiology", Cells(Assert.Single(Body(cut)))[0]);
        Assert.Contains("Cardiology, all doctors, 1 Mar 2025 – 31 Mar 2025", cut.Find(".scope").TextContent, StringComparison.Ordinal);
        Assert.Contains("@first_day = 2025-03-01", cut.Find(".definition").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_value_in_the_address_is_told_and_everything_is_shown()
    {
        var cut = Visit("/gold/department_treatment_summary?department=Nowhere", "department_treatment_summary");

        Assert.Contains("no department “Nowhere”", cut.Find(".message").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, Body(cut).Count);
    }

    [Fact]
    public void A_table_that_is_empty_without_a_search_does_not_blame_one()
    {
        _warehouse.Run(Hospital.Empty.Patient("P1,Ada,36,F,Peru").Doctor("D1,Dr. Hart,Cardiology,12").Visit("V1,P1,D1,Cardiology,2025-03-03,yes").Treatment("T1,V1,ECG,0,M"));

        var cut = Visit("/gold/top_10_expensive_patients", "top_10_expensive_patients");

        Assert.Contains("nothing that belongs among the patients", cut.Find(".message").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scope_without_visits_says_so_and_shows_a_way_out()
    {
        var cut = Visit("/gold/department_treatment_summary?from=2020-01-01&to=2020-01-02", "department_treatment_summary");

        Assert.Contains("no visits in this scope", cut.Find(".message").TextContent, StringComparison.Ordinal);
        Assert.Equal("gold/department_treatment_summary", cut.Find(".message a").GetAttribute("href"));
    }

    [Fact]
    public void Choosing_a_department_is_a_move_to_another_address()
    {
        var cut = Visit("/gold/doctor_performance?sort=-total_cost", "doctor_performance");

        cut.Find("#filter-more button").Click();
        cut.Find("#filter-more input[type=checkbox]").Change(true);

        Assert.Equal("/gold/doctor_performance?department=Cardiology&sort=-total_cost", _context.Here);
    }

    [Fact]
    public void Sorting_and_exporting_are_links_that_keep_the_filter()
    {
        var cut = Visit("/gold/doctor_performance?department=Neurology&q=Dr", "doctor_performance");

        var sort = cut.FindAll("a.sort").Single(link => link.TextContent.Contains("Cost per treatment", StringComparison.Ordinal));
        var csv = cut.Find("a[download]");

        Assert.Equal("gold/doctor_performance?department=Neurology&sort=-avg_cost&q=Dr", sort.GetAttribute("href"));
        Assert.Equal("gold/doctor_performance.csv?department=Neurology&q=Dr", csv.GetAttribute("href"));
    }

    [Fact]
    public void A_number_leads_to_its_passport_with_its_row_and_the_filter_carried_along()
    {
        var cut = Visit("/gold/department_weekly_kpis?doctor=D1", "department_weekly_kpis");

        Assert.Equal("passport/department_weekly_kpis/total_cost?row=Cardiology&week=2025-03-03&doctor=D1", Body(cut)[0].QuerySelector(".number-link")!.GetAttribute("href"));
        Assert.Equal("passport/department_weekly_kpis/total_cost?doctor=D1", cut.Find("tfoot .number-link").GetAttribute("href"));
    }

    /// <summary>A chart is read from the left, a table from the top. What is exported from the page is what it shows; the bare address keeps its order.</summary>
    [Fact]
    public void A_table_of_weeks_begins_with_the_newest_and_its_chart_with_the_oldest()
    {
        var cut = Visit("/gold/weekly_visit_trends?measure=patients", "weekly_visit_trends");

        Assert.Equal(["W11 2025 (10–16 Mar)", "W10 2025 (3–9 Mar)"], Body(cut).Select(row => Cells(row)[0]));
        Assert.StartsWith("gold/weekly_visit_trends.csv?sort=-week&", cut.Find("a[download]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("2025-03-03", cut.FindComponent<ChartView>().Instance.Model.Labels[0]);
        Assert.Equal("gold/weekly_visit_trends?sort=week&measure=patients", cut.Find("th a.sort").GetAttribute("href"));
        Assert.Equal("W10 2025 (3–9 Mar)", Cells(Body(Visit("/gold/weekly_visit_trends?sort=week", "weekly_visit_trends"))[0])[0]);
    }

    [Theory]
    [InlineData("insurance_summary", "?where=insurance_provider%3DMedCare", "All departments, all doctors, the whole period, only rows with Insurer MedCare", "gold/insurance_summary")]
    [InlineData("insurance_summary", "?department=Cardiology&where=total_cost%3E%3D1000&where=coverage_rate%3C%3D0.5", "Cardiology, all doctors, the whole period, only rows with Cost from 1,000, Share of treatments up to 50.0 %", "gold/insurance_summary?department=Cardiology")]
    [InlineData("countrywise_cost_summary", "?q=pe", "All departments, all doctors, the whole period, only rows with “pe”", "gold/countrywise_cost_summary")]
    [InlineData("weekly_visit_trends", "?where=num_visits%3E%3D1", "All departments, all doctors, the whole period, in the table only rows with Visits from 1", "gold/weekly_visit_trends")]
    public void What_narrows_the_rows_stands_in_the_words_of_the_scope_with_the_way_back(string view, string query, string words, string all)
    {
        var scope = Visit($"/gold/{view}{query}", view).Find(".scope");

        Assert.StartsWith(words, string.Join(' ', scope.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" ,", ",", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(all, scope.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void A_search_is_made_while_one_types_once_one_pauses()
    {
        var cut = Visit("/gold/insurance_summary?department=Cardiology", "insurance_summary");

        cut.Find(".search input").Input("m");
        cut.Find(".search input").Input("me");

        cut.WaitForAssertion(() => Assert.Equal("/gold/insurance_summary?department=Cardiology&q=me", _context.Here));
    }

    [Fact]
    public void A_total_over_some_of_the_rows_and_a_place_in_an_order_have_no_passport()
    {
        Assert.Empty(Visit("/gold/doctor_performance?q=Hart", "doctor_performance").FindAll("tfoot .number-link"));
        Assert.Equal(["total_cost", "treatment_count"], Body(Visit("/gold/top_10_expensive_patients", "top_10_expensive_patients"))[0]
            .QuerySelectorAll(".number-link").Select(link => link.GetAttribute("href")!.Split('/', '?')[2]));
    }

    [Fact]
    public void Follow_up_rates_say_what_rejected_visits_could_change_and_nothing_where_there_are_none()
    {
        Assert.Empty(Visit("/gold/follow_up_summary", "follow_up_summary").FindAll(".bounds"));

        _warehouse.Run(Hospital.Tiny.Visit("V2,P1,D1,Cardiology,2025-03-04,no").Visit("V3,P9,D1,Cardiology,2025-03-04,no"));

        Assert.Equal("33.3–50.0 % had the rejected visit been known", Visit("/gold/follow_up_summary", "follow_up_summary").Find(".grid tbody .bounds .unseen").TextContent);
    }

    [Fact]
    public void A_page_beyond_the_last_shows_the_last()
    {
        var cut = Visit("/gold/department_treatment_summary?page=7000000", "department_treatment_summary");

        Assert.Equal(2, Body(cut).Count);
    }

    [Fact]
    public void Names_of_patients_are_not_in_lists()
    {
        var cut = Visit("/gold/patient_summary", "patient_summary");

        Assert.DoesNotContain("Bo Li", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("P2", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_shows_the_next_snapshot_by_itself()
    {
        var cut = Visit("/gold/department_treatment_summary", "department_treatment_summary");

        _warehouse.Run(Hospital.Tiny);

        cut.WaitForAssertion(() => Assert.Equal("$100.00", Cells(Assert.Single(Body(cut)))[2]));
    }

    [Fact]
    public async Task Before_the_first_snapshot_the_page_says_that_the_run_is_under_way()
    {
        using var empty = new TestWarehouse();
        await using var context = new PageContext(empty);

        var cut = context.Visit<GoldPage>("/gold/patient_summary", parameters => parameters.Add(page => page.ViewName, "patient_summary"));

        Assert.Contains("first run", cut.Markup, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _warehouse.Dispose();
    }

    private IRenderedComponent<GoldPage> Visit(string address, string view) =>
        _context.Visit<GoldPage>(address, parameters => parameters.Add(page => page.ViewName, view));

    private static List<IElement> Body(IRenderedComponent<GoldPage> cut) => [.. cut.FindAll(".grid tbody tr")];

    private static IEnumerable<string> CellsOf(IElement row) => row.QuerySelectorAll("td, th").Select(cell => cell.TextContent.Trim());

    private static string[] Cells(IElement row) => [.. CellsOf(row)];
}
