using Bunit;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages;

public sealed class OverviewTests(SampleWarehouse sample)
{
    /// <summary>Nine complete weeks from Monday 2025-03-03: in each of the last four two visits, in each of the four before one.</summary>
    private static Hospital NineWeeks()
    {
        var hospital = Hospital.Tiny.Patient("P2,Bo Li,70,M,Peru");
        for (var week = 1; week < 9; week++)
        {
            var monday = new DateOnly(2025, 3, 3).AddDays(7 * week).ToString("yyyy-MM-dd", null);
            hospital.Visit($"A{week},P1,D1,Cardiology,{monday},no").Treatment($"TA{week},A{week},ECG,100,MedCare");
            if (week >= 5)
                hospital.Visit($"B{week},P2,D1,Cardiology,{monday},yes");
        }

        return hospital.Visit("Z1,P1,D1,Cardiology,2025-05-04,no");
    }

    [Fact]
    public async Task Six_numbers_come_with_what_they_rest_on_and_how_they_moved()
    {
        using var warehouse = TestWarehouse.Of(NineWeeks());
        await using var context = new PageContext(warehouse);

        var cards = context.Visit<Overview>("/").FindAll(".six .card").Select(card => string.Join(" | ", card.QuerySelectorAll("h2, .value, .about, .change").Select(part => part.TextContent.Trim())));

        Assert.Equal(
            [
                "Visits | 14 | of 2 patients | ▲ 125.0 %",
                "Patients | 2 | with 14 visits | ▲ 100.0 %",
                "Treatments | 9 | at 14 visits | = no change",
                "Cost | $900 | of 9 treatments | = no change",
                "Cost per treatment | $100 | n = 9 treatments | = no change",
                "Follow-up rate | 35.7 % | n = 14 visits | ▲ 44.4 points",
            ],
            cards);
    }

    [Fact]
    public async Task Each_cell_of_the_matrix_leads_to_the_passport_of_its_number_in_the_weeks_compared()
    {
        using var warehouse = TestWarehouse.Of(NineWeeks());
        await using var context = new PageContext(warehouse);

        var cut = context.Visit<Overview>("/?from=2025-03-03");

        Assert.Equal("9", cut.Find(".matrix td a").TextContent.Trim());
        Assert.Contains("▲ from 4", cut.Find(".matrix td").TextContent, StringComparison.Ordinal);
        Assert.Equal("passport/follow_up_summary/num_visits?row=Cardiology&from=2025-04-07&to=2025-05-04", cut.Find(".matrix td a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_card_leads_to_its_weeks_by_its_name_and_to_its_passport_by_its_number()
    {
        using var warehouse = TestWarehouse.Of(NineWeeks());
        await using var context = new PageContext(warehouse);

        var card = context.Visit<Overview>("/?department=Cardiology").FindAll(".six .card")[3];

        Assert.Equal("gold/weekly_visit_trends?department=Cardiology&measure=total_cost", card.QuerySelector("h2 a")!.GetAttribute("href"));
        Assert.Equal("passport/weekly_visit_trends/total_cost?department=Cardiology", card.QuerySelector(".value a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_card_says_what_rejected_rows_could_change()
    {
        using var warehouse = TestWarehouse.Of(NineWeeks().Visit("R1,P9,D1,Cardiology,2025-03-10,yes").Treatment("R1,R1,ECG,50,MedCare").Treatment("R2,A1,ECG,free,MedCare"));
        await using var context = new PageContext(warehouse);

        var bounds = context.Visit<Overview>("/").FindAll(".six .card").Select(card => card.QuerySelector(".bounds .unseen")!.TextContent);

        Assert.Equal(
            [
                "up to 1 more in rejected rows",
                "up to 1 more in rejected rows",
                "up to 2 more in rejected rows",
                "plus $50.00 in rejected treatments (1), and 1 more whose cost could not be read",
                "2 rejected treatments could have changed it",
                "35.7–40.0 % had the rejected visit been known",
            ],
            bounds);
    }

    [Fact]
    public async Task Without_enough_weeks_nothing_is_compared()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        await using var context = new PageContext(warehouse);

        var cut = context.Visit<Overview>("/");

        Assert.Contains("not enough complete weeks", cut.Find(".compare").TextContent, StringComparison.Ordinal);
        Assert.All(cut.FindAll(".six .change"), change => Assert.Equal("not enough weeks to compare", change.TextContent.Trim()));
    }

    [Theory]
    [InlineData(0.4, 0.3, "▲ 10.0 points")]
    [InlineData(0.3, 0.3, "= no change")]
    [InlineData(0.25, 0.3, "▼ 5.0 points")]
    public void A_rate_moves_by_points(double now, double then, string expected) =>
        Assert.Equal(expected, Change.InWords(ColumnKind.Rate, (decimal)now, (decimal)then));

    [Fact]
    public async Task The_weeks_a_year_earlier_lie_behind_those_of_the_chart()
    {
        var scope = new Scope { From = new DateOnly(2025, 1, 6), To = new DateOnly(2025, 3, 30) };
        var earlier = Comparison.Earlier(scope, Choices.Of(sample.Snapshot).Period, ComparedWith.YearEarlier)!.Value;
        var before = sample.Warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View, earlier.Scope);

        var model = await DrawnAsync(scope, new EarlierWeeks("A year earlier", [.. before], earlier.WeeksBack));

        Assert.Equal("2024-01-08", before[0].Week);
        Assert.Equal(before.Select(week => (object?)week.NumVisits), model.Series.Single(series => series.Behind).Values);
    }

    [Fact]
    public async Task A_week_that_the_period_cuts_is_drawn_apart()
    {
        var scope = new Scope { From = new DateOnly(2025, 1, 1), To = new DateOnly(2025, 1, 31) };

        var model = await DrawnAsync(scope);

        Assert.Equal([false, true, true, true, false], model.Series[0].Values.Select(value => value is not null));
        Assert.Equal([true, false, false, false, true], model.Series[1].Values.Select(value => value is not null));
    }

    private async Task<ChartModel> DrawnAsync(Scope scope, EarlierWeeks? earlier = null)
    {
        var (view, display) = (WeeklyVisitTrends.View, new DisplayOptions());
        var drawn = await ChartRows.ReadAsync(sample.Reader, sample.Snapshot, view, "num_visits", scope, GridQuery.AllRows, display);
        return ViewChart.Of(view, drawn, "num_visits", scope, GridQuery.AllRows, display, earlier);
    }
}
