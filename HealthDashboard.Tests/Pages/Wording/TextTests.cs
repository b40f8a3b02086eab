using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using HealthDashboard.Pages;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Wording;

/// <summary>The words of the pages are in Text.resx and nowhere else, so that they can be translated.</summary>
public sealed partial class TextTests
{
    private static readonly string[] Names = ["HealthDashboard", "Ctrl", "Enter", "Esc", "Shift", "Alt"];

    private static string Pages { get; } = Path.Combine(Places.Repository, "HealthDashboard", "Pages");

    [Fact]
    public void No_page_holds_words_of_its_own()
    {
        var files = Directory.GetFiles(Pages, "*.razor", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => OwnWords(File.ReadAllText(file)).Select(word => $"{Path.GetRelativePath(Pages, file)}: {word}")));
    }

    [Theory]
    [InlineData("<h2 id=\"rules\">Rules hit</h2>", "Rules hit")]
    [InlineData("<a href=\"/\" aria-label=\"Close @Text.Notice\">@Text.X</a>", "Close")]
    [InlineData("<Message Title='No rows' Kind=\"error\" />", "No rows")]
    [InlineData("@if (_a > 0)\n{\n    <p>@Format.Whole(Count(\")\")) visits</p>\n}", "visits")]
    [InlineData("<td>@(table).csv</td>", "csv")]
    [InlineData("<p>@(_dark ? \"Use light colours\" : null)</p>", "Use light colours")]
    [InlineData("<button @onclick='() => Save(\"png\")' title=\"@(a > b ? \"Hide\" : \"\")\">@Text.X</button>", "Hide")]
    [InlineData("<p>@Sentence.With(Text.X, @<a href=\"/\">All views</a>)</p>", "All views")]
    public void Words_of_its_own_are_seen(string razor, string words) => Assert.Equal(words, string.Join(' ', OwnWords(razor)));

    [Theory]
    [InlineData("@page \"/pipeline\"\n@* A page. *@\n<PageTitle>@Text.Runs – HealthDashboard</PageTitle>\n\n@code {\n    private string a = \"Some words\";\n}")]
    [InlineData("@if (a is not null)\n{\n    var b = Some.Value(a);\n    return;\n}\nelse if (b)\n{\n    <kbd>Ctrl K</kbd>\n}")]
    [InlineData("<li class=\"number\" aria-current=\"@(Query(\"compare\") == \"year\" ? \"true\" : null)\">@run.At!.Value[0]?.ToString(\"d MMM yyyy\") &ndash;</li>")]
    public void What_nobody_reads_is_passed_over(string razor) => Assert.Empty(OwnWords(razor));

    [Fact]
    public void Every_text_is_used()
    {
        var pages = string.Concat(new[] { Pages, Path.Combine(Pages, "..", "Endpoints") }.SelectMany(room => Directory.GetFiles(room, "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs")
            .Select(File.ReadAllText));
        var texts = typeof(Text).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(text => text.PropertyType == typeof(string)).Select(text => text.Name).ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.Matches($@"\bText\.{text}\b", pages));
    }

    /// <summary>Words between tags, in attributes that are read out or shown, and in texts of expressions that look like a person's.</summary>
    private static List<string> OwnWords(string razor)
    {
        var markup = CodeLine.Replace(Comment.Replace(CodeBlock.Replace(razor, ""), ""), "");
        var seen = new StringBuilder();
        var plain = WithoutExpressions(markup, seen);
        foreach (Match tag in Tag.Matches(plain))
        {
            foreach (Match attribute in ShownAttribute.Matches(tag.Value))
                seen.Append(' ').Append(attribute.Groups["value"].Value);
        }

        seen.Append(' ').Append(WebUtility.HtmlDecode(Tag.Replace(plain, " ")));
        return [.. Word.Matches(seen.ToString()).Select(word => word.Value).Where(word => word.Split(' ').Except(Names).Any(each => each.Length > 2))];
    }

    /// <summary>Takes each expression out, and notes what it holds for a person.</summary>
    private static string WithoutExpressions(string markup, StringBuilder seen)
    {
        var plain = new StringBuilder();
        for (var at = 0; at < markup.Length;)
        {
            if (markup[at] != '@')
            {
                plain.Append(markup[at++]);
                continue;
            }

            var end = EndOfExpression(markup, at + 1);
            var expression = markup[(at + 1)..end];
            foreach (var literal in Literal.Matches(expression).Select(match => match.Groups["value"].Value))
            {
                if (Prose.IsMatch(literal) && !DateFormat.IsMatch(literal))
                    seen.Append(' ').Append(literal);
            }

            foreach (Match template in Template.Matches(expression))
                seen.Append(' ').Append(string.Join(' ', OwnWords(template.Value)));
            at = end;
        }

        return plain.ToString();
    }

    /// <summary>Something in parentheses, or a name with its members, calls and indexes.</summary>
    private static int EndOfExpression(string markup, int at)
    {
        if (markup[at] == '(')
            return EndOfParentheses(markup, at);
        var end = at + Name.Match(markup, at).Length;
        while (end < markup.Length)
        {
            if (Member.Match(markup, end) is { Success: true } member)
                end += member.Length;
            else if (markup[end] is '(' or '[')
                end = EndOfParentheses(markup, end);
            else
                break;
        }

        return end;
    }

    private static int EndOfParentheses(string markup, int at)
    {
        var (depth, quoted) = (0, false);
        for (; at < markup.Length; at++)
        {
            if (markup[at] == '"')
                quoted = !quoted;
            else if (!quoted && markup[at] is '(' or '[')
                depth++;
            else if (!quoted && markup[at] is ')' or ']' && --depth == 0)
                return at + 1;
        }

        return at;
    }

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment { get; }

    [GeneratedRegex(@"^@code\b.*", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock { get; }

    /// <summary>Directives, and the statements between braces: each has a line of its own.</summary>
    [GeneratedRegex(@"^\s*(@(page|inherits|implements|inject|using|layout|attribute|typeparam)\b.*|@?(if|else if|foreach|for|while|switch) \(.*\)|else|[{}]|return;|var .*;)\s*$", RegexOptions.Multiline)]
    private static partial Regex CodeLine { get; }

    [GeneratedRegex("""<[/!]?[A-Za-z](?:"[^"]*"|'[^']*'|[^>"'])*>""")]
    private static partial Regex Tag { get; }

    [GeneratedRegex("""\s(aria-label|title|placeholder|alt)\s*=\s*("(?<value>[^"]*)"|'(?<value>[^']*)')""", RegexOptions.IgnoreCase)]
    private static partial Regex ShownAttribute { get; }

    [GeneratedRegex(@"\p{L}{3,}(?: \p{L}+)*|\p{L}+(?: \p{L}+)+")]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"\G[A-Za-z_]\w*")]
    private static partial Regex Name { get; }

    [GeneratedRegex(@"\G!?\??\.[A-Za-z_]\w*")]
    private static partial Regex Member { get; }

    [GeneratedRegex("\"(?<value>[^\"]*)\"")]
    private static partial Regex Literal { get; }

    /// <summary>Several words, or a capital.</summary>
    [GeneratedRegex(@"\p{L}{2,} \p{L}{2,}|^\p{Lu}\p{Ll}+")]
    private static partial Regex Prose { get; }

    [GeneratedRegex("^[dMyHhmst :%]+$")]
    private static partial Regex DateFormat { get; }

    [GeneratedRegex("@<.*>", RegexOptions.Singleline)]
    private static partial Regex Template { get; }
}
