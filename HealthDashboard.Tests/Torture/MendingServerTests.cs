using System.Net;
using HealthDashboard.Pages;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Torture;

/// <summary>The real server, while what it needs breaks and is mended.</summary>
public sealed class MendingServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Warehouse => Path.Combine(_folder.Path, "warehouse");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_snapshot_damaged_under_a_running_server_is_said_in_words_and_made_anew_when_the_files_can_be_read()
    {
        Hospital.Tiny.WriteTo(Data);
        await using var server = DashboardProcess.Serve(Data, Warehouse);
        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };
        await server.SaidAsync(" published in ");
        var whole = (await GetAsync(http, "/gold/patient_summary.csv")).Text;
        Hospital.Tiny.File("visits.csv", null).WriteTo(Data);
        await server.SaidAsync("refused by file_missing");

        Cut("gold.db");
        await server.SaidAsync("is damaged: gold.db holds 8,192 bytes, where");

        var (status, ready) = await GetAsync(http, "/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("is damaged: gold.db holds 8,192 bytes", ready, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(http, "/health/live")).Status);
        foreach (var export in new[] { "/gold/patient_summary.csv", "/gold/weekly_visit_trends.csv?department=Cardiology", "/gold/insurance_summary.zip", "/signals.csv", "/pipeline/rejected.csv" })
        {
            var (code, sentence) = await GetAsync(http, export);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
            Assert.Contains("is damaged: gold.db holds 8,192 bytes", sentence, StringComparison.Ordinal);
        }

        foreach (var page in new[] { "/", "/gold/insurance_summary", "/departments/Cardiology", "/doctors/D1", "/patients/P1", "/pipeline", "/pipeline/compare", "/annotations" })
        {
            var (code, html) = await GetAsync(http, page);
            Assert.Equal(HttpStatusCode.OK, code);
            Assert.Contains(Text.PublishedDamaged, html, StringComparison.Ordinal);
            Assert.Contains("gold.db holds 8,192 bytes", html, StringComparison.Ordinal);
            Assert.DoesNotContain(Text.PageNotShown, html, StringComparison.Ordinal);
        }

        Hospital.Tiny.WriteTo(Data);
        await server.SaidAsync(" published in ");
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await GetAsync(http, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, whole), await GetAsync(http, "/gold/patient_summary.csv"));
        Assert.DoesNotContain(Text.PublishedDamaged, (await GetAsync(http, "/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_starts_over_a_damaged_snapshot_makes_it_anew_from_the_same_files()
    {
        Hospital.Tiny.WriteTo(Data);
        await ProgramRun.OfAsync("pipeline", "--Data:Path", Data, "--Warehouse:Path", Warehouse);
        Cut("bronze.db");

        await using var server = DashboardProcess.Serve(Data, Warehouse);
        await server.SaidAsync(" published in ");

        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };
        Assert.Contains("is damaged: bronze.db holds 8,192 bytes", (await GetAsync(http, "/pipeline")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_says_what_was_damaged_and_makes_it_anew_from_the_same_files()
    {
        Hospital.Tiny.WriteTo(Data);
        string[] pipeline = ["pipeline", "--Data:Path", Data, "--Warehouse:Path", Warehouse];
        await ProgramRun.OfAsync(pipeline);
        Cut("gold.db");

        var export = await ProgramRun.OfAsync("export", "patient_summary", "--Warehouse:Path", Warehouse);
        var run = await ProgramRun.OfAsync(pipeline);

        Assert.Equal((2, ""), (export.ExitCode, export.Output));
        Assert.Contains("is damaged: gold.db holds 8,192 bytes, where", export.Errors, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("is damaged: gold.db holds 8,192 bytes, where", run.Output, StringComparison.Ordinal);
        Assert.Contains("It was made anew from the files.", run.Output, StringComparison.Ordinal);
        Assert.Contains(": unchanged", (await ProgramRun.OfAsync(pipeline)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failure_the_server_tries_again_by_itself()
    {
        Hospital.Tiny.WriteTo(Data);
        await File.WriteAllTextAsync(Warehouse, "in the way", TestContext.Current.CancellationToken);
        await using var server = DashboardProcess.Serve(Data, Warehouse);
        using var http = new HttpClient { BaseAddress = await server.AddressAsync() };
        await server.SaidAsync("failed");
        await server.SaidAsync("failed");
        var page = WebUtility.HtmlDecode((await GetAsync(http, "/")).Text);
        Assert.Contains($"The warehouse {Warehouse} cannot be written", page, StringComparison.Ordinal);
        Assert.Contains("It is tried again by itself at", page, StringComparison.Ordinal);

        File.Delete(Warehouse);

        await server.SaidAsync(" published in ");
    }

    [Fact]
    public async Task A_link_that_leads_to_other_files_is_noticed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        var (march, april) = (Path.Combine(_folder.Path, "march"), Path.Combine(_folder.Path, "april"));
        Hospital.Tiny.WriteTo(march);
        Hospital.Tiny.Treatment("T2,V1,ECG,23.45,MedCare").WriteTo(april);
        Directory.CreateDirectory(Data);
        foreach (var file in Directory.GetFiles(march))
            File.CreateSymbolicLink(Path.Combine(Data, Path.GetFileName(file)), file);
        await using var server = DashboardProcess.Serve(Data, Warehouse);
        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };
        await server.SaidAsync(" published in ");

        await File.WriteAllBytesAsync(Path.Combine(march, "treatments.csv"), await File.ReadAllBytesAsync(Path.Combine(april, "treatments.csv"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        await server.SaidAsync(" published in ");
        Assert.Contains("123.45", (await GetAsync(http, "/gold/insurance_summary.csv")).Text, StringComparison.Ordinal);
    }

    private void Cut(string file)
    {
        using var stream = new FileStream(Directory.GetFiles(Warehouse, file, SearchOption.AllDirectories).Single(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.SetLength(8192);
    }

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
