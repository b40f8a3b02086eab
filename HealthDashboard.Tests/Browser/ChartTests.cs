using System.Text;
using System.Xml.Linq;
using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>What stands in a chart, on the page and in the picture that leaves it, is what the table beside it says.</summary>
[Collection<BrowserTests>]
public sealed class ChartTests(DashboardBrowser browser)
{
    private const string Departments = "/gold/department_treatment_summary";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The most bars there are at any time within half a second, in which an old chart may come back.</summary>
    private const string MostBars = """
        () => new Promise(done => {
            const start = performance.now();
            let most = 0;
            const look = () => {
                most = Math.max(most, document.querySelectorAll("figure.chart .apexcharts-bar-area").length);
                performance.now() - start < 500 ? requestAnimationFrame(look) : done(most);
            };
            look();
        })
        """;

    /// <summary>How many bars a picture has: from top to bottom just right of where they start, how often their colour begins.</summary>
    private const string BarsOfPicture = """
        async ({ picture, colour }) => {
            const image = new Image();
            image.src = picture;
            await image.decode();
            const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
            const pen = canvas.getContext("2d", { willReadFrequently: true });
            pen.drawImage(image, 0, 0);
            const like = (data, i) => colour.every((part, k) => Math.abs(data[i + k] - part) < 12);
            let most = 0;
            for (let x = 0; x < image.width; x += 8) {
                const { data } = pen.getImageData(x, 0, 1, image.height);
                let begun = 0;
                for (let i = 4; i < data.length; i += 4) begun += like(data, i) && !like(data, i - 4) ? 1 : 0;
                most = Math.max(most, begun);
            }
            return most;
        }
        """;

