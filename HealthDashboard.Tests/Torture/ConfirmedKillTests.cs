using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Torture;

/// <summary>A server that is killed while it publishes an upload. The moments follow what it has done to files, not the clock.</summary>
public sealed class ConfirmedKillTests : IDisposable
{
    private readonly TestWarehouse _warehouse = TestWarehouse.Of(Hospital.Tiny);

    private static Hospital Grown => Hospital.Tiny.Patient("P2,Bo Chen,40,F,Chile").Doctor("D2,Dr. Lee,Oncology,3").Visit("V2,P2,D2,Oncology,2025-03-04,no").Treatment("T2,V2,MRI,50,MedCare");

    [Theory]
    [InlineData("doctors.csv.incoming", WatcherChangeTypes.Created)]
    [InlineData("run.json", WatcherChangeTypes.Created | WatcherChangeTypes.Renamed)]
    [InlineData("INCOMING.new", WatcherChangeTypes.Created)]
    [InlineData("INCOMING", WatcherChangeTypes.Renamed)]
    [InlineData("patients.csv", WatcherChangeTypes.Renamed)]
    [InlineData("treatments.csv", WatcherChangeTypes.Renamed)]
    [InlineData("CURRENT", WatcherChangeTypes.Renamed)]
    [InlineData("INCOMING", WatcherChangeTypes.Deleted)]
    public async Task Leaves_the_old_files_and_numbers_or_after_the_next_run_the_new_ones(string file, WatcherChangeTypes change)
    {
        var old = FolderContents.Of(_warehouse.DataPath);
        await using (var server = DashboardProcess.Serve(_warehouse.DataPath, _warehouse.Store.Folder))
        {
            using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };
            await server.SaidAsync("nothing to do");
            await UploadAsync(http);
            using var watcher = new FileSystemWatcher(Path.GetDirectoryName(_warehouse.DataPath)!, file) { IncludeSubdirectories = true };
            watcher.Created += KillAt;
            watcher.Renamed += KillAt;
            watcher.Deleted += KillAt;
            watcher.EnableRaisingEvents = true;
            await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
            {
                using var answer = await http.PostAsync(new Uri("/pipeline/upload/publish", UriKind.Relative), null, TestContext.Current.CancellationToken);
                // The kill came after the answer: the end of the server is what there is to see.
                await server.EndAsync();
                throw new HttpRequestException();
            });
            await server.EndAsync();

            void KillAt(object sender, FileSystemEventArgs seen)
            {
                if (change.HasFlag(seen.ChangeType))
                    server.Kill();
            }
        }

        var run = _warehouse.Run();

        Assert.Equal(RunState.Unchanged, run.State);
        var (cost, files) = (_warehouse.Scalar<double>("select sum(total_cost) from gold.department_treatment_summary"), FolderContents.Of(_warehouse.DataPath));
        Grown.WriteTo(Path.Combine(_warehouse.DataPath, "grown"));
        Assert.Equal(cost == 100 ? old : FolderContents.Of(Path.Combine(_warehouse.DataPath, "grown")), files);
        Assert.Equal(cost == 100 ? 1 : 2, RunId.Number(_warehouse.Snapshot.RunId));
        Assert.Equal(RunState.Published, _warehouse.History.Find(_warehouse.Snapshot.RunId)?.State);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_warehouse.Store.Folder, "uploads")));
        Assert.Equal(["CURRENT", "LOCK"], Directory.GetFiles(_warehouse.Store.Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetDirectories(_warehouse.Store.Folder, "0*"), folder => Assert.NotNull(_warehouse.History.LastPublished(Path.GetFileName(folder))));
    }

    public void Dispose() => _warehouse.Dispose();

    private static async Task UploadAsync(HttpClient http)
    {
        using var sent = await http.PostAsync(new Uri("/pipeline/upload", UriKind.Relative), UploadForm.Of(Grown));
        await Patience.UntilAsync(async cancellation =>
            (await http.GetStringAsync(new Uri("/pipeline/upload", UriKind.Relative), cancellation)).Contains("/upload/publish", StringComparison.Ordinal));
    }
}
