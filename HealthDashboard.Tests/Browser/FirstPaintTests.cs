using AngleSharp.Dom;
using HealthDashboard.Gold;
using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>What stands in the page before any script runs.</summary>
[Collection<BrowserTests>]
public sealed class FirstPaintTests(DashboardBrowser browser)
{
    private const int PageSize = 25;

    /// <summary>Half of a table is as wide as what it has, half of a row of tiles too: the rest would push it about under one's eyes.</summary>
    [Theory]
    [InlineData("/")]
    [InlineData("/explore?department=Cardiology&country=T%C3%BCrkiye")]
    public async Task Nothing_is_painted_before_all_of_a_page_has_come(string address)
    {
        await using var slow = await HalvedPages.StartAsync(browser.Http);
        var page = await browser.NewViewerAsync(1440, 900);
        await page.AddInitScriptAsync("requestAnimationFrame(() => window.atFirst = document.querySelectorAll('#components-reconnect-modal').length)");

        await page.GotoAsync(new Uri(slow.Address, address).ToString(), new() { WaitUntil = WaitUntilState.Commit });
        // Asked by the clock, since frames are what must not be there.
        await page.WaitForFunctionAsync("() => document.querySelector('main .board') && [...document.querySelectorAll('head link[rel=stylesheet]')].every(link => link.sheet)", null, new() { PollingInterval = 100 });
        slow.LetTheRestCome();

        await page.WaitForFunctionAsync("() => window.atFirst !== undefined");
        Assert.Equal(1, await page.EvaluateAsync<int>("window.atFirst"));
        await page.Context.CloseAsync();
    }

