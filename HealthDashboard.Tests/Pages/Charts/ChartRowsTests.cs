using System.Globalization;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Charts;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Charts;

/// <summary>What a picture leaves out it says.</summary>
public sealed class ChartRowsTests
{
    private static readonly DisplayOptions Display = new();

    [Fact]
    public async Task More_insurers_than_there_are_colours_are_bars_that_say_what_the_others_come_to()
    {
        using var warehouse = Treatments(60, i => ("X-Ray", $"Plan {i:00}", "100"));

        var drawn = await DrawAsync(warehouse, InsuranceSummary.View, "total_cost");

        Assert.Equal((nameof(ChartKind.Bars), 20), (drawn.Kind, drawn.Labels.Count));
        Assert.Equal("Drawn: the first 20 of 60 insurers by cost. All others together: $4,000.00.", drawn.Note);
    }

    [Fact]
    public async Task An_insurer_keeps_its_colour_in_every_scope_and_order_and_shares_it_with_none()
    {
        using var warehouse = Treatments(MarkColours.Count, i => ("X-Ray", $"Plan {i}", $"{100 + i}"));
        var whole = await DrawAsync(warehouse, InsuranceSummary.View, "total_cost");
        var colours = whole.Labels.Zip(whole.Colours).ToDictionary(pair => pair.First, pair => pair.Second);

        Assert.Equal(MarkColours.Count, colours.Values.Distinct().Count());
        foreach (var (scope, measure) in new[] { (Scopes.Everything with { Department = "Cardiology" }, "num_treatments"), (Scopes.Everything with { To = new DateOnly(2025, 3, 6) }, "total_cost") })
        {
            var part = await DrawAsync(warehouse, InsuranceSummary.View, measure, scope);
            Assert.InRange(part.Labels.Count, 2, MarkColours.Count - 1);
            Assert.Equal(part.Labels.Select(label => colours[label]), part.Colours);
        }
    }

    [Fact]
    public async Task Treatment_types_without_a_tile_of_their_own_share_one()
    {
        using var warehouse = Treatments(45, i => ($"Type {i:00}", "Plan", "10"));

        var drawn = await DrawAsync(warehouse, TreatmentTypeSummary.View, "total_cost");

        Assert.Equal((30, "All others (16)"), (drawn.Labels.Count, drawn.Labels[^1]));
        Assert.Equal(450m, drawn.Series[0].Values.Cast<decimal>().Sum());
        Assert.Equal(("All others (16)\nCost: $160.00", null), (drawn.Series[0].Tips[^1], drawn.Series[0].Links[^1]));
    }

    /// <summary>Of 5,000 types one tile was 96 % of the picture.</summary>
    [Fact]
    public async Task Where_the_others_would_be_most_of_the_picture_the_first_are_bars()
    {
        using var warehouse = Treatments(70, i => ($"Type {i:00}", "Plan", "10"));

        var drawn = await DrawAsync(warehouse, TreatmentTypeSummary.View, "total_cost");

        Assert.Equal((nameof(ChartKind.Bars), 20), (drawn.Kind, drawn.Labels.Count));
        Assert.Equal("Drawn: the first 20 of 70 treatment types by cost. All others together: $500.00.", drawn.Note);
    }

    [Fact]
    public async Task A_heat_map_has_every_department_and_the_latest_weeks_and_says_so()
    {
        string[] departments = ["Cardiology", "Neurology", "Respiratory Medicine"];
        // A visit every four years: a date farther from all others would be in no week.
        var between = Enumerable.Range(0, 22).Select(i => (departments[0], $"{1937 + (4 * i)}-01-04"));
        using var warehouse = Visits([.. departments.Select(department => (department, "1937-01-04")), .. between, (departments[0], "2025-03-03")]);

        var drawn = await DrawAsync(warehouse, DepartmentWeeklyKpis.View, "num_visits");

        Assert.Equal(departments.Reverse(), drawn.Series.Select(series => series.Name));
        Assert.Equal((104, "W11 2023", "W10 2025"), (drawn.Labels.Count, drawn.Labels[0], drawn.Labels[^1]));
        Assert.All(drawn.Series, series => Assert.Equal(104, series.Values.Count));
        Assert.Equal([0L, 0L, 1L], drawn.Series.Select(series => series.Values[^1]));
        Assert.Equal("Drawn: the latest 104 of 4,601 weeks; the table has all.", drawn.Note);
    }

