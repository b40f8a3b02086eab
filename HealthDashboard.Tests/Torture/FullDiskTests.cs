using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Torture;

/// <summary>A disk that takes no more. No file of the process may grow beyond a limit, which needs no rights and no disk of one's own.</summary>
public sealed class FullDiskTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(128)]
    [InlineData(512)]
    public async Task A_run_on_a_full_disk_fails_in_words_and_leaves_the_published_snapshot(int blocks)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no limit to set.");
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        var published = warehouse.Snapshot.RunId;
        var before = FolderContents.Of(warehouse.Snapshot.Folder);

        var run = await ProgramRun.OnFullDiskAsync(blocks, "pipeline", "--Data:Path", Path.Combine(Places.Repository, "data"), "--Warehouse:Path", warehouse.Store.Folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Expected a disk with free space", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.Equal(published, warehouse.Snapshot.RunId);
        Assert.Equal(before, FolderContents.Of(warehouse.Snapshot.Folder));
        Assert.Equal(HealthDashboard.Pipeline.RunState.Published, warehouse.Run(Hospital.Tiny.Treatment("T2,V1,ECG,1.00,MedCare")).State);
        Assert.Equal(2, Directory.GetDirectories(warehouse.Store.Folder, "0*").Length);
    }
}
