using AngleSharp.Dom;
using Bunit;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Subjects;
using HealthDashboard.Pages.Views;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Signals;

public sealed class SignalPageTests(SampleWarehouse sample)
{
    private const string Respiratory = "Respiratory Medicine";
    private const string Page = "/departments/Respiratory%20Medicine";

    private static readonly int[] Steady = [3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2];

    [Fact]
    public async Task The_weeks_come_with_what_stands_out_in_words_and_the_arithmetic_of_the_limits()
    {
        using var warehouse = TestWarehouse.Of(Weekly([.. Steady, 9]));
        await using var context = new PageContext(warehouse);

        var cut = Weeks(context, "");

        // Mean 39 / 13 = 3; changes eleven times 1, once 7, mean 1.5; without the one beyond 3.267 × 1.5 it is 1, and the limits lie 2.66 away.
        Assert.Equal(["W22 2025 (26 May–1 Jun): 9 visits, above the upper limit of 5.7."], Texts(cut, ".marks li"));
        Assert.Equal(["3.0", "1.5", "1.0", "2.7", "0.3", "5.7"], Texts(cut, ".arithmetic dd"));
        Assert.Contains("about 21 of 100 charts", cut.Find(".arithmetic").TextContent, StringComparison.Ordinal);
        Assert.Contains("dashed lines", cut.Find(".reading").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Trial limits", cut.Find(".reading").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(11, "Trial limits: with fewer than 12 points they will still move.")]
    [InlineData(6, "Too few complete weeks for limits: 6 weeks, where 7 are needed.")]
    public async Task A_short_series_says_that_it_is_short(int weeks, string said)
    {
        using var warehouse = TestWarehouse.Of(Weekly(Steady[..weeks]));
        await using var context = new PageContext(warehouse);

        var reading = Weeks(context, "").Find(".reading");
        Assert.Equal(said, reading.QuerySelector("strong")!.TextContent.Trim());
        Assert.DoesNotMatch(@"\.\p{L}", reading.TextContent);
    }

    [Fact]
    public async Task People_do_not_add_up_over_weeks_and_have_no_limits()
    {
        await using var context = new PageContext(sample.Warehouse);

        Assert.Empty(Weeks(context, "?measure=patients").FindAll(".reading"));
    }

    [Fact]
    public async Task The_words_of_the_filter_name_the_department_that_the_page_is_about()
    {
        await using var context = new PageContext(sample.Warehouse);

        Assert.Equal("Respiratory Medicine, all doctors, the whole period", Department(context, "").Find(".scope").TextContent.Trim());
    }

    [Fact]
    public async Task Where_nothing_was_billed_nobody_is_dear_though_there_are_visits()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Empty.Patient("P1,Ada Byron,36,F,United Kingdom").Doctor("D1,Dr. Hart,Cardiology,12").Visit("V1,P1,D1,Cardiology,2025-03-03,yes").Treatment("T1,V1,ECG,0,MedCare"));
        await using var context = new PageContext(warehouse);

        var page = context.Visit<DepartmentPage>("/departments/Cardiology", each => each.Add(page => page.Department, "Cardiology"));

        Assert.Contains("Nobody was billed anything here.", page.Find(".panels").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("No visits", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_department_is_charted_by_four_weeks_and_by_single_ones_on_demand()
    {
        await using var context = new PageContext(sample.Warehouse);

        var four = Department(context, "");
        Assert.Equal("Visits by four weeks", four.Find("#signals").TextContent);
        Assert.Contains("17 Nov – 14 Dec 2025: 21 visits, above the upper limit of 14.6.", Texts(four, ".marks li"));
        Assert.Equal($"{Page}?by=week#signals", four.FindAll("section[aria-labelledby=signals] .measures a").Single(link => link.TextContent == "Single weeks").GetAttribute("href"));

        var single = Department(context, "?by=week&measure=total_cost");
        Assert.Equal("Cost by week", single.Find("#signals").TextContent);
        Assert.Equal($"{Page}?by=week#signals", single.FindAll("section[aria-labelledby=signals] .measures a")[0].GetAttribute("href"));
    }

    [Theory]
    [InlineData("", "Between the two dashed lines ")]
    [InlineData("?measure=total_cost", "Below the dashed line ")]
    public async Task One_line_says_how_to_read_the_limits_there_are(string query, string said)
    {
        await using var context = new PageContext(sample.Warehouse);

        Assert.StartsWith(said, Weeks(context, query).Find(".reading").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_length_of_points_is_told()
    {
        await using var context = new PageContext(sample.Warehouse);

        Assert.Contains("by=fortnight is not understood. Expected week, month, quarter, year.", Weeks(context, "?by=fortnight").Find(".message").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_mark_of_the_departments_has_a_name_and_leads_to_the_chart_that_shows_it()
    {
        await using var context = new PageContext(sample.Warehouse);

        var marks = new[] { "num_visits", "treatments", "total_cost", "avg_cost" }.SelectMany(measure =>
            context.Visit<OverviewPage>($"/?measure={measure}").FindAll(".board a.signal").Select(mark => (mark.GetAttribute("aria-label"), mark.GetAttribute("href"))));

        Assert.Equal(
            [
                ("Respiratory Medicine, Visits: above the upper limit", "departments/Respiratory%20Medicine?measure=num_visits#signals"),
                ("Respiratory Medicine, Treatments: above the upper limit", "departments/Respiratory%20Medicine?measure=treatments#signals"),
                ("Respiratory Medicine, Cost: above the upper limit", "departments/Respiratory%20Medicine?measure=total_cost#signals"),
            ],
            marks);
    }

    [Fact]
    public async Task Each_finding_leads_to_the_page_that_proves_it()
    {
        await using var context = new PageContext(sample.Warehouse);

        var links = context.Visit<OverviewPage>("/").FindAll(".findings li a").Select(link => link.GetAttribute("href"));

        Assert.Equal(
            ["gold/weekly_visit_trends", "departments/Respiratory%20Medicine?measure=num_visits#signals", "gold/doctor_follow_up_ratio", "gold/treatment_type_summary?type=MRI%20Scan#price"],
            links);
        var price = context.Visit<GoldPage>("/gold/treatment_type_summary?type=MRI%20Scan", page => page.Add(each => each.ViewName, "treatment_type_summary"));
        Assert.Equal("17 Nov – 14 Dec 2025: $1,637.94 a treatment (n = 6), the last of 11 four-week periods in a row above the mean of $1,452.70.", Texts(price, ".marks li")[0]);
    }

    [Fact]
    public async Task Without_a_signal_the_findings_say_what_is_usual()
    {
        using var warehouse = TestWarehouse.Of(Weekly(Steady));
        await using var context = new PageContext(warehouse);

        Assert.Equal("No signal: the last four weeks had 2 to 3 visits each, within the usual 0–5 a week.", Texts(context.Visit<OverviewPage>("/"), ".findings p")[0]);
    }

    private static IRenderedComponent<GoldPage> Weeks(PageContext context, string query) =>
        context.Visit<GoldPage>("/gold/weekly_visit_trends" + query, page => page.Add(each => each.ViewName, "weekly_visit_trends"));

    private static IRenderedComponent<DepartmentPage> Department(PageContext context, string query) =>
        context.Visit<DepartmentPage>(Page + query, page => page.Add(each => each.Department, Respiratory));

    private static List<string> Texts<T>(IRenderedComponent<T> cut, string selector)
        where T : Microsoft.AspNetCore.Components.IComponent => [.. cut.FindAll(selector).Select(element => element.TextContent.Trim())];

    /// <summary>So many visits in each week from Monday, 3 March 2025, the last of them on its Sunday.</summary>
    private static Hospital Weekly(int[] visits)
    {
        var hospital = Hospital.Empty.Patient("P1,Ada Byron,36,F,Peru").Doctor("D1,Dr. Hart,Cardiology,12");
        foreach (var (week, count) in visits.Index())
        {
            for (var visit = 0; visit < count; visit++)
            {
                var day = new DateOnly(2025, 3, 3).AddDays((7 * week) + (visit == 0 ? 6 : 0));
                hospital.Visit($"V{week}x{visit},P1,D1,Cardiology,{day:yyyy-MM-dd},{(visit % 2 == 0 ? "yes" : "no")}").Treatment($"T{week}x{visit},V{week}x{visit},ECG,100,MedCare");
            }
        }

        return hospital;
    }
}
