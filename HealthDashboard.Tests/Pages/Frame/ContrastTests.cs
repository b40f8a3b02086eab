using System.Text.RegularExpressions;
using HealthDashboard.Pages.Frame;
using MudBlazor.Utilities;

namespace HealthDashboard.Tests.Pages.Frame;

/// <summary>WCAG 2.2: text has a contrast of 4.5 on its ground, marks of 3, in both palettes.</summary>
public sealed partial class ContrastTests
{
    public static TheoryData<bool> Palettes => [false, true];

    [Theory]
    [MemberData(nameof(Palettes))]
    public void Text_is_readable_on_every_ground(bool dark)
    {
        var palette = PaletteOf(dark);

        foreach (var ground in new[] { palette.Surface, palette.Background })
        {
            foreach (var text in new[] { palette.TextPrimary, palette.TextSecondary, palette.Primary, palette.Error, palette.Warning })
                Assert.InRange(Contrast(text.ToString(), ground.ToString()), 4.5, 21);
        }
    }

    [Theory]
    [MemberData(nameof(Palettes))]
    public void Marks_of_charts_stand_out_from_the_surface(bool dark)
    {
        var marks = Marks(dark);

        Assert.True(marks.Count >= 9);
        Assert.All(marks, mark => Assert.InRange(Contrast(mark, PaletteOf(dark).Surface.ToString()), 3, 21));
    }

    [Theory]
    [MemberData(nameof(Palettes))]
    public void Neighbouring_marks_differ_for_colour_blind_eyes_too(bool dark)
    {
        var marks = Marks(dark);

        // Without red and green what is left is lightness and blue against yellow.
        foreach (var (one, other) in marks.Zip(marks.Skip(1)))
        {
            var (a, b) = (Rgb(one), Rgb(other));
            var lightness = Math.Abs(Luminance(one) - Luminance(other));
            var blueYellow = Math.Abs((a.B - ((a.R + a.G) / 2)) - (b.B - ((b.R + b.G) / 2)));
            Assert.True(lightness > 0.03 || blueYellow > 40, $"{one} and {other}");
        }
    }

    private static MudBlazor.Palette PaletteOf(bool dark) => dark ? AppTheme.Theme.PaletteDark : AppTheme.Theme.PaletteLight;

    private static List<string> Marks(bool dark) => [.. AppTheme.Lines(dark).Select(line => Mark().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var (r, g, b) = Rgb(colour);
        return (0.2126 * Linear(r)) + (0.7152 * Linear(g)) + (0.0722 * Linear(b));

        static double Linear(double channel) => channel / 255 <= 0.04045 ? channel / 255 / 12.92 : Math.Pow(((channel / 255) + 0.055) / 1.055, 2.4);
    }

    private static (double R, double G, double B) Rgb(string colour)
    {
        var parsed = new MudColor(colour);
        return (parsed.R, parsed.G, parsed.B);
    }

    [GeneratedRegex("--mark-[0-9]: (#[0-9a-f]{6})")]
    private static partial Regex Mark();
}
