using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Query;

public sealed class RejectedImpactTests
{
    public static TheoryData<int, int, int, int, int> SmallCases =>
    [
        .. from yes in Enumerable.Range(0, 3) from no in Enumerable.Range(0, 3) from unknown in Enumerable.Range(0, 3)
           from of in Enumerable.Range(0, 3) from over in Enumerable.Range(of, 3)
           select new TheoryDataRow<int, int, int, int, int>(yes, no, unknown, of, over),
    ];

    /// <summary>Tries every way in which the rejected rows could belong and answer.</summary>
    [Theory]
    [MemberData(nameof(SmallCases))]
    public void The_bounds_of_a_rate_are_the_worst_that_could_be_true(int yes, int no, int unknown, int of, int over)
    {
        var possible = new List<decimal>();
        for (var yeses = 0; yeses <= yes; yeses++)
        {
            for (var noes = 0; noes <= no; noes++)
            {
                for (var unknownYes = 0; unknownYes <= unknown; unknownYes++)
                {
                    for (var unknownNo = 0; unknownNo <= unknown - unknownYes; unknownNo++)
                    {
                        var answers = over + yeses + noes + unknownYes + unknownNo;
                        if (answers > 0)
                            possible.Add((decimal)(of + yeses + unknownYes) / answers);
                    }
                }
            }
        }

        var (low, high) = new RejectedImpact { Count = yes + no + unknown, Yes = yes, No = no }.Rate(of, over);

        Assert.Equal(possible.Count == 0 ? (null, null) : (possible.Min(), (decimal?)possible.Max()), (low, high));
    }

    [Fact]
    public async Task A_rejected_visit_could_belong_where_nothing_that_could_be_read_says_otherwise()
    {
        using var warehouse = Published(TwoDepartments()
            .Visit("V3,P9,D1,Cardiology,2025-03-05,no")
            .Visit("V4,P1,D1,Cardiology,05/03/2025,yes")
            .Visit("V5,P1,D9,,2025-03-12,maybe")
            .Visit("V6,P1,D1"));

        Assert.Equal("4: 1 yes, 1 no, 2 unknown", await VisitsAsync(warehouse, Scopes.Everything, "Cardiology"));
        Assert.Equal("2: 0 yes, 0 no, 2 unknown", await VisitsAsync(warehouse, Scopes.Everything, "Neurology"));
        Assert.Equal("3: 1 yes, 1 no, 1 unknown", await VisitsAsync(warehouse, Scopes.Everything with { To = new DateOnly(2025, 3, 9) }, "Cardiology"));
        Assert.Equal("2: 0 yes, 0 no, 2 unknown", await VisitsAsync(warehouse, Scopes.Everything with { DoctorId = "D2" }, null));
    }

    [Fact]
    public async Task A_rejected_treatment_has_the_answer_of_its_visit()
    {
        using var warehouse = Published(TwoDepartments().Visit("V7,P1,D1,Cardiology,2025-03-05,yes").Visit("V8,P1,D1,Cardiology,2025-03-05,no")
            .Treatment("T7,V7,ECG,-5,MedCare").Treatment("T8,V8,ECG,-5,MedCare").Treatment("T9,V8,ECG,-6,MedCare").Treatment("T10,V99,ECG,50,MedCare"));

        Assert.Equal((4, 2, 3), (await CountAsync(Scopes.Everything), await CountAsync(Answered("Yes")), await CountAsync(Answered("No"))));

        static Scope Answered(string answer) => Scopes.Everything.With(Dimensions.FollowUp, answer);
        async Task<long> CountAsync(Scope scope) => (await SumAsync(warehouse, Asked(TreatmentTypeSummary.View, "total_cost", scope, null))).Count;
    }

    /// <summary>Every page asks this of its filter.</summary>
    [Fact]
    public async Task Rejected_rows_are_asked_for_under_a_filter_by_any_dimension()
    {
        using var warehouse = Published(TwoDepartments().Visit("V3,P9,D1,Cardiology,2025-03-05,no").Treatment("T7,V1,ECG,-5,MedCare"));

        foreach (var dimension in Dimensions.Filters)
        {
            var scope = Scopes.Everything.With(dimension, FilterChoices.Of(warehouse.Snapshot, Reach.Everything).Values(dimension));
            var rejected = await RejectedInPeriod.ReadAsync(warehouse.Reader, warehouse.Snapshot, scope);
            Assert.Equal((1, 1), (rejected.Of(Fact.Visits), rejected.Of(Fact.Treatments)));
        }
    }

    [Fact]
    public async Task A_visit_whose_id_another_has_could_belong_and_one_that_stands_twice_could_not()
    {
        using var warehouse = Published(TwoDepartments().Visit("V1,P1,D1,Cardiology,2025-03-03,yes").Visit("V1,P1,D1,Cardiology,2025-03-04,no"));

        Assert.Equal("1: 0 yes, 1 no, 0 unknown", await VisitsAsync(warehouse, Scopes.Everything, "Cardiology"));
    }

