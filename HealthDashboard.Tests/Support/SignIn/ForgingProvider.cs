using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>A second provider, which no library wrote: it answers with whatever token a test has made up.</summary>
public sealed class ForgingProvider : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ForgingProvider(WebApplication app) => _app = app;

    /// <summary>The key that it is known for.</summary>
    public RsaSecurityKey Key { get; } = new(RSA.Create(2048)) { KeyId = "of-the-provider" };

    public Uri Address { get; private set; } = default!;

    /// <summary>The token that each code is worth.</summary>
    public Dictionary<string, string> Tokens { get; } = [];

    /// <summary>What it answers a dashboard that asks before it sends anybody; null where it does not want to be asked.</summary>
    public string? RefusesPushed { get; init; }

    /// <param name="at">Where it listens; on any port unless it is said.</param>
    public static async Task<ForgingProvider> StartAsync(Uri? at = null, string? refusesPushed = null)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", at?.GetLeftPart(UriPartial.Authority) ?? "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var provider = new ForgingProvider(builder.Build()) { RefusesPushed = refusesPushed };
        provider.Map();
        await provider._app.StartAsync();
        provider.Address = new Uri(provider._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return provider;
    }

    /// <summary>A token with this header and payload, signed with its key unless another way is named.</summary>
    public string Sign(object payload, string algorithm = "RS256", RSA? key = null, string? secret = null, string type = "JWT", string keyId = "of-the-provider")
    {
        var text = $"{Part(new { alg = algorithm, typ = type, kid = keyId })}.{Part(payload)}";
        var bytes = Encoding.ASCII.GetBytes(text);
        var signature = algorithm switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret!), bytes),
            _ => (key ?? Key.Rsa).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{text}.{Base64UrlEncoder.Encode(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Key.Rsa.Dispose();
    }

    private static string Part(object part) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(part));

    private void Map()
    {
        _app.MapGet("/.well-known/openid-configuration", () =>
        {
            var known = new Dictionary<string, object>
            {
                ["issuer"] = Address.GetLeftPart(UriPartial.Authority),
                ["authorization_endpoint"] = new Uri(Address, "/auth"),
                ["token_endpoint"] = new Uri(Address, "/token"),
                ["jwks_uri"] = new Uri(Address, "/keys"),
            };
            if (RefusesPushed is not null)
                known["pushed_authorization_request_endpoint"] = new Uri(Address, "/pushed");
            return known;
        });
        _app.MapPost("/pushed", () => Results.Json(new { error = RefusesPushed, error_description = "of hush-hush" }, statusCode: StatusCodes.Status400BadRequest));
        _app.MapGet("/keys", () =>
        {
            var key = Key.Rsa.ExportParameters(includePrivateParameters: false);
            return new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = Key.KeyId, n = Base64UrlEncoder.Encode(key.Modulus!), e = Base64UrlEncoder.Encode(key.Exponent!) } } };
        });
        _app.MapPost("/token", async (HttpRequest request) =>
            new { access_token = "any", token_type = "Bearer", expires_in = 60, id_token = Tokens[(await request.ReadFormAsync())["code"].ToString()] });
    }
}
