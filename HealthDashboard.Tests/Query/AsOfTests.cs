using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Query;

/// <summary>A hospital that was published at 100.00 and again at 1,000.00; the real server, asked for both.</summary>
public sealed class AsOfTests : IAsyncLifetime
{
    private static readonly string[] Exports =
        ["/gold/department_treatment_summary.csv", "/gold/patient_summary.csv?department=Cardiology&sort=-total_cost", "/gold/weekly_visit_trends.csv?from=2025-03-03"];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _served = [];
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });
    private DashboardProcess _server = default!;
    private string _first = "";

    private string Data => Path.Combine(_folder.Path, "data");

    public async ValueTask InitializeAsync()
    {
        Hospital.Tiny.WriteTo(Data);
        _server = DashboardProcess.Serve(Data, Path.Combine(_folder.Path, "warehouse"));
        _http.BaseAddress = await _server.ReadyAsync();
        await _server.SaidAsync(" published in ");
        _first = await PublishedAsync();
        foreach (var export in Exports)
            _served[export] = (await GetAsync(export)).Text;
        Hospital.Tiny.Treatment("T2,V1,MRI,900,MedCare").WriteTo(Data);
        await _server.SaidAsync(" published in ");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_past_snapshot_is_served_as_it_was_byte_for_byte_and_plainly_named()
    {
        foreach (var (export, text) in _served)
        {
            Assert.NotEqual(text, (await GetAsync(export)).Text);
            Assert.Equal((HttpStatusCode.OK, text), await GetAsync(AsOf(export, _first)));
        }

        foreach (var page in new[] { "/", "/gold/department_treatment_summary", "/departments/Cardiology", "/doctors/D1", "/patients/P1", "/pipeline" })
        {
            var (status, html) = await GetAsync(AsOf(page, _first));
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("Not the published numbers.", html, StringComparison.Ordinal);
            Assert.Contains(_first, html, StringComparison.Ordinal);
            Assert.DoesNotContain("Not the published numbers.", (await GetAsync(page)).Text, StringComparison.Ordinal);

            // Only what is about the published snapshot or another run leads away from the one that is looked at.
            var away = new HtmlParser().ParseDocument(html).QuerySelectorAll("a[href]:not(.skip, .reload, .as-of a, [href^='pipeline/upload'])")
                .Select(link => link.GetAttribute("href")!)
                .Where(href => !href.Contains("as_of=", StringComparison.Ordinal));
            Assert.Empty(away);
        }

        Assert.Contains("$100", (await GetAsync(AsOf("/patients/P1", _first))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("$1,000", (await GetAsync(AsOf("/patients/P1", _first))).Text, StringComparison.Ordinal);
        var run = await ProgramRun.OfAsync("export", "department_treatment_summary", "--as-of", _first, "--Warehouse:Path", Path.Combine(_folder.Path, "warehouse"));
        Assert.Equal((0, _served[Exports[0]]), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task A_snapshot_that_is_not_kept_is_told_with_those_that_are()
    {
        foreach (var unknown in new[] { "0099-20250303T060200Z", "..", "now" })
        {
            var (status, text) = await GetAsync(AsOf(Exports[0], unknown));
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Equal($"There is no snapshot “{unknown}”. Kept are {await PublishedAsync()}, {_first}.", text);
        }

        var page = WebUtility.HtmlDecode((await GetAsync("/gold/insurance_summary?as_of=now")).Text);
        Assert.Contains("There is no snapshot “now”.", page, StringComparison.Ordinal);
        Assert.Contains("$1,000.00", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restored_snapshot_stays_after_the_watcher_looked_and_after_a_restart_until_other_files_come()
    {
        using var restored = await RestoreAsync(_first);
        Assert.Equal((HttpStatusCode.SeeOther, "/pipeline"), (restored.StatusCode, restored.Headers.Location?.ToString()));
        Assert.Equal((_served[Exports[0]], _first), ((await GetAsync(Exports[0])).Text, await PublishedAsync()));

        Hospital.Tiny.Treatment("T2,V1,MRI,900,MedCare").WriteTo(Data);
        await _server.SaidAsync("nothing to do");
        Assert.Equal(_served[Exports[0]], (await GetAsync(Exports[0])).Text);

        await using (var second = DashboardProcess.Serve(Data, Path.Combine(_folder.Path, "warehouse")))
        {
            await second.SaidAsync("nothing to do");
        }

        Assert.Equal(_first, await PublishedAsync());
        Hospital.Tiny.Treatment("T2,V1,MRI,23.45,MedCare").WriteTo(Data);
        await _server.SaidAsync(" published in ");
        Assert.Contains("123.45", (await GetAsync(Exports[0])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_restored_is_told_in_words_and_only_the_machine_itself_may()
    {
        using var published = await RestoreAsync(await PublishedAsync());
        Assert.Equal(HttpStatusCode.BadRequest, published.StatusCode);
        Assert.Contains("is the published one already", await published.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var nothing = await _http.PostAsync(new Uri("/pipeline/restore", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        using var foreign = await RestoreAsync(_first, "http://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.NotEqual(_first, await PublishedAsync());
    }

    private static string AsOf(string address, string runId) => $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}as_of={runId}";

    private async Task<(HttpStatusCode Status, string Text)> GetAsync(string address)
    {
        using var answer = await _http.GetAsync(new Uri(address, UriKind.Relative));
        return (answer.StatusCode, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()));
    }

    private async Task<string> PublishedAsync() =>
        (string)System.Text.Json.Nodes.JsonNode.Parse((await GetAsync("/pipeline/status.json")).Text)!["published_run_id"]!;

    private async Task<HttpResponseMessage> RestoreAsync(string runId, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/pipeline/restore") { Content = new FormUrlEncodedContent([new("run", runId)]) };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await _http.SendAsync(request);
    }
}