    [Fact]
    public async Task A_cell_of_a_heat_map_stands_at_its_week_whatever_the_table_is_filtered_by()
    {
        using var warehouse = Visits([("Cardiology", "2025-03-03"), ("Cardiology", "2025-03-10"), ("Neurology", "2025-03-10")]);

        var drawn = await DrawAsync(warehouse, DepartmentWeeklyKpis.View, "num_visits", grid: GridQuery.AllRows with { Filters = [new ColumnFilter("num_visits", ">=", "1")] });

        Assert.Equal(["W10 2025", "W11 2025"], drawn.Labels);
        Assert.Equal([null, 1L], drawn.Series.Single(series => series.Name == "Neurology").Values);
        Assert.Equal([1L, 1L], drawn.Series.Single(series => series.Name == "Cardiology").Values);
    }

    [Theory]
    [InlineData("avg_cost", null, false, "B", "A", "C")]
    [InlineData("total_treatments", "department", false, "A", "C", "B")]
    [InlineData("avg_cost", "avg_cost", false, "C", "A", "B")]
    [InlineData("avg_cost", "avg_cost", true, "B", "A", "C")]
    public async Task Bars_stand_in_the_order_of_what_they_show(string measure, string? sort, bool descending, params string[] departments)
    {
        using var warehouse = TestWarehouse.Of(Hospital.Empty.Patient("P1,Ada,36,F,Peru").Doctor("D1,Dr. Hart,A,12")
            .Visit("V1,P1,D1,A,2025-03-03,yes").Visit("V2,P1,D1,B,2025-03-03,yes").Visit("V3,P1,D1,C,2025-03-03,yes")
            .Treatment("T1,V1,ECG,200,M").Treatment("T2,V1,ECG,200,M").Treatment("T3,V1,ECG,200,M")
            .Treatment("T4,V2,ECG,300,M").Treatment("T5,V3,ECG,50,M").Treatment("T6,V3,ECG,50,M"));

        var drawn = await DrawAsync(warehouse, DepartmentTreatmentSummary.View, measure, grid: GridQuery.AllRows with { Sort = sort, Descending = descending });

        Assert.Equal(departments, drawn.Labels);
    }

    [Fact]
    public async Task What_is_filtered_by_stands_among_the_others_with_the_same_numbers_and_each_leads_on()
    {
        using var warehouse = Treatments(4, i => ("X-Ray", $"Plan {i}", $"{100 + i}"));

        var drawn = await DrawAsync(warehouse, InsuranceSummary.View, "total_cost", Scopes.Everything.With(Dimensions.Insurer, "Plan 1", "Plan 3"));

        Assert.Equal(["Plan 3", "Plan 2", "Plan 1", "Plan 0"], drawn.Labels);
        Assert.Equal([103m, 102m, 101m, 100m], drawn.Series[0].Values);
        Assert.Equal([0, 2], drawn.Chosen);
        Assert.Equal("?insurer=Plan%202", drawn.Series[0].Links[1]);
        Assert.StartsWith("What is filtered by is drawn strong", drawn.Note, StringComparison.Ordinal);
        Assert.Empty((await DrawAsync(warehouse, InsuranceSummary.View, "total_cost")).Chosen);
    }

    [Fact]
    public async Task Who_is_not_among_the_first_is_drawn_alone()
    {
        using var warehouse = Treatments(30, i => ("X-Ray", $"Plan {i:00}", $"{100 - i}"));

        var drawn = await DrawAsync(warehouse, InsuranceSummary.View, "total_cost", Scopes.Everything.With(Dimensions.Insurer, "Plan 29"));

        Assert.Equal(["Plan 29"], drawn.Labels);
        Assert.Empty(drawn.Chosen);
    }

    [Fact]
    public async Task The_others_are_not_drawn_for_whoever_would_see_less_of_them()
    {
        using var warehouse = Visits([("Cardiology", "2025-03-03"), ("Neurology", "2025-03-10")]);
        var scope = Scope.Of(Reach.Of([new Grant(Role.Analyst, ["Cardiology"]), new Grant(Role.Viewer, ["Neurology"])], names: false)) with { Department = "Cardiology" };

        var drawn = await DrawAsync(warehouse, DepartmentTreatmentSummary.View, "total_cost", scope);

        Assert.Equal(["Cardiology"], drawn.Labels);
    }

