using HealthDashboard.Access;

namespace HealthDashboard.Pages.SignIn;

/// <summary>Why names of patients are needed, in words.</summary>
public static class RevealText
{
    public static string Of(string reason) => reason switch
    {
        RevealReasons.Treatment => Text.ForTreatment,
        RevealReasons.Billing => Text.ForBilling,
        RevealReasons.Complaint => Text.ForComplaint,
        RevealReasons.DataQuality => Text.ForDataQuality,
        _ => Text.ForLegalRequest,
    };
}
