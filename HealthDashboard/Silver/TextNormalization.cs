using System.Globalization;
using System.Text;

namespace HealthDashboard.Silver;

/// <summary>How text of any column is read before it means something.</summary>
public static class TextNormalization
{
    public const string Unknown = "Unknown";

    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private static readonly NumberFormatInfo DecimalComma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    private static readonly WordTable Missing = new("missing_words.csv");

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

    /// <summary>Whether a tidy value stands for "not known": a blank, or a word of <c>missing_words.csv</c> in any case.</summary>
    public static bool AreMissing(string text) => text.Length == 0 || Missing.Holds(text);

    /// <summary>The name of a category with one blank where it has several, or one that only looks like one.</summary>
    public static string OneBlank(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]) && (text[i] != ' ' || (i > 0 && text[i - 1] == ' ')))
                return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }

        return text;
    }

    /// <summary>A plain decimal number: digits with at most one mark and a sign; no exponent, currency or thousands separator.</summary>
    /// <param name="comma">Whether a comma may stand in the place of the point.</param>
    public static bool TryDecimal(ReadOnlySpan<byte> utf8, bool comma, out decimal number) =>
        TryDigits(utf8, out number) || decimal.TryParse(utf8, Plain, CultureInfo.InvariantCulture, out number) || (comma && decimal.TryParse(utf8, Plain, DecimalComma, out number));

    /// <summary>What nearly all numbers are, a few digits with a point between or without, read in a fraction of the time.</summary>
    private static bool TryDigits(ReadOnlySpan<byte> utf8, out decimal number)
    {
        // As many digits as any whole number has room for.
        const int Longest = 9;
        var (digits, point) = (0, -1);
        number = default;
        if (utf8.Length is 0 or > Longest)
            return false;
        for (var at = 0; at < utf8.Length; at++)
        {
            if (utf8[at] is >= (byte)'0' and <= (byte)'9')
                digits = (digits * 10) + utf8[at] - '0';
            else if (utf8[at] == '.' && point < 0 && at > 0)
                point = at;
            else
                return false;
        }

        number = new decimal(digits, 0, 0, isNegative: false, (byte)(point < 0 ? 0 : utf8.Length - point - 1));
        return true;
    }
}
