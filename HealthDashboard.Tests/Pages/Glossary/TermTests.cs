using System.Reflection;
using System.Text.RegularExpressions;
using Bunit;
using HealthDashboard.Pages.Glossary;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Glossary;

public sealed partial class TermTests
{
    private static readonly string Pages = Path.Combine(Places.Repository, "HealthDashboard", "Pages");

    [Fact]
    public void Every_term_is_on_the_page_of_words_under_its_own_address()
    {
        using var context = new BunitContext();

        var words = context.Render<GlossaryPage>().FindAll("dl.words > div[id]");

        Assert.Equal(Catalogue().Order(StringComparer.Ordinal), words.Select(word => word.Id!).Order(StringComparer.Ordinal));
        Assert.All(words, word => Assert.InRange(word.QuerySelector("dd")!.TextContent.Length, 40, 250));
        Assert.Equal(words.Select(word => word.QuerySelector("dt")!.TextContent), Term.All.Select(term => term.Name));
    }

    /// <summary>A word that is explained nowhere needs no explanation, and one that is explained has a sheet to open.</summary>
    [Fact]
    public void What_pages_explain_opens_what_the_catalogue_says()
    {
        using var context = new BunitContext();
        var explained = Directory.GetFiles(Pages, "*.razor", SearchOption.AllDirectories).SelectMany(file => Used().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct().ToList();

        var sheets = context.Render<TermSheets>(parameters => parameters.Add(each => each.Here, "http://localhost/?share=safe&measure=num_visits"));

        Assert.InRange(explained.Count, 6, Term.All.Count);
        Assert.All(sheets.FindAll("a"), link => Assert.StartsWith("glossary?share=safe#", link.GetAttribute("href"), StringComparison.Ordinal));
        foreach (var term in Term.All)
        {
            var word = context.Render<Explained>(parameters => parameters.Add(each => each.Term, term)).Find("button");
            Assert.NotNull(sheets.Find($"#{word.GetAttribute("popovertarget")}"));
            Assert.Equal(term.Meaning, sheets.Find($"#{word.GetAttribute("aria-describedby")}").TextContent);
        }
    }

    private static IEnumerable<string> Catalogue() => typeof(Term).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType == typeof(Term)).Select(property => ((Term)property.GetValue(null)!).Id);

    [GeneratedRegex(@"Term=""Term\.(\w+)""")]
    private static partial Regex Used();
}
