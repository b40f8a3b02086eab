using System.Globalization;
using System.Text.RegularExpressions;

namespace HealthDashboard.Silver;

/// <summary>How the files write a date: in ISO order always, and in the one other order that the setting <c>Data:DateFormat</c> names.</summary>
public sealed partial class DateFormat
{
    private const string IsoName = "iso";

    private static readonly string[] Parts = ["d", "M", "yyyy"];

    private readonly Regex? _other;

    private DateFormat(string name, Regex? other) => (Name, _other) = (name, other);

    public static DateFormat Iso { get; } = new(IsoName, null);

    /// <summary>The setting, such as <c>iso</c> or <c>dd.MM.yyyy</c>.</summary>
    public string Name { get; }

    /// <param name="setting"><c>iso</c>, or day (d, dd), month (M, MM) and year (yyyy), with <c>. / -</c> or blanks between them or nothing.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    public static DateFormat Parse(string setting)
    {
        if (setting.Equals(IsoName, StringComparison.OrdinalIgnoreCase))
            return Iso;
        if (Setting().Match(setting) is not { Success: true } match || Parts.Any(part => match.Groups[part].Captures.Count != 1))
            throw new FormatException($"Data:DateFormat is {setting}. Expected {IsoName}, or day, month and year once each, such as dd.MM.yyyy, dd/MM/yyyy, MM/dd/yyyy or yyyyMMdd.");
        var digits = match.Groups["between"].Captures.All(between => between.Length > 0) ? "{1,2}" : "{2}";
        var pattern = Regex.Replace(Regex.Escape(setting), "d+|M+|yyyy", part => part.Value[0] == 'y' ? "(?<y>[0-9]{4})" : $"(?<{part.Value[0]}>[0-9]{digits})");
        return new DateFormat(setting, new Regex("^" + pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture));
    }

    /// <summary>The day; a time part is cut off. An order that is not asked for may be another's, and is never guessed.</summary>
    public bool TryRead(string text, out DateOnly date)
    {
        if (TryIso(text, out date))
            return true;
        return _other?.Match(text) is { Success: true } match
            && HasNothingButTime(text, match.Length)
            && DateOnly.TryParseExact(
                $"{match.Groups["y"].Value}-{match.Groups["M"].Value}-{match.Groups["d"].Value}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    private static bool TryIso(string text, out DateOnly date)
    {
        const int Length = 10;
        return TryPlain(text, out date) || (text.Length >= Length
            && HasNothingButTime(text, Length)
            && DateOnly.TryParseExact(text.AsSpan(0, Length), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date));
    }

    /// <summary>What nearly all dates are, read in a tenth of the time.</summary>
    private static bool TryPlain(string text, out DateOnly date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
            return false;
        var (year, month, day) = (Digits(text.AsSpan(0, 4)), Digits(text.AsSpan(5, 2)), Digits(text.AsSpan(8, 2)));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>-1 where something else stands there.</summary>
    private static int Digits(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var letter in text)
        {
            if (!char.IsAsciiDigit(letter))
                return -1;
            number = (number * 10) + letter - '0';
        }

        return number;
    }

    private static bool HasNothingButTime(string text, int from) => text.Length == from || TimePart().IsMatch(text.AsSpan(from));

    [GeneratedRegex(@"^[T ]\s*\d{1,2}(:\d{2}(:\d{2}([.,]\d+)?)?)?\s*([ap]m)?\s*(Z|[+-]\d{2}(:?\d{2})?|UTC)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TimePart();

    [GeneratedRegex(@"^((?<d>dd?)|(?<M>MM?)|(?<yyyy>yyyy))(?<between>[-./ ]*)((?<d>dd?)|(?<M>MM?)|(?<yyyy>yyyy))(?<between>[-./ ]*)((?<d>dd?)|(?<M>MM?)|(?<yyyy>yyyy))\.?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Setting();
}
