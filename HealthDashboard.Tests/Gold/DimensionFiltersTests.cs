using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace HealthDashboard.Tests.Gold;

/// <summary>Filters by every dimension, several values each.</summary>
public sealed class DimensionFiltersTests(SampleWarehouse sample)
{
    /// <summary>A visit with two insurers, one without treatments, one whose file says no follow-up.</summary>
    private static Hospital Mixed() => Hospital.Empty
        .Patient("P1,Ada,36,F,Peru").Patient("P2,Bo,70,M,Chile").Doctor("D1,Dr. Hart,Cardiology,12").Doctor("D2,Dr. Lind,Neurology,3")
        .Visit("V1,P1,D1,Cardiology,2025-03-03,yes").Treatment("T1,V1,ECG,100.00,MedCare").Treatment("T2,V1,MRI,50.00,CarePoint")
        .Visit("V2,P2,D2,Neurology,2025-03-04,no").Treatment("T3,V2,ECG,7.00,CarePoint")
        .Visit("V3,P2,D2,Neurology,2025-03-05,");

    [Fact]
    public void A_filter_on_treatments_keeps_these_and_the_visits_that_have_one()
    {
        using var warehouse = TestWarehouse.Of(Mixed());
        var scope = Scopes.Everything.With(Dimensions.Insurer, "CarePoint");

        var week = Assert.Single(warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View, scope));

        Assert.Equal((2L, 2L, 2L, 57.00m, 1L, 2L), (week.NumVisits, week.Treatments, week.Patients, week.TotalCost, week.FollowUpCount, week.VisitsWithAnswer));
    }

    [Fact]
    public void Dimensions_narrow_each_other_and_values_of_one_are_alternatives()
    {
        using var warehouse = TestWarehouse.Of(Mixed());

        Assert.Equal(7.00m, Cost(warehouse, Scopes.Everything.With(Dimensions.Insurer, "CarePoint").With(Dimensions.TreatmentType, "ECG")));
        Assert.Equal(107.00m, Cost(warehouse, Scopes.Everything.With(Dimensions.TreatmentType, "ECG")));
        Assert.Equal(157.00m, Cost(warehouse, Scopes.Everything.With(Dimensions.Country, "Peru", "Chile")));
        Assert.Equal(150.00m, Cost(warehouse, Scopes.Everything.With(Dimensions.AgeGroup, "18-44")));
        Assert.Equal(7.00m, Cost(warehouse, Scopes.Everything.With(Dimensions.Gender, "Male").With(Dimensions.FollowUp, "No", "Unknown")));
    }

    [Fact]
    public void The_address_says_every_filter_and_reads_it_back()
    {
        var scope = (Scopes.Everything with { From = new DateOnly(2025, 3, 3) })
            .With(Dimensions.Department, "Oncology", "Cardiology").With(Dimensions.Insurer, "CarePoint").With(Dimensions.AgeGroup, "85+");
        var address = Address.Home(scope);
        var query = QueryHelpers.ParseQuery(address[address.IndexOf('?', StringComparison.Ordinal)..]);

        Assert.Equal("./?department=Cardiology&department=Oncology&insurer=CarePoint&age_group=85%2B&from=2025-03-03", address);
        Assert.Equal(scope, AddressQuery.ReadScope(name => query.GetValueOrDefault(name), FilterChoices.Of(sample.Snapshot, Reach.Everything)));
    }

    [Fact]
    public void A_value_that_nobody_knows_is_refused_with_what_is_known()
    {
        var refused = Assert.Throws<UnusableFilterException>(() => AddressQuery.ReadScope(name => name == "gender" ? "Elf" : default, FilterChoices.Of(sample.Snapshot, Reach.Everything)));

        Assert.StartsWith("There is no gender “Elf”. Known are Female, ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_are_equal_whatever_order_they_were_chosen_in_and_print_what_they_let_pass()
    {
        var one = DimensionFilters.None.With(Dimensions.Insurer, ["B", "A"]).With(Dimensions.Department, ["X&Y"]);
        var other = DimensionFilters.None.With(Dimensions.Department, ["X&Y"]).With(Dimensions.Insurer, ["A", "B", "A"]);

        Assert.Equal(one, other);
        Assert.Equal("department=X%26Y&insurer=A&insurer=B", one.ToString());
        Assert.NotEqual((Scopes.Everything with { Filters = one }).ToString(), (Scopes.Everything with { Filters = one.With(Dimensions.Insurer, ["A"]) }).ToString());
        Assert.True(one.With(Dimensions.Insurer, []).AreOnlyBy(Dimensions.Department));
    }

    [Fact]
    public async Task A_number_under_any_filter_is_proved_by_its_rows()
    {
        foreach (var dimension in Dimensions.Filters)
        {
            var scope = Scopes.Everything.With(dimension, FilterChoices.Of(sample.Snapshot, Reach.Everything).Values(dimension)[0]);
            foreach (var column in new[] { "num_visits", "treatments", "total_cost", "follow_up_count" })
            {
                var passport = await Provenance.ReadAsync(sample.Reader, sample.Snapshot, new CellReference(WeeklyVisitTrends.View, WeeklyVisitTrends.View.Column(column), scope), 1);
                Assert.True(passport!.AddsUp, $"{column} under {scope.Filters}");
            }
        }
    }

    /// <summary>Every dimension one can filter by says how, and no two say it alike.</summary>
    [Fact]
    public void Every_filter_has_a_name_in_addresses()
    {
        Assert.All(Dimensions.Filters, dimension => Assert.NotNull(dimension.Codes));
        Assert.Equal(Dimensions.All.Values.Where(dimension => dimension.Parameter is not null).ToHashSet(), Dimensions.Filters.ToHashSet());
        Assert.Equal(Dimensions.Filters.Count, Dimensions.Filters.Select(dimension => dimension.Parameter).Distinct().Count());
    }

    private static decimal? Cost(TestWarehouse warehouse, Scope scope) =>
        ViewReader.Read(warehouse.Snapshot, WeeklyVisitTrends.View, scope, GridQuery.AllRows, 0, 0).Totals["total_cost"];
}
