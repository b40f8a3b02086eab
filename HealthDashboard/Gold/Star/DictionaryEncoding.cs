using HealthDashboard.Gold.Columns;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold.Star;

/// <summary>A number for each name of a category, in the order of the names as they are finally spelled.</summary>
public sealed class DictionaryEncoding
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private int[]? _ofCategory;

    public DictionaryEncoding(IEnumerable<string> names, Spellings? spellings)
    {
        var spelled = names.Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => spellings?.Of(name) ?? name, StringComparer.Ordinal);
        var texts = spelled.Values.Distinct(StringComparer.Ordinal).Order(Utf8Order.Comparer).ToList();
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts)
            codes[text] = codes.Count;
        foreach (var (name, text) in spelled)
            _codes[name] = codes[text];
        Texts = new Utf8Column(texts);
    }

    public Utf8Column Texts { get; }

    public int Of(string name) => _codes[name];

    /// <summary>Of the row at a place of silver.</summary>
    public int Of(DictionaryColumn category, int place) => (_ofCategory ??= [.. category.Names.Select(Of)])[category.Code(place)];
}
