using System.Runtime.Versioning;
using HealthDashboard.Gold.Views;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Commands;

/// <summary>A server and the command over one warehouse.</summary>
public sealed class ServedWarehouse(SharedServer shared) : IAsyncLifetime
{
    public HttpClient Http { get; private set; } = default!;

    public async ValueTask InitializeAsync() => Http = new HttpClient { BaseAddress = await shared.AddressAsync() };

    public Task<ProgramRun> ExportAsync(params string[] arguments) => ProgramRun.OfAsync(["export", .. arguments, "--Warehouse:Path", shared.Warehouse]);

    /// <summary>The same where no file may grow beyond 16 KiB.</summary>
    public Task<ProgramRun> ExportOnFullDiskAsync(params string[] arguments) => ProgramRun.OnFullDiskAsync(16, ["export", .. arguments, "--Warehouse:Path", shared.Warehouse]);

    public ValueTask DisposeAsync()
    {
        Http?.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class ExportCommandTests(ServedWarehouse warehouse) : IClassFixture<ServedWarehouse>
{
    [Theory]
    [InlineData("department_treatment_summary", "")]
    [InlineData("department_weekly_kpis", "?doctor=D001")]
    [InlineData("weekly_visit_trends", "?by=quarter&department=Cardiology")]
    [InlineData("patient_summary", "?department=Cardiology&from=2025-01-01&to=2025-06-30")]
    [InlineData("insurance_summary", "?department=Respiratory%20Medicine")]
    [InlineData("top_10_expensive_patients", "?from=2031-01-01")]
    public async Task An_export_is_the_CSV_of_the_web_byte_for_byte(string view, string query)
    {
        var served = await warehouse.Http.GetByteArrayAsync(new Uri($"/gold/{view}.csv{query}", UriKind.Relative), TestContext.Current.CancellationToken);

        var run = await warehouse.ExportAsync([view, .. Options(query)]);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(served, run.Bytes);
    }

    [Fact]
    public async Task With_a_file_the_export_goes_there_and_nothing_is_printed()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "insurers.csv");
        var served = await warehouse.Http.GetByteArrayAsync(new Uri("/gold/insurance_summary.csv", UriKind.Relative), TestContext.Current.CancellationToken);

        var run = await warehouse.ExportAsync("insurance_summary", "--out", file);

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Equal(served, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("no_such_view", null, null, "no_such_view")]
    [InlineData("insurance_summary", "--department", "Alchemy", "There is no department “Alchemy”.")]
    [InlineData("insurance_summary", "--doctor", "D999", "There is no doctor with the id “D999”.")]
    [InlineData("insurance_summary", "--from", "yesterday", "from=yesterday is not a date.")]
    [InlineData("insurance_summary", "--colour", "red", "--colour")]
    [InlineData("insurance_summary", "--out", "/no/such/folder/insurers.csv", "could not be written")]
    public async Task What_is_unknown_or_unusable_is_told_and_ends_with_2(string view, string? option, string? value, string told)
    {
        var run = await warehouse.ExportAsync(option is null ? [view] : [view, option, value!]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_cannot_be_used_leaves_the_file_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "insurers.csv");
        await File.WriteAllTextAsync(file, "before", TestContext.Current.CancellationToken);

        await warehouse.ExportAsync("insurance_summary", "--department", "Alchemy", "--out", file);

        Assert.Equal("before", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("insurers.csv")]
    [InlineData("a link to insurers.csv")]
    public async Task What_cannot_be_written_to_its_end_leaves_the_file_as_it_was(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no limit to set.");
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "insurers.csv");
        await File.WriteAllTextAsync(file, "before", TestContext.Current.CancellationToken);
        if (name != "insurers.csv")
            File.CreateSymbolicLink(Path.Combine(folder.Path, name), file);

        var run = await warehouse.ExportOnFullDiskAsync("patient_summary", "--out", Path.Combine(folder.Path, name));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("could not be written", run.Errors, StringComparison.Ordinal);
        Assert.Equal("before", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(new[] { "insurers.csv", name }.Distinct().Order(StringComparer.Ordinal), FolderContents.NamesIn(folder.Path));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Through_a_link_the_file_it_leads_to_is_written_and_its_rights_stay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such rights.");
        using var folder = new TemporaryFolder();
        var (file, link) = (Path.Combine(folder.Path, "insurers.csv"), Path.Combine(folder.Path, "link.csv"));
        await File.WriteAllTextAsync(file, "before", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(link, file);

        var run = await warehouse.ExportAsync("insurance_summary", "--out", link);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(file, new FileInfo(link).LinkTarget);
        Assert.Contains("insurance_provider", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_device_is_written_to_and_stays_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no such file.");

        var run = await warehouse.ExportAsync("insurance_summary", "--out", "/dev/stdout");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("insurance_provider", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_run_there_is_nothing_to_export()
    {
        using var folder = new TemporaryFolder();

        var run = await ProgramRun.OfAsync("export", "insurance_summary", "--Warehouse:Path", folder.Path);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("pipeline", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_view()
    {
        var run = await ProgramRun.OfAsync("export", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(GoldCatalog.All, view => Assert.Contains(view.Name, run.Output, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Options(string query) =>
        query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).SelectMany(part => ("--" + Uri.UnescapeDataString(part)).Split('=', 2));
}
