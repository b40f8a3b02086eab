using System.Security.Cryptography;
using System.Text;
using HealthDashboard.Access.Sessions;
using Microsoft.AspNetCore.DataProtection;

namespace HealthDashboard.Endpoints.SignIn.Accounts;

/// <summary>What a device was asked to sign, which a page keeps meanwhile: sealed for five minutes, and answered once.</summary>
public sealed class Challenges(IDataProtectionProvider protection, SessionStore sessions, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("HealthDashboard.Challenges").ToTimeLimitedDataProtector();

    public string Seal(string challenge) => _seal.Protect(challenge, Lasts);

    /// <summary>Null where it was not sealed here, is too old, or was answered before.</summary>
    public string? Open(string? text) =>
        _seal.Open(text) is { } challenge && sessions.IsNew("challenge " + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(challenge))), clock.GetUtcNow() + Lasts) ? challenge : null;
}
