using System.Globalization;
using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

[Collection<BrowserTests>]
public sealed class WidthTests(DashboardBrowser browser)
{
    [Fact]
    public async Task A_change_told_as_two_amounts_and_its_question_do_not_lie_on_each_other()
    {
        await using var page = await browser.OpenAsync("/departments/Neurology", width: 1440, height: 900);

        var (words, end, start) = await page.Page.Locator(".six .card:has(.why)").EvaluateAsync<string[]>(
            """
            card => {
              const words = document.createRange();
              words.selectNodeContents(card.querySelector(".change"));
              return [words.toString(), `${words.getBoundingClientRect().right}`, `${card.querySelector(".why").getBoundingClientRect().left}`];
            }
            """) is [var first, var second, var third] ? (first, Number(second), Number(third)) : default;

        Assert.Contains("\u2192", words, StringComparison.Ordinal);
        Assert.True(end <= start, $"{end} {start}");

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>How are we doing, and where must I look: without scrolling, and with no part of the screen left empty.</summary>
    [Theory]
    [InlineData("/", 0)]
    [InlineData("/?share=safe", 150)]
    public async Task The_overview_is_one_screen(string address, int notice)
    {
        await using var page = await browser.OpenAsync(address, width: 1440, height: 900);
        foreach (var (width, height) in new[] { (1440, 900), (1920, 1080), (2560, 1440) })
        {
            await page.Page.SetViewportSizeAsync(width, height);
            await page.DrawnAsync();

            var (last, corner, text) = await page.Page.EvaluateAsync<double[]>(
                """
                () => {
                  const bottom = (selector) => Math.max(...[...document.querySelectorAll(selector)].map((each) => each.getBoundingClientRect().bottom));
                  return [bottom(".boards .tile"), bottom(".ranked .tile") - bottom(".beside .tile"), document.documentElement.scrollHeight];
                }
                """) is [var first, var second, var third] ? (first, second, third) : default;

            Assert.InRange(last, 0.93 * height, height + notice);
            Assert.InRange(corner, -1, 1);
            Assert.InRange(text, 0, height + notice);
        }
    }

    [Fact]
    public async Task A_narrow_heat_map_starts_with_the_latest_weeks_and_the_names_beside_them()
    {
        await using var page = await browser.OpenAsync("/gold/department_weekly_kpis", width: 360, height: 780);
        await page.DrawnAsync();

        var (latest, names) = await page.Page.Locator(".plot.heatmap").EvaluateAsync<double[]>(
            """
            plot => {
              const right = (each) => each.getBoundingClientRect().right - plot.getBoundingClientRect().right;
              return [Math.max(...[...plot.querySelectorAll(".apexcharts-heatmap-rect")].map(right)), Math.max(...[...plot.querySelectorAll(".apexcharts-yaxis text")].map(right))];
            }
            """) is [var cells, var texts] ? (cells, texts) : default;

        Assert.InRange(latest, -250, 0);
        Assert.InRange(names, -250, 1);
    }

    [Fact]
    public async Task The_choice_of_columns_opens_inside_a_narrow_screen()
    {
        await using var page = await browser.OpenAsync("/gold/doctor_performance", width: 360, height: 780);

        await page.Page.Locator(".menu-of summary").ClickAsync();

        var box = (await page.Page.Locator(".menu-of ul").BoundingBoxAsync())!;
        Assert.InRange(box.X, 0, 360 - box.Width);
    }

    [Fact]
    public async Task A_narrow_screen_has_the_views_behind_a_button()
    {
        await using var page = await browser.OpenAsync("/", width: 360, height: 780);
        var link = page.Page.Locator("#views").GetByRole(AriaRole.Link, new() { Name = "Targets and notes" });

        await Assertions.Expect(link).ToBeHiddenAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Views" }).ClickAsync();
        await link.ClickAsync();

        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync("Targets and notes");
        await Assertions.Expect(link).ToBeHiddenAsync();
    }
}
