using DuckDB.NET.Data;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Lake;

namespace HealthDashboard.Tests.Commands;

public sealed class LakeCommandTests(SampleWarehouse sample) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Lake => Path.Combine(_folder.Path, "lake");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_says_which_version_of_each_table_is_the_runs_and_the_documented_snippet_reads_one()
    {
        var warehouse = sample.Warehouse.Store.Folder;
        var first = await ProgramRun.OfAsync("lake", "--out", Lake, "--Warehouse:Path", warehouse);
        var second = await ProgramRun.OfAsync("lake", "--Lake:Path", Lake, "--Warehouse:Path", warehouse);

        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Matches(@"(?m)^lake gold/fact_treatments$", first.Output);
        Assert.Matches($@"(?m)^lake {sample.Snapshot.RunId}: written to .*lake$", first.Output);
        Assert.Matches(@"(?m)^gold/fact_treatments +version +0  2000 rows$", first.Output);
        Assert.Equal((0, ""), (second.ExitCode, second.Errors));
        Assert.Contains("unchanged", second.Output, StringComparison.Ordinal);

        var page = await File.ReadAllTextAsync(Path.Combine(Places.Repository, "docs", "lake.md"), TestContext.Current.CancellationToken);
        var snippet = page[page.IndexOf("create temp table log", StringComparison.Ordinal)..];
        using var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();
        using var command = duck.CreateCommand();
        command.CommandText = snippet[..snippet.IndexOf("```", StringComparison.Ordinal)].Replace("/srv/lake", Lake, StringComparison.Ordinal);
        using var rows = command.ExecuteReader();
        var read = new List<string>();
        do
        {
            while (rows.FieldCount == 2 && rows.Read())
                read.Add($"{rows.GetString(0)} {rows.GetValue(1)}");
        }
        while (rows.NextResult());
        Assert.Equal(sample.Warehouse.Query<string>("select department || ' ' || count(*) from gold.dim_visits group by department order by department"), read);
        Assert.Equal(25 - 1, ReplayedTable.Of(Path.Combine(Lake, "published")).Rows().Count);
    }

    [Fact]
    public async Task Without_a_folder_or_with_a_lake_of_others_it_is_refused_in_words()
    {
        var without = await ProgramRun.OfAsync("lake", "--Warehouse:Path", sample.Warehouse.Store.Folder);
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("Expected Lake:Path to name one", without.Errors, StringComparison.Ordinal);

        var log = Directory.CreateDirectory(Path.Combine(Lake, "published", "_delta_log")).FullName;
        await File.WriteAllTextAsync(Path.Combine(log, "00000000000000000000.json"), """{"protocol":{"minReaderVersion":1,"minWriterVersion":2}}""", TestContext.Current.CancellationToken);
        using var copy = sample.Copy();
        var others = await ProgramRun.OfAsync("pipeline", "--Data:Path", copy.DataPath, "--Warehouse:Path", copy.Store.Folder, "--Lake:Path", Lake);
        Assert.Equal(2, others.ExitCode);
        Assert.Contains("HealthDashboard did not make", others.Errors, StringComparison.Ordinal);
    }
}
