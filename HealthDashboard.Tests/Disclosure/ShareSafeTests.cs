using System.Globalization;
using Dapper;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Sample;
using HealthDashboard.Silver;
using HealthDashboard.Statistics;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Disclosure;

/// <summary>What somebody has who holds every export of one scope in share-safe mode: nothing about few, seen or worked out.</summary>
public sealed class ShareSafeTests
{
    /// <summary>Seed, size and dirt of a hospital, and what its weekly views are by.</summary>
    public static TheoryData<ulong, int, double, TimeGrain> Hospitals => new()
    {
        { 2, 1, 0, TimeGrain.Week }, { 3, 6, 0, TimeGrain.Week }, { 4, 3, 0.3, TimeGrain.Week }, { 2, 1, 0, TimeGrain.Month }, { 4, 3, 0.3, TimeGrain.Quarter },
    };

    private static IReadOnlyList<GoldView> Shared(TimeGrain grain) => [.. GoldCatalog.All.Where(view => !view.HasRowPerPerson).Select(view => view.By(grain))];

    [Theory]
    [MemberData(nameof(Hospitals))]
    public void No_withheld_number_can_be_worked_out_from_all_exports_of_a_scope(ulong seed, int scale, double dirty, TimeGrain grain)
    {
        using var warehouse = Generated(seed, scale, dirty);
        var withheld = 0;
        foreach (var scope in ScopesOf(warehouse))
        {
            foreach (var made in new[] { Measures.Visits, Measures.VisitsWithAnswer, Measures.FollowUps, Measures.Treatments, Measures.Cost, Measures.Patients })
            {
                var system = Known(warehouse, scope, made, grain, ref withheld);
                Assert.Empty(system.Determined());
                if (made != Measures.Cost)
                    Assert.Empty(system.Narrowed(least: made == Measures.FollowUps ? 0 : 1));
            }
        }

        Assert.True(withheld > 50);
    }

