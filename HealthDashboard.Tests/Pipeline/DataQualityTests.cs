using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pipeline;

public sealed class DataQualityTests : IDisposable
{
    private readonly TestWarehouse _warehouse = new() { Clock = StoppedClock.At("2025-03-30T08:00Z") };

    public void Dispose() => _warehouse.Dispose();

    /// <summary>The published check of the NHS Data Quality Maturity Index.</summary>
    [Fact]
    public void The_index_is_the_one_that_the_NHS_publishes()
    {
        decimal[] items = [.94m, 1, .76m, 0, .8m, .45m, .935m, 1, 1, 1, .98m, .835m];

        Assert.Equal(47.2m, decimal.Round(DataQualityIndex.Of(items, [7m / 12]), 1));
    }

    /// <summary>
    /// Ten treatments read: one with a field too few, one with a bad cost, one for nothing, one without an insurer, one a
    /// repetition. Nine records: type 8/9, cost 6/9, insurer 7/9, ids 8/9 each; two of three weeks have treatments.
    /// </summary>
    [Fact]
    public void A_small_dirty_hospital_scores_what_one_works_out_by_hand()
    {
        var hospital = Hospital.Tiny
            .Visit("V2,P1,D1,Cardiology,2025-03-12,no")
            .Visit("V3,P1,D1,Cardiology,2025-03-17,no")
            .Treatment("T2,V1,ECG,1")
            .Treatment("T3,V1,ECG,five,MedCare")
            .Treatment("T4,V1,ECG,0,MedCare")
            .Treatment("T5,V1,ECG,5, n/a ")
            .Treatment("T1,V1,ECG,100,MedCare")
            .Treatment("T6,V2,ECG,6,MedCare")
            .Treatment("T7,V2,ECG,7,MedCare")
            .Treatment("T8,V2,ECG,8,MedCare")
            .Treatment("T9,V2,ECG,9,MedCare");

        var quality = _warehouse.Run(hospital).Quality["treatments"];

        Assert.Equal(
            new Dictionary<string, ItemQuality>
            {
                ["treatment_id"] = new(9, 1, 0, 0),
                ["visit_id"] = new(9, 1, 0, 0),
                ["treatment_type"] = new(9, 1, 0, 0),
                ["treatment_cost"] = new(9, 2, 0, 1),
                ["insurance_provider"] = new(9, 1, 1, 0),
            },
            quality.Items);
        Assert.Equal(0.666667m, quality.Coverage);
        // (8 + 8 + 8 + 6 + 7) / 9 / 5 × 2/3
        Assert.Equal(54.8m, quality.Index);
    }

    [Fact]
    public void Coverage_of_patients_and_doctors_is_the_share_of_the_ids_that_visits_name()
    {
        var run = _warehouse.Run(Hospital.Tiny
            .Patient("P2,,36,F,Norway")
            .Visit("V2,P9,D1,Cardiology,2025-03-03,no")
            .Visit("V3,P9,D1,Cardiology,2025-03-03,no")
            .Visit("V4,P1,D8,Cardiology,2025-03-03,no")
            .Visit("V5,P1,D9,Cardiology,2025-03-03,no")
            .Visit("V6,P1,,Cardiology,2025-03-03,no"), new PipelineOptions { MaxRejectedShare = 1 });

        Assert.Equal((0.5m, 0.333333m, 1m), (run.Quality["patients"].Coverage, run.Quality["doctors"].Coverage, run.Quality["visits"].Coverage));
        Assert.Equal(new ItemQuality(2, 0, 1, 0), run.Quality["patients"].Items["patient_name"]);
    }

    [Fact]
    public void The_history_keeps_the_quality_of_each_run()
    {
        var run = _warehouse.Run(Hospital.Tiny);

        var kept = _warehouse.History.Find(run.RunId)!.Quality;
        Assert.Equal(run.Quality.Keys, kept.Keys);
        Assert.Equal(100m, kept["visits"].Index);
    }

    [Fact]
    public void A_run_tells_what_is_otherwise_than_before()
    {
        var before = _warehouse.Run(Hospital.Tiny.Patient("P2,Bo Li,old,M,Peru").Treatment("T2,V1,ECG,0,MedCare"));
        var now = _warehouse.Run(Hospital.Tiny.Patient("P2,Bo Li,old,M,Peru").Patient("P3,Cy Li,old,?,Peru"));

        var change = RunChange.Between(before, now);

        Assert.Equal([("patients", 1L), ("treatments", -1L)], change.Accepted);
        Assert.Equal(
            [new RuleChange("patients", "age_invalid", 1, 2), new RuleChange("treatments", "cost_zero", 1, 0), new RuleChange("patients", "gender_unknown", 0, 1)],
            change.Rules);
    }
}
