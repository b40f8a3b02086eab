using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace HealthDashboard.Tests.Support;

/// <summary>An open page as it comes out of a printer. What is cut off by an edge is not in a PDF's text either.</summary>
/// <param name="Text">All letters of all sheets in the order they are drawn, without blanks and without what stands in the margins.</param>
/// <param name="Sheets">How many there are.</param>
/// <param name="Heading">Size of the first letter, in points: smaller than the heading is meant to be when the page was shrunk to fit.</param>
/// <param name="Outside">Letters that lie over an edge of their sheet.</param>
public sealed partial record Paper(string Text, int Sheets, double Heading, string Outside)
{
    /// <summary>The margins above and below, in points: 15 mm.</summary>
    private const double Margin = 42;

    /// <summary>Points that a page's heading has; Chromium shrinks what is too wide, up to where its smallest letters are no longer read.</summary>
    private const double UsualHeading = 18;

    /// <summary>The names in a treemap are as small as their tiles; the table beside it has them.</summary>
    private const string Texts = """
        () => {
            const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
            const texts = [];
            while (walker.nextNode()) {
                const { data, parentElement } = walker.currentNode;
                if (data.trim() && !parentElement.closest("title, style, desc, option, .plot.treemap") && parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true })) texts.push(data);
            }
            return texts;
        }
        """;

    public bool IsShrunk => Math.Abs(Heading - UsualHeading) > 0.1;

    /// <param name="format">Such as <c>A4</c> or <c>Letter</c>.</param>
    public static async Task<Paper> OfAsync(IPage page, string format, bool landscape)
    {
        var pdf = await page.PdfAsync(new PagePdfOptions { Format = format, Landscape = landscape });
        using var document = PdfDocument.Open(pdf);
        var sheets = document.GetPages().ToList();
        var letters = sheets.SelectMany(sheet => sheet.Letters.Where(letter => Within(sheet, letter)), (sheet, letter) => (Sheet: sheet, Letter: letter)).ToList();
        return new Paper(
            Joined(letters.Select(each => each.Letter)),
            sheets.Count,
            letters[0].Letter.PointSize,
            Joined(letters.Where(each => each.Letter.BoundingBox.Left < 0 || each.Letter.BoundingBox.Right > each.Sheet.Width).Select(each => each.Letter)));
    }

    /// <summary>Every piece of text that a sheet is to hold, as the page has it while it is printed. As in printing the page hears of it before it looks like paper: charts are drawn many times as fast.</summary>
    public static async Task<IReadOnlyList<string>> PromisedAsync(IPage page)
    {
        await page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var promised = await page.EvaluateAsync<string[]>(Texts);
        await page.EmulateMediaAsync(new() { Media = Media.Null });
        await page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
        return promised;
    }

    /// <summary>What of it is missing on the sheets, each piece as often as it is missing.</summary>
    public IEnumerable<string> Missing(IReadOnlyList<string> promised) =>
        promised.Select(WithoutBlanks).CountBy(text => text).Where(text => Regex.Count(Text, Regex.Escape(text.Key)) < text.Value).Select(text => text.Key);

    private static bool Within(Page sheet, Letter letter) => letter.StartBaseLine.Y > Margin && letter.StartBaseLine.Y < sheet.Height - Margin;

    private static string Joined(IEnumerable<Letter> letters) =>
        WithoutBlanks(letters.Aggregate(new StringBuilder(), (text, letter) => text.Append(letter.Value)).ToString());

    private static string WithoutBlanks(string text) => Blanks().Replace(text, "");

    [GeneratedRegex("[\\s\\u200B\\u2066-\\u2069\\u200E\\u200F]+")]
    private static partial Regex Blanks();
}
