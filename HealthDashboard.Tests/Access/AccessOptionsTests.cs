using System.Security.Claims;
using HealthDashboard.Access;
using Microsoft.Extensions.Configuration;

namespace HealthDashboard.Tests.Access;

/// <summary>What does not make a sign-in that protects anything is refused in words.</summary>
public sealed class AccessOptionsTests
{
    private static readonly Dictionary<string, string?> Usable = new()
    {
        ["Auth:Mode"] = "Oidc",
        ["Auth:Oidc:Authority"] = "https://provider.example/hospital",
        ["Auth:Oidc:ClientId"] = "dashboard",
        ["Auth:Grants:0:Claim"] = "groups=admins",
        ["Auth:Grants:0:Role"] = "admin",
        ["Auth:Grants:0:Departments:0"] = "*",
        ["Auth:Grants:1:Claim"] = "roles=a=b",
        ["Auth:Grants:1:Role"] = "Analyst",
        ["Auth:Grants:1:Departments:0"] = "Cardiology",
        ["Auth:Grants:1:Departments:1"] = "Ear, Nose and Throat",
        ["Auth:Grants:2:Claim"] = "groups=everybody",
        ["Auth:Grants:2:Role"] = "Viewer",
        ["Auth:Grants:2:Departments"] = "Radiology",
    };

    [Fact]
    public void Grants_are_read_with_their_claims_and_departments()
    {
        var access = Read();

        Assert.Equal((AuthMode.Oidc, "dashboard", null), (access.Mode, access.Oidc!.ClientId, access.Oidc.ClientSecretFile));
        Assert.Equal(["openid", "profile"], access.Oidc.Scopes);
        Assert.Equal([("groups", "admins"), ("roles", "a=b"), ("groups", "everybody")], access.Grants.Select(rule => (rule.Claim, rule.Value)));
        Assert.Null(access.Grants[0].Grant.Departments);
        Assert.Equal(["Cardiology", "Ear, Nose and Throat"], access.Grants[1].Grant.Departments);
    }

