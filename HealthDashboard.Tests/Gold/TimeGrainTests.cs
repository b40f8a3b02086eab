using CsCheck;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Gold;

/// <summary>Months, quarters and years of the weekly views: the same select, and the same measures made anew of the rows of longer groups.</summary>
public sealed class TimeGrainTests
{
    private static readonly IReadOnlyList<GoldView> ByTime = [.. GoldCatalog.All.Where(view => view.IsByTime)];

    public static TheoryData<TimeGrain> Longer => [TimeGrain.Month, TimeGrain.Quarter, TimeGrain.Year];

    [Theory]
    [MemberData(nameof(Longer))]
    public void Any_grain_under_any_scope_and_grid_query_is_what_the_views_sql_returns(TimeGrain grain)
    {
        using var warehouse = Generated(3, 0.2);
        var choices = FilterChoices.Of(warehouse.Snapshot, Reach.Everything);
        var date = Gen.Int[choices.Period.First.DayNumber - 40, choices.Period.Last.DayNumber + 40].Select(DateOnly.FromDayNumber);
        var filter =
            from dimension in Gen.Int[0, Dimensions.Filters.Count - 1].Select(place => Dimensions.Filters[place])
            let known = choices.Values(dimension)
            from values in Gen.Int[0, known.Count - 1].Select(place => known[place]).Array[1, 2]
            select (Dimension: dimension, Values: values);
        var scopes =
            from filters in filter.Array[0, 2]
            from days in Gen.Select(date, date)
            from period in Gen.Int[0, 3]
            let ordered = days.Item1 <= days.Item2 ? days : (days.Item2, days.Item1)
            select filters.Aggregate(
                Scopes.Everything with { From = period is 1 or 3 ? ordered.Item1 : null, To = period is 2 or 3 ? ordered.Item2 : null }, (scope, each) => scope.With(each.Dimension, each.Values));
        var grids =
            from column in Gen.Int[0, 5]
            from down in Gen.Bool
            from search in Gen.OneOf<string?>([.. new[] { null, "2025", "a", "-0", "Q1" }.Select(Gen.Const)])
            select (column, down, search);

        Assert.All(ByTime, view => AssertSame(view, Scopes.Everything, GridQuery.AllRows));
        Gen.Select(scopes, grids).Sample((scope, grid) => Assert.All(ByTime, view =>
        {
            AssertSame(view, scope, GridQuery.AllRows);
            // Ratios that differ in no digit shown may stand either way.
            if (view.Columns[grid.column] is { IsRatio: false } column)
                AssertSame(view, scope, new GridQuery { Sort = view.By(grain).Columns[grid.column].Name, Descending = grid.down, Search = grid.search });
        }), iter: 20, threads: 1);

        void AssertSame(GoldView view, Scope scope, GridQuery query) => Assert.Equal(
            DefinedBySql.Rows(warehouse.Snapshot, view.By(grain), scope, query), ViewReader.Stream(warehouse.Snapshot, view.By(grain), scope, query));
    }

    [Theory]
    [MemberData(nameof(Longer))]
    public void Each_row_is_the_number_of_the_scope_that_ends_with_it(TimeGrain grain)
    {
        using var warehouse = Generated(2, 0);
        var view = WeeklyVisitTrends.View.By(grain);
        foreach (var row in warehouse.Rows<WeeklyVisitTrends>(view))
        {
            var period = view.PeriodOf(row);
            var scope = Scopes.Everything with { From = period.First, To = period.Last };
            var within = ViewReader.Read(warehouse.Snapshot, WeeklyVisitTrends.View, scope, GridQuery.AllRows, 0, 0);

            Assert.Equal(within.Totals.Where(total => total.Key != "days").Select(total => total.Value is { } sum ? decimal.Round(sum, 9) : (decimal?)null), within.Totals.Where(total => total.Key != "days")
                .Select(total => view.Column(total.Key).Value(row) is { } number ? decimal.Round(Convert.ToDecimal(number, System.Globalization.CultureInfo.InvariantCulture), 9) : (decimal?)null));
            // A person with visits in two of its weeks is one.
            Assert.Equal(warehouse.Rows<PatientSummary>(PatientSummary.View, scope).Count(patient => patient.TotalVisits > 0), row.Patients);
        }
    }

