using HealthDashboard.Pages.Wording;

namespace HealthDashboard.Pages.SignIn;

/// <summary>Why somebody is not let in, in words: for a page, or alone.</summary>
/// <param name="CanSignOut">Whether it helps to come back as somebody else.</param>
/// <param name="Again">Where to sign in once more, if that helps.</param>
public sealed record Refusal(int Status, string Title, string Words, bool CanSignOut = false, string? Again = null)
{
    public static Refusal Unknown { get; } = new(StatusCodes.Status401Unauthorized, Text.NotSignedIn, Text.SignInNeeded);

    public static Refusal NotAllowed { get; } = new(StatusCodes.Status403Forbidden, Text.NotAllowed, Text.NotAllowedMeans, CanSignOut: true);

    /// <summary>Equal words for whatever ails a token: who has found one is not told what it was.</summary>
    public static Refusal TokenDead { get; } = new(StatusCodes.Status401Unauthorized, Text.NotSignedIn, Text.TokenDead);

    public static Refusal NotForTokens { get; } = new(StatusCodes.Status403Forbidden, Text.NotAllowed, Text.NotForTokens);

    public static Refusal FormNotOurs { get; } = new(StatusCodes.Status400BadRequest, Text.NotAllowed, Text.FormNotOurs);

    public static Refusal SessionsUnavailable { get; } = new(StatusCodes.Status503ServiceUnavailable, Text.NobodyIn, Text.SessionsUnavailable);

    public static Refusal NotAudited { get; } = new(StatusCodes.Status503ServiceUnavailable, Text.NotAudited, Text.AuditAwayMeans);

    public static Refusal Failed { get; } = new(StatusCodes.Status400BadRequest, Text.SignInFailed, Text.SignInFailedMeans);

    /// <param name="found">The claims that grants ask for, and what was said in them.</param>
    public static Refusal NoGrant(string? name, string found) =>
        new(StatusCodes.Status403Forbidden, Text.NoGrant, Sentence.Of(Text.NoGrantMeans, name ?? Text.Somebody, found), CanSignOut: true);

    public static Refusal HttpsNeeded(string host) => new(StatusCodes.Status403Forbidden, Text.HttpsNeeded, Sentence.Of(Text.HttpsNeededMeans, host));

    public static Refusal NotByProxy(string header) => new(StatusCodes.Status400BadRequest, Text.NotByProxy, Sentence.Of(Text.NotByProxyMeans, header));

    public static Refusal SaidTwice(string header) => new(StatusCodes.Status400BadRequest, Text.NotByProxy, Sentence.Of(Text.SaidTwice, header));

    public static Refusal NamedNobody(string header) => new(StatusCodes.Status401Unauthorized, Text.NotSignedIn, Sentence.Of(Text.NamedNobody, header));

    public static Refusal ProviderUnavailable(string provider) => new(StatusCodes.Status503ServiceUnavailable, Text.NobodyIn, Sentence.Of(Text.ProviderUnavailable, provider));

    /// <summary>It answers, and not as it should: what stands in its settings or in ours.</summary>
    /// <param name="code">Its own, of the standards.</param>
    public static Refusal ProviderRefused(string provider, string code) => new(StatusCodes.Status503ServiceUnavailable, Text.NobodyIn, Sentence.Of(Text.ProviderRefused, provider, code));

    /// <summary>It lets somebody not in, or not so.</summary>
    public static Refusal ProviderSaid(string code) => new(StatusCodes.Status400BadRequest, Text.SignInFailed, Sentence.Of(Text.ProviderSaid, code));

    public static Refusal ClocksApart(DateTimeOffset there, DateTimeOffset here) =>
        new(StatusCodes.Status503ServiceUnavailable, Text.ClocksApart, Sentence.Of(Text.ClocksApartMeans, Exact(there), Exact(here)));

    public static Refusal NotFresh(string again) => new(StatusCodes.Status403Forbidden, Text.NotFresh, Text.NotFreshMeans, Again: again);

    public static Refusal NotFreshForAccount(string again) => new(StatusCodes.Status403Forbidden, Text.NotFresh, Text.NotFreshForAccount, Again: again);

    /// <summary>What a claim says of somebody.</summary>
    public static string Found(string claim, IReadOnlyList<string> values) => $"{claim}: {(values.Count > 0 ? string.Join(", ", values) : Text.NoClaim)}";

    private static string Exact(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture);
}
