namespace HealthDashboard.Silver;

/// <summary>The age groups of AHRQ HCUP.</summary>
public static class AgeGroups
{
    /// <param name="age">In years; null when it is not known.</param>
    public static string Of(int? age) => age switch
    {
        null => TextNormalization.Unknown,
        < 18 => "0-17",
        < 45 => "18-44",
        < 65 => "45-64",
        < 85 => "65-84",
        _ => "85+",
    };
}
