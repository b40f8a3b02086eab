using System.Net;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>Every way a session ends that its owner, or the provider, decides on.</summary>
public sealed class SignOutTests(SignInServer server)
{
    private const string Out = "form[action='sign-out']";

    [Fact]
    public async Task Signed_out_is_signed_out_here_and_at_the_provider()
    {
        using var visitor = await server.VisitorAsync();
        using var signedIn = await visitor.SignInAsync(SignInServer.Admin);
        using var copy = Copy(visitor);
        using var account = await visitor.GoAsync("/account");
        using var answer = await visitor.SubmitAsync(account, Out);

        Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, visitor.Session ?? ""));
        Assert.Equal(HttpStatusCode.Redirect, (await copy.GoAsync("/")).StatusCode);
        var onward = Assert.Single(answer.Headers.GetValues("Refresh"));
        Assert.StartsWith($"0;url={await server.ProviderAsync()}session/end?id_token_hint=", onward, StringComparison.Ordinal);

        // The provider asks whether one means it, and leads back.
        using var asked = await visitor.FollowAsync(onward["0;url=".Length..]);
        using var done = await visitor.SubmitAsync(asked, "form", ("logout", "yes"));
        Assert.Equal(new Uri(visitor.Dashboard, "/signed-out"), done.Headers.Location);
        using var again = await visitor.FollowAsync("/");
        Assert.Equal((await server.ProviderAsync()).Authority, again.RequestMessage!.RequestUri!.Authority);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_form_without_an_origin_or_without_its_token_ends_nothing(bool origin, bool token)
    {
        using var visitor = await server.VisitorAsync();
        using var signedIn = await visitor.SignInAsync(SignInServer.Admin);
        using var account = await visitor.GoAsync("/account");
        var html = await account.Content.ReadAsStringAsync();
        var value = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = visitor.Cookies, AllowAutoRedirect = false });
        foreach (var address in new[] { "/sign-out", "/sign-out/everywhere", "/account/sessions/end" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(visitor.Dashboard, address))
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["id"] = "1", [token ? "__RequestVerificationToken" : "other"] = value }),
            };
            if (origin)
                request.Headers.Add("Origin", visitor.Dashboard.GetLeftPart(UriPartial.Authority));
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync("/")).StatusCode);
    }

    [Fact]
    public async Task One_of_my_sessions_can_be_ended_from_another()
    {
        using var here = await server.VisitorAsync();
        using var there = await server.VisitorAsync();
        using var first = await there.SignInAsync("dora");
        using var second = await here.SignInAsync("dora");
        using var account = await here.GoAsync("/account");
        Assert.Equal(HttpStatusCode.OK, account.StatusCode);
        using var answer = await here.SubmitAsync(account, "form[action='account/sessions/end']");

        Assert.Equal((HttpStatusCode.SeeOther, "/account"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, (await there.GoAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.GoAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task Signed_out_everywhere_ends_all_of_a_person_and_nobody_elses()
    {
        using var here = await server.VisitorAsync();
        using var there = await server.VisitorAsync();
        using var other = await server.VisitorAsync();
        using var first = await here.SignInAsync("emil");
        using var second = await there.SignInAsync("emil");
        using var third = await other.SignInAsync("fay");
        using var account = await here.GoAsync("/account");
        using var answer = await here.SubmitAsync(account, "form[action='sign-out/everywhere']");

        Assert.Equal(HttpStatusCode.Redirect, (await there.GoAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GoAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task Signed_out_at_the_provider_is_signed_out_here()
    {
        using var visitor = await server.VisitorAsync();
        using var signedIn = await visitor.SignInAsync("gus");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync("/account")).StatusCode);

        using var asked = await visitor.FollowAsync(new Uri(await server.ProviderAsync(), "/session/end").ToString());
        using var done = await visitor.SubmitAsync(asked, "form", ("logout", "yes"));

        await Patience.UntilAsync(async _ => (await visitor.GoAsync("/account")).StatusCode == HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Changes_are_for_admins_from_a_page_of_the_dashboard()
    {
        using var visitor = await server.VisitorAsync();
        using var signedIn = await visitor.SignInAsync(SignInServer.Admin);
        using var without = await visitor.AskAsync(HttpMethod.Post, "/pipeline/run");
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);

        using var page = await visitor.GoAsync("/pipeline");
        using var run = await visitor.SubmitAsync(page, "form[action='pipeline/run']");
        Assert.Equal((HttpStatusCode.SeeOther, "/pipeline"), (run.StatusCode, run.Headers.Location?.ToString()));

        using var stranger = await server.VisitorAsync();
        using var cleo = await stranger.SignInAsync(SignInServer.Stranger);
        using var refused = await stranger.AskAsync(HttpMethod.Post, "/pipeline/run", ("Origin", stranger.Dashboard.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_snapshot_is_restored_after_the_provider_has_asked_who_one_is()
    {
        using var visitor = await server.VisitorAsync();
        using var signedIn = await visitor.SignInAsync(SignInServer.Admin);
        using var page = await visitor.GoAsync("/pipeline");
        using var refused = await visitor.SubmitAsync(page, "form[action='pipeline/run']", "pipeline/restore", ("run", "0001-any"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var again = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync()).QuerySelector("main a")!.GetAttribute("href")!;
        Assert.Equal("account/again?run=0001-any", again);

        // The provider knows the browser, and asks all the same.
        using var back = await visitor.SignInAsync(SignInServer.Admin, "/" + again);
        Assert.Equal("/pipeline/compare?as_of=0001-any", back.RequestMessage!.RequestUri!.PathAndQuery);
        using var restored = await visitor.SubmitAsync(page, "form[action='pipeline/run']", "pipeline/restore", ("run", "0001-any"));
        Assert.Equal(HttpStatusCode.BadRequest, restored.StatusCode);
        Assert.Contains("0001-any", await restored.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Visitor Copy(Visitor visitor)
    {
        var copy = new Visitor(visitor.Dashboard);
        copy.Cookies.Add(visitor.Dashboard, new Cookie("session", visitor.Session));
        return copy;
    }
}
