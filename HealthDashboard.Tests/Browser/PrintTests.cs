using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>What is true of paper alone. That every page is whole on it, <see cref="EveryPageTests"/> sees.</summary>
public sealed class PrintTests(DashboardBrowser browser) : IClassFixture<DashboardBrowser>, IDisposable
{
    /// <summary>Of everything with letters, and of every mark, as they are while the page is printed.</summary>
    private const string Colours = """
        () => {
            dispatchEvent(new Event("beforeprint"));
            const drawn = [...document.querySelectorAll("main :is(h1, p, td, th, text, path)")].filter(each => each.checkVisibility());
            const colours = [...new Set(drawn.map(each => { const { color, fill } = getComputedStyle(each); return `${each.tagName} ${color} ${fill}`; }))].sort().join("\n");
            dispatchEvent(new Event("afterprint"));
            return colours;
        }
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_dark_page_prints_as_the_light_one()
    {
        await using var light = await browser.OpenAsync("/gold/insurance_summary");
        await light.DrawnAsync();
        await using var dark = await browser.OpenAsync("/gold/insurance_summary", ColorScheme.Dark);
        await dark.DrawnAsync();

        Assert.Equal(await ColoursAsync(light), await ColoursAsync(dark));
        Assert.Equal("dark", await dark.Page.EvaluateAsync<string>("() => document.documentElement.dataset.theme"));
    }

    [Fact]
    public async Task Long_names_wrap_and_push_no_number_off_the_sheet()
    {
        var hospital = Hospital.Tiny;
        for (var i = 2; i <= 30; i++)
            hospital.Treatment($"T{i},V1,{string.Join(' ', Enumerable.Repeat($"Extracorporeal photopheresis variant {i}", 6))}{new string('x', 60)},{1000 * i}.50,MedCare");
        hospital.WriteTo(Path.Combine(_folder.Path, "data"));
        await using var server = DashboardProcess.Serve(Path.Combine(_folder.Path, "data"), Path.Combine(_folder.Path, "warehouse"));
        var home = await server.ReadyAsync();
        await using var page = await browser.OpenAsync(new Uri(home, "/gold/treatment_distribution").ToString());

        await AssertWholeAsync(page, ("A4", false), ("A4", true));
    }

    [Fact]
    public async Task A_sheet_says_what_it_is_of_and_offers_nothing_to_click()
    {
        await using var page = await browser.OpenAsync("/gold/doctor_performance?department=Cardiology&from=2025-01-01&sort=-num_visits");
        await page.DrawnAsync();

        var paper = await Paper.OfAsync(page.Page, "A4", landscape: false);

        Assert.Contains("Doctors'load", paper.Text, StringComparison.Ordinal);
        Assert.Contains("Cardiology,alldoctors", paper.Text, StringComparison.Ordinal);
        Assert.Contains("Numberspublished", paper.Text, StringComparison.Ordinal);
        Assert.Contains("/gold/doctor_performance?department=Cardiology&from=2025-01-01", paper.Text, StringComparison.Ordinal);
        foreach (var button in new[] { "Filtercolumns", "Compactrows", "CSV", "PNG", "+Filter", "Clearall", "Next" })
            Assert.DoesNotContain(button, paper.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/passport/follow_up_summary/follow_up_rate?row=Cardiology", "visits.csvline")]
    [InlineData("/pipeline", "treatments.csv")]
    public async Task What_opens_on_a_click_keeps_its_name_on_paper(string address, string name)
    {
        await using var page = await browser.OpenAsync(address);

        Assert.Contains(name, (await Paper.OfAsync(page.Page, "A4", landscape: false)).Text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AssertWholeAsync(OpenPage page, params (string Format, bool Landscape)[] sheets)
    {
        await page.DrawnAsync();
        var promised = await Paper.PromisedAsync(page.Page);
        foreach (var (format, landscape) in sheets)
        {
            var paper = await Paper.OfAsync(page.Page, format, landscape);

            Assert.Empty(paper.Missing(promised));
            Assert.Equal("", paper.Outside);
            Assert.False(paper.IsShrunk);
        }
    }

    private static async Task<string> ColoursAsync(OpenPage page)
    {
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        return await page.Page.EvaluateAsync<string>(Colours);
    }
}
