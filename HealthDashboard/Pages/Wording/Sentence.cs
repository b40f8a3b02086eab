using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Wording;

/// <summary>
/// Fills in the places {0}, {1} … of a text, so that a translation may put them in another order. <c>{0} [visit|visits]</c>
/// takes the first word where the number before it is one, <c>[0:was|were]</c> where that of place 0 is.
/// </summary>
public static partial class Sentence
{
    public static string Of(string text, params object?[] parts) => string.Format(CultureInfo.CurrentCulture, Numbered(text, parts), parts);

    /// <summary>1 visit, 1,500 visits.</summary>
    /// <param name="noun">In singular and plural: visit|visits.</param>
    public static string Counted(decimal number, string noun) => $"{Format.Whole(number)} {Noun(number, noun)}";

    /// <summary>The singular for one, else the plural.</summary>
    public static string Noun(decimal number, string noun) => noun.Split('|')[number == 1 ? 0 : ^1];

    private static string Numbered(string text, object?[] parts)
    {
        if (!text.Contains('[', StringComparison.Ordinal))
            return text;
        return Choice.Replace(text, choice =>
        {
            var place = choice.Groups["place"] is { Success: true } said ? said.Value : LastPlace.Match(text[..choice.Index]).Groups["place"].Value;
            var isOne = Convert.ToString(parts[int.Parse(place, CultureInfo.InvariantCulture)], CultureInfo.InvariantCulture) == "1";
            return choice.Groups[isOne ? "one" : "many"].Value;
        });
    }

    /// <summary>With links and code in the places.</summary>
    public static RenderFragment With(string text, params RenderFragment[] parts) => builder =>
    {
        var pieces = Place.Split(text);
        for (var i = 0; i < pieces.Length; i++)
        {
            // Split hands over what stands between the places at even numbers, and the places' own numbers at odd ones.
            if (i % 2 == 0)
                builder.AddContent(0, pieces[i]);
            else
                builder.AddContent(1, parts[int.Parse(pieces[i], CultureInfo.InvariantCulture)]);
        }
    };

    [GeneratedRegex(@"\[((?<place>\d+):)?(?<one>[^|\]]*)\|(?<many>[^\]]*)\]")]
    private static partial Regex Choice { get; }

    [GeneratedRegex(@"\{(?<place>\d+)\}", RegexOptions.RightToLeft)]
    private static partial Regex LastPlace { get; }

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Place { get; }
}
