using System.Globalization;
using System.Text;

namespace HealthDashboard.Silver;

/// <summary>How text of any column is read before it means something.</summary>
public static class Words
{
    public const string Unknown = "Unknown";

    private static readonly HashSet<string> Missing = new(["", "null", "nan", "n/a", "unknown"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Without blanks around it (Unicode blanks too), in Unicode's composed form (NFC).</summary>
    public static string Tidy(string text)
    {
        var trimmed = text.Trim();
        try
        {
            return Ascii.IsValid(trimmed) || trimmed.IsNormalized() ? trimmed : trimmed.Normalize();
        }
        catch (ArgumentException)
        {
            // U+FFFE, which a file may well hold, has no normal form: such text stays as found.
            return trimmed;
        }
    }

    /// <summary>The same of UTF-8.</summary>
    public static ReadOnlySpan<byte> Tidy(ReadOnlySpan<byte> utf8)
    {
        const byte Blank = (byte)' ';
        var isTidy = utf8.IsEmpty || (utf8[0] > Blank && utf8[^1] > Blank && Ascii.IsValid(utf8));
        return isTidy ? utf8 : Encoding.UTF8.GetBytes(Tidy(Encoding.UTF8.GetString(utf8)));
    }

    /// <summary>Whether a tidy value stands for "not known": blank, NULL, NaN, N/A, Unknown in any case.</summary>
    public static bool AreMissing(string text) => Missing.Contains(text);

    /// <summary>A plain decimal number: digits with at most one point and a sign; no exponent, currency or thousands separator.</summary>
    public static bool TryDecimal(ReadOnlySpan<byte> utf8, out decimal number) => decimal.TryParse(
        utf8, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
