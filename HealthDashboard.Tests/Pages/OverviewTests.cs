using Bunit;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages;

public sealed class OverviewTests
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
    public async Task Each_cell_of_the_matrix_leads_to_the_weeks_behind_it()
    {
        using var warehouse = TestWarehouse.Of(NineWeeks());
        await using var context = new PageContext(warehouse);

        var cut = context.Visit<Overview>("/?from=2025-03-03");

        Assert.Equal("9", cut.Find(".matrix td a").TextContent.Trim());
        Assert.Contains("▲ from 4", cut.Find(".matrix td").TextContent, StringComparison.Ordinal);
        Assert.Equal("/gold/weekly_visit_trends?department=Cardiology&from=2025-03-03", cut.Find(".matrix td a").GetAttribute("href"));
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
    public void The_weeks_a_year_earlier_lie_behind_those_of_the_chart()
    {
        using var sample = new SampleWarehouse();
        var scope = new Scope { From = new DateOnly(2025, 1, 6), To = new DateOnly(2025, 3, 30) };
        var earlier = Comparison.Earlier(scope, Choices.Of(sample.Snapshot).Period, ComparedWith.YearEarlier)!.Value;
        var before = sample.Warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View, earlier.Scope);

        var model = ChartModel.Of(
            WeeklyVisitTrends.View, [.. sample.Warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View, scope)], "num_visits", scope, GridQuery.AllRows, new DisplayOptions(),
            new EarlierWeeks("A year earlier", [.. before], earlier.WeeksBack));

        Assert.Equal("2024-01-08", before[0].Week);
        Assert.Equal(before.Select(week => (object?)week.NumVisits), model.Series.Single(series => series.Behind).Values);
    }

    [Fact]
    public void A_week_that_the_period_cuts_is_drawn_apart()
    {
        using var sample = new SampleWarehouse();
        var scope = new Scope { From = new DateOnly(2025, 1, 1), To = new DateOnly(2025, 1, 31) };

        var model = ChartModel.Of(
            WeeklyVisitTrends.View, [.. sample.Warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View, scope)], "num_visits", scope, GridQuery.AllRows, new DisplayOptions());

        Assert.Equal([false, true, true, true, false], model.Series[0].Values.Select(value => value is not null));
        Assert.Equal([true, false, false, false, true], model.Series[1].Values.Select(value => value is not null));
    }
}
