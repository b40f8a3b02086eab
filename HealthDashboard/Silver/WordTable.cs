using CsvHelper;

namespace HealthDashboard.Silver;

/// <summary>
/// A table of words as files write them and what they mean, to read and to change: the CSV files beside this one, a word a line.
/// Words are matched in any case.
/// </summary>
public sealed class WordTable
{
    private readonly Dictionary<string, string> _meanings = new(StringComparer.OrdinalIgnoreCase);

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
        }
    }

    public bool Holds(string word) => _meanings.ContainsKey(word);

    /// <summary>Null for a word that is not in the table.</summary>
    public string? Meaning(string word) => _meanings.GetValueOrDefault(word);
}
