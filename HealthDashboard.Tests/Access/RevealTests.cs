using System.Globalization;
using System.Security.Claims;
using HealthDashboard.Access;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Access;

/// <summary>Who may be shown names, and for how long: by the grants, the session and the clock.</summary>
public sealed class RevealTests
{
    private static readonly Grant Named = new(Role.Analyst, ["Cardiology"], Names: true);
    private static readonly Grant Unnamed = new(Role.Analyst, ["ENT"]);
    private static readonly Grant Viewing = new(Role.Viewer, ["Urology"]);
    private static readonly Grant NamedAdmin = new(Role.Admin, null, Names: true);

    private readonly HandClock _clock = new("2025-03-10T08:00Z");

    public static TheoryData<bool, Grant[]> Rights => new()
    {
        { true, [Named] },
        { true, [Named, Viewing] },
        { true, [Named, NamedAdmin] },
        { false, [Unnamed] },
        { false, [Named, Unnamed] },
        { false, [NamedAdmin, Unnamed] },
        { false, [Viewing] },
        { false, [] },
    };

    [Theory]
    [MemberData(nameof(Rights))]
    public void Names_may_be_revealed_where_each_grant_to_see_patients_says_so(bool may, Grant[] grants)
    {
        var (reaches, person) = Of(grants);

        Assert.Equal(may, reaches.MayReveal(person));
        Assert.Equal(may, reaches.Of(person.In(1, Until("2025-03-10T08:15Z"))).Names);
        Assert.False(reaches.Of(person).Names);
        Assert.False(reaches.MayReveal(null));
    }

    [Theory]
    [InlineData("analyst=Cardiology names", true)]
    [InlineData("analyst=Cardiology", false)]
    [InlineData("viewer=* names", false)]
    public void Of_an_account_its_own_reach_says_so(string reach, bool may)
    {
        var reaches = new Reaches(new AccessOptions { Mode = AuthMode.Accounts }, _clock);
        var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim(PersonClaims.Issuer, AccountStore.Issuer), new Claim(PersonClaims.Reach, reach)], authenticationType: "test"));

        Assert.Equal(may, reaches.MayReveal(person));
        Assert.False(reaches.Of(person).Names);
        Assert.Equal(may, reaches.Of(person.In(1, Until("2025-03-10T08:15Z"))) is { Names: true, Highest: >= Role.Analyst });
    }

    [Theory]
    [InlineData("2025-03-10T08:14:59Z", true)]
    [InlineData("2025-03-10T08:15:00Z", false)]
    public void They_are_shown_until_then_and_by_nothing_else(string now, bool shown)
    {
        var (reaches, person) = Of([Named]);
        _clock.Now = now;

        Assert.Equal(shown, reaches.Of(person.In(1, Until("2025-03-10T08:15Z"))).Names);
        Assert.False(reaches.Of(person.In(1, Until("2025-03-10T08:15Z")).In(1)).Names);
        Assert.False(reaches.Of(person.In(1, Until("2025-03-10T08:15Z")).By(1)).Names);
    }

    [Fact]
    public void An_open_page_is_told_when_they_are_shown_and_when_no_more()
    {
        var (reaches, person) = Of([Named]);
        var viewer = new Viewer(reaches);
        viewer.SetAuthenticationState(Task.FromResult(new Microsoft.AspNetCore.Components.Authorization.AuthenticationState(person.In(1))));
        var told = 0;
        viewer.AuthenticationStateChanged += _ => told++;

        viewer.ShowNames(null);
        Assert.Equal((0, false), (told, viewer.Reach.Names));
        viewer.ShowNames(Until("2025-03-10T08:15Z"));
        viewer.ShowNames(Until("2025-03-10T08:15Z"));
        Assert.Equal((1, true), (told, viewer.Reach.Names));
        viewer.ShowNames(null);
        Assert.Equal((2, false), (told, viewer.Reach.Names));

        viewer.End();
        viewer.ShowNames(Until("2025-03-10T08:15Z"));
        Assert.Throws<SessionEndedException>(() => viewer.Reach);
        Assert.False(viewer.MayReveal);
    }

    private (Reaches Reaches, ClaimsPrincipal Person) Of(Grant[] grants)
    {
        var rules = grants.Select((grant, at) => new GrantRule("groups", at.ToString(CultureInfo.InvariantCulture), grant)).ToList();
        var person = new ClaimsPrincipal(new ClaimsIdentity(rules.Select(rule => new Claim(rule.Claim, rule.Value)), authenticationType: "test"));
        return (new Reaches(new AccessOptions { Mode = AuthMode.Oidc, Grants = rules }, _clock), person);
    }

    private static long Until(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture).ToUnixTimeSeconds();
}
