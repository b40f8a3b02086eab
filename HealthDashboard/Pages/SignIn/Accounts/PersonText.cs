using HealthDashboard.Access.Accounts;
using HealthDashboard.Pages.Wording;

namespace HealthDashboard.Pages.SignIn.Accounts;

/// <summary>How an account stands, in words.</summary>
public static class PersonText
{
    public static string LastSignIn(LocalAccount account) => account.SignedInAt is { } at ? Moment(at) : Text.Never;

    public static string Factors(LocalAccount account) => (account.TotpKey is not null, account.Passkeys > 0) switch
    {
        (true, true) => $"{Text.AuthenticatorApp}, {Text.Passkey}",
        (true, false) => Text.AuthenticatorApp,
        (false, true) => Text.Passkey,
        _ => Text.Without,
    };

    public static string State(LocalAccount account, DateTimeOffset now) =>
        !account.IsEnabled ? Text.PersonDisabled
        : account.LockedUntil is { } locked && locked > now.ToUnixTimeSeconds() ? Sentence.Of(Text.PersonWaits, Moment(locked))
        : account.OneTimeUntil is { } until ? Sentence.Of(Text.PersonNew, Moment(until))
        : Text.PersonActive;

    private static string Moment(long seconds) => Format.Moment(DateTimeOffset.FromUnixTimeSeconds(seconds));
}
