using HealthDashboard.Access;
using HealthDashboard.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace HealthDashboard.Tests.Access;

/// <summary>A proxy that anybody could play is refused in words.</summary>
public sealed class ProxyOptionsTests
{
    private static readonly Dictionary<string, string?> Usable = new()
    {
        ["Auth:Mode"] = "Proxy",
        ["Auth:Proxy:SecretFile"] = "/etc/health-dashboard/proxy",
        ["Auth:Proxy:GroupsHeader"] = "X-Forwarded-Groups",
        ["Hosting:Proxies"] = "10.0.0.7",
        ["Auth:Grants:0:Claim"] = "groups=admins",
        ["Auth:Grants:0:Role"] = "Admin",
        ["Auth:Grants:0:Departments"] = "*",
        ["Auth:Grants:1:Claim"] = "sub=ada",
        ["Auth:Grants:1:Role"] = "Viewer",
        ["Auth:Grants:1:Departments"] = "Cardiology",
    };

    [Fact]
    public void What_is_not_said_has_its_usual_name() => Assert.Equal(
        new ProxyOptions("X-Forwarded-User", null, "X-Forwarded-Groups", "X-Proxy-Secret", Path.GetFullPath("/etc/health-dashboard/proxy"), null), Read(Usable).Proxy);

    [Theory]
    [InlineData("Auth:Mode is Proxy, and it shares no secret", "Auth:Proxy:SecretFile", null, "Auth:Proxy:GroupsHeader", null)]
    [InlineData("Auth:Proxy:SecretFile is “”. Expected a file", "Auth:Proxy:SecretFile", null)]
    [InlineData("Auth:Mode is Proxy, and no proxy is named. Expected Hosting:Proxies", "Hosting:Proxies", null)]
    [InlineData("Hosting:Proxies is “elsewhere”", "Hosting:Proxies", "elsewhere")]
    [InlineData("no grant is mapped", "Auth:Grants:0:Claim", null, "Auth:Grants:0:Role", null, "Auth:Grants:0:Departments", null, "Auth:Grants:1:Claim", null, "Auth:Grants:1:Role", null, "Auth:Grants:1:Departments", null)]
    [InlineData("A grant asks for the claim roles, and the proxy says none", "Auth:Grants:0:Claim", "roles=admin")]
    [InlineData("A grant asks for the claim groups, and the proxy says none", "Auth:Proxy:GroupsHeader", null)]
    [InlineData("Auth:Proxy:UserHeader is “X Forwarded User”", "Auth:Proxy:UserHeader", "X Forwarded User")]
    [InlineData("Auth:Proxy:UserHeader is “”", "Auth:Proxy:UserHeader", "")]
    [InlineData("name the header x-forwarded-groups", "Auth:Proxy:UserHeader", "x-forwarded-groups")]
    [InlineData("Auth:Proxy:SignOutUrl is “//elsewhere.example”", "Auth:Proxy:SignOutUrl", "//elsewhere.example")]
    [InlineData("Auth:Proxy:SignOutUrl is “http://elsewhere.example”", "Auth:Proxy:SignOutUrl", "http://elsewhere.example")]
    [InlineData("Auth:Proxy:SignOutUrl is “javascript:1”", "Auth:Proxy:SignOutUrl", "javascript:1")]
    [InlineData("There is no setting Auth:Proxy:Secret", "Auth:Proxy:Secret", "hush")]
    [InlineData("Auth:Mode is “Local”. Expected Proxy, since", "Auth:Mode", null)]
    public void What_anybody_could_play_is_refused(string told, params string?[] changed)
    {
        var settings = new Dictionary<string, string?>(Usable);
        foreach (var pair in changed.Chunk(2))
        {
            if (pair[1] is null)
                settings.Remove(pair[0]!);
            else
                settings[pair[0]!] = pair[1];
        }

        var refusal = Assert.Throws<FormatException>(() => Read(settings)).Message;
        Assert.Contains(told, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("0123456789abcdef", "holds 16 letters")]
    [InlineData("ümlaut that no header holds as it is written here", "holds 49 letters")]
    public void A_secret_that_can_be_guessed_is_none(string secret, string told)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "secret");
        File.WriteAllText(file, secret);

        var refusal = Assert.Throws<FormatException>(() => (Read(Usable).Proxy! with { SecretFile = file }).ReadSecret()).Message;
        Assert.Contains(told, refusal, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<FormatException>(() => (Read(Usable).Proxy! with { SecretFile = file + ".away" }).ReadSecret()).Message, StringComparison.Ordinal);
    }

    private static AccessOptions Read(Dictionary<string, string?> settings) => Settings.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).Access;
}
