using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>The questions of a hospital manager, answered from the overview in at most three clicks, and again without a mouse.</summary>
[Collection<BrowserTests>]
public sealed class ManagerTests(DashboardBrowser browser)
{
    private const int MostClicks = 3;
    private const int MostTabs = 80;
    private const string Views = "All views";

    private static readonly string[] Ways = ["Who has room?", "Countries and ages", "Insurers' prices", "Explore"];

    public static TheoryData<string, string[], string> Tasks => new()
    {
        { "Which departments cost what, and is that changing?", ["Open the page of Oncology"], "main:has(h1:text('Oncology')) .card:has-text('Cost') .change" },
        { "Which doctors recommend follow-ups unusually often?", ["Why: Dr. Mateus Oliveira"], "tr:has-text('Dr. Mateus Oliveira'):has-text('75.5 %')" },
        { "How does insurance shape what we bill?", [Views, "Insurance", "Share of cost, sort"], "tbody tr:first-child:has-text('Evergreen Mutual'):has-text('29.5 %')" },
        { "What do the weeks look like?", ["Cost per week", "A year earlier"], ".apexcharts-legend-text:text('A year earlier')" },
        { "Which age groups carry the cost?", [Views, "Cost by age group", "Cost, sort"], "tbody tr:first-child:has-text('45-64')" },
        { "How do two departments compare over the last quarter?", ["Oncology", "Compare Oncology with Cardiology"], "main:has(.chip.of-two:has-text('Oncology')):has(.chip.of-two:has-text('Cardiology')) .pair-numbers tr:has-text('Cost') .difference:text('$12,698 more')" },
        { "Which doctors have room?", ["Who has room?"], ".board.loads tbody tr:first-child:has-text('Dr. Ethan Edwards')" },
        { "What did Oncology's patients cost by age group?", ["Countries and ages"], ".heat tr:has-text('Oncology') td:has-text('$77,958')" },
        { "Which insurer pays less for the same mix?", ["Insurers' prices"], "tr:has-text('Northstar Insurance'):has-text('−$6,745'):has-text('−6.7 %')" },
        { "Which department's cost grew most since last year?", ["Explore", "a year earlier", "Most changed first"], "[aria-labelledby=board-department] tbody tr:first-child:has-text('Respiratory Medicine'):has-text('70 %')" },
        { "Are the data current?", [], ".fresh:has-text('Data to'):has-text('days ago')" },
    };

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task A_question_is_answered_in_a_few_clicks(string question, string[] links, string answer)
    {
        Assert.True(links.Length <= MostClicks, question);
        await using var page = await browser.OpenAsync("/");

        foreach (var link in links)
        {
            await Link(page, link).ClickAsync();
            await ShownAsync(page);
        }

        await Assertions.Expect(page.Page.Locator(answer).First).ToBeVisibleAsync();
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task A_question_is_answered_with_the_keyboard_alone(string question, string[] links, string answer)
    {
        await using var page = await browser.OpenAsync("/");

        // What stands at the side is found faster by its name.
        var atSide = links.FirstOrDefault() == Views ? 2 : Ways.Contains(links.FirstOrDefault()) ? 1 : 0;
        if (atSide > 0)
            await JumpAsync(page, links[atSide - 1]);
        foreach (var link in links.Skip(atSide))
        {
            await ShownAsync(page);
            await TabToAsync(page, link);
        }

        await Assertions.Expect(page.Page.Locator(answer).First).ToBeVisibleAsync();
        Assert.NotEmpty(question);
    }

    [Fact]
    public async Task A_few_letters_lead_to_a_patient_and_escape_leads_back()
    {
        await using var page = await browser.OpenAsync("/gold/weekly_visit_trends");

        await page.Page.Keyboard.PressAsync("Control+k");
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.Locator("#palette")).ToBeHiddenAsync();
        await JumpAsync(page, "P0017");

        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync("Patient P0017");
    }

    [Fact]
    public async Task Another_department_is_laid_beside_by_a_few_letters()
    {
        await using var page = await browser.OpenAsync("/compare?of=department&a=Oncology&b=Cardiology");

        await page.Page.Locator("[popovertarget=pair-1]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#pair-1 input")).ToBeFocusedAsync();
        await page.Page.Keyboard.TypeAsync("neuro");
        await Assertions.Expect(page.Page.Locator("#pair-1 .offered a")).ToHaveCountAsync(1);
        await page.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Page.Locator(".chip.of-two").Last).ToHaveTextAsync("Neurology");
        await Assertions.Expect(page.Page.Locator("#pair-1")).ToBeHiddenAsync();
        Assert.EndsWith("/compare?of=department&a=Oncology&b=Neurology", page.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_quick_moves_leave_no_complaint_and_no_stray_chart()
    {
        await using var page = await browser.OpenAsync("/");
        await page.DrawnAsync();
        string[] addresses = ["/gold/insurance_summary", "/gold/department_weekly_kpis", "/departments/Cardiology", "/gold/patient_summary"];

        for (var move = 0; move < 20; move++)
            await page.Page.EvaluateAsync("address => Blazor.navigateTo(address)", addresses[move % addresses.Length]);

        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync("Patients");
        await page.DrawnAsync();
        await Assertions.Expect(page.Page.Locator(".apexcharts-canvas")).ToHaveCountAsync(1);
        Assert.Empty(page.Complaints);
    }

    /// <summary>Until then a link leads on from the page before.</summary>
    private static Task ShownAsync(OpenPage page) => page.Page.WaitForFunctionAsync("() => document.querySelector('h1').dataset.of === (location.pathname + location.search).slice(1)");

    private static ILocator Link(OpenPage page, string name) => name == Views
        ? page.Page.Locator("#views summary")
        : page.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = !name.EndsWith(", sort", StringComparison.Ordinal) }).First;

    private static async Task JumpAsync(OpenPage page, string name)
    {
        await page.Page.Keyboard.PressAsync("Control+k");
        await page.Page.Keyboard.TypeAsync(name);
        await Assertions.Expect(page.Page.Locator("#palette [role=option]").First).ToContainTextAsync(name);
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("#palette")).ToBeHiddenAsync();
    }

    /// <summary>Presses Tab until the link has the focus, then Enter.</summary>
    private static async Task TabToAsync(OpenPage page, string name)
    {
        var link = Link(page, name);
        await Assertions.Expect(link).ToBeVisibleAsync();
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            await WithinBoardAsync(page, link);
            if (!await link.EvaluateAsync<bool>("link => link === document.activeElement"))
                continue;
            await page.Page.Keyboard.PressAsync("Enter");
            return;
        }

        Assert.Fail($"{name} was not reached with {MostTabs} tabs.");
    }

    /// <summary>A board is one stop of Tab: where the link stands in the one that has the focus, arrows lead to it.</summary>
    private static async Task WithinBoardAsync(OpenPage page, ILocator link)
    {
        var keys = await link.EvaluateAsync<string[]>(
            """
            link => {
                const [board, here] = [link.closest(".board table"), document.activeElement];
                if (!board?.contains(here)) return [];
                const place = element => [element.closest("tr").rowIndex, [...element.closest("tr").querySelectorAll("a, button")].indexOf(element)];
                const [[row, at], [wanted, along]] = [place(here), place(link)];
                return [...Array(Math.abs(wanted - row)).fill(wanted > row ? "ArrowDown" : "ArrowUp"), ...Array(Math.max(along - at, 0)).fill("ArrowRight")];
            }
            """);
        foreach (var key in keys)
            await page.Page.Keyboard.PressAsync(key);
    }
}
