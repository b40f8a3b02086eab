using System.Globalization;
using System.Net;
using HealthDashboard.Gold.Views;
using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>What leaves the building in share-safe mode, as it leaves: pages, CSV and ZIP of the real server.</summary>
[Collection<BrowserTests>]
public sealed class ShareSafePageTests(DashboardBrowser browser)
{
    /// <summary>Pages that are shown, with a scope in the address.</summary>
    public static TheoryData<string> Shared =>
    [
        "/?share=safe", "/?department=Dermatology&share=safe", "/departments/Psychiatry?share=safe", "/departments/Dermatology?from=2025-06-01&share=safe", "/doctors/D013?share=safe",
        .. GoldCatalog.All.Where(view => !view.HasRowPerPerson).Select(view => $"/gold/{view.Name}?department=Psychiatry&share=safe"),
    ];

    [Theory]
    [MemberData(nameof(Shared))]
    public async Task A_page_says_that_it_is_share_safe_leads_nowhere_else_and_holds_no_withheld_cost(string address)
    {
        var page = await browser.HtmlAsync(address);

        Assert.Contains("1 to 10 patients are withheld", page.QuerySelector("main [role=note]")!.TextContent, StringComparison.Ordinal);
        var links = page.QuerySelectorAll("a[href]").Select(link => (Words: link.TextContent.Trim(), Href: link.GetAttribute("href")!)).ToList();
        Assert.All(links.Where(link => link.Words != "Leave share-safe mode"), link => Assert.Contains("share=safe", link.Href, StringComparison.Ordinal));
        Assert.DoesNotContain(links, link => link.Href.StartsWith("passport/", StringComparison.Ordinal) || link.Href.StartsWith("patients/", StringComparison.Ordinal));

        var written = page.Body!.TextContent;
        var costs = await WithheldCostsAsync(address);
        Assert.All(costs, cost => Assert.DoesNotContain(cost, written, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/patients/P0001")]
    [InlineData("/gold/patient_summary")]
    [InlineData("/gold/patient%5Fsummary")]
    [InlineData("/gold/top_10_expensive_patients")]
    [InlineData("/passport/weekly_visit_trends/num_visits")]
    [InlineData("/pipeline")]
    [InlineData("/pipeline/rules/visits/date_invalid")]
    [InlineData("/pipeline/compare")]
    [InlineData("/pipeline/upload")]
    public async Task Persons_and_records_are_refused_with_a_sentence_and_a_way_out(string path)
    {
        foreach (var share in new[] { "share=safe", "share=anything", "share=safe&share=" })
        {
            var page = await browser.HtmlAsync($"{path}?{share}");

            Assert.Equal("Not shown in share-safe mode", page.QuerySelector("h1")!.TextContent);
            Assert.Contains(page.QuerySelectorAll("main a"), link => link.GetAttribute("href") == "./?share=safe");
            Assert.Empty(page.QuerySelectorAll("main table"));
        }
    }

    [Theory]
    [InlineData("/pipeline/rejected.csv?share=safe", HttpStatusCode.Forbidden)]
    [InlineData("/gold/patient_summary.csv?share=safe", HttpStatusCode.Forbidden)]
    [InlineData("/gold/top_10_expensive_patients.zip?share=safe", HttpStatusCode.Forbidden)]
    [InlineData("/gold/weekly_visit_trends.csv?share=saef", HttpStatusCode.BadRequest)]
    public async Task An_export_of_persons_or_of_a_mode_unheard_of_is_refused_in_words(string address, HttpStatusCode status)
    {
        using var answer = await browser.Http.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains("share=safe", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_zip_tells_the_rule_and_withheld_cells_are_empty_and_named()
    {
        var safe = await browser.CsvAsync("/gold/department_weekly_kpis.csv?share=safe");
        var plain = await browser.CsvAsync("/gold/department_weekly_kpis.csv");

        Assert.Equal([.. plain.Header, "withheld"], safe.Header);
        Assert.All(safe.Records, record => Assert.Equal(record[plain.Header.ToList().IndexOf("num_visits")].Length == 0 || record[2].Length == 0, record[^1] == "yes"));
        await using var zip = new System.IO.Compression.ZipArchive(await browser.Http.GetStreamAsync(new Uri("/gold/department_weekly_kpis.zip?share=safe", UriKind.Relative)));
        using var about = new StreamReader(await zip.GetEntry("about.txt")!.OpenAsync());
        Assert.Contains("rest on 1 to 10 patients are withheld", await about.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_switch_turns_it_on_and_the_charts_draw_what_is_left()
    {
        foreach (var (address, colours, width) in new[] { ("/", ColorScheme.Light, 1440), ("/gold/weekly_visit_trends?measure=total_cost", ColorScheme.Dark, 360), ("/gold/treatment_distribution", ColorScheme.Light, 1440), ("/gold/doctor_follow_up_ratio", ColorScheme.Light, 1440) })
        {
            await using var page = await browser.OpenAsync(address, colours, width);

            await page.Page.Locator("header .share").ClickAsync();
            await Assertions.Expect(page.Page.Locator("main .shared")).ToBeVisibleAsync();
            await page.DrawnAsync();

            Assert.EndsWith("share=safe", page.Address, StringComparison.Ordinal);
            Assert.Empty(page.Complaints);
        }
    }

    /// <summary>The costs that are withheld under the scope of an address, as they would be written: to the cent, hardly any two are the same.</summary>
    private async Task<List<string>> WithheldCostsAsync(string address)
    {
        var (path, query) = (address.Split('?')[0], address.Split('?')[1]);
        query = path.StartsWith("/departments/", StringComparison.Ordinal) ? $"{query}&department={path[13..]}" : path.StartsWith("/doctors/", StringComparison.Ordinal) ? $"{query}&doctor={path[9..]}" : query;
        var (withheld, shown) = (new List<string>(), new HashSet<string>());
        foreach (var view in GoldCatalog.All.Where(view => !view.HasRowPerPerson && view.HoldsAllCost))
        {
            var (safe, plain) = (await browser.CsvAsync($"/gold/{view.Name}.csv?{query}"), await browser.CsvAsync($"/gold/{view.Name}.csv?{query.Replace("share=safe", "", StringComparison.Ordinal)}"));
            var keys = view.Keys.Select(key => plain.Header.ToList().IndexOf(key.Name)).ToList();
            var costs = safe.Records.ToDictionary(record => string.Join('|', keys.Select(key => record[key])), record => record[safe.Header.ToList().IndexOf("total_cost")]);
            foreach (var (key, cost) in plain.Records.Select(record => (string.Join('|', keys.Select(key => record[key])), record[plain.Header.ToList().IndexOf("total_cost")])))
            {
                var words = "$" + decimal.Parse(cost, CultureInfo.InvariantCulture).ToString("N2", CultureInfo.GetCultureInfo("en-US"));
                if (costs[key].Length == 0)
                    withheld.Add(words);
                else
                    shown.Add(words);
            }
        }

        Assert.NotEmpty(withheld);
        return [.. withheld.Except(shown)];
    }
}
