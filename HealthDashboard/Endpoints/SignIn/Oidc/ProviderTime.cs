using Microsoft.IdentityModel.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HealthDashboard.Endpoints.SignIn.Oidc;

/// <summary>The provider's clock and this one are too far apart to tell whether a token still holds.</summary>
public sealed class ClocksApartException(DateTimeOffset there, DateTimeOffset here) : Exception("The clocks are apart.")
{
    public DateTimeOffset There { get; } = there;

    public DateTimeOffset Here { get; } = here;
}

/// <summary>When a token of the provider holds. It is used the moment it is made, so the time it says it was made at is the provider's clock.</summary>
public static class ProviderTime
{
    public static readonly TimeSpan MostApart = TimeSpan.FromMinutes(5);

    public static LifetimeValidator Validator(TimeProvider clock) => (from, until, token, _) =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (token is JsonWebToken { IssuedAt: var made } && made != DateTime.MinValue && (now - made).Duration() > MostApart)
            throw new ClocksApartException(new DateTimeOffset(made), new DateTimeOffset(now));
        return until is not null && now - MostApart < until && (from is null || now + MostApart > from);
    };
}
