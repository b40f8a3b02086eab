#!/usr/bin/env bash
# ASP.NET Core 10.0: UseAuthentication within UseWhen runs twice, and the first time before all of one's own middleware.
#
# WebApplication adds the authentication middleware by itself where services for it are registered and nobody has asked for it. Whoever asks
# for it in a branch (app.UseWhen(…, branch => branch.UseAuthentication()), say, to leave static files out) marks the branch and not the
# application: so it is added all the same, in front of everything. Schemes that answer a path of their own, as those of remote sign-ins do
# with their callback, then answer before one's own middleware: without the headers it sets, the scheme and path base it takes over from a
# proxy, and whatever it would have refused. All other requests look right. What helps: UseAuthentication on the application itself, where it belongs.
#
# Seen: "/callback" is answered without the header that the first middleware sets on everything; "/" has it.
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
</Project>
XML
cat >Program.cs <<'CS'
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
builder.Logging.ClearProviders();
builder.Services.AddAuthentication("remote").AddScheme<AuthenticationSchemeOptions, Remote>("remote", null);
await using var app = builder.Build();
app.Use((http, next) =>
{
    http.Response.Headers["X-First"] = "seen";
    return next(http);
});
app.UseWhen(_ => true, branch => branch.UseAuthentication());
app.MapGet("/", () => "page");
await app.StartAsync();
using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
foreach (var path in new[] { "/", "/callback" })
{
    using var answer = await client.GetAsync(path);
    Console.WriteLine($"{path} {await answer.Content.ReadAsStringAsync()} {(answer.Headers.Contains("X-First") ? "with" : "without")}");
}

// Answers a path of its own, as a scheme of a remote sign-in answers its callback.
sealed class Remote(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder), IAuthenticationRequestHandler
{
    public async Task<bool> HandleRequestAsync()
    {
        if (Request.Path != "/callback")
            return false;
        await Response.WriteAsync("callback");
        return true;
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());
}
CS
dotnet build -c Release -o out --nologo -v quiet >build.log 2>&1 || { cat build.log >&2; exit 1; }
seen="$(dotnet out/probe.dll)"
echo "$seen"
[[ "$seen" == $'/ page with\n/callback callback without' ]]
