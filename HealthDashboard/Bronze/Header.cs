
namespace HealthDashboard.Bronze;

/// <summary>Where the columns of the contract stand in the line that names them, and what is said where they do not.</summary>
internal static class Header
{
    private const int LongestName = 200;
    private const int MostLinesOfName = 3;
    private const int MostNamesShown = 20;

    /// <summary>What two names have in common that mean the same: case, blanks, hyphens and underscores make no difference.</summary>
    public static string Key(string name) => string.Concat(name.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('_' or '-' or '\u2010' or '\u2011' or '\uFEFF' or '\u200B'))).ToLowerInvariant();

    /// <returns>The place of each column.</returns>
    /// <exception cref="RunRefusedException">A column is not there once, or the line is no header at all.</exception>
    public static int[] Match(SourceTable table, IReadOnlyList<string> names, FileStart start)
    {
        if (names.All(name => Key(name).Length == 0))
            throw RunRefusedException.FileEmpty(table);
        if (names.Any(name => name.Contains('\0', StringComparison.Ordinal) || name.Contains('\uFFFD', StringComparison.Ordinal)))
            throw RunRefusedException.HeaderNotText(table, start.LooksLikeWindows1252);
        // Records would be names: of columns that the contract does not know, and told as such.
        if (names.Any(name => name.Length > LongestName || name.Count(letter => letter == '\n') >= MostLinesOfName))
            throw RunRefusedException.QuoteOpen(table, start.HeaderLine);

        var keys = names.Select(Key).ToList();
        var missing = table.Columns.Where(column => !keys.Contains(Key(column))).ToList();
        if (missing.Count > 0)
            throw RunRefusedException.ColumnMissing(table, start.HeaderLine, Found(names, keys, start), missing, Why(table, names, keys, start));
        return [.. table.Columns.Select(column =>
        {
            var found = Enumerable.Range(0, keys.Count).Where(position => keys[position] == Key(column)).ToList();
            return found.Count == 1 ? found[0] : throw RunRefusedException.ColumnTwice(table, start.HeaderLine, column, [.. found.Select(position => names[position].Trim())]);
        })];
    }

    /// <summary>How many columns were found, and their names where it is certain that they are names: a record's values are not told.</summary>
    private static string Found(IReadOnlyList<string> names, List<string> keys, FileStart start)
    {
        var count = names.Count == 1 ? "1 column" : $"{names.Count} columns";
        if (!AreNames(keys) && !(HasNoDigit(names) && start.NextLineHasDigit))
            return count;
        var shown = names.Where(name => Key(name).Length > 0).Take(MostNamesShown).Select(name => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return $"{count} ({string.Join(", ", shown)}{(names.Count > MostNamesShown ? ", …" : "")})";
    }

    private static string? Why(SourceTable table, IReadOnlyList<string> names, List<string> keys, FileStart start)
    {
        if (names.Any(name => name.TrimStart().StartsWith('"') && !name.StartsWith('"')))
            return "A blank stands between a separator and the quote behind it, so that the quote is read as part of the name: remove such blanks, in all lines.";
        if (SourceTable.All.FirstOrDefault(other => other != table && other.Columns.All(column => keys.Contains(Key(column)))) is { } other)
            return $"These are the columns of {other.FileName}.";
        if (start.LineWithAllColumns is { } line)
            return $"Line {line} holds them: remove the lines above it.";
        if (!AreNames(keys) && !HasNoDigit(names))
            return $"Line {start.HeaderLine} looks like a record (its values are not told here): put a line with the names of the columns above it.";
        return names.Count == 1 ? "No comma, semicolon, TAB or bar separates them." : null;
    }

    /// <summary>Records have ids, numbers and dates.</summary>
    private static bool HasNoDigit(IReadOnlyList<string> names) => !names.Any(name => name.Any(char.IsDigit));

    private static bool AreNames(List<string> keys) => SourceTable.All.SelectMany(table => table.Columns).Any(column => keys.Contains(Key(column)));
}
