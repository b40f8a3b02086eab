using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Commands;

public sealed class PipelineCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Warehouse => Path.Combine(_folder.Path, "warehouse");

    [Fact]
    public async Task A_first_run_publishes_and_prints_its_ledger_and_a_second_finds_nothing_to_do()
    {
        var first = await ProgramRun.OfAsync("pipeline", "--Warehouse:Path", Warehouse);
        var second = await ProgramRun.OfAsync("pipeline", "--Warehouse:Path", Warehouse);

        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Matches(@"run 0001-\S+: published", first.Output);
        foreach (var (table, rows) in new[] { ("patients", 600), ("doctors", 60), ("visits", 1500), ("treatments", 2000) })
            Assert.Matches($@"(?m)^{table}\s+{rows}\s+{rows}\s+0\s+0\s+0\s*$", first.Output);
        foreach (var layer in new[] { "bronze", "silver", "gold", "checks" })
            Assert.Matches($@"{layer} \d+\.\d+ s", first.Output);
        Assert.Equal((0, ""), (second.ExitCode, second.Errors));
        Assert.Matches(@"run 0001-\S+: unchanged", second.Output);
    }

    [Fact]
    public async Task Where_output_is_piped_there_are_plain_lines_and_nothing_is_cut()
    {
        Hospital.Tiny.Visit("V2,P1,D1,Neurology,2025-03-04,perhaps").WriteTo(Data);

        var run = await RunAsync();

        Assert.StartsWith("bronze files\nsilver patients.csv\nsilver doctors.csv\nsilver visits.csv\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output);
        Assert.DoesNotContain('…', run.Output);
        Assert.Matches(@"(?m)^visits\.csv\s+department_mismatch\s+warned\s+1\s+3\s+department\s+\S.*$", run.Output);
        Assert.Matches(@"(?m)^visits\.csv\s+follow_up_invalid\s+repaired\s+1\s+3\s+follow_up_required\s+\S.*$", run.Output);
    }

    [Fact]
    public async Task A_missing_file_refuses_the_run_with_the_reason_on_standard_error()
    {
        Hospital.Tiny.File("treatments.csv", null).WriteTo(Data);

        var run = await RunAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("treatments.csv was not found", run.Errors, StringComparison.Ordinal);
        Assert.Contains("refused", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Warehouse, "CURRENT")));
    }

    [Fact]
    public async Task A_refused_run_says_where_and_what_without_values_of_a_record()
    {
        Hospital.Tiny.Visit("V2,P1,D1,Cardiology,Gesternabend,yes").Visit("V3,P1,D1,Cardiology,Gesternabend,yes").WriteTo(Data);

        var run = await RunAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("visits.csv", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Gesternabend", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_JSON_it_prints_what_the_status_page_promises_and_nothing_else()
    {
        Hospital.Tiny.WriteTo(Data);

        var published = (await RunAsync("--json")).Json;
        var unchanged = (await RunAsync("--json")).Json;

        StatusContract.Holds(published, "published");
        StatusContract.Holds(unchanged, "unchanged");
        Assert.Equal((string?)published["run_id"], (string?)unchanged["run_id"]);
    }

    [Fact]
    public async Task As_JSON_a_refusal_has_its_reason_inside_and_on_standard_error()
    {
        Hospital.Tiny.WriteTo(Data);
        await RunAsync();
        Hospital.Tiny.File("visits.csv", null).WriteTo(Data);

        var run = await RunAsync("--json");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(("refused", run.Errors.Trim()), ((string?)run.Json["state"], (string?)run.Json["reason"]));
        Assert.Equal("2025-03-03", (string?)run.Json["data_from"]);
    }

    [Fact]
    public async Task A_warehouse_that_cannot_be_made_is_a_fault_and_told()
    {
        Hospital.Tiny.WriteTo(Data);
        await File.WriteAllTextAsync(Warehouse, "in the way", TestContext.Current.CancellationToken);

        var run = await RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Warehouse:Path", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Pipeline:MaxRejectedShare", "2", "MaxRejectedShare")]
    [InlineData("--Pipeline:MaxShrink", "half", "MaxShrink")]
    [InlineData("--Warehouse:KeepSnapshots", "0", "KeepSnapshots")]
    [InlineData("--Colour:Of", "red", "Colour")]
    public async Task A_setting_that_cannot_be_used_is_told(string setting, string value, string told)
    {
        Hospital.Tiny.WriteTo(Data);

        var run = await RunAsync(setting, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ProgramRun> RunAsync(params string[] arguments) =>
        ProgramRun.OfAsync(["pipeline", .. arguments, "--Data:Path", Data, "--Warehouse:Path", Warehouse]);
}
