#!/usr/bin/env bash
# Microsoft.AspNetCore.Authentication.OpenIdConnect 10.0.15: a refusal of the pushed authorization request reaches none of the events.
#
# Where a provider's discovery document has pushed_authorization_request_endpoint, the handler asks there beforehand, by default, and before a browser
# is sent anywhere. A client that the provider does not take for one (RFC 9126: 400 or 401 with {"error":"invalid_client"}) is therefore not told on a page of
# the provider any more, nor by error=… in the address that comes back: OnRemoteFailure and OnAuthenticationFailed, which one writes for refusals of the
# provider, are not called. ChallengeAsync throws instead, so that the first page of anybody who is not signed in is a fault of one's own (500). The code
# is in Exception.Data["error"]. What helps: catch what ChallengeAsync throws (in an IAuthorizationMiddlewareResultHandler), and read Data["error"] there.
#
# Seen: "500 OpenIdConnectProtocolException invalid_client, events: none". Expected by whoever knows the other refusals: one of the two events.
set -euo pipefail
command -v dotnet >/dev/null || { echo "needs dotnet 10" >&2; exit 1; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cat >probe.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.AspNetCore.Authentication.OpenIdConnect" Version="10.0.15" />
  </ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

// The provider: it answers at once that it knows no such client.
var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
builder.Logging.ClearProviders();
await using var provider = builder.Build();
provider.MapGet("/.well-known/openid-configuration", (HttpRequest request) =>
{
    var here = $"http://{request.Host}";
    return new Dictionary<string, object>
    {
        ["issuer"] = here, ["authorization_endpoint"] = here + "/auth", ["token_endpoint"] = here + "/token", ["jwks_uri"] = here + "/keys",
        ["pushed_authorization_request_endpoint"] = here + "/pushed",
    };
});
provider.MapGet("/keys", () => new { keys = Array.Empty<object>() });
provider.MapPost("/pushed", () => Results.Json(new { error = "invalid_client" }, statusCode: 401));
await provider.StartAsync();

var called = new List<string>();
builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
builder.Logging.ClearProviders();
builder.Services.AddAuthorization();
builder.Services.AddAuthentication(options => (options.DefaultScheme, options.DefaultChallengeScheme) = (CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme))
    .AddCookie()
    .AddOpenIdConnect(options =>
    {
        (options.Authority, options.ClientId, options.RequireHttpsMetadata, options.ResponseType) = (provider.Urls.Single(), "dashboard", false, "code");
        options.Events.OnRemoteFailure = _ => Called("OnRemoteFailure");
        options.Events.OnAuthenticationFailed = _ => Called("OnAuthenticationFailed");
    });
await using var app = builder.Build();
app.Use(async (http, next) =>
{
    try
    {
        await next(http);
    }
    catch (Exception fault)
    {
        http.Response.StatusCode = 500;
        await http.Response.WriteAsync($"{fault.GetType().Name} {fault.Data["error"]}");
    }
});
app.UseAuthentication();
app.UseAuthorization();
app.MapGet("/", () => "page").RequireAuthorization();
await app.StartAsync();
using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
using var answer = await client.GetAsync("/");
Console.WriteLine($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}, events: {(called.Count > 0 ? string.Join(", ", called) : "none")}");

Task Called(string name)
{
    called.Add(name);
    return Task.CompletedTask;
}
CS
dotnet build -c Release -o out --nologo -v quiet >build.log 2>&1 || { cat build.log >&2; exit 1; }
seen="$(dotnet out/probe.dll)"
echo "$seen"
[[ "$seen" == "500 OpenIdConnectProtocolException invalid_client, events: none" ]]
