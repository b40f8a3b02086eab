using HealthDashboard.Access.Accounts;
using HealthDashboard.Pages.Wording;

namespace HealthDashboard.Pages.SignIn.Accounts;

/// <summary>How an account stands, in words.</summary>
public static class PersonWords
{
    public static string LastSignIn(LocalAccount account) => account.SignedInAt is { } at ? Moment(at) : Text.Never;

    public static string Factors(LocalAccount account) => string.Join(", ", new[] { account.TotpKey is null ? null : Text.AuthenticatorApp, account.Passkeys > 0 ? Text.Passkey : null }.OfType<string>()) is { Length: > 0 } factors ? factors : Text.Without;

    public static string State(LocalAccount account, DateTimeOffset now) =>
        !account.IsEnabled ? Text.PersonDisabled
        : account.LockedUntil is { } locked && locked > now.ToUnixTimeSeconds() ? Sentence.Of(Text.PersonWaits, Moment(locked))
        : account.OneTimeUntil is { } until ? Sentence.Of(Text.PersonNew, Moment(until))
        : Text.PersonActive;

    private static string Moment(long seconds) => Format.Moment(DateTimeOffset.FromUnixTimeSeconds(seconds));
}