    [Theory]
    [InlineData("no provider is named", "Auth:Oidc:Authority", null, "Auth:Oidc:ClientId", null)]
    [InlineData("Auth:Oidc:Authority is “http://provider.example”. Expected the address of a provider that starts with https://", "Auth:Oidc:Authority", "http://provider.example")]
    [InlineData("Auth:Oidc:Authority is “provider.example”", "Auth:Oidc:Authority", "provider.example")]
    [InlineData("Auth:Oidc:Authority is “”", "Auth:Oidc:Authority", null)]
    [InlineData("Auth:Oidc:Authority is", "Auth:Oidc:Authority", "http://127.0.0.1.elsewhere.example")]
    [InlineData("Auth:Oidc:Authority is", "Auth:Oidc:Authority", "https://provider.example?x=1")]
    [InlineData("Auth:Oidc:ClientId is “”", "Auth:Oidc:ClientId", null)]
    [InlineData("Auth:Oidc:ClientSecret is set. A secret among settings is read by others", "Auth:Oidc:ClientSecret", "hush")]
    [InlineData("Auth:Oidc:Scopes is “profile”", "Auth:Oidc:Scopes", "profile")]
    [InlineData("There is no setting Auth:Oidc:Authorty", "Auth:Oidc:Authorty", "https://provider.example")]
    [InlineData("There is no setting Auth:Grants:1:Department", "Auth:Grants:1:Department", "ENT")]
    [InlineData("Auth:Grants:1:Claim is “groups”. Expected a claim and its value", "Auth:Grants:1:Claim", "groups")]
    [InlineData("Auth:Grants:1:Claim is “groups=”", "Auth:Grants:1:Claim", "groups=")]
    [InlineData("email may be changed by people, or shared", "Auth:Grants:1:Claim", "email=ada@example.org")]
    [InlineData("Auth:Grants:1:Role is “Owner”. Expected Viewer or Analyst or Admin", "Auth:Grants:1:Role", "Owner")]
    [InlineData("Auth:Grants:1:Role is “”", "Auth:Grants:1:Role", null)]
    [InlineData("Auth:Grants:2:Departments is “”", "Auth:Grants:2:Departments", null)]
    [InlineData("Auth:Grants:1:Departments is “*, Ear, Nose and Throat”. Expected * alone", "Auth:Grants:1:Departments:0", "*")]
    [InlineData("Auth:Grants:2:Names is “true”. Expected false, since a Viewer sees no single patients", "Auth:Grants:2:Names", "true")]
    [InlineData("Auth:Grants:1:Names is “perhaps”. Expected true or false", "Auth:Grants:1:Names", "perhaps")]
    [InlineData("Auth:Mode is “Open”. Expected Oidc, since", "Auth:Mode", "Open")]
    [InlineData("Auth:Mode is “Local”. Expected Oidc, since", "Auth:Mode", null)]
    [InlineData("Auth:Mode is “Proxy”. Expected Oidc, since", "Auth:Mode", "Proxy")]
    [InlineData("Auth:Mode is “Oidc”. Expected Proxy, since", "Auth:Proxy:SecretFile", "secret")]
    public void What_protects_nobody_is_refused(string told, params string?[] changed)
    {
        var settings = new Dictionary<string, string?>(Usable);
        foreach (var pair in changed.Chunk(2))
        {
            if (pair[1] is null)
                settings.Remove(pair[0]!);
            else
                settings[pair[0]!] = pair[1];
        }

        Assert.Contains(told, Assert.Throws<FormatException>(() => Read(settings)).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", Assert.Throws<FormatException>(() => Read(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_grant_nobody_could_see_anything()
    {
        var settings = Usable.Where(each => !each.Key.StartsWith("Auth:Grants", StringComparison.Ordinal)).ToDictionary();

        Assert.Contains("no grant is mapped", Assert.Throws<FormatException>(() => Read(settings)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:8080/realms/test")]
    [InlineData("http://[::1]:8080")]
    public void A_provider_on_this_machine_needs_no_https(string authority) =>
        Assert.Equal(authority, Read(new(Usable) { ["Auth:Oidc:Authority"] = authority }).Oidc!.Authority.OriginalString);

    [Theory]
    [InlineData("nothing")]
    [InlineData("nothing", "groups", "Admins")]
    [InlineData("nothing", "Groups", "admins")]
    [InlineData("nothing", "roles", "admins")]
    [InlineData("admin=*", "groups", "admins")]
    [InlineData("analyst=Cardiology analyst=Ear%2C%20Nose%20and%20Throat viewer=Radiology", "groups", "everybody", "roles", "a=b")]
    public void A_reach_is_made_of_what_the_provider_says_to_the_letter(string reach, params string[] claims)
    {
        var person = new ClaimsPrincipal(new ClaimsIdentity(claims.Chunk(2).Select(pair => new Claim(pair[0], pair[1])).Append(Authority(Usable["Auth:Oidc:Authority"]!)), "Cookies"));
        var reaches = new Reaches(Read());

        Assert.Equal(reach, reaches.Of(person).ToString());
        Assert.Equal(reach != "nothing", reaches.LetsIn(person));
        Assert.Equal(Reach.Nothing, reaches.Of(new ClaimsPrincipal(new ClaimsIdentity(person.Claims))));
    }

    /// <summary>Sessions and tokens outlive a change of the mode.</summary>
    [Theory]
    [InlineData("Accounts", "accounts", "analyst=ENT")]
    [InlineData("Accounts", "https://provider.example", "nothing")]
    [InlineData("Oidc", "accounts", "nothing")]
    [InlineData("Oidc", "proxy", "nothing")]
    [InlineData("Accounts", "proxy", "nothing")]
    [InlineData("Proxy", "proxy", "admin=*")]
    [InlineData("Proxy", "accounts", "nothing")]
    [InlineData("Proxy", "https://provider.example", "nothing")]
    [InlineData("Oidc", "https://provider.example", "admin=*")]
    public void Who_is_known_by_another_way_to_sign_in_is_nobody(string mode, string issuer, string reach)
    {
        Claim[] said = [new("iss", issuer), Authority(Usable["Auth:Oidc:Authority"]!), new("groups", "admins"), new(PersonClaims.Reach, "analyst=ENT")];
        var person = new ClaimsPrincipal(new ClaimsIdentity(said, "Cookies"));
        var access = Read() with { Mode = Enum.Parse<AuthMode>(mode) };

        Assert.Equal(reach, new Reaches(access).Of(person).ToString());
    }

    /// <summary>They outlive a change of the provider too, whose administrators are others, and those begun by a version that kept no provider.</summary>
    [Theory]
    [InlineData("https://provider.example/hospital", "admin=*")]
    [InlineData("https://provider.example/other", "nothing")]
    [InlineData("https://before.example/hospital", "nothing")]
    [InlineData(null, "nothing")]
    public void Who_was_signed_in_by_another_provider_is_nobody(string? authority, string reach)
    {
        Claim[] said = [new("iss", "https://provider.example"), new("groups", "admins"), .. authority is null ? Array.Empty<Claim>() : [Authority(authority)]];
        var (reaches, person) = (new Reaches(Read()), new ClaimsPrincipal(new ClaimsIdentity(said, "Cookies")));

        Assert.Equal(reach, reaches.Of(person).ToString());
        Assert.Equal(reach, reaches.Of(person.By(1)).ToString());
    }

    private static Claim Authority(string provider) => new(PersonClaims.Authority, provider);

    private static AccessOptions Read(Dictionary<string, string?>? settings = null) =>
        Settings.From(new ConfigurationBuilder().AddInMemoryCollection(settings ?? Usable).Build()).Access;
}
