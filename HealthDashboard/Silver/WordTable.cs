using CsvHelper;

namespace HealthDashboard.Silver;

/// <summary>
/// A table of words as files write them and what they mean, to read and to change: the CSV files beside this one, a word a line.
/// Words are matched in any case.
/// </summary>
public sealed class WordTable
{
    private readonly Dictionary<string, string> _meanings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>For each length, a bit for each first letter that a word has: most values are told apart by these.</summary>
    private readonly uint[] _letters = new uint[64];

    /// <param name="file">The name of the table, whose first column is the word and the second, if there is one, its meaning.</param>
    /// <exception cref="InvalidOperationException">A word stands twice, or has a meaning that is none of <paramref name="meanings"/>.</exception>
    public WordTable(string file, params string[] meanings)
    {
        using var stream = typeof(WordTable).Assembly.GetManifestResourceStream(file)!;
        using var reader = CsvReader.Create(stream, CsvReaderOptions.Default with { Separator = ',' });
        for (var line = 2; reader.Read(); line++)
        {
            var (word, meaning) = (reader.GetString(0), reader.Headers.Count > 1 ? reader.GetString(1) : "");
            if (meanings.Length > 0 && !meanings.Contains(meaning))
                throw new InvalidOperationException($"{file}, record {line - 1}: {word} means {meaning}. Expected {string.Join(" or ", meanings)}.");
            if (!_meanings.TryAdd(word, meaning))
                throw new InvalidOperationException($"{file}, record {line - 1}: {word} stands there twice. Expected each word once.");
            if (word.Length < _letters.Length)
                _letters[word.Length] |= Letter(word);
        }
    }

    public bool Holds(string word) => MayHold(word) && _meanings.ContainsKey(word);

    /// <summary>Null for a word that is not in the table.</summary>
    public string? Meaning(string word) => MayHold(word) ? _meanings.GetValueOrDefault(word) : null;

    private bool MayHold(string word) => word.Length >= _letters.Length || (_letters[word.Length] & Letter(word)) != 0;

    /// <summary>The same bit for a capital and a small one; beyond ASCII all of them.</summary>
    private static uint Letter(string word) => word.Length > 0 && char.IsAscii(word[0]) ? 1u << (word[0] & 31) : uint.MaxValue;
}
