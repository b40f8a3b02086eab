using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HealthDashboard.Silver;

/// <summary>A cost as it is written: a plain number, or one with a currency or with its thousands apart that has one meaning only.</summary>
/// <param name="Amount">Null where it is no number, or one that may mean several.</param>
/// <param name="IsPlain">Digits with at most one decimal mark, and a sign.</param>
public readonly partial record struct WrittenCost(decimal? Amount, CostMarks Marks, bool IsPlain)
{
    private const int Thousand = 3;

    /// <summary>The longer ones first: each begins or ends with a shorter.</summary>
    private static readonly (string Sign, CostMarks Currency)[] Currencies =
    [
        ("US$", CostMarks.Dollar), ("R$", CostMarks.Real), ("$", CostMarks.Dollar), ("USD", CostMarks.Dollar), ("€", CostMarks.Euro), ("EUR", CostMarks.Euro),
        ("£", CostMarks.Pound), ("GBP", CostMarks.Pound), ("CHF", CostMarks.Franc), ("Fr.", CostMarks.Franc), ("¥", CostMarks.Yen), ("JPY", CostMarks.Yen),
        ("SEK", CostMarks.Krona), ("NOK", CostMarks.Krona), ("DKK", CostMarks.Krona), ("kr.", CostMarks.Krona), ("kr", CostMarks.Krona), ("BRL", CostMarks.Real),
        ("INR", CostMarks.Rupee), ("₹", CostMarks.Rupee), ("PLN", CostMarks.Zloty), ("zł", CostMarks.Zloty),
    ];

    /// <param name="decimalComma">Whether a comma may be the decimal mark: the file has another mark between its fields.</param>
    public static WrittenCost Read(ReadOnlySpan<byte> utf8, bool decimalComma)
    {
        if (TextNormalization.TryDecimal(utf8, decimalComma, out var plain))
            return new WrittenCost(plain, MarksOfPlain(utf8), IsPlain: true);
        var text = Encoding.UTF8.GetString(utf8);
        var currency = CostMarks.None;
        foreach (var (sign, of) in Currencies)
        {
            var (before, behind) = (text.StartsWith(sign, StringComparison.Ordinal), text.EndsWith(sign, StringComparison.Ordinal));
            if (before == behind)
                continue;
            (text, currency) = ((before ? text[sign.Length..] : text[..^sign.Length]).Trim(), of);
            break;
        }

        var number = Number().Match(text);
        var marks = MarksOf(number);
        return new WrittenCost(number.Success && !number.Groups["sign"].Success && HasOneMeaning(number, marks, decimalComma) ? Value(number, marks, decimalComma) : null, marks | currency, IsPlain: false);
    }

    /// <summary>A comma before the decimals, or points between the thousands, only where commas may be decimal; beside blanks or apostrophes between the thousands any mark is.</summary>
    private static bool HasOneMeaning(Match number, CostMarks marks, bool decimalComma) =>
        decimalComma || (marks & CostMarks.CommaIsDecimal) == 0 || char.IsWhiteSpace(Group(number)) || IsApostrophe(Group(number));

    private static decimal Value(Match number, CostMarks marks, bool decimalComma)
    {
        var whole = string.Concat(number.Groups["whole"].Value.Where(char.IsAsciiDigit));
        var part = number.Groups["part"].Value;
        var areThousands = (marks & CostMarks.CommaAndThree) != 0 && !decimalComma;
        return decimal.TryParse(areThousands ? whole + part : $"{whole}.{part}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : decimal.MaxValue;
    }

    private static CostMarks MarksOfPlain(ReadOnlySpan<byte> utf8)
    {
        var mark = utf8.IndexOfAny((byte)'.', (byte)',');
        if (mark < 0)
            return CostMarks.None;
        var whole = utf8[..mark].TrimStart("+-"u8);
        return MarksOf((char)utf8[mark], mayBeThousands: whole.Length is >= 1 and <= Thousand && whole[0] != (byte)'0' && utf8.Length - mark - 1 == Thousand);
    }

    private static CostMarks MarksOf(Match number)
    {
        if (!number.Success)
            return CostMarks.None;
        var whole = number.Groups["whole"].ValueSpan;
        var group = Group(number);
        if (number.Groups["mark"].ValueSpan is [var mark])
            return MarksOf(mark, group == default && whole.Length is >= 1 and <= Thousand && whole[0] != '0' && number.Groups["part"].Length == Thousand);
        return group switch { ',' => CostMarks.PointIsDecimal, '.' => CostMarks.CommaIsDecimal, _ => CostMarks.None };
    }

    private static CostMarks MarksOf(char mark, bool mayBeThousands) => (mark, mayBeThousands) switch
    {
        ('.', true) => CostMarks.PointAndThree,
        ('.', false) => CostMarks.PointIsDecimal,
        (_, true) => CostMarks.CommaAndThree,
        (_, false) => CostMarks.CommaIsDecimal,
    };

    private static char Group(Match number) => number.Groups["group"].ValueSpan is [var group, ..] ? group : default;

    private static bool IsApostrophe(char mark) => mark is '\'' or '\u2019';

    /// <summary>
    /// Digits with a decimal mark, or in threes: with blanks or apostrophes between them and any mark behind, with points and a comma
    /// behind or commas and a point behind, or more than one of these and none behind.
    /// </summary>
    [GeneratedRegex(
        @"^(?<sign>[+-])?(?=[.,]?[0-9])((?<whole>[0-9]*)((?<mark>[.,])(?<part>[0-9]*))?" +
        @"|(?<whole>[1-9][0-9]{0,2}((?<group>[ \u00A0\u2009\u202F'\u2019])[0-9]{3}(\k<group>[0-9]{3})*))((?<mark>[.,])(?<part>[0-9]*))?" +
        @"|(?<whole>[1-9][0-9]{0,2}((?<group>[.,])[0-9]{3}(\k<group>[0-9]{3})*))(?!\k<group>)(?<mark>[.,])(?<part>[0-9]*)" +
        @"|(?<whole>[1-9][0-9]{0,2}(?<group>[.,])[0-9]{3}(\k<group>[0-9]{3})+))$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
