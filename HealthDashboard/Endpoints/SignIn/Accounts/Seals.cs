using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace HealthDashboard.Endpoints.SignIn.Accounts;

/// <summary>Opens what a page has kept for a while.</summary>
public static class Seals
{
    /// <summary>Null where it was sealed elsewhere, or for something else, or too long ago.</summary>
    public static string? Open(this ITimeLimitedDataProtector seal, string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : seal.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
