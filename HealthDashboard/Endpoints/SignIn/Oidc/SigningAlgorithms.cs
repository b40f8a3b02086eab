using Microsoft.IdentityModel.Tokens;

namespace HealthDashboard.Endpoints.SignIn.Oidc;

/// <summary>Signatures with a key that the provider alone has: a secret that both know proves nothing, and no signature less.</summary>
public static class SigningAlgorithms
{
    public static readonly IReadOnlyList<string> All =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];
}
