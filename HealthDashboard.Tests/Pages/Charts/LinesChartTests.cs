using HealthDashboard.Gold;
using HealthDashboard.Pages;
using HealthDashboard.Pages.Charts;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Charts;

public sealed class LinesChartTests(SampleWarehouse sample)
{
    [Fact]
    public async Task Each_insurer_is_a_line_of_its_own_colour_and_what_is_cut_stands_apart_from_it()
    {
        var (choices, cross) = (FilterChoices.Of(sample.Snapshot, Scopes.Everything.Reach), await CostCross.ReadAsync(sample.Reader, sample.Snapshot, Scopes.Everything, Dimensions.Quarter));

        var model = LinesChart.Of(cross, Scopes.Everything, choices.Period, choices.Values(Dimensions.Insurer), new DisplayOptions());

        Assert.Equal([.. cross.Insurers, "Others"], model.Series.Take(8).Select(series => series.Name));
        Assert.Equal([.. cross.Insurers.Select(insurer => MarkColours.Of(choices.Values(Dimensions.Insurer))[insurer]), 0], model.Colours);
        // The data end on 17 December.
        Assert.Equal(("2025-10-01", null), (model.Labels[^1], model.Series[0].Values[^1]));
        Assert.Equal(cross.Rows[0].Costs[0], model.Series[8].Values[^1]);
        Assert.Equal((true, 7), (model.Series[8].Apart, model.Series[0].Values.Count(value => value is not null)));
        Assert.Equal("?insurer=Evergreen%20Mutual", model.Series[0].Links[0]);
        Assert.All(model.Series.Single(series => series is { Name: "Others", Apart: false }).Links, Assert.Null);
    }

    [Fact]
    public async Task In_words_the_last_whole_period_is_told_and_of_a_cut_one_that_it_is()
    {
        var (whole, cut) = (await ToldAsync(Scopes.Everything), await ToldAsync(Scopes.Everything with { From = new DateOnly(2025, 10, 6) }));

        Assert.StartsWith($"Cost of each insurer by quarter. {Format.PeriodShort(new CalendarPeriod(TimeGrain.Quarter, new DateOnly(2025, 7, 1)))}: ", whole.Summary, StringComparison.Ordinal);
        Assert.Contains($"{whole.Cross.Insurers[0]} {Format.MoneyWhole(whole.Cross.Rows[1].Costs[0], new DisplayOptions())}", whole.Summary, StringComparison.Ordinal);
        Assert.Contains($"{Text.CutByPeriod}): {cut.Cross.Insurers[0]} {Format.MoneyWhole(cut.Cross.Rows[0].Costs[0], new DisplayOptions())}", cut.Summary, StringComparison.Ordinal);

        async Task<(CostCross Cross, string Summary)> ToldAsync(Scope scope)
        {
            var cross = await CostCross.ReadAsync(sample.Reader, sample.Snapshot, scope, Dimensions.Quarter);
            return (cross, LinesChart.Summary(cross, scope, FilterChoices.Of(sample.Snapshot, scope.Reach).Period, new DisplayOptions()));
        }
    }

    /// <summary>Of 358 insurers the others lay so high that the seven lines were one with the ground.</summary>
    [Fact]
    public async Task Others_that_would_press_all_lines_to_the_ground_are_told_and_not_drawn()
    {
        var hospital = Enumerable.Range(0, 40).Aggregate(Hospital.Tiny, (hospital, place) => hospital.Treatment($"N{place},V1,ECG,100,Plan {place:00}"))
            .Visit("V2,P1,D1,Cardiology,2025-06-03,yes").Treatment("T2,V2,ECG,100,After the period");
        using var warehouse = TestWarehouse.Of(hospital);
        var choices = FilterChoices.Of(warehouse.Snapshot, Scopes.Everything.Reach);
        var scope = Scopes.Everything with { To = new DateOnly(2025, 5, 31) };
        var cross = await CostCross.ReadAsync(warehouse.Reader, warehouse.Snapshot, scope, Dimensions.Month);

        var model = LinesChart.Of(cross, scope, choices.Period, choices.Values(Dimensions.Insurer), new DisplayOptions());

        Assert.Equal(7, model.Colours.Count);
        Assert.DoesNotContain("Others", model.Series.Select(series => series.Name));
        Assert.EndsWith("34 other insurers together, $3,400, are not drawn.", model.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_insurer_that_is_filtered_by_is_chosen_among_the_others_whose_lines_stay()
    {
        var scope = Scopes.Everything.With(Dimensions.Insurer, "CarePoint");
        var cross = await CostCross.ReadAsync(sample.Reader, sample.Snapshot, scope, Dimensions.Quarter);
        var choices = FilterChoices.Of(sample.Snapshot, scope.Reach);

        var (all, one) = (Model(Scopes.Everything), Model(scope));

        Assert.Equal("CarePoint", one.Series[Assert.Single(one.Chosen)].Name);
        Assert.Equal(all.Series.Select(series => series.Values), one.Series.Select(series => series.Values));

        ChartModel Model(Scope of) => LinesChart.Of(cross, of, choices.Period, choices.Values(Dimensions.Insurer), new DisplayOptions());
    }
}