    /// <summary>Here quarters would need a department withheld that follow_up_summary shows: its other quarters would leave few people for one of them.</summary>
    [Fact]
    public void Where_quarters_would_need_a_department_withheld_that_is_shown_no_quarter_is_shown()
    {
        using var warehouse = Generated(1, 3, 0.1);
        var scope = (Scopes.Everything with { ShareSafe = true }).With(Dimensions.TreatmentType, "CT Scan");

        var quarters = warehouse.Rows<DepartmentWeeklyKpis>(DepartmentWeeklyKpis.View.By(TimeGrain.Quarter), scope);

        Assert.Contains(warehouse.Rows<FollowUpSummary>(FollowUpSummary.View, scope), department => department.FollowUpCount > 0);
        Assert.All(quarters, quarter => Assert.True(quarter.FollowUpCount is null or 0, $"{quarter.Department} {quarter.Week}: {quarter.FollowUpCount}"));
        Assert.All(warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View.By(TimeGrain.Quarter), scope), quarter => Assert.True(quarter.FollowUpCount is null or 0));
        Assert.Contains(quarters, quarter => quarter.NumVisits > 0);
    }

    [Theory]
    [MemberData(nameof(Hospitals))]
    public void No_number_that_is_shown_rests_on_few_people_and_what_is_shown_is_true(ulong seed, int scale, double dirty, TimeGrain grain)
    {
        using var warehouse = Generated(seed, scale, dirty);
        var shown = 0;
        foreach (var scope in ScopesOf(warehouse))
        {
            foreach (var view in Shared(grain))
            {
                var people = People(warehouse, view, scope);
                var all = warehouse.Rows<object>(view, scope).ToDictionary(row => Key(view, row));
                var rows = warehouse.Rows<object>(view, scope with { ShareSafe = true });
                Assert.Equal(all.Keys.Order(), rows.Select(row => Key(view, row)).Order());
                foreach (var row in rows)
                {
                    foreach (var column in view.Columns.Where(column => column.CanBeProved && column.Value(row) is not null))
                    {
                        Assert.Equal(column.Value(all[Key(view, row)]), column.Value(row));
                        if (column.IsOfScope || IsZero(column.Value(row)) || !people.TryGetValue(Key(view, row), out var behind))
                            continue;
                        shown++;
                        Assert.False(view.IsWithheld(row, column));
                        Assert.All(Behind(column.Measure!, behind), count => Assert.False(CellSuppression.IsSmall(count), $"{view.Name}.{column.Name} of {Key(view, row)} rests on {count}"));
                    }
                }
            }
        }

        Assert.True(shown > 500);
    }

    [Fact]
    public async Task Totals_over_some_rows_and_bounds_on_columns_tell_nothing_of_withheld_rows()
    {
        using var warehouse = Generated(3, 6, 0);
        var scope = Scopes.Everything with { ShareSafe = true };
        var view = DepartmentWeeklyKpis.View;
        var withheld = warehouse.Rows<DepartmentWeeklyKpis>(view, scope).First(row => row.NumVisits is null);

        var some = await ReadAsync(new GridQuery { Filters = [new ColumnFilter("department", "=", withheld.Department)] });
        var bounded = await ReadAsync(new GridQuery { Filters = [new ColumnFilter("num_visits", ">=", "0")] });
        var sorted = await ReadAsync(new GridQuery { Sort = "num_visits", Descending = false });

        Assert.Null(some.Totals["num_visits"]);
        Assert.DoesNotContain(bounded.Rows, row => view.IsWithheld(row, view.Column("num_visits")));
        Assert.Equal(bounded.Rows.Cast<DepartmentWeeklyKpis>().Sum(row => row.NumVisits), (long?)bounded.Totals["num_visits"]);
        Assert.DoesNotContain(sorted.Rows.SkipWhile(row => ((DepartmentWeeklyKpis)row).NumVisits is not null), row => ((DepartmentWeeklyKpis)row).NumVisits is not null);

        ValueTask<ViewRows> ReadAsync(GridQuery query) => warehouse.Reader.ReadAsync(warehouse.Snapshot, view, scope, query, 0, 10_000);
    }

    [Fact]
    public void A_withheld_row_stands_where_its_place_tells_nothing()
    {
        using var warehouse = Generated(4, 3, 0.3);
        var rows = warehouse.Rows<DoctorPerformance>(DoctorPerformance.View, Scopes.Everything with { ShareSafe = true, Department = "Dermatology" });
        var hidden = rows.SkipWhile(row => row.NumVisits is not null).ToList();

        Assert.NotEmpty(hidden);
        Assert.All(hidden, row => Assert.Null(row.NumVisits));
        Assert.Equal(hidden.Select(row => row.DoctorId).Order(StringComparer.Ordinal), hidden.Select(row => row.DoctorId));
    }

    private static IEnumerable<Scope> ScopesOf(TestWarehouse warehouse)
    {
        var choices = FilterChoices.Of(warehouse.Snapshot, Reach.Everything);
        var (department, doctor, last) = (choices.Departments[^1], choices.Doctors(null, "", 1)[0].DoctorId, choices.Period.Last);
        yield return Scopes.Everything;
        yield return Scopes.Everything with { Department = department };
        yield return Scopes.Everything with { DoctorId = doctor };
        yield return Scopes.Everything with { From = last.AddDays(-90) };
        yield return Scopes.Everything with { Department = department, From = last.AddDays(-180), To = last.AddDays(-30) };
        yield return Scopes.Everything with { From = last.AddDays(-3) };
    }

    /// <summary>The sums that the exports and the totals of a scope tell, for what one number is made of.</summary>
    private static LinearSystem Known(TestWarehouse warehouse, Scope scope, Measure made, TimeGrain grain, ref int withheld)
    {
        var (system, safe) = (new LinearSystem(), scope with { ShareSafe = true });
        var seen = new Dictionary<string, Dictionary<string, decimal?>>();
        decimal? total = null;
        foreach (var (view, column) in Shared(grain).SelectMany(view => view.Columns.Where(column => column.Measure == made && Bases(view, column)).Select(column => (view, column))))
        {
            var read = warehouse.Reader.ReadAsync(warehouse.Snapshot, view, safe, GridQuery.AllRows, 0, 100_000).AsTask().GetAwaiter().GetResult();
            total ??= made == Measures.Patients ? warehouse.Reader.PatientsAsync(warehouse.Snapshot, safe).AsTask().GetAwaiter().GetResult() : read.Totals[column.Name];
            var table = seen.TryGetValue(Rows(view), out var known) ? known : seen[Rows(view)] = [];
            foreach (var row in read.Rows)
                table[Key(view, row)] = table.GetValueOrDefault(Key(view, row)) ?? Number(column.Value(row));
        }

        foreach (var (rows, table) in seen)
        {
            withheld += table.Values.Count(value => value is null);
            if (!rows.Contains('|', StringComparison.Ordinal))
                system.Add(table.Select(row => ($"{rows} {row.Key}", row.Value)), ("total", total));
            else
            {
                foreach (var (side, place) in new[] { ("department", 0), (Dimensions.Of(grain).Name, 1) })
                {
                    foreach (var line in table.GroupBy(row => row.Key.Split('|')[place]))
                        system.Add(line.Select(row => ($"{rows} {row.Key}", row.Value)), ($"{side} {line.Key}", seen[side][line.Key]));
                }
            }
        }

        return system;
    }

    /// <summary>People add up only over what a person has one of.</summary>
    private static bool Bases(GoldView view, Column column) => column.Measure != Measures.Patients || view.Key.Dimension!.Owner == Owner.Patient;

    /// <summary>How many people are behind each row, counted by SQL: with a visit, treated, and with either answer.</summary>
    private static Dictionary<string, (long Visiting, long Treated, long Yes, long No)> People(TestWarehouse warehouse, GoldView view, Scope scope)
    {
        var keys = view.Keys.Select(key => key.Dimension!.Column).ToList();
        var where = string.Join(" and ", scope.Conditions().Select(each => $"{each.Sql} {each.Condition}").DefaultIfEmpty("true"));
        using var connection = warehouse.Snapshot.OpenFiles();
        return connection.Query<(string, long, long, long, long)>(
            $"""
            select
                {string.Join(" || '|' || ", keys)},
                count(distinct visit.patient_id),
                count(distinct case when visit.treatment_count > 0 then visit.patient_id end),
                count(distinct case when visit.follow_up_required = 1 then visit.patient_id end),
                count(distinct case when visit.follow_up_required = 0 then visit.patient_id end)
            from gold.dim_visits as visit
            join gold.dim_patients as patient on patient.patient_id = visit.patient_id
            {(keys[0].StartsWith("treatment.", StringComparison.Ordinal) ? "join gold.fact_treatments as treatment on treatment.visit_id = visit.visit_id" : "")}
            where {where}
            group by {string.Join(", ", keys)}
            """,
            new DynamicParameters(new Dictionary<string, object>(scope.Parameters()))).ToDictionary(row => row.Item1, row => (row.Item2, row.Item3, row.Item4, row.Item5));
    }

    /// <summary>Said once more here, so that a measure whose basis is wrong is found.</summary>
    private static IEnumerable<long> Behind(Measure measure, (long Visiting, long Treated, long Yes, long No) people)
    {
        if (measure is { Numerator: { } part, Denominator: { } whole })
            return [.. Behind(part, people), .. whole.Aggregation is Aggregation.OfScope ? [] : Behind(whole, people)];
        if (measure == Measures.FollowUps)
            return [people.Visiting, people.Yes, people.No];
        if (measure == Measures.Visits || measure == Measures.Patients || measure == Measures.VisitsWithAnswer)
            return [people.Visiting];
        if (measure == Measures.MedianCost)
            return [people.Treated / 2];
        if (measure == Measures.LowerQuartile || measure == Measures.UpperQuartile)
            return [people.Treated / 4];
        return measure == Measures.LowestCost || measure == Measures.HighestCost ? [1] : [people.Treated];
    }

    private static string Rows(GoldView view) => string.Join('|', view.Keys.Select(key => key.Dimension!.Name));

    private static string Key(GoldView view, object row) => string.Join('|', view.Keys.Select(key => key.Value(row)));

    private static bool IsZero(object? value) => Number(value) == 0;

    private static decimal? Number(object? value) => value is null ? null : Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private static TestWarehouse Generated(ulong seed, int scale, double dirty)
    {
        var warehouse = new TestWarehouse();
        SampleData.Write(warehouse.DataPath, scale, seed, dirty);
        var run = warehouse.Run(new PipelineOptions { MaxRejectedShare = 1 });
        Assert.True(run.State == RunState.Published, run.Reason);
        return warehouse;
    }
}
