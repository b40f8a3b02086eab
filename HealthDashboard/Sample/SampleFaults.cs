namespace HealthDashboard.Sample;

/// <summary>What becomes of a record: the records written in its place.</summary>
internal delegate string[][] Fault(string[] record, RandomStream random);

/// <summary>Spoils about one record in so many, each with one of the faults that real exports have.</summary>
internal sealed class SampleFaults(double rate, RandomStream random, Fault[] kinds)
{
    private const string NoBreakSpace = "\u00A0";

    public static readonly Fault[] OfPatients =
    [
        .. OfAnyTable(conflict: Value(2, "51")),
        Change(1, name => name.Replace(' ', '\n')),
        Decompose,
        Value(2, "-5", "150", "", "45 yrs"),
        Value(3, "", "?", "male"),
        Value(4, "", "N/A"),
        Spelling(4),
    ];

    public static readonly Fault[] OfDoctors =
    [
        .. OfAnyTable(conflict: Value(3, "17")),
        Change(1, name => name.Replace(' ', '\n')),
        Decompose,
        Value(3, "", "90"),
        Spelling(2),
    ];

    public static readonly Fault[] OfVisits =
    [
        .. OfAnyTable(conflict: Value(4, "2025-06-30")),
        Change(3, department => department + "\n"),
        Value(1, "", "P99999999"),
        Value(2, "", "D99999999"),
        Value(3, ""),
        Value(3, [.. Hospital.Departments.Select(department => department.Name)]),
        Spelling(3),
        Value(4, "", "03/04/2024", "23-09-2023", "2199-01-01", "1823-05-17", "2024-02-30"),
        Change(4, date => date + "T08:15:00", date => date + " 14:30"),
        Value(5, "", "maybe", "Y", "1"),
    ];

    public static readonly Fault[] OfTreatments =
    [
        .. OfAnyTable(conflict: Value(3, "199.00")),
        Change(2, type => type + "\n"),
        Value(1, "", "V99999999"),
        Value(2, ""),
        Spelling(2),
        Value(3, "", "abc", "$4,126.97", "12000000.00", "0.00"),
        Change(3, cost => "-" + cost, cost => cost + "5"),
        Value(4, "N/A", "null", "self pay", "None"),
        Spelling(4),
    ];

    public string[][] Spoil(string[] record) =>
        random.Unit() < rate ? random.Any(kinds)(record, random) : [record];

    private static Fault[] OfAnyTable(Fault conflict) =>
    [
        (record, _) => [record, record],
        (record, random) => [record, .. conflict(record, random)],
        Value(0, ""),
        (record, _) => [[.. record, "extra"]],
        (record, _) => [record[..^1]],
        Change(^1, text => text + CsvTable.StrayByte),
    ];

    private static Fault Value(Index column, params string[] values) =>
        (record, random) => [With(record, column, random.Any(values))];

    private static Fault Change(Index column, params Func<string, string>[] changes) =>
        (record, random) => [With(record, column, random.Any(changes)(record[column]))];

    private static Fault Spelling(Index column) => Change(
        column,
        text => text.ToUpperInvariant(),
        text => text.ToLowerInvariant(),
        text => $"  {text} ",
        text => NoBreakSpace + text,
        text => text + NoBreakSpace);

    /// <summary>Writes accents apart from their letters, as some systems do. A record without any gets one on its name's last letter.</summary>
    private static string[][] Decompose(string[] record, RandomStream random)
    {
        string[] apart = [.. record.Select(Decompose)];
        return [apart.SequenceEqual(record) ? With(record, 1, record[1] + '\u0301') : apart];
    }

    private static string Decompose(string text) => text
        .Replace("é", "e\u0301", StringComparison.Ordinal)
        .Replace("í", "i\u0301", StringComparison.Ordinal)
        .Replace("ö", "o\u0308", StringComparison.Ordinal)
        .Replace("ü", "u\u0308", StringComparison.Ordinal);

    private static string[] With(string[] record, Index column, string value)
    {
        string[] changed = [.. record];
        changed[column] = value;
        return changed;
    }
}