    private static readonly int[] FirstMark = [0x3b, 0x87, 0x93];

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public async Task A_chart_that_was_replaced_does_not_come_back(int timesSlower)
    {
        await using var page = await browser.OpenAsync(Departments, still: false);
        await page.DrawnAsync();
        var chrome = await page.Page.Context.NewCDPSessionAsync(page.Page);
        await chrome.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = timesSlower });

        await page.Page.EvaluateAsync("address => Blazor.navigateTo(address)", Departments + "?doctor=D005");

        await Assertions.Expect(page.Page.Locator(".apexcharts-bar-area")).ToHaveCountAsync(1);
        Assert.Equal(1, await page.Page.EvaluateAsync<int>(MostBars));
        Assert.Equal(1, await page.Page.EvaluateAsync<int>(BarsOfPicture, new { picture = await PictureAsync(page), colour = FirstMark }));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_picture_that_leaves_says_what_it_shows_of_what_and_from_where_in_the_face_of_the_page()
    {
        await using var page = await browser.OpenAsync("/gold/doctor_performance?to=2025-06-30");
        await page.DrawnAsync();

        var picture = await SavedAsync(page, "SVG");
        var svg = XDocument.Parse(Encoding.UTF8.GetString(picture)).Root!;
        var words = svg.Elements(Svg + "text").Select(text => text.Value).ToList();

        Assert.Equal(["Visits by doctor", "Doctors' load", "All departments, all doctors, until 30 Jun 2025"], words[..3]);
        Assert.Contains("Drawn: the first 20 of 60 doctors by visits. All others together:", string.Join(' ', words), StringComparison.Ordinal);
        Assert.Contains("Data from 1 Jan 2024 to 17 Dec 2025.", words);
        Assert.EndsWith("/gold/doctor_performance?to=2025-06-30", string.Concat(words), StringComparison.Ordinal);
        var face = await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).fontFamily");
        Assert.Equal([face], svg.DescendantsAndSelf().Attributes("font-family").Select(family => family.Value).Distinct());
        Assert.Empty(svg.Descendants(Svg + "foreignObject"));
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData("/gold/treatment_type_summary", ".apexcharts-treemap-rect", 1440)]
    [InlineData("/gold/department_weekly_kpis?department=Oncology", ".apexcharts-heatmap-rect", 1440)]
    [InlineData("/gold/department_weekly_kpis", ".apexcharts-heatmap-rect", 360)]
    [InlineData("/gold/department_treatment_summary", ".apexcharts-bar-area", 360)]
    public async Task What_a_mark_says_is_seen_whole(string address, string mark, int width)
    {
        await using var page = await browser.OpenAsync(address, width: width, height: 600);
        await page.DrawnAsync();

        await page.Page.Locator($"figure.chart {mark}").First.HoverAsync();

        var tip = page.Page.Locator(".apexcharts-tooltip.apexcharts-active");
        await Assertions.Expect(tip).ToBeVisibleAsync();
        var box = (await tip.BoundingBoxAsync())!;
        var bar = (await page.Page.Locator("header").First.BoundingBoxAsync())!;
        Assert.InRange(box.Y, bar.Height, 600 - box.Height);
        Assert.InRange(box.X, 0, width - box.Width);
        Assert.Equal("fixed", await tip.EvaluateAsync<string>("tip => getComputedStyle(tip).position"));
    }

    [Theory]
    [InlineData("/gold/department_treatment_summary")]
    [InlineData("/gold/follow_up_summary")]
    [InlineData("/gold/doctor_performance?measure=total_cost")]
    [InlineData("/departments/Oncology")]
    public async Task Bars_have_their_values_beside_their_ends_inside_the_drawing(string address)
    {
        await using var page = await browser.OpenAsync(address);
        await page.DrawnAsync();

        var told = await page.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("figure.chart:has(.plot.bars)")].flatMap(figure => {
                const box = (each) => each.getBoundingClientRect();
                const bars = [...figure.querySelectorAll(".apexcharts-bar-area")].map(box);
                const values = [...figure.querySelectorAll(".apexcharts-datalabel")];
                const right = box(figure.querySelector(".apexcharts-svg")).right;
                const isBeside = (value, bar) => box(value).left >= bar.right && box(value).left < bar.right + 16 && box(value).right <= right && value.textContent;
                return bars.length === values.length && bars.length > 0
                    ? values.flatMap((value, i) => isBeside(value, bars[i]) ? [] : [`${value.textContent} at ${box(value).left}, bar to ${bars[i].right}`])
                    : [`${values.length} values of ${bars.length} bars`];
            })
            """);

        Assert.Empty(told);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/departments/Respiratory%20Medicine")]
    public async Task On_a_phone_no_words_lie_over_the_points_of_a_control_chart(string address)
    {
        await using var page = await browser.OpenAsync(address, width: 360, height: 780);
        await page.DrawnAsync();

        var (words, covered) = await page.Page.EvaluateAsync<int[]>("""
            () => {
                const chart = document.querySelector("figure.chart:has(.plot.control)");
                const box = (each) => each.getBoundingClientRect();
                const words = [...chart.querySelectorAll(".apexcharts-yaxis-annotations text")].filter(each => each.textContent).map(box);
                const points = [...chart.querySelectorAll(".apexcharts-series-markers .apexcharts-marker")].map(box);
                return [words.length, points.filter(point => words.some(each => point.left < each.right && each.left < point.right && point.top < each.bottom && each.top < point.bottom)).length];
            }
            """) is [var first, var second] ? (first, second) : default;

        Assert.InRange(words, 2, 3);
        Assert.Equal(0, covered);
    }

    /// <summary>The doctor is of another department.</summary>
    [Theory]
    [InlineData("/?doctor=D044&department=Psychiatry")]
    [InlineData("/explore?doctor=D044&department=Psychiatry")]
    public async Task Where_there_are_no_visits_there_is_no_chart_and_the_page_lives_on(string address)
    {
        await using var page = await browser.OpenAsync(address);

        await Assertions.Expect(page.Page.Locator("[aria-labelledby=trend] p.muted")).ToHaveTextAsync("No visits in this scope.");
        Assert.Equal(0, await page.Page.Locator("[aria-labelledby=trend] svg.apexcharts-svg").CountAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_chart_is_drawn_anew_when_the_window_has_another_width()
    {
        await using var page = await browser.OpenAsync(Departments);
        await page.DrawnAsync();

        await page.Page.SetViewportSizeAsync(700, 900);

        await page.Page.WaitForFunctionAsync("() => { const svg = document.querySelector('figure.chart .apexcharts-svg'); return svg && Math.abs(svg.clientWidth - svg.closest('.plot').clientWidth) < 2; }");
        await page.DrawnAsync();
        Assert.Equal(1, await page.Page.Locator("figure.chart .apexcharts-svg").CountAsync());
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData("/gold/weekly_visit_trends", 1440)]
    [InlineData("/gold/weekly_visit_trends?by=four-weeks", 1440)]
    [InlineData("/gold/weekly_visit_trends?from=2025-01-06&to=2025-02-09", 360)]
    [InlineData("/gold/weekly_visit_trends", 360)]
    [InlineData("/gold/department_weekly_kpis", 360)]
    [InlineData("/gold/revenue_by_age_group", 360)]
    [InlineData("/gold/countrywise_cost_summary", 360)]
    [InlineData("/doctors/D001", 1440)]
    public async Task Words_along_an_axis_do_not_touch(string address, int width)
    {
        await using var page = await browser.OpenAsync(address, width: width);
        await page.DrawnAsync();

        var touching = await page.Page.EvaluateAsync<string[]>("""
            () => {
                const words = [...document.querySelectorAll("figure.chart :is(.apexcharts-xaxis-label, .apexcharts-xaxis-annotation-label)")].filter(each => each.textContent.trim());
                const boxes = words.map(each => ({ text: each.textContent, box: each.getBoundingClientRect() })).sort((a, b) => a.box.left - b.box.left);
                return boxes.slice(1).filter((each, i) => each.box.left < boxes[i].box.right + 2 && each.box.top < boxes[i].box.bottom && boxes[i].box.top < each.box.bottom).map(each => each.text);
            }
            """);

        Assert.Empty(touching);
    }

    [Theory]
    [InlineData("/gold/insurance_summary", 8)]
    [InlineData("/gold/weekly_visit_trends", 2)]
    [InlineData("/gold/department_weekly_kpis?department=Oncology", 3)]
    public async Task The_key_of_a_saved_chart_has_each_mark_beside_its_words(string address, int atLeast)
    {
        await using var page = await browser.OpenAsync(address);
        await page.DrawnAsync();
        var saved = Encoding.UTF8.GetString(await SavedAsync(page, "SVG"));

        var between = await page.Page.EvaluateAsync<double[]>("""
            saved => {
                const place = document.body.appendChild(document.createElement("div"));
                place.innerHTML = saved;
                const box = (each) => each.getBoundingClientRect();
                return [...place.querySelectorAll(":scope > svg > path")].map((mark) => box(mark.nextElementSibling).left - box(mark).right);
            }
            """, saved);

        Assert.InRange(between.Length, atLeast, 20);
        Assert.All(between, gap => Assert.InRange(gap, 1, 12));
    }

    /// <summary>The chart as PNG, as the address of its bytes.</summary>
    private static async Task<string> PictureAsync(OpenPage page)
    {
        return "data:image/png;base64," + Convert.ToBase64String(await SavedAsync(page, "PNG"));
    }

    private static async Task<byte[]> SavedAsync(OpenPage page, string format)
    {
        var download = await page.SaveChartAsync(format);
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }
}
