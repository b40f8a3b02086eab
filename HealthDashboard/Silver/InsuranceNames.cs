namespace HealthDashboard.Silver;

/// <summary>
/// What an insurer's name in the files means, from <c>insurance_names.csv</c>, the table to read and to change; what stands for
/// a missing value there as in any column is unknown. A name that is neither is an insurer.
/// </summary>
public static class InsuranceNames
{
    private static readonly WordTable Names = new("insurance_names.csv");

    public static string Meaning(string name) => Names.Meaning(name) ?? (TextNormalization.AreMissing(name) ? TextNormalization.Unknown : name);
}
