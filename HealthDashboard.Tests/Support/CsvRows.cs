using CsvHelper;

namespace HealthDashboard.Tests.Support;

/// <summary>A CSV as its reader sees it: the header and the records behind it, all text.</summary>
public sealed record CsvRows(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Records)
{
    private static readonly CsvReaderOptions AsFound = new() { HasHeader = false };

    public static CsvRows Parse(byte[] csv)
    {
        using var reader = CsvReader.Create(csv, AsFound);
        var lines = new List<IReadOnlyList<string>>();
        while (reader.Read())
            lines.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return new CsvRows(lines[0], lines[1..]);
    }

    /// <summary>The values of a column, from the first record to the last.</summary>
    public IReadOnlyList<string> Column(string name)
    {
        var index = Header.ToList().IndexOf(name);
        return [.. Records.Select(record => record[index])];
    }
}
