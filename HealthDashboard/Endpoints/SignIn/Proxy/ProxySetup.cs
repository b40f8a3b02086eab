using System.Net;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using Microsoft.AspNetCore.Authentication;

namespace HealthDashboard.Endpoints.SignIn.Proxy;

/// <summary>Signing in by a proxy that has done so already.</summary>
public static class ProxySetup
{
    private const string Scheme = "Proxy";

    /// <param name="isProxy">Whether an address is one of the proxies that one has named.</param>
    /// <exception cref="FormatException">Sessions cannot be kept, or the secret cannot be read.</exception>
    public static void AddProxy(this WebApplicationBuilder builder, ProxyOptions proxy, StateOptions state, Func<IPAddress?, bool> isProxy)
    {
        var secret = proxy.ReadSecret();
        builder.AddSessions(state, Scheme).AddScheme<AuthenticationSchemeOptions, ProxyChallenge>(Scheme, null);
        builder.Services.AddSingleton(services => new ProxyPeople(proxy, secret, isProxy, services.GetRequiredService<Reaches>(), services.GetRequiredService<AuditLog>()));
    }
}