    [Fact]
    public void Months_are_dense_and_know_how_many_of_their_days_the_data_hold()
    {
        using var warehouse = Across("2024-01-15", "2024-02-29", "2024-04-30", "2025-03-10");

        var months = warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View.By(TimeGrain.Month));
        var quarters = warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View.By(TimeGrain.Quarter));
        var years = warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View.By(TimeGrain.Year));

        Assert.Equal(15, months.Count);
        Assert.Equal(("2024-01-01", "2024-01", 17L, 1L), (months[0].Week, months[0].IsoWeek, months[0].Days, months[0].NumVisits!.Value));
        Assert.Equal(("2024-02-01", "2024-02", 29L, 1L), (months[1].Week, months[1].IsoWeek, months[1].Days, months[1].NumVisits!.Value));
        Assert.Equal(("2024-03-01", "2024-03", 31L, 0L), (months[2].Week, months[2].IsoWeek, months[2].Days, months[2].NumVisits!.Value));
        Assert.Equal(("2025-03-01", "2025-03", 10L, 1L), (months[^1].Week, months[^1].IsoWeek, months[^1].Days, months[^1].NumVisits!.Value));
        Assert.Equal(["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1"], quarters.Select(quarter => quarter.IsoWeek));
        Assert.Equal([77L, 91, 92, 92, 69], quarters.Select(quarter => quarter.Days));
        Assert.Equal([("2024-01-01", "2024", 352L), ("2025-01-01", "2025", 69L)], years.Select(year => (year.Week, year.IsoWeek, year.Days)));
        Assert.Equal([1L, 1L], years.Select(year => year.Patients!.Value));
    }

    /// <summary>The last days of 2024 are of the first ISO week of 2025, and of the year 2024.</summary>
    [Fact]
    public void New_year_divides_years_and_not_weeks()
    {
        using var warehouse = Across("2024-12-30", "2025-01-01", "2025-01-05");

        Assert.Equal([("2025-W01", 3L)], warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View).Select(week => (week.IsoWeek, week.NumVisits!.Value)));
        Assert.Equal([("2024", 1L, 2L), ("2025", 2L, 5L)], warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View.By(TimeGrain.Year)).Select(year => (year.IsoWeek, year.NumVisits!.Value, year.Days)));
    }

    [Fact]
    public void A_visit_far_from_all_others_is_in_no_month_and_in_the_total()
    {
        using var warehouse = Across("1969-12-31", "2025-03-03", "2025-03-30", "2025-04-01");
        var view = WeeklyVisitTrends.View.By(TimeGrain.Month);

        var rows = ViewReader.Read(warehouse.Snapshot, view, Scopes.Everything, GridQuery.AllRows, 0, 100);

        Assert.Equal(["2025-03", "2025-04"], rows.Rows.Cast<WeeklyVisitTrends>().Select(month => month.IsoWeek));
        Assert.Equal(4, rows.Totals["num_visits"]);
        Assert.Equal(DefinedBySql.Rows(warehouse.Snapshot, view, Scopes.Everything, GridQuery.AllRows), rows.Rows);
    }

    [Fact]
    public async Task What_was_read_by_weeks_is_not_handed_to_those_who_ask_for_months()
    {
        using var warehouse = Across("2024-01-15", "2024-03-10");

        var read = new List<long>();
        foreach (var grain in Enum.GetValues<TimeGrain>())
            read.Add((await warehouse.Reader.ReadAsync(warehouse.Snapshot, WeeklyVisitTrends.View.By(grain), Scopes.Everything, GridQuery.AllRows, 0, 100, TestContext.Current.CancellationToken)).Count);

        Assert.Equal([8, 3, 1, 1], read);
    }

    [Fact]
    public void A_view_by_weeks_is_the_view_and_one_of_no_time_has_no_grain()
    {
        Assert.All(ByTime, view => Assert.Same(view, view.By(TimeGrain.Week)));
        Assert.Same(ByTime[0].By(TimeGrain.Month), ByTime[0].By(TimeGrain.Month));
        Assert.Same(InsuranceSummary.View, InsuranceSummary.View.By(TimeGrain.Month));
        Assert.Equal("month,num_visits,patients,treatments,total_cost,period,days,avg_cost,follow_up_rate,follow_up_count,visits_with_answer", string.Join(',', WeeklyVisitTrends.View.By(TimeGrain.Month).Columns.Select(column => column.Name)));
        Assert.Equal(("Monthly trend", "month|months"), (WeeklyVisitTrends.View.By(TimeGrain.Month).Title, WeeklyVisitTrends.View.By(TimeGrain.Month).Noun));
        Assert.DoesNotContain(ByTime.SelectMany(view => Longer.Select(grain => view.By(grain.Data))), view =>
            new[] { view.Title, view.Question, view.Noun, view.Definition, view.Grain }.Any(text => text.Contains("week", StringComparison.OrdinalIgnoreCase) || text.Contains("Monday", StringComparison.Ordinal)));
    }

    /// <summary>A visit of the same patient on each of some days.</summary>
    private static TestWarehouse Across(params string[] days)
    {
        var hospital = Hospital.Empty.Patient("P1,Ada Byron,36,F,Peru").Doctor("D1,Dr. Hart,Cardiology,12").Treatment("T1,V1,ECG,100.00,MedCare");
        foreach (var (place, day) in days.Index())
            hospital.Visit($"V{place + 1},P1,D1,Cardiology,{day},yes");
        return TestWarehouse.Of(hospital);
    }

    private static TestWarehouse Generated(ulong seed, double dirty)
    {
        var warehouse = new TestWarehouse();
        HealthDashboard.Sample.SampleData.Write(warehouse.DataPath, 1, seed, dirty);
        Assert.Equal(RunState.Published, warehouse.Run(new PipelineOptions { MaxRejectedShare = 1 }).State);
        return warehouse;
    }
}
