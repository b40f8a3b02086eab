using HealthDashboard.Sample;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Sample;

public sealed class SampleDataTests
{
    [Theory]
    [InlineData("patients.csv", 600)]
    [InlineData("doctors.csv", 60)]
    [InlineData("visits.csv", 1500)]
    [InlineData("treatments.csv", 2000)]
    public void The_committed_data_is_what_generate_writes(string file, int rows)
    {
        using var folder = new TemporaryFolder();
        SampleData.Write(folder.Path);

        var written = File.ReadAllBytes(Path.Combine(folder.Path, file));

        Assert.Equal(rows + 1, File.ReadAllLines(Path.Combine(folder.Path, file)).Length);
        Assert.Equal(File.ReadAllBytes(Path.Combine(Places.Repository, "data", file)), written);
    }

    [Fact]
    public void Dirty_data_runs_through_the_pipeline_and_every_record_is_accounted_for()
    {
        using var warehouse = new TestWarehouse();
        SampleData.Write(warehouse.DataPath, scale: 2, seed: 7, dirty: 0.2);

        var run = warehouse.Run();

        Assert.Null(run.Reason);
        Assert.All(run.Tables.Values, table => Assert.Equal(table.Read, table.Accepted + table.Rejected + table.Duplicates));
        Assert.All(run.Tables.Values, table => Assert.True(table.Rejected > 0));
        Assert.All(run.Checks, check => Assert.Equal(0, check.Offending));
    }
}
