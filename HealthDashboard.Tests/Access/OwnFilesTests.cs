using System.Runtime.Versioning;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Access;

/// <summary>What the program keeps of patients is for the eyes of its own user.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OwnFilesTests : IDisposable
{
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Folder700 = File600 | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Warehouse => Path.Combine(_folder.Path, "kept", "warehouse");

    [Fact]
    public async Task Snapshots_runs_uploads_and_notes_are_0600_in_folders_of_0700()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows gives files the rights of their folder.");
        Hospital.Tiny.WriteTo(Data);
        await using var server = DashboardProcess.Serve(Data, Warehouse);
        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };
        using var note = new FormUrlEncodedContent(new Dictionary<string, string> { ["week"] = "2025-03-05", ["text"] = "Ward closed" });
        (await http.PostAsync(new Uri("/annotations/notes", UriKind.Relative), note)).EnsureSuccessStatusCode();
        (await http.PostAsync(new Uri("/pipeline/upload", UriKind.Relative), UploadForm.Of(Hospital.Tiny.Treatment("T2,V1,MRI,1,MedCare")))).EnsureSuccessStatusCode();

        var kept = Directory.GetFileSystemEntries(Path.Combine(_folder.Path, "kept"), "*", SearchOption.AllDirectories);

        Assert.All(["gold.db", "run.json", "CURRENT", "patients.csv", "warehouse.annotations.db"], name => Assert.Contains(kept, path => Path.GetFileName(path) == name));
        Assert.All(kept, path => Assert.Equal((path, Directory.Exists(path) ? Folder700 : File600), (path, File.GetUnixFileMode(path))));
    }

    [Fact]
    public async Task A_warehouse_that_an_earlier_version_left_open_is_closed_and_what_one_asks_for_by_name_is_not()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows gives files the rights of their folder.");
        Hospital.Tiny.WriteTo(Data);
        Directory.CreateDirectory(Warehouse, Folder700 | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var (export, mine) = (Path.Combine(_folder.Path, "export.csv"), Path.Combine(_folder.Path, "mine"));
        await File.WriteAllTextAsync(mine, "", TestContext.Current.CancellationToken);

        await ProgramRun.OfAsync("pipeline", "--Data:Path", Data, "--Warehouse:Path", Warehouse);
        await ProgramRun.OfAsync("export", "insurance_summary", "--out", export, "--Warehouse:Path", Warehouse);

        Assert.Equal(Folder700, File.GetUnixFileMode(Warehouse));
        Assert.Equal(File.GetUnixFileMode(mine), File.GetUnixFileMode(export));
    }

    public void Dispose() => _folder.Dispose();
}
