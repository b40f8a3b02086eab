#!/usr/bin/env bash
# ASP.NET Core 10.0, cookie authentication with a SessionStore: signing in again keeps the key of the session before.
#
# With CookieAuthenticationOptions.SessionStore the cookie holds a key, and one expects SignInAsync to begin a session under a new key. Where the
# request still carries the cookie of a session that lives, the handler calls ITicketStore.RenewAsync with the old key instead of StoreAsync:
# another person, or the same with other rights, goes on under the key that the browser had before. Renewing also means that a store whose
# RenewAsync inserts what it does not find brings back a session that was ended meanwhile. What helps: remove the old session from the store
# before the sign-in of the same request reads it, and let RenewAsync change only what is there.
#
# Seen: "stored" for the first sign-in, "renewed" for the second, under the same key.
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
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

var store = new Store();
var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
builder.Logging.ClearProviders();
builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie => cookie.SessionStore = store);
await using var app = builder.Build();
app.MapGet("/sign-in/{name}", (string name, HttpContext http) =>
    http.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim("name", name)], "any"))));
await app.StartAsync();
using var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(app.Urls.Single()) };
foreach (var name in new[] { "one", "another" })
    (await client.GetAsync($"/sign-in/{name}")).EnsureSuccessStatusCode();

sealed class Store : ITicketStore
{
    private readonly Dictionary<string, AuthenticationTicket> _kept = [];

    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = $"key {_kept.Count + 1}";
        return Keep("stored", key, ticket);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) => Keep("renewed", key, ticket);

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult(_kept.GetValueOrDefault(key));

    public Task RemoveAsync(string key) => Task.FromResult(_kept.Remove(key));

    private Task<string> Keep(string how, string key, AuthenticationTicket ticket)
    {
        _kept[key] = ticket;
        Console.WriteLine($"{ticket.Principal.FindFirstValue("name")} {how} under {key}");
        return Task.FromResult(key);
    }
}
CS
dotnet build -c Release -o out --nologo -v quiet >build.log 2>&1 || { cat build.log >&2; exit 1; }
seen="$(dotnet out/probe.dll)"
echo "$seen"
[[ "$seen" == $'one stored under key 1\nanother renewed under key 1' ]]
