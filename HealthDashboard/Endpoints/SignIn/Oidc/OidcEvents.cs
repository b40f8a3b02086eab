using System.Security.Claims;
using HealthDashboard.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace HealthDashboard.Endpoints.SignIn.Oidc;

/// <summary>What happens when somebody comes back from the provider.</summary>
public sealed class OidcEvents(AccessOptions access, Reaches reaches, EarlierSession earlier, SignInAnswers answers) : OpenIdConnectEvents
{
    private const string IdToken = "id_token";

    /// <summary>
    /// A token that comes straight from the provider may be without a signature by the standard, and the handler lets it pass. Here one
    /// is expected all the same: what stands between the two may be more than a wire.
    /// </summary>
    public override Task TokenValidated(TokenValidatedContext context)
    {
        if (string.IsNullOrEmpty(context.SecurityToken.RawSignature) || !SigningAlgorithms.All.Contains(context.SecurityToken.SignatureAlgorithm))
            context.Fail(new SecurityTokenInvalidSignatureException("The token is not signed."));
        // Shown to the provider again when one signs out there.
        else if (context.TokenEndpointResponse?.IdToken is { } token)
            context.Properties!.StoreTokens([new AuthenticationToken { Name = IdToken, Value = token }]);
        return Task.CompletedTask;
    }

    /// <summary>Keeps what is needed of a person, and gives them a session of their own: one that this browser had before ends.</summary>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        await earlier.EndAsync(context.HttpContext);
        string[] kept = [PersonClaims.Issuer, PersonClaims.Subject, PersonClaims.Name, PersonClaims.ProviderSession, PersonClaims.SeenByProvider, .. reaches.Claims];
        var claims = context.Principal!.Claims.Where(claim => kept.Contains(claim.Type)).Select(claim => (claim.Type, claim.Value)).Distinct()
            .Prepend((Type: PersonClaims.Authority, Value: access.Oidc!.Authority.AbsoluteUri));
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity(
            claims.Select(claim => new Claim(claim.Type, claim.Value)), CookieAuthenticationDefaults.AuthenticationScheme, PersonClaims.Name, roleType: null));
    }

    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        await SignInAnswers.AnswerAsync(context.HttpContext, answers.Of(context.Failure!));
    }
}
