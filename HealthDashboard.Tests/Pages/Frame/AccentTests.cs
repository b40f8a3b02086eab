using System.Globalization;
using HealthDashboard.Pages.Frame;
using MudBlazor.Utilities;

namespace HealthDashboard.Tests.Pages.Frame;

public sealed class AccentTests
{
    [Theory]
    [InlineData("#0b5c73")]
    [InlineData("#ffcc00")]
    [InlineData("#ffffff")]
    [InlineData("#000000")]
    [InlineData("#7a1fa2")]
    [InlineData("#c8102e")]
    [InlineData("#808080")]
    public void Whatever_colour_a_hospital_has_its_words_and_marks_are_readable(string asked)
    {
        var accent = new Accent(Colour.Find(asked)!.Value);

        foreach (var dark in new[] { false, true })
        {
            MudBlazor.Palette palette = dark ? AppTheme.Theme.PaletteDark : AppTheme.Theme.PaletteLight;
            var text = Of(accent, "--mud-palette-primary", dark);
            foreach (var ground in new[] { palette.Surface, palette.Background }.Select(each => Colour.Find(each.ToString(MudColorOutputFormats.Hex))!.Value))
                Assert.InRange(text.Contrast(ground), 4.5, 21);
            Assert.InRange(text.Contrast(Of(accent, "--mud-palette-primary-text", dark)), 4.5, 21);
            Assert.InRange(text.Contrast(Of(accent, "--usual", dark)), 4.5, 21);
            Assert.InRange(Of(accent, "--data", dark).Contrast(Colour.Find(palette.Surface.ToString(MudColorOutputFormats.Hex))!.Value), 3, 21);
            Assert.InRange(Of(accent, "--filled", dark).Contrast(Colour.White), 4.5, 21);
        }
    }

    [Fact]
    public void A_colour_that_had_to_be_changed_is_told_with_what_it_became()
    {
        Assert.Equal("Display:Accent #0b5c73 has a contrast below 4.5 as text on dark ground: " + new Accent(new(0x0b, 0x5c, 0x73)).Dark + " is used there.", new Accent(new(0x0b, 0x5c, 0x73)).Changed);
        Assert.Contains("on light ground", new Accent(new(0xff, 0xcc, 0)).Changed, StringComparison.Ordinal);
    }

    /// <summary>WCAG 2.2 gives 21 for black on white, and 4.54 for #767676 on white is the best known one that just passes.</summary>
    [Theory]
    [InlineData("#000000", "21.00")]
    [InlineData("#767676", "4.54")]
    [InlineData("#ffffff", "1.00")]
    public void Contrast_is_that_of_the_standard(string colour, string expected) =>
        Assert.Equal(expected, Colour.Find(colour)!.Value.Contrast(Colour.White).ToString("F2", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("0b5c73")]
    [InlineData("#0b5c7")]
    [InlineData("#0b5c7g")]
    [InlineData("red")]
    public void What_is_no_colour_is_none(string text) => Assert.Null(Colour.Find(text));

    private static Colour Of(Accent accent, string name, bool dark)
    {
        var block = accent.Css.Split(":root")[dark ? 2 : 1];
        return Colour.Find(block[block.IndexOf('{', StringComparison.Ordinal)..].Trim('{', '}').Split(';').Select(line => line.Split(':')).First(line => line[0] == name)[1])!.Value;
    }
}
