using System.Text;

namespace HealthDashboard.Silver;

/// <summary>A column whose values repeat: a code for each row, and what the codes stand for in the order of their first row.</summary>
public sealed class DictionaryColumn
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>A byte each, as long as that does.</summary>
    private readonly List<byte> _bytes = [];
    private List<int>? _rows;

    public IReadOnlyList<string> Names => _names;

    public string this[int place] => _names[Code(place)];

    public int Code(int place) => _rows is null ? _bytes[place] : _rows[place];

    public void MakeRoom(int rows) => _bytes.EnsureCapacity(rows);

    public void Add(string name)
    {
        if (!_codes.TryGetValue(name, out var code))
        {
            _codes[name] = code = _names.Count;
            _names.Add(name);
        }

        if (_rows is null && code > byte.MaxValue)
            _rows = [.. _bytes.Select(row => (int)row)];
        if (_rows is null)
            _bytes.Add((byte)code);
        else
            _rows.Add(code);
    }

    /// <summary>What each code is written as.</summary>
    /// <param name="spellings">Null where the names are spelled one way only.</param>
    public byte[][] Utf8(Spellings? spellings = null) => [.. _names.Select(name => Encoding.UTF8.GetBytes(spellings?.Of(name) ?? name))];
}
