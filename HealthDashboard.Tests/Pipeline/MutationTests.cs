using Dapper;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>
/// Somebody changes one value of the snapshot under construction, in a real run. The checks that must see it fail, no other, and nothing
/// is published. Two departments, two weeks, two patients; V1 has two treatments, V3 none.
/// </summary>
public sealed class MutationTests : IDisposable
{
    /// <summary>The tables themselves refuse what silver never holds; what is written past them is seen at the end.</summary>
    private const string Unchecked = "pragma ignore_check_constraints = on; ";

    private readonly TestWarehouse _warehouse = TestWarehouse.Of(Hospital.Tiny);

    /// <summary>The rows of silver stand in gold, where they are changed below.</summary>
    public static TheoryData<string> Silver => ["patients", "doctors", "visits", "treatments", "weeks"];

    /// <summary>When all is built.</summary>
    public static TheoryData<string, string, string[]> ChangesOfGold { get; } = new()
    {
        { "a record gone in bronze", "delete from bronze.visits where visit_id = 'V3'", ["ledger_balanced"] },
        { "a total forgotten", "delete from silver.control_totals where measure = 'cents'", ["control_totals"] },
        { "a cost by a cent", "update gold.fact_treatments set cost_cents = cost_cents + 1 where treatment_id = 'T1'", ["control_totals", "gold_is_silver", "visit_totals", "cost_conserved"] },
        { "a cost moved", "update gold.fact_treatments set cost_cents = cost_cents + case treatment_id when 'T1' then 1 else -1 end where treatment_id in ('T1', 'T2')", ["gold_is_silver"] },
        { "a visit gone", "delete from gold.dim_visits where visit_id = 'V3'", ["control_totals", "visits_conserved"] },
        { "a treatment gone", "delete from gold.fact_treatments where treatment_id = 'T1'", ["control_totals", "visit_totals", "cost_conserved"] },
        { "a treatment twice", "insert into gold.fact_treatments select 'T9', visit_id, treatment_type, insurance_provider, 0, 9 from gold.fact_treatments where treatment_id = 'T1'", ["control_totals", "gold_is_silver", "visit_totals"] },
        { "a follow-up flipped", "update gold.dim_visits set follow_up_required = 0 where visit_id = 'V1'", ["control_totals", "gold_is_silver"] },
        { "an answer forgotten", "update gold.dim_visits set follow_up_required = null where visit_id = 'V2'", ["control_totals", "gold_is_silver"] },
        { "a visit in another department", "update gold.dim_visits set department = 'Oncology' where visit_id = 'V1'", ["gold_is_silver"] },
        { "a visit in another week", "update gold.dim_visits set week = '2025-03-10' where visit_id = 'V1'", ["gold_is_silver", "groups_fit"] },
        { "a visit on a day of another week", "update gold.dim_visits set visit_date = '2025-03-10' where visit_id = 'V1'", ["gold_is_silver", "groups_fit"] },
        { "a visit on another day of its week", "update gold.dim_visits set visit_date = '2025-03-04' where visit_id = 'V1'", ["gold_is_silver"] },
        { "a visit of nobody", "pragma foreign_keys = off; update gold.dim_visits set patient_id = 'P9' where visit_id = 'V3'", ["gold_is_silver", "references_valid"] },
        { "a visit of another patient", "update gold.dim_visits set patient_id = 'P2' where visit_id = 'V1'", ["gold_is_silver"] },
        { "an answer that is none", $"{Unchecked}update gold.dim_visits set follow_up_required = 2 where visit_id = 'V1'", ["gold_whole", "control_totals", "gold_is_silver"] },
        { "a cost below zero", $"{Unchecked}update gold.fact_treatments set cost_cents = -1 where treatment_id = 'T1'", ["gold_whole", "control_totals", "gold_is_silver", "visit_totals", "cost_conserved"] },
        { "an age of no person", $"{Unchecked}update gold.dim_patients set age = 200 where patient_id = 'P1'", ["gold_whole", "control_totals", "control_views", "gold_is_silver"] },
        { "an age", "update gold.dim_patients set age = 37 where patient_id = 'P1'", ["control_totals", "gold_is_silver"] },
        { "a name", "update gold.dim_patients set patient_name = 'Bo Berg' where patient_id = 'P1'", ["gold_is_silver"] },
        { "a gender", "update gold.dim_patients set gender = 'Male' where patient_id = 'P1'", ["gold_is_silver"] },
        { "a country", "update gold.dim_patients set country = 'Norway' where patient_id = 'P1'", ["gold_is_silver", "control_views"] },
        { "where a patient stands", "update gold.dim_patients set line = 9 where patient_id = 'P1'", ["gold_is_silver"] },
        { "years of experience", "update gold.dim_doctors set years_experience = 1 where doctor_id = 'D1'", ["control_totals", "gold_is_silver"] },
        { "where a treatment stands", "update gold.fact_treatments set line = 9 where treatment_id = 'T1'", ["gold_is_silver"] },
        { "a visit of another doctor", "update gold.dim_visits set doctor_id = 'D2' where visit_id = 'V1'", ["gold_is_silver"] },
        { "an insurer renamed", "update gold.fact_treatments set insurance_provider = 'Medicare' where treatment_id = 'T1'", ["gold_is_silver"] },
        { "a treatment type", "update gold.fact_treatments set treatment_type = 'X-ray' where treatment_id = 'T1'", ["gold_is_silver"] },
        { "an insurer renamed in its view", "update gold.insurance_summary set insurance_provider = 'Medicare' where insurance_provider = 'MedCare'", ["control_views"] },
        { "a cost in a view", "update gold.countrywise_cost_summary set total_cost = total_cost + 0.01 where country = 'Norway'", ["cost_conserved", "countrywise_cost_summary_ratios"] },
        { "a cost in two views", "update gold.weekly_visit_trends set total_cost = total_cost + 0.01 where week = '2025-03-03'", ["views_agree", "cost_conserved", "weekly_visit_trends_ratios"] },
        { "visits moved between weeks of a view", "update gold.weekly_visit_trends set num_visits = num_visits + case week when '2025-03-03' then 1 else -1 end", ["control_views", "views_agree"] },
        { "visits of a doctor", "update gold.doctor_performance set num_visits = num_visits + 1 where doctor_id = 'D1'", ["views_agree", "visits_conserved"] },
        { "visits of a patient", "update gold.patient_summary set total_visits = total_visits + 1 where patient_id = 'P1'", ["visits_conserved"] },
        { "treatments of a department", "update gold.department_treatment_summary set total_treatments = total_treatments + 1 where department = 'Cardiology'", ["views_agree", "department_treatment_summary_ratios"] },
        { "a follow-up rate", "update gold.follow_up_summary set follow_up_rate = 0.99 where department = 'Cardiology'", ["follow_up_summary_ratios"] },
        { "an average", "update gold.department_weekly_kpis set avg_cost = avg_cost + 0.01 where treatment_count = 2", ["department_weekly_kpis_ratios"] },
        { "an average of nothing", "update gold.department_weekly_kpis set avg_cost = 0 where treatment_count = 0", ["department_weekly_kpis_ratios"] },
        { "the dearest patient", "update gold.top_10_expensive_patients set total_cost = total_cost + 0.01 where patient_id = 'P1'", ["views_agree"] },
        { "a type's treatments", "update gold.treatment_distribution set num_treatments = num_treatments + 1 where treatment_type = 'ECG'", ["views_agree", "treatment_distribution_ratios"] },
    };

