
namespace HealthDashboard.Bronze;

/// <summary>One of the four files a hospital hands over; the first column is its key.</summary>
public sealed record SourceTable(string Name, params string[] Columns)
{
    private static readonly EnumerationOptions AnyCase = new() { MatchCasing = MatchCasing.CaseInsensitive, AttributesToSkip = FileAttributes.None };

    public static SourceTable Patients { get; } = new("patients", "patient_id", "patient_name", "age", "gender", "country");

    public static SourceTable Doctors { get; } = new("doctors", "doctor_id", "doctor_name", "department", "years_experience");

    public static SourceTable Visits { get; } =
        new("visits", "visit_id", "patient_id", "doctor_id", "department", "visit_date", "follow_up_required");

    public static SourceTable Treatments { get; } =
        new("treatments", "treatment_id", "visit_id", "treatment_type", "treatment_cost", "insurance_provider");

    /// <summary>In the order in which references point: each table only names those before it.</summary>
    public static IReadOnlyList<SourceTable> All { get; } = [Patients, Doctors, Visits, Treatments];

    public string FileName => Name + ".csv";

    /// <summary>Where each file has its key in a record.</summary>
    public const int KeyOrdinal = 0;

    public string Key => Columns[KeyOrdinal];

    /// <summary>Where a column stands in a record.</summary>
    /// <exception cref="ArgumentException">The file has no such column.</exception>
    public int Ordinal(string column) => Array.IndexOf(Columns, column) is >= 0 and var ordinal ? ordinal : throw new ArgumentException($"{FileName} has no column {column}.", nameof(column));

    /// <summary>The files of a folder that have its name, whatever their case.</summary>
    public IReadOnlyList<string> AllIn(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder, FileName, AnyCase).Order(StringComparer.Ordinal)] : [];

    /// <summary>The one that has; where there is none, the place it should have.</summary>
    /// <exception cref="RunRefusedException">There are two.</exception>
    public string PathIn(string folder)
    {
        var found = AllIn(folder);
        return found.Count switch
        {
            0 => Path.Combine(folder, FileName),
            1 => found[0],
            _ => throw RunRefusedException.FileTwice(this, folder, [.. found.Select(path => Path.GetFileName(path))]),
        };
    }

    /// <summary>Names in a folder that begin as its own does, such as <c>patients.xlsx</c>: what somebody may have taken for it.</summary>
    public IReadOnlyList<string> AlikeIn(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFileSystemEntries(folder, Name + "*", AnyCase).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
        : [];
}
