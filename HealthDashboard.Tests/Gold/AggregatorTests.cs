using CsCheck;
using Dapper;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Sample;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Gold;

/// <summary>What is added up in memory is what SQL says, on hospitals and scopes nobody chose.</summary>
public sealed class AggregatorTests
{
    public static TheoryData<ulong, double> Hospitals => new() { { 2, 0 }, { 3, 0.1 }, { 4, 0.3 } };

    [Theory]
    [MemberData(nameof(Hospitals))]
    public void Every_view_under_any_scope_and_grid_query_is_what_its_sql_returns(ulong seed, double dirty)
    {
        using var warehouse = Generated(seed, dirty);
        var choices = FilterChoices.Of(warehouse.Snapshot, Reach.Everything);
        var doctors = choices.Doctors(null, "", 1000);
        var date = Gen.Int[choices.Period.First.DayNumber - 20, choices.Period.Last.DayNumber + 20].Select(DateOnly.FromDayNumber);
        var scopes =
            from department in Gen.OneOf<string?>([.. choices.Departments.Append(null).Select(Gen.Const)])
            from doctor in Gen.OneOf<string?>([.. doctors.Select(doctor => doctor.DoctorId).Append(null).Append(null).Select(Gen.Const)])
            from days in Gen.Select(date, date)
            from period in Gen.Int[0, 3]
            from reach in AnyReach(choices.Departments)
            let ordered = days.Item1 <= days.Item2 ? days : (days.Item2, days.Item1)
            select Scope.Of(reach).Unshared() with { Department = department, DoctorId = doctor, From = period is 1 or 3 ? ordered.Item1 : null, To = period is 2 or 3 ? ordered.Item2 : null };

        Assert.All(GoldCatalog.All, view => AssertSame(warehouse, view, Scopes.Everything));
        scopes.Where(scope => !scope.IsEverything).Sample(
            scope => Assert.All(GoldCatalog.All, view => AssertSame(warehouse, view, scope)), iter: 25, threads: 1);
    }

    /// <summary>One, two or three values of one to three dimensions, sometimes within a period.</summary>
    [Theory]
    [MemberData(nameof(Hospitals))]
    public void Every_view_filtered_by_any_dimensions_is_what_its_sql_returns(ulong seed, double dirty)
    {
        using var warehouse = Generated(seed, dirty);
        var choices = FilterChoices.Of(warehouse.Snapshot, Reach.Everything);
        var filter =
            from dimension in Gen.Int[0, Dimensions.Filters.Count - 1].Select(place => Dimensions.Filters[place])
            let known = choices.Values(dimension)
            from values in Gen.Int[0, known.Count - 1].Select(place => known[place]).Array[1, 3]
            select (Dimension: dimension, Values: values);
        var scopes =
            from filters in filter.Array[1, 3]
            from cut in Gen.Bool
            from reach in AnyReach(choices.Departments)
            select filters.Aggregate(Scope.Of(reach).Unshared() with { From = cut ? choices.Period.First.AddDays(200) : null }, (scope, each) => scope.With(each.Dimension, each.Values));

        scopes.Sample(scope => Assert.All(GoldCatalog.All, view =>
            Assert.Equal(DefinedBySql.Rows(warehouse.Snapshot, view, scope, GridQuery.AllRows), ViewReader.Stream(warehouse.Snapshot, view, scope, GridQuery.AllRows))), iter: 30, threads: 1);
    }