    [Fact]
    public async Task A_row_of_the_table_is_asked_as_it_is_asked_alone()
    {
        using var warehouse = Published(TwoDepartments().Visit("V3,P9,D1,Cardiology,2025-03-05,no").Visit("V5,P1,D9,,2025-03-12,maybe").Visit("V6,P1,D2,Neurology,soon,no"));
        var asked = Asked(FollowUpSummary.View, "follow_up_rate", Scopes.Everything, null);

        var byKey = await RejectedImpact.ByKeyAsync(warehouse.Reader, warehouse.Snapshot, asked);

        foreach (var department in new[] { "Cardiology", "Neurology" })
            Assert.Equal(await VisitsAsync(warehouse, Scopes.Everything, department), Told(byKey(department)));
    }

    [Fact]
    public async Task A_rejected_treatment_belongs_where_its_visit_does_whether_that_was_accepted_or_not()
    {
        using var warehouse = Published(TwoDepartments()
            .Visit("V3,P1,D2,Neurology,soon,no")
            .Treatment("T3,V1,ECG,free,MedCare")
            .Treatment("T4,V3,MRI,12.50,MedCare")
            .Treatment("T5,V9,MRI,7.25,MedCare"));

        Assert.Equal((2, 1, 7.25m), await CostAsync(warehouse, DepartmentTreatmentSummary.View, "Cardiology"));
        Assert.Equal((2, 2, 19.75m), await CostAsync(warehouse, DepartmentTreatmentSummary.View, "Neurology"));
        Assert.Equal((1, 0, 0m), await CostAsync(warehouse, TreatmentTypeSummary.View, "ECG"));
        Assert.Equal((3, 2, 19.75m), await CostAsync(warehouse, InsuranceSummary.View, "MedCare"));
        Assert.Equal((0, 0, 0m), await CostAsync(warehouse, InsuranceSummary.View, "Other"));
    }

    [Fact]
    public async Task A_treatment_of_an_id_that_two_rejected_visits_have_could_belong_to_either()
    {
        using var warehouse = Published(TwoDepartments()
            .Visit("V3,P1,D2,Neurology,soon,no").Visit("V3,P1,D1,Cardiology,soon,no")
            .Treatment("T4,V3,MRI,12.50,MedCare"));

        Assert.Equal((1, 1, 12.50m), await CostAsync(warehouse, DepartmentTreatmentSummary.View, "Cardiology"));
        Assert.Equal((1, 1, 12.50m), await CostAsync(warehouse, DepartmentTreatmentSummary.View, "Neurology"));
    }

    [Fact]
    public async Task Of_a_share_the_rows_of_others_make_a_difference_too()
    {
        using var warehouse = Published(TwoDepartments().Treatment("T3,V1,ECG,free,MedCare").Treatment("T4,V1,ECG,free,Other").Treatment("T5,V1"));

        var missing = await SumAsync(warehouse, Asked(InsuranceSummary.View, "coverage_rate", Scopes.Everything, "MedCare"));

        Assert.Equal("3: 1 yes, 1 no, 1 unknown", Told(missing));
    }

    [Fact]
    public async Task Every_rejected_row_is_found_by_the_rule_that_rejected_it()
    {
        using var warehouse = Published(TwoDepartments().Visit("V3,P9,D1,Cardiology,2025-03-05,no").Visit("V4,P9,D1,Cardiology,2025-03-05,no").Visit("V6,P1,D1"));
        var asked = Asked(FollowUpSummary.View, "num_visits", Scopes.Everything, "Cardiology");

        var rules = await RejectedImpact.ByRuleAsync(warehouse.Reader, warehouse.Snapshot, asked);

        Assert.Equal([("patient_unknown", 2), ("field_count", 1)], rules.Select(rule => (rule.Name, rule.Count)));
        Assert.Equal([4L, 5L], RejectedImpact.Lines(warehouse.Snapshot, asked, "patient_unknown", 20));
    }

    /// <summary>A visit and a treatment in Cardiology by D1, and in Neurology by D2.</summary>
    private static Hospital TwoDepartments() => Hospital.Tiny
        .Doctor("D2,Dr. Brain,Neurology,3").Visit("V2,P1,D2,Neurology,2025-03-10,no").Treatment("T2,V2,MRI,50,Other");

    /// <summary>However many of so few rows are rejected.</summary>
    private static TestWarehouse Published(Hospital hospital) => TestWarehouse.Of(hospital, new PipelineOptions { MaxRejectedShare = 1 });

    private static async Task<string> VisitsAsync(TestWarehouse warehouse, Scope scope, string? department) =>
        Told(await SumAsync(warehouse, Asked(FollowUpSummary.View, "follow_up_rate", scope, department)));

    private static async Task<(int Count, int WithCost, decimal Cost)> CostAsync(TestWarehouse warehouse, GoldView view, string row)
    {
        var missing = await SumAsync(warehouse, Asked(view, "total_cost", Scopes.Everything, row));
        return ((int)missing.Count, (int)missing.WithCost, missing.Cost);
    }

    private static async Task<RejectedImpact> SumAsync(TestWarehouse warehouse, CellReference asked) =>
        (await RejectedImpact.ByRuleAsync(warehouse.Reader, warehouse.Snapshot, asked)).Aggregate(RejectedImpact.None, (sum, rule) => sum + rule);

    private static CellReference Asked(GoldView view, string column, Scope scope, string? row) => new(view, view.Column(column), scope, row);

    private static string Told(RejectedImpact missing) => $"{missing.Count}: {missing.Yes} yes, {missing.No} no, {missing.Unknown} unknown";
}
