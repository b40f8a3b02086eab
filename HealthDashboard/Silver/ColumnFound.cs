using System.Globalization;
using System.Text;

namespace HealthDashboard.Silver;

/// <summary>The values of one column that are not understood, and what can be said of them that is no patient's.</summary>
/// <param name="rule">The rule they hit first.</param>
internal sealed class ColumnFound(Rule rule)
{
    /// <summary>More different words are no category.</summary>
    private const int MostWords = 5;

    /// <summary>A word that stands this often is nobody's own.</summary>
    private const int Often = 3;

    private const int LongestWord = 20;
    private const int MostLooks = 100;
    private const int MostLookedAt = 10_000;

    private readonly Dictionary<string, long> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _looks = [];
    private readonly Dictionary<string, long> _settings = [];
    private long _lookedAt;

    public Rule Rule { get; } = rule;

    public bool IsDate => Rule == Rule.DateInvalid || Rule == Rule.DateDefault;

    /// <summary>Records without a usable value.</summary>
    public long Rows { get; private set; }

    /// <summary>Those of which the value is not missing.</summary>
    public long Values { get; private set; }

    public long FirstLine { get; private set; }

    /// <summary>What was expected, and what to do to be understood.</summary>
    public string Expected =>
        Rule == Rule.FollowUpInvalid ? $"{Rule.Expected}, or a word of the table follow_up_words.csv"
        : Rule == Rule.GenderUnknown ? $"{Rule.Expected}, or a word of the table gender_words.csv"
        : IsDate ? $"{Rule.DateInvalid.Expected}{(Settings is [] ? "" : $", or the setting Data:DateFormat={string.Join(" or ", Settings)}")}"
        : Rule.Expected;

    /// <summary>The settings under which most of the dates would be understood.</summary>
    private List<string> Settings => [.. _settings.Where(setting => setting.Value > 0 && setting.Value == _settings.Values.Max()).Select(setting => setting.Key)];

    public void Count(string value, long line)
    {
        Rows++;
        if (TextNormalization.AreMissing(value))
            return;
        if (Values++ == 0)
            FirstLine = line;
        if (_lookedAt++ >= MostLookedAt)
            return;
        if (_words.Count <= MostWords)
            Add(_words, value);
        if (IsDate)
        {
            foreach (var setting in DateLooks.Settings(value))
                Add(_settings, setting);
        }

        var look = (IsDate ? DateLooks.InWords(value) : null) ?? Shape(value);
        if (_looks.Count < MostLooks || _looks.ContainsKey(look))
            Add(_looks, look);
    }

    /// <summary>The words of a category that stand often, what dates look like, or the shape that most values have, its digits written 0 and its letters a.</summary>
    public string InWords()
    {
        var isCategory = Rule == Rule.FollowUpInvalid || Rule == Rule.GenderUnknown;
        if (isCategory && _words.Count <= MostWords && _words.All(word => word.Value >= Often && word.Key.Length <= LongestWord))
            return string.Join(", ", _words.Keys.Order(StringComparer.Ordinal));
        if (Settings is { Count: > 0 } settings)
            return $"dates that look like {string.Join(" or ", settings.Select(setting => setting.ToUpperInvariant()))}";
        var look = _looks.MaxBy(look => look.Value).Key;
        return IsDate && !look.StartsWith('\u201C') ? look : $"values that look like {look}";
    }

    private static void Add(Dictionary<string, long> counts, string what) => counts[what] = counts.GetValueOrDefault(what) + 1;

    /// <summary>Digits as 0, letters as a, a run of letters as one, so that no word can be told; in quotes.</summary>
    private static string Shape(string value)
    {
        const int Longest = 16;
        var shape = new StringBuilder("\u201C");
        foreach (var rune in value.EnumerateRunes())
        {
            if (shape.Length > Longest)
                return shape.Append("\u2026\u201D").ToString();
            var look = Rune.IsDigit(rune) ? "0" : Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark ? "a" : Rune.IsWhiteSpace(rune) ? " " : rune.ToString();
            if (look != "a" || shape[^1] != 'a')
                shape.Append(look);
        }

        return shape.Append('\u201D').ToString();
    }
}