    public void Dispose() => _warehouse.Dispose();

    [Theory]
    [MemberData(nameof(Silver))]
    public void Rows_of_silver_are_those_of_gold_and_no_others(string table)
    {
        var run = _warehouse.Run(TwoDepartments(), report: progress =>
        {
            if (progress.Layer == "checks")
                Assert.Contains("it is a view", Assert.Throws<SqliteException>(() => Change($"delete from silver.{table}")).Message, StringComparison.Ordinal);
        });

        Assert.Equal(RunState.Published, run.State);
    }

    [Theory]
    [MemberData(nameof(ChangesOfGold))]
    public void A_change_of_what_is_built_is_seen_and_nothing_is_published(string what, string sql, string[] checks) => AssertSeen(what, sql, checks);

    [Fact]
    public void Nothing_changed_fails_no_check()
    {
        var run = _warehouse.Run(TwoDepartments());

        Assert.Equal((RunState.Published, null), (run.State, run.Reason));
    }

    private void AssertSeen(string what, string sql, string[] checks)
    {
        var published = _warehouse.Snapshot.RunId;
        var changed = 0;

        var run = _warehouse.Run(TwoDepartments(), report: progress =>
        {
            if (progress.Layer == "checks")
                changed = Change(sql);
        });

        Assert.True(changed > 0, $"{what}: nothing was changed");
        Assert.Equal(RunState.Failed, run.State);
        Assert.Equal(checks.Order(StringComparer.Ordinal), run.Checks.Where(check => check.Offending > 0).Select(check => check.Name).Order(StringComparer.Ordinal));
        Assert.All(checks, check => Assert.Contains(check, run.Reason, StringComparison.Ordinal));
        Assert.Equal(published, _warehouse.Snapshot.RunId);
        Assert.Equal(100.00, _warehouse.Scalar<double>("select total_cost from gold.department_treatment_summary"));
    }

    /// <summary>Through a connection of its own, as a stray program would.</summary>
    private int Change(string sql)
    {
        var snapshot = Directory.GetDirectories(_warehouse.Store.Folder, "0002-*").Single();
        using var connection = new SqliteConnection("Data Source=:memory:;Pooling=false");
        connection.Open();
        foreach (var layer in LayerFiles.Layers)
            connection.Execute($"attach database @file as {layer}", new { file = LayerFiles.PathOf(snapshot, layer) });
        return connection.Execute(sql);
    }

    private static Hospital TwoDepartments() => Hospital.Tiny
        .Patient("P2,Bo Berg,70,M,Norway")
        .Doctor("D2,Dr. Lung,Oncology,3")
        .Visit("V2,P2,D2,Oncology,2025-03-11,no")
        .Visit("V3,P2,D2,Oncology,2025-03-05,no")
        .Treatment("T2,V1,MRI,250.50,Unknown")
        .Treatment("T3,V2,ECG,80.00,Self-pay");
}
