using System.Text.Json.Nodes;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Browser;

/// <summary>How the top-level wwwroot and the npm library get into the server is not a documented contract of the SDK; this is.</summary>
[Collection<BrowserTests>]
public sealed class AssetTests(DashboardBrowser browser)
{
    /// <summary>Addresses, the files behind them and their types.</summary>
    public static TheoryData<string, string, string> Files
    {
        get
        {
            var data = new TheoryData<string, string, string>
            {
                { "apexcharts/dist/apexcharts.esm.js", Path.Combine(Places.Repository, "node_modules/apexcharts/dist/apexcharts.esm.js"), "text/javascript" },
                { "_content/MudBlazor/MudBlazor.min.css", PackageFile("MudBlazor.min.css"), "text/css" },
                { "_content/MudBlazor/MudBlazor.min.js", PackageFile("MudBlazor.min.js"), "text/javascript" },
            };
            var root = Path.Combine(Places.Repository, "wwwroot");
            foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order())
                data.Add(Path.GetRelativePath(root, file).Replace('\\', '/'), file, Type(file));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_asset_is_served_whole_and_with_its_type(string address, string file, string type)
    {
        using var answer = await browser.Http.GetAsync(new Uri("/" + address, UriKind.Relative), TestContext.Current.CancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.True(answer.IsSuccessStatusCode, $"{address} answers {answer.StatusCode}");
        Assert.Equal(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), bytes);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Everything_that_a_page_asks_for_is_there()
    {
        var page = await browser.HtmlAsync("/gold/department_treatment_summary");
        var asked = page.QuerySelectorAll("link[href]").Select(link => link.GetAttribute("href")!)
            .Concat(page.QuerySelectorAll("script[src]").Select(script => script.GetAttribute("src")!))
            .ToList();

        Assert.InRange(asked.Count, 6, 30);
        foreach (var address in asked)
            Assert.NotEmpty(await browser.Http.GetByteArrayAsync(new Uri(browser.Http.BaseAddress!, address), TestContext.Current.CancellationToken));
    }

    private static string Type(string file) => Path.GetExtension(file) switch
    {
        ".css" => "text/css",
        ".js" => "text/javascript",
        ".svg" => "image/svg+xml",
        var other => throw new NotSupportedException($"Say here which type {other} has."),
    };

    /// <summary>Where the build found a file of a package.</summary>
    private static string PackageFile(string name)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(Places.Dashboard, ".staticwebassets.runtime.json")))!;
        return manifest["ContentRoots"]!.AsArray().Select(root => Path.Combine((string)root!, name)).First(File.Exists);
    }
}
