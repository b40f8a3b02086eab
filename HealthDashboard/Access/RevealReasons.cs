namespace HealthDashboard.Access;

/// <summary>Why somebody needs names of patients. They stand in the audit for years: there may be more, and none is ever called otherwise.</summary>
public static class RevealReasons
{
    public const string Treatment = "treatment";
    public const string Billing = "billing";
    public const string Complaint = "complaint";
    public const string DataQuality = "data-quality";
    public const string LegalRequest = "legal-request";

    /// <summary>So long names are shown; then they are asked for again.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromMinutes(15);

    public static IReadOnlyList<string> All { get; } = [Treatment, Billing, Complaint, DataQuality, LegalRequest];
}
