using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Support;

/// <summary>
/// axe on an open page. Its own wrapper for Playwright joins the findings of frames in a page that it opens for that alone, which takes longer than the rules
/// of a page do; ours have no frames.
/// </summary>
internal static class Axe
{
    // A function: pages let nobody turn text into code.
    private static readonly string Script = $"() => {{ if (window.axe) return; {new BundledAxeScriptProvider().GetScript()} }}";

    /// <summary>What violates a rule of any impact, each with where it is.</summary>
    /// <param name="state">In which state the page is.</param>
    /// <param name="without">What is not looked at, as a selector.</param>
    /// <param name="rules">All when none is named.</param>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, string state = "", string? without = null, params string[] rules)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(
            """
            async ([state, without, rules]) => (await axe.run(without ? { exclude: [without] } : document, { resultTypes: ["violations"], preload: false, ...(rules.length ? { runOnly: rules } : {}) })).violations
                .flatMap(violation => violation.nodes.map(node => `${violation.impact}: ${violation.id}, ${state} ${location.pathname} ${node.target}`))
            """,
            new object?[] { state, without, rules });
    }
}
