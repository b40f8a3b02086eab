using CsCheck;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Query;

/// <summary>
/// Whoever may see some departments is shown what a warehouse of their visits alone would show, and of all else nothing: not a number, not a
/// name, and not that it is there.
/// </summary>
[Collection(typeof(PartsOfHospital))]
public sealed class WithinReachTests(PartWarehouses warehouses)
{
    public static TheoryData<int> Places => [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Places))]
    public void Every_view_under_any_scope_is_that_of_a_warehouse_of_these_departments_alone(int place)
    {
        var (departments, alone) = warehouses.Parts[place];
        var (all, own) = (warehouses.All.Snapshot, alone.Snapshot);
        var reach = Reach.Of([new Grant(Role.Analyst, departments)], names: true);

        AnyScope(own, departments).Sample(
            filter => Assert.All(GoldCatalog.All.SelectMany(EveryGrain), view =>
            {
                var (within, without) = (filter with { Reach = reach }, Cut(filter, departments));
                Assert.Equal(Csv(own, view, without), Csv(all, view, within));
                Assert.Equal(DefinedBySql.Rows(own, view, without, GridQuery.AllRows), DefinedBySql.Rows(all, view, within, GridQuery.AllRows));
                if (!view.HasRowPerPerson)
                    Assert.Equal(Csv(own, view, without with { ShareSafe = true }), Csv(all, view, within with { ShareSafe = true }));
            }),
            iter: 12,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Whatever_can_be_chosen_is_what_those_departments_alone_have(int place)
    {
        var (departments, alone) = warehouses.Parts[place];
        var (own, within) = (FilterChoices.Of(alone.Snapshot, Reach.Everything), FilterChoices.Of(warehouses.All.Snapshot, Reach.Of([new Grant(Role.Analyst, departments)], names: true)));

        Assert.Equal(own.Period, within.Period);
        Assert.Equal(departments.Order(StringComparer.Ordinal), within.Departments.Order(StringComparer.Ordinal));
        Assert.All(Dimensions.Filters.Where(dimension => dimension != Dimensions.Department), dimension =>
            Assert.Equal(own.Values(dimension).Where(value => Has(alone, dimension, value)), within.Values(dimension)));
        foreach (var text in new[] { "", "a", "Dr", "00" })
        {
            Assert.Equal(own.Doctors(null, text, 50), within.Doctors(null, text, 50));
            Assert.Equal(own.Doctors(departments[0], text, 50), within.Doctors(departments[0], text, 50));
            Assert.Equal(own.Patients(text, 50), within.Patients(text, 50));
        }
    }

    [Fact]
    public void What_is_not_ones_own_is_answered_as_what_is_not_there()
    {
        var (departments, alone) = warehouses.Parts[0];
        var all = warehouses.All;
        var choices = FilterChoices.Of(all.Snapshot, Reach.Of([new Grant(Role.Analyst, departments)], names: true));
        var others = FilterChoices.Of(all.Snapshot, Reach.Everything);
        var foreign = new Dictionary<Dimension, string?>
        {
            [Dimensions.Department] = others.Departments.Except(departments).First(),
            [Dimensions.Doctor] = others.Values(Dimensions.Doctor).Except(choices.Values(Dimensions.Doctor)).FirstOrDefault(),
            [Dimensions.Country] = others.Values(Dimensions.Country).Except(choices.Values(Dimensions.Country)).FirstOrDefault(),
        };
        var patient = all.Query<string>("select patient_id from gold.dim_patients").First(id => alone.Scalar<long>($"select count(*) from gold.dim_patients where patient_id = '{id}'") == 0);

        Assert.Null(choices.Patient(patient));
        Assert.NotNull(others.Patient(patient));
        Assert.Null(choices.Doctor(foreign[Dimensions.Doctor]!));
        Assert.All(foreign.Where(each => each.Value is not null), each =>
            Assert.Equal(Refusal(each.Key, "XYZZY").Replace("XYZZY", each.Value, StringComparison.Ordinal), Refusal(each.Key, each.Value!)));
        foreach (var (dimension, value) in foreign.Where(each => each.Value is not null))
            Assert.Empty(ViewReader.Stream(all.Snapshot, WeeklyVisitTrends.View, Scope.Of(choices.Reach).With(dimension, value!), GridQuery.AllRows));

        string Refusal(Dimension dimension, string value) =>
            Assert.Throws<UnusableFilterException>(() => AddressQuery.ReadScope(name => name == dimension.Parameter ? value : default, choices)).Message;
    }

    [Fact]
    public void Who_has_no_department_is_shown_no_row_and_a_number_of_nothing()
    {
        var scope = Scope.Of(Reach.Nothing).Unshared();

        Assert.All(GoldCatalog.All.SelectMany(EveryGrain), view =>
        {
            Assert.Empty(ViewReader.Stream(warehouses.All.Snapshot, view, scope, GridQuery.AllRows));
            Assert.Empty(DefinedBySql.Rows(warehouses.All.Snapshot, view, scope, GridQuery.AllRows));
        });
    }

    [Fact]
    public async Task Rejected_rows_of_other_departments_and_of_none_are_no_bounds_of_ones_own_numbers()
    {
        var (departments, _) = warehouses.Parts[0];
        var all = warehouses.All;
        var asked = new CellReference(WeeklyVisitTrends.View, WeeklyVisitTrends.View.Column("num_visits"), Scope.Of(Reach.Of([new Grant(Role.Analyst, departments)], names: false)));
        var own = all.Query<long>($"select line from silver.rejected_visits where department in ({string.Join(", ", departments.Select(each => $"'{each}'"))})");

        Assert.NotEmpty(own);
        Assert.Equal(own.Count, (await RejectedImpact.OfTotalAsync(all.Reader, all.Snapshot, asked)).Count);
        Assert.Equal(own.Order(), all.Query<string>("select distinct rule from silver.rejected_visits").SelectMany(rule => RejectedImpact.Lines(all.Snapshot, asked, rule, 1000)).Order());
    }

    /// <summary>The same filter where these departments are all there is: views then list those with a visit, as they do within a reach.</summary>
    private static Scope Cut(Scope filter, IReadOnlyList<string> departments) =>
        filter.Filters.Of(Dimensions.Department) is { Count: > 0 } asked ? filter.With(Dimensions.Department, asked) : filter.With(Dimensions.Department, departments);

    private static IEnumerable<GoldView> EveryGrain(GoldView view) => view.IsByTime ? Enum.GetValues<TimeGrain>().Select(view.By) : [view];

    private static bool Has(TestWarehouse alone, Dimension dimension, string value) =>
        alone.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View, Scopes.Everything.With(dimension, value)).Count > 0;

    private static string Csv(Snapshot snapshot, GoldView view, Scope scope)
    {
        using var csv = new MemoryStream();
        CsvExport.WriteAsync(csv, snapshot, view, scope, GridQuery.AllRows, CancellationToken.None).GetAwaiter().GetResult();
        return System.Text.Encoding.UTF8.GetString(csv.ToArray());
    }

    private static Gen<Scope> AnyScope(Snapshot own, IReadOnlyList<string> departments)
    {
        var choices = FilterChoices.Of(own, Reach.Everything);
        var date = Gen.Int[choices.Period.First.DayNumber - 20, choices.Period.Last.DayNumber + 20].Select(DateOnly.FromDayNumber);
        return
            from asked in Gen.OneOf<string?>([.. departments.Append(null).Append(null).Select(Gen.Const)])
            from dimension in Gen.Int[0, Dimensions.Filters.Count - 1].Select(at => Dimensions.Filters[at])
            from value in Gen.Int[0, choices.Values(dimension).Count - 1].Select(at => choices.Values(dimension)[at])
            from filtered in Gen.Bool
            from days in Gen.Select(date, date)
            from period in Gen.Int[0, 3]
            let first = days.Item1 <= days.Item2 ? days.Item1 : days.Item2
            let last = days.Item1 <= days.Item2 ? days.Item2 : days.Item1
            let scope = Scopes.Everything with { Department = asked, From = period is 1 or 3 ? first : null, To = period is 2 or 3 ? last : null }
            select filtered && dimension != Dimensions.Department ? scope.With(dimension, value) : scope;
    }
}
