using System.Globalization;
using System.Text.RegularExpressions;

namespace HealthDashboard.Silver;

/// <summary>What dates that are not understood look like, so that one can say so without saying any of them.</summary>
internal static partial class DateLooks
{
    /// <summary>Spreadsheets count days from 1899-12-30: these lie between 1954 and 2064.</summary>
    private const int FirstSerial = 20_000, LastSerial = 60_000;

    /// <summary>The settings of <c>Data:DateFormat</c> under which it would be a date, such as <c>dd/MM/yyyy</c> and <c>MM/dd/yyyy</c>; a point is never written behind a month in front.</summary>
    public static IReadOnlyList<string> Settings(string text)
    {
        if (YearFirst().Match(text) is { Success: true } first)
            return [first.Groups["mark"].Length == 0 ? "yyyyMMdd" : $"yyyy{first.Groups["mark"].Value}MM{first.Groups["mark"].Value}dd"];
        if (YearLast().Match(text) is not { Success: true } last)
            return [];
        var (a, b, mark) = (Number(last.Groups["a"]), Number(last.Groups["b"]), last.Groups["mark"].Value);
        return [.. new[]
        {
            (Setting: $"dd{mark}MM{mark}yyyy", Fits: a is >= 1 and <= 31 && b is >= 1 and <= 12),
            (Setting: $"MM{mark}dd{mark}yyyy", Fits: mark != "." && a is >= 1 and <= 12 && b is >= 1 and <= 31),
        }.Where(each => each.Fits).Select(each => each.Setting)];
    }

    /// <summary>What else it looks like, in words; null where that says nothing.</summary>
    public static string? InWords(string text) =>
        TwoDigitYear().IsMatch(text) ? "a year of two digits"
        : Serial().IsMatch(text) && decimal.Parse(text, CultureInfo.InvariantCulture) is >= FirstSerial and <= LastSerial ? "the day numbers of a spreadsheet"
        : DateFormat.Iso.TryRead(text, out _) ? "days before 1900, after tomorrow, or that stand for none"
        : null;

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(19|20)[0-9]{2}((?<mark>[./])[0-9]{1,2}\k<mark>[0-9]{1,2}|(?<mark>)(0[1-9]|1[0-2])[0-3][0-9])(\b|_)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<a>[0-9]{1,2})(?<mark>[-./])(?<b>[0-9]{1,2})\k<mark>(19|20)[0-9]{2}(?![0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex YearLast();

    [GeneratedRegex(@"^[0-9]{1,2}([-./])[0-9]{1,2}\1[0-9]{2}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex TwoDigitYear();

    [GeneratedRegex(@"^[0-9]{5}(\.[0-9]{1,12})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Serial();
}