    /// <summary>Of dimensions with few values the rows of each are kept, of others they are looked for.</summary>
    [Fact]
    public void Dimensions_of_hundreds_of_values_filter_as_their_sql_does()
    {
        const int Many = 200;
        var hospital = Support.Hospital.Empty.Doctor("D1,Dr. Hart,Cardiology,12").Doctor("D2,Dr. Cole,Oncology,3");
        foreach (var i in Enumerable.Range(100, Many))
        {
            hospital = hospital.Patient($"P{i},Ada {i},{i % 90},F,Country {i}").Patient($"Q{i},Bea {i},{i % 90},M,Country {i}")
                .Visit($"V{i},P{i},D{1 + (i % 2)},Cardiology,2025-03-{1 + (i % 28):00},yes").Visit($"W{i},Q{i},D1,Oncology,2025-04-{1 + (i % 28):00},no")
                .Treatment($"T{i},V{i},Type {i},{i}.50,Insurer {i}").Treatment($"S{i},V{i},Type {i + 1},{i}.25,Insurer {i}").Treatment($"R{i},W{i},Type {i},7,Insurer {i + 1}");
        }

        using var warehouse = TestWarehouse.Of(hospital);
        var march = Scopes.Everything with { To = new DateOnly(2025, 3, 31) };
        Scope[] scopes =
        [
            Scopes.Everything.With(Dimensions.Country, "Country 150"),
            Scopes.Everything.With(Dimensions.Country, "Country 150", "Country 151", "Nowhere"),
            Scopes.Everything.With(Dimensions.TreatmentType, "Type 170", "Type 171").With(Dimensions.Insurer, "Insurer 170"),
            march.With(Dimensions.Country, "Country 120", "Country 121", "Country 122").With(Dimensions.TreatmentType, "Type 122"),
            march.With(Dimensions.Doctor, "D1").With(Dimensions.Insurer, "Insurer 150", "Insurer 160"),
            (Scopes.Everything with { Department = "Oncology" }).With(Dimensions.Gender, "Male").With(Dimensions.Insurer, "Insurer 110"),
        ];

        Assert.All(scopes, scope => Assert.All(GoldCatalog.All, view => Assert.Equal(
            DefinedBySql.Rows(warehouse.Snapshot, view, scope, GridQuery.AllRows), ViewReader.Stream(warehouse.Snapshot, view, scope, GridQuery.AllRows))));
    }

    /// <summary>A filter on a value is the value's row of the breakdown, whatever the dimension.</summary>
    [Fact]
    public void A_filter_on_a_value_adds_up_to_its_row_of_the_breakdown()
    {
        using var warehouse = Generated(2, 0.1);
        var choices = FilterChoices.Of(warehouse.Snapshot, Reach.Everything);
        foreach (var view in new[] { InsuranceSummary.View, TreatmentTypeSummary.View, CountrywiseCostSummary.View, RevenueByAgeGroup.View, DepartmentTreatmentSummary.View })
        {
            foreach (var row in warehouse.Rows<object>(view))
            {
                var only = Scopes.Everything.With(view.Key.Dimension!, (string)view.Key.Value(row)!);
                var weeks = ViewReader.Read(warehouse.Snapshot, WeeklyVisitTrends.View, only, GridQuery.AllRows, 0, 0);
                Assert.Equal((decimal?)view.Column("total_cost").Value(row), weeks.Totals["total_cost"]);
            }
        }

        Assert.Equal(["Female", "Male"], choices.Values(Dimensions.Gender).Where(gender => gender is "Female" or "Male"));
        Assert.Equal(["No", "Unknown", "Yes"], choices.Values(Dimensions.FollowUp));
    }

