using Microsoft.Playwright;

namespace HealthDashboard.Tests.Support;

/// <summary>What moves under one's eyes while a page comes up.</summary>
public static class LayoutShift
{
    /// <summary>Watches from the beginning: runs before the scripts of a page.</summary>
    public const string Script =
        """
        window.shifts = [];
        new PerformanceObserver(list => {
            for (const { value, sources } of list.getEntries())
                window.shifts.push({ value, what: sources.map(({ node }) => `${node?.nodeName}.${node?.className ?? node?.parentNode?.className}`).join(" ") });
        }).observe({ type: "layout-shift", buffered: true });
        """;

    /// <summary>A tenth of what is held to be good.</summary>
    private const double Most = 0.02;

    /// <summary>Cumulative layout shift since the page was begun (web.dev/cls), with what moved; nothing where it is little.</summary>
    public static async Task<IReadOnlyList<string>> JumpsAsync(IPage page) => await page.EvaluateAsync<string[]>(
        """
        most => {
            const sum = window.shifts.reduce((total, { value }) => total + value, 0);
            return sum < most ? [] : window.shifts.map(({ value, what }) => `jumps by ${value.toFixed(4)}: ${what}`);
        }
        """, Most);
}
