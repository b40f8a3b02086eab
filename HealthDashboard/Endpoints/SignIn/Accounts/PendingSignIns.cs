using System.Text.Json;
using HealthDashboard.Access.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace HealthDashboard.Endpoints.SignIn.Accounts;

/// <summary>
/// A sign-in of more than one step, between two pages: what was proved so far, sealed for ten minutes. It ends with whatever changes the
/// account, and is worth nothing without the steps that are left.
/// </summary>
public sealed class PendingSignIns(IDataProtectionProvider protection, AccountStore accounts)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("HealthDashboard.PendingSignIns").ToTimeLimitedDataProtector();

    /// <param name="isPassed">Whether the second factor was shown.</param>
    public string Of(LocalAccount account, bool isPassed) => _seal.Protect(JsonSerializer.Serialize(new Step(account.Id, account.Stamp, isPassed)), Lasts);

    /// <summary>Null where it was not sealed here, or is over.</summary>
    public (LocalAccount Account, bool IsPassed)? Read(string? text) =>
        _seal.Open(text) is { } json && JsonSerializer.Deserialize<Step>(json) is { } step && accounts.Find(step.Account) is { IsEnabled: true } account && account.Stamp == step.Stamp
            ? (account, step.IsPassed)
            : null;

    private sealed record Step(long Account, string Stamp, bool IsPassed);
}
