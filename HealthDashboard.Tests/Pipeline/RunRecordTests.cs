using System.Text.Json;
using HealthDashboard.Pipeline;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pipeline;

public sealed class RunRecordTests(SampleWarehouse sample)
{
    public static TheoryData<RunState> States => [.. Enum.GetValues<RunState>()];

    [Theory]
    [MemberData(nameof(States))]
    public void What_is_written_by_code_of_the_build_is_what_reflection_writes_and_reads(RunState state)
    {
        var run = sample.Warehouse.History.Published()! with
        {
            State = state,
            Reason = "“Åse”: <1 & 'more'",
            RunAgainOn = new DateOnly(2025, 3, 4),
            Shrunk = [new ShrunkTable("visits", 1, 3)],
            Rules = [new RuleCount("visits", "date_far", "warned", null, 7, "a date") { Rows = 2, Consequences = 1, Cause = "line 3" }],
        };

        Assert.Equal(JsonSerializer.Serialize(run, RunRecord.Format), run.ToJson());
        Assert.Equal(run.ToJson(), RunRecord.FromJson(run.ToJson()).ToJson());
        Assert.Equal(JsonSerializer.Serialize(new RunRecord(), RunRecord.Format), new RunRecord().ToJson());
    }
}
