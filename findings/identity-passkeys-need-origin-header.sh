#!/usr/bin/env bash
# ASP.NET Core Identity 10.0: a valid passkey is refused when its answer is posted by a form of a page that keeps its referrer to itself.
#
# A passkey signs the origin of its page, and the server compares that with its own origin. Identity's handler (PasskeyHandler<TUser>) does
# not look at the scheme and host that were asked for, but at the header Origin of the request that brings the answer. Browsers write it as
# "null" for a form on a page with "Referrer-Policy: no-referrer" (see no-referrer-form-origin-null.sh), and some clients leave it out; then
# every passkey fails, with "invalid origin", though nothing is wrong with any of them. With fetch from the same page it works, so it looks
# like a fault of the device. What helps: IdentityPasskeyOptions.ValidateOrigin, comparing with the request's own scheme and host.
#
# Seen: one and the same answer of a device is taken with "Origin: https://dashboard.example", and refused with "null" and without the header.
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
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;

const string Host = "dashboard.example";
var services = new ServiceCollection().AddLogging();
services.AddSingleton<IUserStore<User>, Nobody>().AddIdentityCore<User>();
services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>();
await using var provider = services.BuildServiceProvider();
var handler = provider.CreateScope().ServiceProvider.GetRequiredService<IPasskeyHandler<User>>();
foreach (var origin in new[] { $"https://{Host}", "null", null })
{
    var http = new DefaultHttpContext { RequestServices = provider, Request = { Scheme = "https", Host = new HostString(Host) } };
    if (origin is not null)
        http.Request.Headers.Origin = origin;
    var asked = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = "1", Name = "ada", DisplayName = "Ada" }, http);
    var challenge = JsonDocument.Parse(asked.CreationOptionsJson).RootElement.GetProperty("challenge").GetString()!;
    var made = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = Device.Make(challenge, Host), AttestationState = asked.AttestationState });
    Console.WriteLine($"{origin ?? "without"}: {(made.Succeeded ? "taken" : "refused")}");
}

// What a device answers (WebAuthn, attestation "none"): its bytes written by hand.
static class Device
{
    public static string Make(string challenge, string host)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportParameters(false).Q;
        var id = RandomNumberGenerator.GetBytes(16);
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. key.X!, 0x22, 0x58, 0x20, .. key.Y!];
        byte[] data = [.. SHA256.HashData(Encoding.UTF8.GetBytes(host)), 0x45, 0, 0, 0, 0, .. new byte[16], 0, 16, .. id, .. cose];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        var client = JsonSerializer.SerializeToUtf8Bytes(new { type = "webauthn.create", challenge, origin = "https://" + host, crossOrigin = false });
        var name = Base64Url.EncodeToString(id);
        return JsonSerializer.Serialize(new
        {
            id = name,
            rawId = name,
            type = "public-key",
            clientExtensionResults = new { },
            response = new { clientDataJSON = Base64Url.EncodeToString(client), attestationObject = Base64Url.EncodeToString(attestation), transports = new[] { "internal" } },
        });
    }
}

sealed class User;

// A store in which there is nobody yet.
sealed class Nobody : IUserPasskeyStore<User>
{
    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult<User?>(null);
    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Task.FromResult<User?>(null);
    public Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult<User?>(null);
    public Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult<UserPasskeyInfo?>(null);
    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken) => Task.FromResult<IList<UserPasskeyInfo>>([]);
    public Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken) => Task.FromResult("1");
    public Task<string?> GetUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult<string?>("ada");
    public Task SetUserNameAsync(User user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task<string?> GetNormalizedUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult<string?>("ADA");
    public Task SetNormalizedUserNameAsync(User user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);
    public Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);
    public Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);
    public void Dispose() { }
}
CS
dotnet build -c Release -o out --nologo -v quiet >build.log 2>&1 || { cat build.log >&2; exit 1; }
seen="$(dotnet out/probe.dll)"
echo "$seen"
[[ "$seen" == $'https://dashboard.example: taken\nnull: refused\nwithout: refused' ]]
