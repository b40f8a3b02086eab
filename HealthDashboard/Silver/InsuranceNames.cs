using CsvHelper;

namespace HealthDashboard.Silver;

/// <summary>
/// What an insurer's name in the files means, from <c>insurance_names.csv</c>, the table to read and to change. A name
/// that is not in it is an insurer.
/// </summary>
public static class InsuranceNames
{
    private static readonly Dictionary<string, string> Meanings = Read();

    public static string Meaning(string name) => Meanings.GetValueOrDefault(name, name);

    private static Dictionary<string, string> Read()
    {
        using var stream = typeof(InsuranceNames).Assembly.GetManifestResourceStream("insurance_names.csv")!;
        using var reader = CsvReader.Create(stream, CsvReaderOptions.Default with { Separator = ',' });
        var meanings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
            meanings.Add(reader.GetString(0), reader.GetString(1));
        return meanings;
    }
}
