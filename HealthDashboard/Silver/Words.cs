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

    /// <summary>Whether a tidy value stands for "not known": blank, NULL, NaN, N/A, Unknown in any case.</summary>
    public static bool AreMissing(string text) => Missing.Contains(text);

    /// <summary>A plain decimal number: digits with at most one point and a sign; no exponent, currency or thousands separator.</summary>
    public static bool TryDecimal(string text, out decimal number) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
