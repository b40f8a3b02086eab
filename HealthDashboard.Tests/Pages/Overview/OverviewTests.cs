using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Charts;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Overview;

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
    public async Task Five_numbers_come_with_what_they_rest_on_and_how_they_moved()
    {
        using var warehouse = TestWarehouse.Of(NineWeeks());
        await using var context = new PageContext(warehouse);

        var cards = context.Visit<OverviewPage>("/").FindAll(".six .card").Select(card => string.Join(" | ", card.QuerySelectorAll("h2, .value, .about, .change").Select(part => part.TextContent.Trim())));

        Assert.Equal(
            [
                "Visits | 9 | ▲ 4 → 9 | of 2 patients",
                "Treatments | 4 | = no change | at 9 visits",
                "Cost | $400 | = no change | of 4 treatments",
                "Cost per treatment | $100 | = no change | n = 4 treatments",
                "Follow-up rate | 44.4 % | ▲ 0.0 % → 44.4 % | n = 9 visits",
            ],
            cards);
    }

    [Fact]
    public async Task The_departments_are_ranked_by_the_measure_and_each_number_leads_to_its_passport()
    {
        using var warehouse = TestWarehouse.Of(NineWeeks().Visit("N1,P1,D1,Neurology,2025-04-14,no").Treatment("TN1,N1,MRI,900,MedCare"));
        await using var context = new PageContext(warehouse);

        var cost = context.Visit<OverviewPage>("/").FindAll(".board:not(.slim) tbody tr").Select(Said).ToList();
        var visits = context.Visit<OverviewPage>("/?measure=num_visits");

        Assert.Equal(["Neurology 900.00 69 % +$900", "Cardiology 400.00 31 % ="], cost);
        Assert.Equal(["Cardiology 9 90 % +5", "Neurology 1 10 % +1"], visits.FindAll(".board:not(.slim) tbody tr").Select(Said));
        Assert.Equal("passport/follow_up_summary/num_visits?row=Cardiology&from=2025-04-07&to=2025-05-04", visits.Find(".board td a").GetAttribute("href"));

        static string Said(AngleSharp.Dom.IElement row) =>
            string.Join(' ', new[] { row.QuerySelector("th a") }.Concat(row.QuerySelectorAll("td.number")).Select(part => part!.TextContent.Trim().TrimStart('$')));
    }

    [Fact]
    public async Task A_department_that_is_chosen_leaves_the_others_in_sight_and_a_second_click_takes_it_back()
    {
        using var warehouse = TestWarehouse.Of(NineWeeks().Visit("N1,P1,D1,Neurology,2025-04-14,no").Treatment("TN1,N1,MRI,900,MedCare"));
        await using var context = new PageContext(warehouse);

        var chosen = context.Visit<OverviewPage>("/?department=Cardiology");

        Assert.Equal("Visits | 9", string.Join(" | ", chosen.FindAll(".six .card")[0].QuerySelectorAll("h2, .value").Select(part => part.TextContent.Trim())));
        Assert.Equal([("Neurology", null, "/?department=Neurology"), ("Cardiology", "true", "/")], chosen.FindAll(".board:not(.slim) tbody th a:first-child").Select(link => (link.TextContent, link.GetAttribute("aria-current"), link.GetAttribute("href"))));
    }

    [Fact]
    public async Task Under_few_departments_there_is_room_for_the_next_boards()
    {
        using var few = TestWarehouse.Of(NineWeeks());
        await using var context = new PageContext(few);
        await using var sampled = new PageContext(sample.Warehouse);

        Assert.Equal(3, context.Visit<OverviewPage>("/").FindAll(".ranked .board").Count);
        Assert.Single(sampled.Visit<OverviewPage>("/").FindAll(".ranked .board"));
    }

    /// <summary>Three departments and two insurers left room for two boards by their rows, and not by their height: 994 pixels of 900.</summary>
    [Theory]
    [InlineData(3, 2)]
    [InlineData(3, 5)]
    [InlineData(5, 5)]
    [InlineData(14, 5)]
    public async Task What_stands_under_the_departments_is_no_higher_than_ten_of_them(int departments, int insurers)
    {
        var hospital = NineWeeks();
        for (var place = 0; place < departments * insurers; place++)
            hospital.Visit($"N{place},P1,D1,Ward {place % departments},2025-04-14,no").Treatment($"TN{place},N{place},Type {place % insurers},900,Insurer {place / departments}");
        using var warehouse = TestWarehouse.Of(hospital);
        await using var context = new PageContext(warehouse);

        var boards = context.Visit<OverviewPage>("/").FindAll(".ranked .board").Select(board => board.QuerySelectorAll("tbody tr").Length).ToList();

        // In letters, as the stylesheet has them.
        Assert.InRange((2.1 * boards[0]) + boards.Skip(1).Sum(rows => 4.6 + (1.7 * rows)), 0, 2.1 * 10);
        Assert.All(boards.Skip(1), rows => Assert.True(rows >= 2));
    }

    [Fact]
    public async Task Nothing_to_compare_offers_nothing_to_compare_with()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        await using var context = new PageContext(warehouse);

        var page = context.Visit<OverviewPage>("/");

        Assert.Empty(page.FindAll(".compare a"));
        Assert.DoesNotContain("Last year", page.Find(".board thead").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_chooses_its_measure_by_its_name_and_leads_to_its_passport_by_its_number()
    {
        using var warehouse = TestWarehouse.Of(NineWeeks());
        await using var context = new PageContext(warehouse);

        var card = context.Visit<OverviewPage>("/?department=Cardiology").FindAll(".six .card")[2];

        Assert.Equal("/?department=Cardiology&measure=total_cost", card.QuerySelector("h2 a")!.GetAttribute("href"));
        Assert.Equal("passport/weekly_visit_trends/total_cost?department=Cardiology&from=2025-04-07&to=2025-05-04", card.QuerySelector(".value a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_card_says_what_rejected_rows_could_change()
    {
        using var warehouse = TestWarehouse.Of(NineWeeks().Visit("R1,P9,D1,Cardiology,2025-04-14,yes").Treatment("R1,R1,ECG,50,MedCare").Treatment("R2,A6,ECG,free,MedCare"));
        await using var context = new PageContext(warehouse);

        var bounds = context.Visit<OverviewPage>("/").FindAll(".six .card").Select(card => card.QuerySelector(".bounds .unseen")!.TextContent);

        Assert.Equal(
            [
                "up to 1 more in rejected rows",
                "up to 2 more in rejected rows",
                "plus $50.00 in rejected treatments (1), and 1 more whose cost could not be read",
                "2 rejected treatments could have changed it",
                "44.4–50.0 % had the rejected visit been known",
            ],
            bounds);
    }

    [Fact]
    public async Task Without_enough_weeks_nothing_is_compared()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        await using var context = new PageContext(warehouse);

        var cut = context.Visit<OverviewPage>("/");

        Assert.Contains("not enough complete weeks", cut.Find(".compare").TextContent, StringComparison.Ordinal);
        Assert.All(cut.FindAll(".six .change"), change => Assert.Equal("not enough weeks to compare", change.TextContent.Trim()));
    }

    [Theory]
    [InlineData("follow_up_rate", 0.4, 0.3, 20, "▲ 10.0 points")]
    [InlineData("follow_up_rate", 0.3, 0.3, 20, "= no change")]
    [InlineData("follow_up_rate", 0.25, 0.3, 20, "▼ 5.0 points")]
    [InlineData("follow_up_rate", 1, 0.5, 19, "▲ 50.0 % → 100.0 %")]
    [InlineData("total_cost", 3691.4, 100, 20, "▲ 3,591.4 %")]
    [InlineData("total_cost", 3691.4, 100, 1, "▲ $100.00 → $3,691")]
    [InlineData("num_visits", 5, 0, 0, "▲ 0 → 5")]
    public void A_change_from_fewer_than_twenty_cases_is_told_as_two_numbers(string column, double now, double then, int cases, string expected) =>
        Assert.Equal(expected, Change.InWords(WeeklyVisitTrends.View.Column(column), (decimal)now, (decimal)then, cases, new DisplayOptions()));

    [Theory]
    [InlineData("/", 9, 4)]
    [InlineData("/?from=2025-04-21", 5, 4)]
    [InlineData("/?from=2025-03-03", 14, null)]
    public async Task A_card_is_of_one_period_which_is_said(string address, int now, int? then)
    {
        using var warehouse = TestWarehouse.Of(NineWeeks());
        await using var context = new PageContext(warehouse);

        var cut = context.Visit<OverviewPage>(address);

        var said = cut.Find(".compare span").TextContent;
        var card = cut.Find(".six .card");
        Assert.Equal($"{now}", card.QuerySelector(".value")!.TextContent.Trim());
        Assert.Equal(then is null ? "not enough weeks to compare" : $"▲ {then} → {now}", card.QuerySelector(".change")!.TextContent.Trim());
        Assert.StartsWith(
            address switch
            {
                "/" => "4 complete weeks against 10 Mar – 6 Apr 2025",
                "/?from=2025-04-21" => "21 Apr – 4 May 2025, 2 complete weeks against 7 Apr – 20 Apr 2025",
                _ => "Period of the numbers: from 3 Mar 2025.",
            },
            said,
            StringComparison.Ordinal);
        Assert.Equal(then is not null, card.QuerySelector(".value a")!.GetAttribute("href")!.Contains("to=2025-05-04", StringComparison.Ordinal));
    }

    /// <summary>The dear half of a period is written so that nobody can read it: what is left has become cheaper, and nobody knows whether the whole has.</summary>
    [Theory]
    [InlineData(4, "change not given: 4 of 142 treatments rejected")]
    [InlineData(1, "▼ 47.9 %, 1 rejected")]
    public async Task Where_costs_were_rejected_a_change_is_marked_or_not_given(int rejected, string change)
    {
        var hospital = NineWeeks();
        for (var treatment = 0; treatment < 90; treatment++)
            hospital.Treatment($"M{treatment},A{(treatment < 45 ? 2 : 7)},MRI,{(treatment < 45 ? 200 : 100)},MedCare");
        for (var treatment = 0; treatment < (rejected == 1 ? 130 : 20); treatment++)
            hospital.Treatment($"N{treatment},A7,MRI,0,MedCare").Treatment($"O{treatment},A2,MRI,0,MedCare");
        for (var treatment = 0; treatment < rejected; treatment++)
            hospital.Treatment($"R{treatment},A6,MRI,far too much,MedCare");
        using var warehouse = TestWarehouse.Of(hospital);
        await using var context = new PageContext(warehouse);

        var cards = context.Visit<OverviewPage>("/").FindAll(".six .card .change").Select(each => each.TextContent.Trim()).ToList();

        Assert.Equal(change, cards[2]);
    }

    [Fact]
    public async Task The_weeks_a_year_earlier_lie_behind_those_of_the_chart()
    {
        var scope = Scopes.Everything with { From = new DateOnly(2025, 1, 6), To = new DateOnly(2025, 3, 30) };
        var earlier = EarlierPeriod.Of(scope, FilterChoices.Of(sample.Snapshot, Reach.Everything).Period, ComparedWith.YearEarlier)!.Value;
        var before = sample.Warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View, earlier.Scope);

        var model = await DrawnAsync(scope, new EarlierRows("A year earlier", [.. before], earlier.Back));

        Assert.Equal("2024-01-08", before[0].Week);
        Assert.Equal(before.Select(week => (object?)week.NumVisits), model.Series.Single(series => series.Behind).Values);
    }

    [Fact]
    public async Task A_week_that_the_period_cuts_is_drawn_apart()
    {
        var scope = Scopes.Everything with { From = new DateOnly(2025, 1, 1), To = new DateOnly(2025, 1, 31) };

        var model = await DrawnAsync(scope);

        Assert.Equal([false, true, true, true, false], model.Series[0].Values.Select(value => value is not null));
        Assert.Equal([true, false, false, false, true], model.Series[1].Values.Select(value => value is not null));
    }

    private async Task<ChartModel> DrawnAsync(Scope scope, EarlierRows? earlier = null)
    {
        var (view, display) = (WeeklyVisitTrends.View, new DisplayOptions());
        var drawn = await ChartRows.ReadAsync(sample.Reader, sample.Snapshot, view, "num_visits", scope, GridQuery.AllRows, display);
        return ViewChart.Of(view, drawn, "num_visits", scope, display, earlier);
    }
}
