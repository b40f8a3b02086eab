using HealthDashboard.Endpoints;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Signals;
using HealthDashboard.Statistics;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

public sealed class SignalReaderTests(SampleWarehouse sample)
{
    public static TheoryData<string> ScopeNames => [.. Scopes.All.Keys];

    [Theory]
    [MemberData(nameof(ScopeNames))]
    public async Task Each_chart_of_a_scope_and_its_departments_is_what_its_visits_say(string name)
    {
        var scope = Scopes.All[name];

        var table = await SignalReader.TableAsync(sample.Reader, sample.Snapshot, scope);

        foreach (var measure in SignalMeasure.All)
        {
            AssertWorkedOut(scope, table.Whole.Single(chart => chart.Measure == measure));
            foreach (var department in table.Departments)
                AssertWorkedOut(scope with { Department = department.Department }, table.Chart(department.Department, measure)!);
            foreach (var by in Enum.GetValues<Grouping>())
                AssertWorkedOut(scope, await SignalReader.ChartAsync(sample.Reader, sample.Snapshot, scope, measure, by));
        }
    }

    [Theory]
    [MemberData(nameof(ScopeNames))]
    public async Task Prices_of_treatments_are_what_their_bills_say_in_memory_and_by_sql(string name)
    {
        var scope = Scopes.All[name];

        var prices = await TreatmentPrices.ReadAsync(sample.Reader, sample.Snapshot, scope);

        Assert.Equal(DefinedBySql.TypesByWeek(sample.Snapshot, scope), TreatmentPrices.Weeks(new ScopedVisits(StarColumns.Of(sample.Snapshot), scope)));
        Assert.All(prices.Charts, chart => AssertWorkedOut(scope, chart));
    }

    [Fact]
    public async Task The_whole_is_charted_by_weeks_and_its_parts_by_four()
    {
        var table = await SignalReader.TableAsync(sample.Reader, sample.Snapshot, Scopes.Everything);

        Assert.All(table.Whole, chart => Assert.Equal(Grouping.Week, chart.Periods.By));
        Assert.All(table.Departments, department => Assert.All(department.Charts, chart => Assert.Equal(Grouping.FourWeeks, chart.Periods.By)));
        Assert.Equal(Grouping.FourWeeks, SignalReader.Usual(Scopes.Everything with { DoctorId = "D001" }));
        Assert.Equal(Grouping.Week, SignalReader.Usual(Scopes.Everything with { From = new DateOnly(2025, 1, 1) }));
    }

    [Fact]
    public void Only_the_latest_complete_period_alerts_and_of_a_run_its_end_is_listed()
    {
        // Eight low, then eight high: each half is a run, whose end the list has.
        int[] halves = [12, 14, 12, 14, 12, 14, 12, 14, 16, 18, 16, 18, 16, 18, 16, 18];
        var (chart, quiet) = (Chart(halves), Chart([.. halves, 15]));

        Assert.Equal([8, 8], chart.Ends.Where(mark => mark.Signal.Rule == SignalRule.OneSide).Select(mark => mark.Run));
        Assert.Equal(chart.Periods.Complete[^1], chart.Alert!.Period);
        Assert.Null(quiet.Alert);
        Assert.NotEmpty(quiet.Marks);
    }

    [Fact]
    public void A_rate_of_far_fewer_cases_than_usual_is_marked_but_not_told()
    {
        var weeks = Enumerable.Range(0, 20).Select(week => week < 19 ? new Sums(20, 20, 1000, week % 2 == 0 ? 4 : 6, 20) : new Sums(5, 5, 1000, 5, 5));
        var chart = Of(SignalMeasure.FollowUpRate, weeks);

        Assert.Equal(SignalRule.Outside, chart.Alert!.Signal.Rule);
        Assert.True(chart.IsThin(chart.Alert));
        Assert.Null(chart.Finding);
    }

    [Theory]
    [InlineData(1, 9, false)]
    [InlineData(4, 15, false)]
    [InlineData(6, 21, true)]
    public void A_count_of_fewer_than_five_a_period_is_marked_but_not_told(int usual, int latest, bool told)
    {
        var chart = Chart([.. Enumerable.Range(0, 29).Select(week => usual - (week % 2)), latest]);

        Assert.Equal(SignalRule.Outside, chart.Alert!.Signal.Rule);
        Assert.Equal(told, chart.Finding is not null);
    }

    /// <summary>One of one is 100 %, none of four is 0 %, and neither says anything.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 0)]
    public void A_rate_of_fewer_than_five_marks_nothing(int answers, int followUps)
    {
        var weeks = Enumerable.Range(0, 20).Select(week => week < 19 ? new Sums(10, 10, 1000, week % 2 == 0 ? 5 : 6, 10) : new Sums(answers, answers, 100 * answers, followUps, answers)).ToList();

        Assert.Empty(Of(SignalMeasure.FollowUpRate, weeks).Marks);
        Assert.NotEmpty(Of(SignalMeasure.FollowUpRate, [.. weeks.SkipLast(1), new Sums(5, 5, 500, 0, 5)]).Marks);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(7, true)]
    public void Limits_count_the_points_that_have_a_value(int answered, bool limits)
    {
        var chart = Of(SignalMeasure.FollowUpRate, Enumerable.Range(0, 30).Select(week => new Sums(1, 1, 100, week % 2, week % 4 == 3 && week / 4 < answered ? 1 : 0)));

        Assert.Equal((30, answered, limits), (chart.Periods.Complete.Count, chart.Values, chart.Chart is not null));
    }

    private static MeasureChart Chart(int[] visits) => Of(SignalMeasure.Visits, visits.Select(count => new Sums(count, 0, 0, 0, 0)));

    private static MeasureChart Of(SignalMeasure measure, IEnumerable<Sums> weeks)
    {
        var monday = new DateOnly(2025, 3, 3);
        var sums = weeks.Select((sum, week) => new WeekSums(monday.AddDays(7 * week), sum)).ToList();
        return MeasureChart.Of(measure, Periods.Of(sums, Scopes.Everything, (monday, sums[^1].Monday.AddDays(6)), Grouping.Week));
    }

    private void AssertWorkedOut(Scope scope, MeasureChart chart)
    {
        var expected = WorkedOut.Of(sample.Warehouse, scope, chart.Measure.Name, Periods.Length(chart.Periods.By), chart.Treatment);
        Assert.Equal(expected.Values.Select(Rounded), chart.Periods.Complete.Select(chart.Value).Select(Rounded));
        Assert.Equal(expected.Signal, chart.Alert is { } alert ? SignalsCsv.NameOf(alert.Signal.Rule) : "");
        if (chart.Chart is not { } limits)
            return;
        Assert.Equal(expected.Mean, limits.Mean, 1e-6);
        AssertLimit(expected.Mean + expected.Reach, expected.Mean + expected.Reach <= chart.Measure.Ceiling, limits.Upper);
        AssertLimit(expected.Mean - expected.Reach, expected.Mean - expected.Reach >= 0, limits.Lower);

        // Views keep fifteen digits of a ratio.
        static double? Rounded(double? value) => value is { } number ? Math.Round(number, 8) : null;

        static void AssertLimit(double limit, bool exists, double? actual)
        {
            Assert.Equal(exists, actual is not null);
            Assert.Equal(exists ? limit : 0, actual ?? 0, 1e-6);
        }
    }
}
