using System.Net;
using AngleSharp.Html.Parser;
using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>The dashboard under a path of a host that others share.</summary>
public sealed class UnderPathTests(DashboardBrowser browser) : IClassFixture<DashboardBrowser>, IDisposable
{
    private const string Under = "/care/board";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Every_link_form_asset_and_download_of_every_page_stays_under_the_path_and_is_there()
    {
        var (server, http) = await ServeAsync("--Hosting:PathBase", Under + "/");
        await using var ended = server;
        var asked = new HashSet<string> { Under + "/" };
        var queue = new Queue<string>(asked);
        var kinds = new HashSet<string>();
        while (queue.TryDequeue(out var address))
        {
            using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answers {answer.StatusCode}");
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            foreach (var (link, isForm) in Links(await answer.Content.ReadAsStringAsync(), new Uri(http.BaseAddress!, address)))
            {
                Assert.True(link.AbsolutePath.StartsWith(Under + "/", StringComparison.Ordinal), $"{address} leads to {link}");

                // One page of each kind is enough: what differs is the names in it.
                var kind = string.Join('/', link.AbsolutePath.Split('/').Take(5)) + (link.Query.Contains("as_of", StringComparison.Ordinal) ? " then" : "");
                if (!isForm && kinds.Add(link.AbsolutePath.StartsWith(Under + "/gold", StringComparison.Ordinal) ? link.AbsolutePath : kind) && asked.Add(link.PathAndQuery))
                    queue.Enqueue(link.PathAndQuery);
            }
        }

        Assert.All(["/gold/insurance_summary", "/gold/insurance_summary.csv", "/gold/insurance_summary.zip", "/departments/", "/doctors/", "/patients/", "/passport/", "/pipeline/rejected.csv", "/annotations", "/cost-change", "/app.css"],
            part => Assert.Contains(asked, address => address.StartsWith(Under + part, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_browser_reads_jumps_draws_and_posts_under_the_path()
    {
        var (server, http) = await ServeAsync("--Hosting:PathBase", Under);
        await using var ended = server;
        await using var open = await browser.OpenAsync(new Uri(http.BaseAddress!, Under + "/").ToString());
        await open.DrawnAsync();

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Jump" }).First.ClickAsync();
        await open.Page.Locator("#palette input").FillAsync("insur");
        await open.Page.Locator("#palette [role=option]").First.Filter(new() { HasText = "Insurance" }).ClickAsync();
        await open.Page.WaitForURLAsync($"**{Under}/gold/insurance_summary");
        await open.DrawnAsync();
        await Assertions.Expect(open.Page.Locator("#views a[href='gold/insurance_summary']")).ToHaveAttributeAsync("aria-current", "page");
        await open.Page.Locator(".grid tbody a").First.ClickAsync();
        await open.Page.WaitForURLAsync($"**{Under}/**");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Data and pipeline" }).First.ClickAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await open.Page.WaitForURLAsync($"**{Under}/pipeline");
        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync("Where do the numbers come from?");
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_proxy_that_has_taken_the_path_away_is_answered_too()
    {
        var (server, http) = await ServeAsync("--Hosting:PathBase", Under);
        await using var ended = server;

        Assert.Equal(Under + "/", await BaseAsync(http, "/"));
        Assert.Equal(Under + "/", await BaseAsync(http, "/gold/insurance_summary"));
        using var posted = await http.PostAsync(new Uri("/pipeline/run", UriKind.Relative), null);
        Assert.Equal(Under + "/pipeline", posted.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("127.0.0.1", "/board", "/board/")]
    [InlineData("10.0.0.7, 127.0.0.1", "/care/board/", "/care/board/")]
    [InlineData("10.0.0.7", "/board", "/")]
    [InlineData("", "/board", "/")]
    [InlineData("127.0.0.1", "//elsewhere.example", "/")]
    [InlineData("127.0.0.1", "https://elsewhere.example", "/")]
    [InlineData("127.0.0.1", "/\"><b>", "/")]
    [InlineData("127.0.0.1", "/..", "/")]
    public async Task A_proxy_that_one_has_named_may_say_the_path_and_nothing_but_a_plain_path(string named, string said, string expected)
    {
        var (server, http) = await ServeAsync("--Auth:Mode", "Open", "--Hosting:Proxies", named);
        await using var ended = server;
        http.DefaultRequestHeaders.Add("X-Forwarded-Prefix", said);

        Assert.Equal(expected, await BaseAsync(http, "/"));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string?> BaseAsync(HttpClient http, string address) =>
        new HtmlParser().ParseDocument(await http.GetStringAsync(new Uri(address, UriKind.Relative))).QuerySelector("base")!.GetAttribute("href");

    private static IEnumerable<(Uri Link, bool IsForm)> Links(string html, Uri address)
    {
        var page = new HtmlParser().ParseDocument(html);
        var start = new Uri(address, page.QuerySelector("base")!.GetAttribute("href"));
        foreach (var (selector, name) in new[] { ("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("form", "action"), ("[data-href]", "data-href") })
        {
            foreach (var element in page.QuerySelectorAll($"{selector}[{name}]"))
                yield return (new Uri(start, element.GetAttribute(name)), element.LocalName == "form");
        }
    }

    private async Task<(DashboardProcess Server, HttpClient Http)> ServeAsync(params string[] settings)
    {
        Hospital.Tiny.Treatment("T2,V1,MRI,dear,MedCare").WriteTo(Path.Combine(_folder.Path, "data"));
        var server = DashboardProcess.Serve(Path.Combine(_folder.Path, "data"), Path.Combine(_folder.Path, "warehouse"), settings);
        return (server, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = await server.ReadyAsync() });
    }
}