    /// <summary>What stands in for letters that are on their way is as wide as they are, so that no line becomes two.</summary>
    [Theory]
    [InlineData("/")]
    [InlineData("/doctors/D001")]
    public async Task Letters_that_come_late_move_nothing(string address)
    {
        var page = await browser.NewViewerAsync(1440, 900);
        await page.AddInitScriptAsync(LayoutShift.Script);
        var painted = new TaskCompletionSource();
        await page.RouteAsync("**/*.woff2", async letters =>
        {
            await painted.Task;
            await letters.ContinueAsync();
        });

        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync("() => performance.getEntriesByName('first-contentful-paint').length");
        painted.SetResult();

        await page.WaitForFunctionAsync("() => document.fonts.check('16px Inter')");
        await page.EvaluateAsync("() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)))");
        Assert.Empty(await LayoutShift.JumpsAsync(page));
        await page.Context.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(Shown.Views), MemberType = typeof(Shown))]
    public async Task The_numbers_of_every_view_are_in_the_page_without_a_script(string name)
    {
        foreach (var query in new[] { "", "?department=Cardiology&from=2024-06-01&to=2025-05-31", "?doctor=D001" })
        {
            // A table of weeks begins with the newest, the bare export with the oldest.
            var order = Shown.View(name).Keys.Any(key => key.Kind == ColumnKind.Period) ? (query.Length == 0 ? "?" : "&") + "sort=-week" : "";
            var csv = await browser.CsvAsync($"/gold/{name}.csv{query}{order}");

            var page = await browser.HtmlAsync($"/gold/{name}{query}");

            Assert.NotEmpty(csv.Records);
            Assert.Equal(Shown.Rows(Shown.View(name), csv).Take(PageSize), Cells(page, ".grid tbody tr"));
        }
    }

    [Theory]
    [MemberData(nameof(Shown.Views), MemberType = typeof(Shown))]
    public async Task A_scope_without_visits_says_so_and_offers_the_way_out(string name)
    {
        var page = await browser.HtmlAsync($"/gold/{name}?from=2031-01-01");

        Assert.Contains("There are no visits in this scope.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("main a"), link => link.GetAttribute("href") == $"gold/{name}");
    }

    [Fact]
    public async Task The_overview_has_its_five_numbers_without_a_script()
    {
        var cards = (await browser.HtmlAsync("/")).QuerySelectorAll(".card .value").Select(value => value.TextContent.Trim());

        Assert.Equal(["224", "308", "$109K", "$355", "33.5 %"], cards);
    }

    [Theory]
    [InlineData("/departments/Cardiology", "department_treatment_summary?from=2025-09-15&to=2025-12-14", "Cardiology", "total_treatments")]
    [InlineData("/departments/Cardiology", "follow_up_summary?from=2025-09-15&to=2025-12-14", "Cardiology", "num_visits", "follow_up_rate")]
    [InlineData("/doctors/D001", "doctor_performance?from=2025-06-16&to=2025-12-14", "D001", "num_treatments", "num_visits")]
    [InlineData("/patients/P0001", "patient_summary?", "P0001", "total_visits", "total_cost", "num_treatments", "follow_ups")]
    public async Task The_numbers_about_one_of_them_are_in_its_page_without_a_script(string address, string scoped, string key, params string[] columns)
    {
        var (view, query) = (scoped[..scoped.IndexOf('?', StringComparison.Ordinal)], scoped[scoped.IndexOf('?', StringComparison.Ordinal)..]);
        var shown = Shown.View(view).Columns.Where(column => !column.Hidden).Select(column => column.Name).ToList();
        var row = Shown.Rows(Shown.View(view), await browser.CsvAsync($"/gold/{view}.csv{query}")).Single(cells => cells[0] == key);

        var numbers = (await browser.HtmlAsync(address)).QuerySelectorAll(".card .value, .facts dd").Select(number => number.TextContent.Trim());

        Assert.Empty(columns.Select(column => row[shown.IndexOf(column)]).Except(numbers));
    }

    [Fact]
    public async Task The_pipeline_page_says_what_became_of_the_records_without_a_script()
    {
        var page = await browser.HtmlAsync("/pipeline");

        Assert.Contains(["visits.csv", "1,500", "1,500", "0", "0", "0"], Cells(page, "table.plain tbody tr"));
    }

    [Theory]
    [InlineData("/gold/insurance_summary?department=Alchemy", "There is no department “Alchemy”.")]
    [InlineData("/gold/insurance_summary?doctor=D999", "There is no doctor with the id “D999”.")]
    [InlineData("/gold/insurance_summary?from=yesterday", "from=yesterday is not a date.")]
    [InlineData("/gold/insurance_summary?from=2025-02-01&to=2025-01-01", "The period ends before it begins")]
    [InlineData("/gold/insurance_summary?sort=colour", "has no column “colour”")]
    [InlineData("/gold/insurance_summary?where=nonsense", "The condition “nonsense” is not understood.")]
    [InlineData("/?department=Alchemy", "There is no department “Alchemy”.")]
    [InlineData("/departments/Cardiology?from=yesterday", "from=yesterday is not a date.")]
    [InlineData("/doctors/D001?department=Alchemy", "There is no department “Alchemy”.")]
    [InlineData("/patients/P0001?department=Alchemy", "There is no department “Alchemy”.")]
    public async Task An_unusable_filter_is_told_and_everything_is_shown_instead(string address, string sentence)
    {
        var page = await browser.HtmlAsync(address);

        Assert.Contains(sentence, page.QuerySelector("main [role=alert]")?.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll(".grid tbody tr, .card, .facts dd"));
    }

    [Theory]
    [InlineData("/gold/no_such_view")]
    [InlineData("/no/such/page")]
    public async Task An_address_that_leads_nowhere_answers_404_in_words(string address)
    {
        using var answer = await browser.Http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/departments/Alchemy", "There is no such department")]
    [InlineData("/doctors/D999", "There is no such doctor")]
    [InlineData("/patients/P9999", "There is no such patient")]
    public async Task A_page_about_nobody_says_so(string address, string sentence)
    {
        var page = await browser.HtmlAsync(address);

        Assert.Contains(sentence, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static List<string[]> Cells(IParentNode page, string rows) =>
        [.. page.QuerySelectorAll(rows).Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray())];
}
