using Bunit;
using HealthDashboard.Pages.Passport;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Passport;

public sealed class PassportPageTests : IAsyncDisposable
{
    private readonly TestWarehouse _warehouse = TestWarehouse.Of(
        Hospital.Tiny
            .Visit("V2,P1,D1,Cardiology,2025-03-04,no").Visit("V3,P1,D1,cardiology,2025-03-12,maybe").Visit("V4,P9,D1,Cardiology,2025-03-04,no")
            .Treatment("T2,V2,ECG,50.50,MedCare").Treatment("T3,V4,ECG,20,MedCare"),
        new PipelineOptions { MaxRejectedShare = 1 });

    private readonly PageContext _context;

    public PassportPageTests() => _context = new PageContext(_warehouse);

    [Fact]
    public void The_first_render_says_the_number_its_bounds_its_parts_and_that_it_adds_up()
    {
        var cut = Visit("follow_up_summary", "follow_up_rate", "row=Cardiology");

        Assert.Equal("Follow-up rate, Cardiology", cut.Find("h1").TextContent);
        Assert.Equal("50.0 %", cut.Find(".big").TextContent);
        Assert.Equal("33.3–50.0 % had the rejected visit been known", cut.Find(".passport .bounds").TextContent);
        Assert.Contains("Adds up", cut.Find(".proof").TextContent, StringComparison.Ordinal);
        Assert.Equal(["passport/follow_up_summary/follow_up_count?row=Cardiology", "passport/follow_up_summary/visits_with_answer?row=Cardiology"],
            cut.FindAll(".meaning a").Select(link => link.GetAttribute("href")));
        Assert.Contains("One row per department.", cut.Find(".meaning").TextContent, StringComparison.Ordinal);
        Assert.Contains("@row = Cardiology", cut.Find(".definition").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_rows_come_with_file_and_line_and_open_as_they_were_found()
    {
        var cut = Visit("department_weekly_kpis", "num_visits", "row=Cardiology&week=2025-03-10");

        var row = Assert.Single(cut.FindAll("table.plain tbody tr"));
        Assert.Equal("visits.csv line 4", row.QuerySelector("summary")!.TextContent);
        Assert.Contains("cardiology", row.QuerySelector(".found dl")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Cardiology", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejected_rows_that_could_have_belonged_are_told_by_rule_with_their_lines()
    {
        var cut = Visit("doctor_performance", "total_cost", "row=D1");

        var missing = cut.Find("[aria-labelledby=missing]");
        Assert.Contains("visit_unknown: 1 row rejected", missing.TextContent, StringComparison.Ordinal);
        Assert.Equal("treatments.csv line 4", missing.QuerySelector(".found summary")!.TextContent);
        Assert.Equal("plus $20.00 in rejected treatments (1)", cut.Find(".passport .bounds").TextContent);
    }

    [Fact]
    public void Without_rejected_rows_nothing_is_said_of_them()
    {
        var cut = Visit("follow_up_summary", "follow_up_rate", "row=Cardiology&from=2025-03-10");

        Assert.Empty(cut.FindAll(".bounds, [aria-labelledby=missing]"));
    }

    [Fact]
    public void It_leads_on_to_whom_it_is_about_to_the_table_and_to_the_weeks()
    {
        var links = Visit("follow_up_summary", "num_visits", "row=Cardiology&from=2025-03-01").FindAll(".onward a").Select(link => link.GetAttribute("href"));

        Assert.Equal(
            ["departments/Cardiology?from=2025-03-01", "gold/follow_up_summary?from=2025-03-01", "gold/weekly_visit_trends?department=Cardiology&from=2025-03-01&measure=num_visits&by=week"],
            links);
    }

    [Theory]
    [InlineData("num_visits", "row=Alchemy", "There is no such number")]
    [InlineData("num_visits", "row=Cardiology&from=2026-01-01", "There is no such number")]
    public void A_row_that_is_not_there_says_so(string column, string query, string sentence) =>
        Assert.Contains(sentence, Visit("follow_up_summary", column, query).Find(".message").TextContent, StringComparison.Ordinal);

    [Fact]
    public void A_number_that_rests_on_no_rows_says_so() =>
        Assert.Contains("not made of rows", Visit("top_10_expensive_patients", "cost_rank", "row=P1").Find(".message").TextContent, StringComparison.Ordinal);

    [Fact]
    public void An_unusable_filter_is_told() =>
        Assert.Contains("no department “Nowhere”", Visit("follow_up_summary", "num_visits", "department=Nowhere").Find(".message").TextContent, StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _warehouse.Dispose();
    }

    private IRenderedComponent<PassportPage> Visit(string view, string column, string query) =>
        _context.Visit<PassportPage>($"/passport/{view}/{column}?{query}", parameters => parameters.Add(page => page.ViewName, view).Add(page => page.ColumnName, column));
}