    [Fact]
    public async Task The_line_of_a_department_stands_out_in_a_heat_map()
    {
        using var warehouse = Visits([("Cardiology", "2025-03-03"), ("Neurology", "2025-03-10")]);

        var drawn = await DrawAsync(warehouse, DepartmentWeeklyKpis.View, "num_visits", Scopes.Everything with { Department = "Cardiology" });

        Assert.Equal(["Neurology", "Cardiology"], drawn.Series.Select(series => series.Name));
        Assert.Equal([1], drawn.Chosen);
        Assert.Equal("?department=Neurology&from=2025-03-10&to=2025-03-16", drawn.Series[0].Links[1]);
    }

    [Theory]
    [InlineData("insurance_summary")]
    [InlineData("treatment_type_summary")]
    public async Task Parts_of_nothing_are_said_and_not_drawn(string view)
    {
        using var warehouse = Treatments(3, i => ($"Type {i}", $"Plan {i}", "0"));
        var gold = GoldCatalog.Find(view)!;

        Assert.Equal($"Nothing to draw: Cost is $0.00 for all {gold.Rows}.", (await DrawAsync(warehouse, gold, "total_cost")).Instead);
        Assert.Null((await DrawAsync(warehouse, gold, "num_treatments")).Instead);
    }

    [Theory]
    [MemberData(nameof(Shown.Views), MemberType = typeof(Shown))]
    public async Task Nothing_is_left_out_in_silence(string name)
    {
        var view = GoldCatalog.Find(name)!;
        using var warehouse = Many.Value;
        foreach (var measure in view.Chart.Measures)
        {
            var drawn = await ChartRows.ReadAsync(warehouse.Reader, warehouse.Snapshot, view, measure, Scopes.Everything, GridQuery.AllRows, Display);
            var all = warehouse.Rows<object>(view).Count;
            Assert.Equal(drawn.Note.Length > 0, drawn.Rows.Count + (drawn.Others?.Count ?? 0) < all);
        }
    }

    private static Lazy<TestWarehouse> Many => new(() => TestWarehouse.Of(Enumerable.Range(0, 45).Aggregate(Hospital.Empty, (hospital, i) => hospital
        .Patient($"P{i:00},Ada {i},{i},F,Country {i:00}").Doctor($"D{i:00},Dr. {i},Department {i:00},12")
        .Visit($"V{i:00},P{i:00},D{i:00},Department {i:00},{(i == 0 ? 2019 : 2025)}-03-03,yes").Treatment($"T{i:00},V{i:00},Type {i:00},{i + 1},Plan {i:00}"))));

    private static TestWarehouse Visits(IEnumerable<(string Department, string Day)> visits) => TestWarehouse.Of(visits.Index().Aggregate(
        Hospital.Empty.Patient("P1,Ada,36,F,Peru").Doctor("D1,Dr. Hart,Cardiology,12"),
        (hospital, visit) => hospital.Visit($"V{visit.Index},P1,D1,{visit.Item.Department},{visit.Item.Day},no").Treatment($"T{visit.Index},V{visit.Index},ECG,5,M")));

    /// <summary>As many treatments, each of a day and of a department in turn.</summary>
    private static TestWarehouse Treatments(int count, Func<int, (string Type, string Insurer, string Cost)> treatment) => TestWarehouse.Of(Enumerable.Range(0, count).Aggregate(
        Hospital.Empty.Patient("P1,Ada,36,F,Peru").Doctor("D1,Dr. Hart,Cardiology,12"),
        (hospital, i) => hospital
            .Visit(string.Create(CultureInfo.InvariantCulture, $"V{i},P1,D1,{(i % 2 == 0 ? "Cardiology" : "Neurology")},{new DateOnly(2025, 3, 3).AddDays(i):yyyy-MM-dd},no"))
            .Treatment($"T{i},V{i},{treatment(i).Type},{treatment(i).Cost},{treatment(i).Insurer}")));

    private static async Task<ChartModel> DrawAsync(TestWarehouse warehouse, GoldView view, string measure, Scope? scope = null, GridQuery? grid = null)
    {
        var (within, asked) = (scope ?? Scopes.Everything, grid ?? GridQuery.AllRows);
        var drawn = await ChartRows.ReadAsync(warehouse.Reader, warehouse.Snapshot, view, measure, within, asked, Display);
        return ViewChart.Of(view, drawn, measure, within, Display);
    }
}
