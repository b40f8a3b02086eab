using Bunit;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Charts;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Passport;
using HealthDashboard.Pages.Views;
using HealthDashboard.Query;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Views;

/// <summary>Months, quarters and years on the pages of the weekly views.</summary>
public sealed class TimeGrainPageTests
{
    /// <summary>From the middle of January 2024 to the tenth of March 2025.</summary>
    private static Hospital AYear => Visits("2024-01-15", "2024-02-29", "2024-04-30", "2025-03-10");

    [Fact]
    public async Task By_month_the_table_the_links_and_the_exports_are_of_months()
    {
        using var warehouse = TestWarehouse.Of(AYear);
        await using var context = new PageContext(warehouse);

        var cut = Visit(context, "weekly_visit_trends", "?by=month");

        Assert.Equal("Monthly trend", cut.Find("h1").TextContent);
        Assert.Equal("Months", cut.Find("[aria-label='How long a point is'] [aria-current=true]").TextContent);
        Assert.Equal(["Mar 2025", "Feb 2025", "Jan 2025"], cut.FindAll(".grid tbody tr td:first-child").Take(3).Select(cell => cell.TextContent.Trim()));
        Assert.Equal("/gold/weekly_visit_trends?from=2025-03-01&to=2025-03-31", cut.Find(".grid tbody tr td:first-child a").GetAttribute("href"));
        Assert.Equal("passport/weekly_visit_trends/num_visits?row=2025-03-01&by=month", cut.Find(".grid tbody tr td:nth-child(2) a").GetAttribute("href"));
        Assert.EndsWith("&by=month", cut.Find("a[download$=csv]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("Usual limits are drawn by weeks", cut.Markup, StringComparison.Ordinal);
        Assert.Equal(
            "/gold/weekly_visit_trends?from=2024-02-10&to=2024-02-29",
            Visit(context, "weekly_visit_trends", "?by=month&from=2024-02-10&to=2024-04-30&sort=month").Find(".grid tbody tr td:first-child a").GetAttribute("href"));
    }

    [Theory]
    [InlineData("row=2024-02-01&by=month", "Visits, Feb 2024")]
    [InlineData("row=2024-01-01&by=quarter", "Visits, Q1 2024 (Jan–Mar)")]
    [InlineData("row=2024-01-01&by=year", "Visits, 2024")]
    [InlineData("row=2024-02-26", "Visits, W09 2024 (26 Feb – 3 Mar)")]
    public async Task A_number_of_a_month_has_a_passport_that_proves_it(string query, string title)
    {
        using var warehouse = TestWarehouse.Of(AYear);
        await using var context = new PageContext(warehouse);

        var cut = context.Visit<PassportPage>($"/passport/weekly_visit_trends/num_visits?{query}", page => page.Add(each => each.ViewName, "weekly_visit_trends").Add(each => each.ColumnName, "num_visits"));

        Assert.Equal(title.Replace(" – ", "–", StringComparison.Ordinal), cut.Find("h1").TextContent);
        Assert.Contains("Adds up", cut.Find(".proof").TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_month_of_a_department_is_proved_and_named()
    {
        using var warehouse = TestWarehouse.Of(AYear);
        await using var context = new PageContext(warehouse);

        var cut = context.Visit<PassportPage>(
            "/passport/department_weekly_kpis/num_visits?row=Cardiology&month=2024-04-01&by=month", page => page.Add(each => each.ViewName, "department_weekly_kpis").Add(each => each.ColumnName, "num_visits"));

        Assert.Equal("Visits, Cardiology, Apr 2024", cut.Find("h1").TextContent);
        Assert.Equal("1", cut.Find(".big").TextContent);
    }

    /// <summary>Three years of weeks can be told apart; a hundred years of them cannot, nor of months.</summary>
    [Theory]
    [InlineData("2022-03-14", "Weekly trend")]
    [InlineData("2022-02-28", "Monthly trend")]
    [InlineData("2012-04-01", "Monthly trend")]
    [InlineData("2012-03-31", "Quarterly trend")]
    [InlineData("1925-03-03", "Yearly trend")]
    public async Task The_longer_the_history_the_longer_the_points_unless_one_asks_for_weeks(string first, string title)
    {
        using var warehouse = TestWarehouse.Of(Every4Years(first, "2025-03-09"));
        await using var context = new PageContext(warehouse);

        Assert.Equal(title, Visit(context, "weekly_visit_trends", "").Find("h1").TextContent);
        Assert.Equal("Weekly trend", Visit(context, "weekly_visit_trends", "?by=week").Find("h1").TextContent);
        Assert.Equal("Weekly trend", Visit(context, "weekly_visit_trends", "?from=2024-04-01").Find("h1").TextContent);
        Assert.StartsWith("W10 2025", Visit(context, "weekly_visit_trends", "?by=week").Find(".grid tbody td").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("2025", Visit(context, "weekly_visit_trends", "?by=year").Find(".grid tbody td").TextContent.Trim());
        Assert.All(new[] { "weekly_visit_trends", "department_weekly_kpis" }, name =>
            Assert.InRange(Visit(context, name, "").FindAll(".grid tbody tr").Count, 1, 25));
    }

    [Fact]
    public async Task An_address_keeps_its_order_when_weeks_become_months()
    {
        using var warehouse = TestWarehouse.Of(AYear);
        await using var context = new PageContext(warehouse);

        var cut = Visit(context, "weekly_visit_trends", "?by=year&sort=week&columns=week,num_visits");

        Assert.Empty(cut.FindAll(".message"));
        Assert.Equal(["2024", "2025"], cut.FindAll(".grid tbody tr td:first-child").Select(cell => cell.TextContent.Trim()));
    }

    [Theory]
    [InlineData("weekly_visit_trends", "?by=fortnight", "by=fortnight is not understood. Expected week, month, quarter, year.")]
    [InlineData("department_weekly_kpis", "?by=four-weeks", "by=four-weeks is not understood. Expected week, month, quarter, year.")]
    [InlineData("insurance_summary", "?by=month", "The rows of insurance_summary are of no time, so by=month cannot be used. Those of weekly_visit_trends and department_weekly_kpis are.")]
    public async Task What_cannot_be_used_is_told(string view, string query, string said)
    {
        using var warehouse = TestWarehouse.Of(AYear);
        await using var context = new PageContext(warehouse);

        Assert.Contains(said, Visit(context, view, query).Find(".message").TextContent, StringComparison.Ordinal);
    }

    /// <summary>Cut by the data at both ends, or by the filter.</summary>
    [Fact]
    public async Task Incomplete_months_stand_apart_and_say_why()
    {
        using var warehouse = TestWarehouse.Of(AYear);

        var (whole, apart) = await DrawnAsync(Scopes.Everything);
        var (cut, cutApart) = await DrawnAsync(Scopes.Everything with { From = new DateOnly(2024, 2, 2), To = new DateOnly(2024, 4, 30) });

        Assert.Equal([null, .. whole.Values.Skip(1).SkipLast(1), null], whole.Values);
        Assert.Equal([0], apart.Values.Index().Where(value => value.Item is not null).Select(value => value.Index).Take(1));
        Assert.Contains("17 of 31 days", apart.Tips[0], StringComparison.Ordinal);
        Assert.Contains("10 of 31 days", apart.Tips[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("days", apart.Tips[1], StringComparison.Ordinal);
        Assert.Equal([null, 0L, 1L], cut.Values);
        Assert.Contains("cut by the chosen period", cutApart.Tips[0], StringComparison.Ordinal);

        async Task<(ChartSeries Complete, ChartSeries Apart)> DrawnAsync(Scope scope)
        {
            var (view, display) = (WeeklyVisitTrends.View.By(TimeGrain.Month), new DisplayOptions());
            var drawn = await ChartRows.ReadAsync(warehouse.Reader, warehouse.Snapshot, view, "num_visits", scope, GridQuery.AllRows, display);
            var model = ViewChart.Of(view, drawn, "num_visits", scope, display);
            return (model.Series[0], model.Series[1]);
        }
    }

    [Fact]
    public void A_year_earlier_is_the_same_month_and_the_period_before_as_many_months()
    {
        var data = (new DateOnly(2024, 1, 15), new DateOnly(2025, 3, 10));

        var year = EarlierPeriod.Of(Scopes.Everything with { From = new DateOnly(2025, 1, 1) }, data, ComparedWith.YearEarlier, TimeGrain.Month)!.Value;
        var before = EarlierPeriod.Of(Scopes.Everything with { From = new DateOnly(2025, 1, 1), To = new DateOnly(2025, 2, 28) }, data, ComparedWith.Before, TimeGrain.Month)!.Value;

        Assert.Equal((new DateOnly(2024, 1, 1), new DateOnly(2024, 3, 31), 12), (year.Scope.From!.Value, year.Scope.To!.Value, year.Back));
        Assert.Equal((new DateOnly(2024, 11, 1), new DateOnly(2024, 12, 31), 2), (before.Scope.From!.Value, before.Scope.To!.Value, before.Back));
    }

    private static IRenderedComponent<GoldPage> Visit(PageContext context, string view, string query) =>
        context.Visit<GoldPage>($"/gold/{view}{query}", page => page.Add(each => each.ViewName, view));

    private static Hospital Every4Years(string first, string last)
    {
        var days = new List<string>();
        for (var day = DateOnly.ParseExact(first, "yyyy-MM-dd"); day < DateOnly.ParseExact(last, "yyyy-MM-dd"); day = day.AddYears(4))
            days.Add(Weeks.Iso(day));
        return Visits([.. days, last]);
    }

    private static Hospital Visits(params string[] days)
    {
        var hospital = Hospital.Empty.Patient("P1,Ada Byron,36,F,Peru").Doctor("D1,Dr. Hart,Cardiology,12").Treatment("T1,V1,ECG,100.00,MedCare");
        foreach (var (place, day) in days.Index())
            hospital.Visit($"V{place + 1},P1,D1,Cardiology,{day},yes");
        return hospital;
    }
}
