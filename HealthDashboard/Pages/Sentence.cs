using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages;

/// <summary>Fills in the places {0}, {1} … of a text, so that a translation may put them in another order.</summary>
public static partial class Sentence
{
    public static string Of(string text, params object?[] parts) => string.Format(CultureInfo.CurrentCulture, text, parts);

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

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Place { get; }
}
