using System.Net;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>An upload over HTTP, as a browser without scripts sends it. The server does not watch, so that what is published was asked for.</summary>
public sealed class UploadTests : IDisposable
{
    private const string PublishButton = "action=\"pipeline/upload/publish\"";
    private const UnixFileMode RightsOfTheFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
    private const string UploadField = "type=\"file\"";

    private readonly TemporaryFolder _folder = new();

    private static Hospital Grown => Hospital.Tiny.Treatment("T2,V1,MRI,23.45,MedCare").Treatment("T3,V1,MRI,dear,MedCare");

    private string Data => Path.Combine(_folder.Path, "data");

    private string Warehouse => Path.Combine(_folder.Path, "warehouse");

    private RunHistory History => new(new SnapshotStore(new WarehouseOptions { Path = Warehouse }));

    [Fact]
    public async Task An_upload_is_previewed_changes_nothing_until_it_is_published_and_then_stands_in_the_data_folder()
    {
        var (server, http) = await ServeAsync();
        await using (server)
        {
            var before = FolderContents.Of(Data);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Path.Combine(Data, "visits.csv"), RightsOfTheFolder);
            var page = await UploadAsync(http, Grown, PublishButton);

            Assert.Contains("2<span class=\"was\">was 1</span>", page.ReplaceLineEndings("").Replace("  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("cost_invalid", page, StringComparison.Ordinal);
            Assert.Contains("Rows with these files", page, StringComparison.Ordinal);
            Assert.Contains(",123.45,", await GetAsync(http, "/gold/insurance_summary.csv?as_of=" + History.All().First().RunId), StringComparison.Ordinal);
            Assert.Contains(",100.00,", await GetAsync(http, "/gold/insurance_summary.csv"), StringComparison.Ordinal);
            Assert.Contains("\"published_run_id\": \"0001-", await GetAsync(http, "/pipeline/status.json"), StringComparison.Ordinal);
            Assert.Equal(before, FolderContents.Of(Data));

            await PostAsync(http, "/pipeline/upload/publish");

            Assert.Contains(",123.45,", await GetAsync(http, "/gold/insurance_summary.csv"), StringComparison.Ordinal);
            Assert.Contains("\"published_run_id\": \"0002-", await GetAsync(http, "/pipeline/status.json"), StringComparison.Ordinal);
            Grown.WriteTo(_folder.Path + "/grown");
            Assert.Equal(FolderContents.Of(_folder.Path + "/grown"), FolderContents.Of(Data));
            if (!OperatingSystem.IsWindows())
                Assert.Equal(RightsOfTheFolder, File.GetUnixFileMode(Path.Combine(Data, "visits.csv")));
            Assert.Empty(Directory.GetDirectories(Path.Combine(Warehouse, "uploads")));
            Assert.Equal([(RunState.Published, true), (RunState.Published, false)], History.All().Select(run => (run.State, run.Uploaded)));
        }

        var again = await ProgramRun.OfAsync("pipeline", "--json", "--Data:Path", Data, "--Warehouse:Path", Warehouse);
        Assert.Equal("unchanged", (string?)again.Json["state"]);
    }

    [Fact]
    public async Task Published_files_take_the_places_of_those_whose_names_differ_in_case()
    {
        var (server, http) = await ServeAsync();
        await using var ended = server;
        File.Move(Path.Combine(Data, "treatments.csv"), Path.Combine(Data, "Treatments.CSV"));
        await UploadAsync(http, Grown, PublishButton);

        await PostAsync(http, "/pipeline/upload/publish");

        Assert.Equal(["Treatments.CSV", "doctors.csv", "patients.csv", "visits.csv"], Directory.GetFiles(Data).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Contains("T2,V1,MRI,23.45,MedCare", await File.ReadAllTextAsync(Path.Combine(Data, "Treatments.CSV"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_discarded_upload_leaves_nothing_but_its_record()
    {
        var (server, http) = await ServeAsync();
        await using var ended = server;
        await UploadAsync(http, Grown, PublishButton);

        await PostAsync(http, "/pipeline/upload/discard");

        Assert.Contains(UploadField, await GetAsync(http, "/pipeline/upload"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.Combine(Warehouse, "uploads")));
        Assert.Equal([History.Published()!.RunId], Directory.GetDirectories(Warehouse, "000*").Select(path => Path.GetFileName(path)!));
        Assert.Equal([RunState.Previewed, RunState.Published], History.All().Select(run => run.State));
    }

    [Fact]
    public async Task An_upload_that_shrank_says_by_how_much_and_is_published_only_by_whoever_says_so()
    {
        Hospital.Tiny.Patient("P2,Bo,1,M,Peru").Patient("P3,Cy,2,F,Peru").WriteTo(Data);
        var (server, http) = await ServeAsync();
        await using var ended = server;
        var page = await UploadAsync(http, Grown.Doctor("D2,Dr. New,Cardiology,3"), PublishButton);
        Assert.Contains("patients.csv: 1 records, 3 before, 2 fewer", page, StringComparison.Ordinal);
        Assert.Contains("Publish anyway", page, StringComparison.Ordinal);

        await PostAsync(http, "/pipeline/upload/publish");
        Assert.Contains("Expected accept_shrink=true", await GetAsync(http, "/pipeline/upload"), StringComparison.Ordinal);
        Assert.Contains("\"published_run_id\": \"0001-", await GetAsync(http, "/pipeline/status.json"), StringComparison.Ordinal);

        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["accept_shrink"] = "true" });
        await PostAsync(http, "/pipeline/upload/publish", form);
        Assert.Contains("\"published_run_id\": \"0002-", await GetAsync(http, "/pipeline/status.json"), StringComparison.Ordinal);
        Assert.Equal([new ShrunkTable("patients", 1, 3)], History.Published()!.Shrunk);
    }

    [Fact]
    public async Task A_refused_upload_says_why_on_its_page_and_nowhere_else()
    {
        var (server, http) = await ServeAsync();
        await using var ended = server;
        var page = await UploadAsync(http, Hospital.Tiny.Header("visits.csv", "visit,patient"), "column_missing|none named visit_id");

        Assert.Contains("These files cannot be published", page, StringComparison.Ordinal);
        Assert.DoesNotContain("none named visit_id", await GetAsync(http, "/"), StringComparison.Ordinal);
        Assert.Contains("\"state\": \"published\"", await GetAsync(http, "/pipeline/status.json"), StringComparison.Ordinal);
        Assert.Equal([(RunState.Refused, true), (RunState.Published, false)], History.All().Select(run => (run.State, run.Uploaded)));
    }

    [Fact]
    public async Task Files_that_are_not_the_four_are_told_at_once_and_are_no_run()
    {
        var (server, http) = await ServeAsync();
        await using var ended = server;

        using var answer = await http.PostAsync(new Uri("/pipeline/upload", UriKind.Relative), UploadForm.Of(Grown.File("visits.csv", null)));

        Assert.Contains("visits.csv is missing.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(History.All());
    }

    [Fact]
    public async Task A_preview_of_what_is_no_longer_published_is_not_published()
    {
        var (server, http) = await ServeAsync();
        await using var ended = server;
        await UploadAsync(http, Grown, PublishButton);
        Hospital.Tiny.Treatment("T9,V1,MRI,1.00,MedCare").WriteTo(Data);
        await ProgramRun.OfAsync("pipeline", "--Data:Path", Data, "--Warehouse:Path", Warehouse);

        await PostAsync(http, "/pipeline/upload/publish");

        Assert.Contains("Other data was published after this preview was made", await GetAsync(http, "/pipeline/upload"), StringComparison.Ordinal);
        Assert.Contains(",101.00,", await GetAsync(http, "/gold/insurance_summary.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_data_folder_cannot_take_the_files_nothing_is_published()
    {
        var (server, http) = await ServeAsync();
        await using var ended = server;
        await UploadAsync(http, Grown, PublishButton);
        Directory.CreateDirectory(Path.Combine(Data, "visits.csv.incoming"));
        var before = FolderContents.Of(Data);

        await PostAsync(http, "/pipeline/upload/publish");

        var page = await GetAsync(http, "/pipeline/upload");
        Assert.Contains("The files could not be put into", page, StringComparison.Ordinal);
        Assert.Contains(PublishButton, page, StringComparison.Ordinal);
        Assert.Equal(before, FolderContents.Of(Data));
        Assert.Contains(",100.00,", await GetAsync(http, "/gold/insurance_summary.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/pipeline/upload")]
    [InlineData("/pipeline/upload/publish")]
    [InlineData("/pipeline/upload/discard")]
    public async Task Another_sites_page_may_not_upload_publish_or_discard(string address)
    {
        var (server, http) = await ServeAsync();
        await using var ended = server;
        using var foreign = new HttpRequestMessage(HttpMethod.Post, address) { Content = UploadForm.Of(Grown) };
        foreign.Headers.Add("Origin", "http://elsewhere.example");

        using var refused = await http.SendAsync(foreign);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.False(Directory.Exists(Path.Combine(Warehouse, "uploads")));
    }

    public void Dispose() => _folder.Dispose();

    private static Task<string> GetAsync(HttpClient http, string address) =>
        http.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    private static async Task PostAsync(HttpClient http, string address, HttpContent? form = null)
    {
        using var answer = await http.PostAsync(new Uri(address, UriKind.Relative), form, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Sends the files, and answers the page once it says one of some words.</summary>
    private static async Task<string> UploadAsync(HttpClient http, Hospital hospital, string until)
    {
        using var sent = await http.PostAsync(new Uri("/pipeline/upload", UriKind.Relative), UploadForm.Of(hospital));
        sent.EnsureSuccessStatusCode();
        var page = "";
        await Patience.UntilAsync(async cancellation =>
        {
            page = WebUtility.HtmlDecode(await http.GetStringAsync(new Uri("/pipeline/upload", UriKind.Relative), cancellation));
            return until.Split('|').Any(words => page.Contains(words, StringComparison.Ordinal));
        });
        return page;
    }

    private async Task<(DashboardProcess Server, HttpClient Http)> ServeAsync()
    {
        if (!Directory.Exists(Data))
            Hospital.Tiny.WriteTo(Data);
        var server = DashboardProcess.Start("--urls", "http://127.0.0.1:0", "--Data:Path", Data, "--Warehouse:Path", Warehouse, "--Pipeline:Watch", "false");
        var http = new HttpClient { BaseAddress = await server.ReadyAsync() };
        await server.SaidAsync(" published in ");
        return (server, http);
    }
}
