using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>Each of a board's rows holds two or three links; Tab stops at each board once, and arrows go on within it.</summary>
[Collection<BrowserTests>]
public sealed class BoardKeysTests(DashboardBrowser browser)
{
    [Fact]
    public async Task A_board_is_one_stop_of_Tab_and_the_arrows_reach_all_of_it()
    {
        await using var open = await browser.OpenAsync("/");
        var (page, keys) = (open.Page, open.Page.Keyboard);
        var boards = page.Locator(".board");

        Assert.Equal(4, await boards.CountAsync());
        await Assertions.Expect(page.Locator(".board table a[tabindex='0']")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator(".board table a:not([tabindex])")).ToHaveCountAsync(0);
        await boards.First.Locator("tbody a").First.FocusAsync();
        await FocusIsOnAsync(page, "Respiratory Medicine");
        await keys.PressAsync("ArrowDown");
        await FocusIsOnAsync(page, "Oncology");
        await keys.PressAsync("ArrowRight");
        await FocusIsOnAsync(page, "↗");
        await keys.PressAsync("ArrowRight");
        await FocusIsOnAsync(page, "$21,383");
        await keys.PressAsync("End");
        await keys.PressAsync("ArrowDown");
        Assert.Equal(10, await page.EvaluateAsync<int>("() => document.activeElement.closest('tr').rowIndex"));
        await keys.PressAsync("Home");
        await FocusIsOnAsync(page, "Departments");

        // Tab goes on to the next board, and back to where one was in this one.
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await page.Locator(".boards .board").First.Locator("a[tabindex='0']").FocusAsync();
        await keys.PressAsync("Tab");
        await FocusIsOnAsync(page, "4 more");
        await keys.PressAsync("Tab");
        await FocusIsOnAsync(page, "MRI Scan");
        await keys.PressAsync("Shift+Tab");
        await keys.PressAsync("Shift+Tab");
        await FocusIsOnAsync(page, "Evergreen Mutual");
        await boards.First.Locator("a[tabindex='0']").FocusAsync();
        await FocusIsOnAsync(page, "Oncology");
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync("**/?department=Oncology");
        await Assertions.Expect(page.Locator(".board tr.chosen a").First).ToHaveAttributeAsync("tabindex", "0");
    }

    /// <summary>What was found for the letters before them is still there for a moment.</summary>
    [Fact]
    public async Task Enter_in_the_palette_waits_for_what_its_last_letters_find()
    {
        await using var open = await browser.OpenAsync("/pipeline");

        await open.Page.Keyboard.PressAsync("Control+k");
        await open.Page.EvaluateAsync(
            """
            () => {
                const letters = document.querySelector("#palette input");
                letters.value = "insurance";
                letters.dispatchEvent(new Event("input", { bubbles: true }));
                letters.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
            }
            """);

        // Not WaitForURLAsync, which waits for a load that a move within the page may never have.
        await open.Page.WaitForFunctionAsync("() => location.pathname.endsWith('/gold/insurance_summary')");
    }

    private static Task FocusIsOnAsync(IPage page, string words) => page.WaitForFunctionAsync("words => document.activeElement.textContent.trim() === words", words);
}
