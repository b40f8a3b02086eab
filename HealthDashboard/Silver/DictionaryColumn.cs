namespace HealthDashboard.Silver;

/// <summary>A column whose values repeat: a code for each row, and what the codes stand for in the order of their first row.</summary>
public sealed class DictionaryColumn
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<int> _rows = [];

    public IReadOnlyList<string> Names => _names;

    public string this[int place] => _names[_rows[place]];

    public int Code(int place) => _rows[place];

    public void Add(string name)
    {
        if (!_codes.TryGetValue(name, out var code))
        {
            _codes[name] = code = _names.Count;
            _names.Add(name);
        }

        _rows.Add(code);
    }
}
