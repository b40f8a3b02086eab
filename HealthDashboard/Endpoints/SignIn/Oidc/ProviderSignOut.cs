using HealthDashboard.Access;
using HealthDashboard.Pages.Addresses;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace HealthDashboard.Endpoints.SignIn.Oidc;

/// <summary>Signing out of the provider: by the person, through the browser, and by the provider itself, over the back channel.</summary>
public sealed class ProviderSignOut(IOptionsMonitor<OpenIdConnectOptions> options)
{
    /// <summary>The provider is no browser, and what it sends is signed.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/signout-oidc-back-channel", ByProviderAsync).AllowAnonymous().DisableAntiforgery();

    /// <param name="token">That signed the person in.</param>
    /// <returns>Where the browser goes to; null where the provider cannot be asked.</returns>
    public async Task<string?> AddressAsync(HttpContext http, string? token)
    {
        var provider = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        try
        {
            var known = await provider.ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
            return string.IsNullOrEmpty(known.EndSessionEndpoint) || token is null ? null : QueryHelpers.AddQueryString(known.EndSessionEndpoint, new Dictionary<string, string?>
            {
                ["id_token_hint"] = token,
                ["client_id"] = provider.ClientId,
                ["post_logout_redirect_uri"] = $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/{Address.SignedOut}",
            });
        }
        catch (InvalidOperationException)
        {
            // It does not answer: signed out here is signed out here.
            return null;
        }
    }

    private static async Task<IResult> ByProviderAsync(HttpContext http, LogoutTokens tokens)
    {
        if ((await SmallForm.ReadAsync(http))?["logout_token"] is not [{ Length: > 0 } token])
            return Refuse("Expected a form with one logout_token.");
        try
        {
            return await tokens.FollowAsync(token, http.RequestAborted) is { } why ? Refuse(why) : Results.Ok();
        }
        catch (InvalidOperationException)
        {
            return Results.Json(new { error = "temporarily_unavailable", error_description = "The keys of the provider cannot be had." }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        static IResult Refuse(string why) => Results.Json(new { error = "invalid_request", error_description = why }, statusCode: StatusCodes.Status400BadRequest);
    }
}
