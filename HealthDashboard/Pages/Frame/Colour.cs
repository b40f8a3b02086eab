using System.Globalization;

namespace HealthDashboard.Pages.Frame;

/// <summary>A colour of the screen (sRGB), each channel from 0 to 255.</summary>
public readonly record struct Colour(byte R, byte G, byte B)
{
    public static Colour White => new(255, 255, 255);

    public static Colour Black => default;

    /// <summary>#0b5c73; null for anything else.</summary>
    public static Colour? Find(string text) =>
        text is ['#', _, _, _, _, _, _] && uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
            ? new Colour((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb)
            : null;

    /// <summary>Relative luminance, 0 to 1: WCAG 2.2.</summary>
    public double Luminance => (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));

    /// <summary>1 to 21: WCAG 2.2.</summary>
    public double Contrast(Colour other) => (Math.Max(Luminance, other.Luminance) + 0.05) / (Math.Min(Luminance, other.Luminance) + 0.05);

    /// <summary>So much of the way to another, from 0 to 1.</summary>
    public Colour Towards(Colour other, double part) => new(Between(R, other.R, part), Between(G, other.G, part), Between(B, other.B, part));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");

    private static byte Between(byte from, byte to, double part) => (byte)Math.Round(from + ((to - from) * part));

    private static double Linear(byte channel) => channel / 255.0 is var share && share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
}