    [Theory]
    [MemberData(nameof(Hospitals))]
    public void People_are_found_by_any_part_of_name_or_id_as_by_sql(ulong seed, double dirty)
    {
        using var warehouse = Generated(seed, dirty);
        var choices = FilterChoices.Of(warehouse.Snapshot, Reach.Everything);
        var names = DefinedBySql.Patients(warehouse.Snapshot, "", 600).Select(patient => $"{patient.PatientName} {patient.PatientId}").ToList();
        var parts = from name in Gen.OneOf([.. names.Select(Gen.Const)])
                    from start in Gen.Int[0, name.Length - 1]
                    from length in Gen.Int[0, Math.Min(5, name.Length - start)]
                    select name.Substring(start, length);

        Gen.Select(parts, Gen.OneOf<string?>([.. choices.Departments.Append(null).Select(Gen.Const)]), Gen.Int[1, 40]).Sample((text, department, most) =>
        {
            Assert.Equal(DefinedBySql.Patients(warehouse.Snapshot, text.ToLowerInvariant(), most), choices.Patients(text.ToLowerInvariant(), most));
            Assert.Equal(DefinedBySql.Doctors(warehouse.Snapshot, department, text, most), choices.Doctors(department, text, most));
        }, iter: 40, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Hospitals))]
    public void Every_view_and_table_of_the_star_schema_is_what_its_sql_returns(ulong seed, double dirty)
    {
        using var warehouse = Generated(seed, dirty);
        using var connection = warehouse.Snapshot.OpenFiles();

        Assert.All(GoldCatalog.All, view => Assert.Equal(connection.Query(view.Row, view.Sql), ViewReader.Stream(warehouse.Snapshot, view, Scopes.Everything, GridQuery.AllRows)));
        Assert.All(GoldLayer.Star, table =>
        {
            var defined = connection.Query($"select * from ({GoldView.ReadSql(table + ".sql")}) order by 1").Select(Values);
            var stored = connection.Query($"select * from gold.{table} order by 1").Select(Values);
            Assert.Equal(defined, stored);
        });
        Assert.Equal("ok", connection.ExecuteScalar<string>("pragma gold.integrity_check"));

        static string Values(dynamic row) => string.Join('|', ((IDictionary<string, object?>)row).Values);
    }

    /// <summary>Of everybody as often as of one to three departments, one of which no file may know, or of none.</summary>
    private static Gen<Reach> AnyReach(IReadOnlyList<string> departments) =>
        from all in Gen.Bool
        from some in Gen.OneOf([.. departments.Append("Nowhere").Select(Gen.Const)]).Array[0, 3]
        from role in Gen.Enum<Role>()
        select all ? Reach.Everything : Reach.Of(some.Select(department => new Grant(role, [department])), names: true);

    private static void AssertSame(TestWarehouse warehouse, GoldView view, Scope scope)
    {
        var rows = ViewReader.Stream(warehouse.Snapshot, view, scope, GridQuery.AllRows).ToList();
        Assert.Equal(DefinedBySql.Rows(warehouse.Snapshot, view, scope, GridQuery.AllRows), rows);
        if (rows.Count == 0)
            return;
        var middle = rows[rows.Count / 2];
        foreach (var column in view.Columns)
        {
            var value = Convert.ToString(column.Value(middle) is decimal ratio ? (decimal.Floor(ratio * 100) - 0.5m) / 100 : column.Value(middle) ?? 0, System.Globalization.CultureInfo.InvariantCulture)!;
            AssertSame(warehouse, view, scope, column, new GridQuery { Sort = column.Name, Descending = true });
            AssertSame(warehouse, view, scope, column, new GridQuery { Sort = column.Name, Filters = [new ColumnFilter(column.Name, column.IsNumeric ? ">=" : "~", value.ToLowerInvariant())] });
            AssertSame(warehouse, view, scope, column, new GridQuery { Sort = column.Name, Filters = [new ColumnFilter(column.Name, column.IsNumeric ? "<=" : "=", value)], Search = "a" });
        }

        AssertSame(warehouse, view, scope, view.Key, new GridQuery { Search = ((string)view.Key.Value(middle)!)[1..].ToLowerInvariant() });
    }

    /// <summary>The same rows, sorted by the same values, in all and by pages; SQL may put ratios apart that are equal to the last digit shown.</summary>
    private static void AssertSame(TestWarehouse warehouse, GoldView view, Scope scope, Column sorted, GridQuery query)
    {
        var selected = DefinedBySql.Rows(warehouse.Snapshot, view, scope, query);
        var found = ViewReader.Stream(warehouse.Snapshot, view, scope, query).ToList();
        Assert.Equal(selected.Select(sorted.Value), found.Select(sorted.Value));
        Assert.Equal(selected.ToHashSet(), found.ToHashSet());
        if (!sorted.IsRatio)
            Assert.Equal(selected, found);

        foreach (var (offset, limit) in new[] { (0, 7), (selected.Count / 2, 9), (selected.Count - 3, 25), (selected.Count, 25) })
        {
            var page = ViewReader.Read(warehouse.Snapshot, view, scope, query, Math.Max(0, offset), limit);
            Assert.Equal(found.Skip(offset).Take(limit), page.Rows);
            Assert.Equal(found.Count, page.Count);
            Assert.All(view.Columns.Where(column => column.AddsUp), column =>
                Assert.Equal(found.Sum(row => Convert.ToDecimal(column.Value(row), System.Globalization.CultureInfo.InvariantCulture)), page.Totals[column.Name]));
        }
    }

    private static TestWarehouse Generated(ulong seed, double dirty)
    {
        var warehouse = new TestWarehouse();
        SampleData.Write(warehouse.DataPath, 1, seed, dirty);
        var run = warehouse.Run(new PipelineOptions { MaxRejectedShare = 1 });
        Assert.True(run.State == RunState.Published, run.Reason);
        return warehouse;
    }
}
