using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace HealthDashboard.Tests.Query;

public sealed class AddressQueryTests(SampleWarehouse sample)
{
    [Theory]
    [InlineData("?department=Nowhere", "no department “Nowhere”")]
    [InlineData("?doctor=D999", "no doctor with the id “D999”")]
    [InlineData("?from=03/04/2024", "from=03/04/2024 is not a date")]
    [InlineData("?from=2025-02-30", "from=2025-02-30 is not a date")]
    [InlineData("?from=2025-03-04&to=2025-03-03", "ends before it begins")]
    [InlineData("?from=2025-01-01&from=2025-02-01", "given 2 times")]
    public void An_unusable_filter_is_told_in_a_sentence(string query, string expected)
    {
        var unusable = Assert.Throws<UnusableFilterException>(() => ReadScope(query));

        Assert.Contains(expected, unusable.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?sort=nothing", "no column “nothing”")]
    [InlineData("?where=total_cost~5", "holds numbers")]
    [InlineData("?where=department>=5", "holds text")]
    [InlineData("?where=total_cost>=much", "is not a number")]
    [InlineData("?where=total_cost", "not understood")]
    public void An_unusable_condition_is_told_in_a_sentence(string query, string expected)
    {
        var unusable = Assert.Throws<UnusableFilterException>(() => ReadGrid(query));

        Assert.Contains(expected, unusable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_gives_back_what_it_was_made_of()
    {
        var scope = Scopes.Everything with { Department = "Respiratory Medicine", DoctorId = "D013", From = new DateOnly(2025, 3, 3), To = new DateOnly(2025, 3, 9), AsOf = "0042-20250303T060200Z" };
        var grid = new GridQuery
        {
            Sort = "avg_cost",
            Descending = true,
            Search = "50 % & more?",
            Filters = [new ColumnFilter("department", "~", "a=b&c"), new ColumnFilter("total_cost", ">=", "10.5")],
        };

        var query = new Uri("http://host/" + Address.View("department_treatment_summary", scope, grid, page: 3)).Query;

        Assert.Equal(scope, ReadScope(query));
        Assert.Equal(grid, ReadGrid(query));
        Assert.Equal(3, AddressQuery.ReadPage(name => QueryHelpers.ParseQuery(query).GetValueOrDefault(name)));
    }

    [Fact]
    public void Another_filter_keeps_the_order_and_the_search_but_not_the_page()
    {
        var address = Address.Rescoped("http://host/gold/x?department=A&sort=-total_cost&q=b&page=7&where=a~b", Scopes.Everything with { Department = "C & D" });

        Assert.Equal("/gold/x?department=C%20%26%20D&sort=-total_cost&q=b&where=a~b", address);
    }

    [Fact]
    public void Every_address_carries_the_snapshot_along_and_only_one_link_leaves_it()
    {
        var scope = Scopes.Everything with { Department = "Cardiology", AsOf = "0042-20250303T060200Z" };

        Assert.Equal("./?department=Cardiology&as_of=0042-20250303T060200Z", Address.Home(scope));
        Assert.Equal("departments/Neurology?as_of=0042-20250303T060200Z", Address.Department("Neurology", scope));
        Assert.Equal("doctors/D1?department=Cardiology&as_of=0042-20250303T060200Z", Address.Doctor("D1", scope));
        Assert.Equal("patients/P1?department=Cardiology&as_of=0042-20250303T060200Z", Address.Patient("P1", scope));
        Assert.Equal("gold/patient_summary.csv?department=Cardiology&as_of=0042-20250303T060200Z", Address.Csv(PatientSummary.View, scope, new GridQuery { Columns = [.. PatientSummary.View.Columns.Select(column => column.Name)] }));
        Assert.Equal("?department=Cardiology&as_of=0042-20250303T060200Z", Address.FilterOf("http://host/" + Address.View("x", scope, new GridQuery { Sort = "a" })));
        Assert.Equal("/gold/x?as_of=0042-20250303T060200Z&sort=a", Address.Rescoped("http://host/" + Address.View("x", scope, new GridQuery { Sort = "a" }), scope.Unfiltered()));
        Assert.Equal("/gold/x?department=Cardiology&sort=a", Address.Published("http://host/" + Address.View("x", scope, new GridQuery { Sort = "a" })));
        Assert.Equal(scope.Unfiltered(), Address.AsOf("http://host/" + Address.View("x", scope), Reach.Everything));
    }

    [Fact]
    public void A_snapshot_is_no_filter()
    {
        var scope = Scopes.Everything with { AsOf = "0042-20250303T060200Z" };

        Assert.True(scope.IsEverything);
        Assert.Empty(scope.Parameters());
        Assert.StartsWith("select ", ViewReader.RowsSql(PatientSummary.View, scope, GridQuery.AllRows, out _), StringComparison.Ordinal);
    }

    private Scope ReadScope(string query) => AddressQuery.ReadScope(name => QueryHelpers.ParseQuery(query).GetValueOrDefault(name), FilterChoices.Of(sample.Snapshot, Reach.Everything));

    private static GridQuery ReadGrid(string query) =>
        AddressQuery.ReadGrid(name => QueryHelpers.ParseQuery(query).GetValueOrDefault(name), DepartmentTreatmentSummary.View);
}
