using System.Net;
using AngleSharp.Html.Parser;
using HealthDashboard.Access;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn.Accounts;

/// <summary>What people do about their own account: the first password, another one, a second factor.</summary>
public sealed class OwnAccountTests(AccountsServer server)
{
    private const string Another = "marsh lamp quiet";

    [Fact]
    public async Task A_password_that_was_given_out_opens_nothing_until_another_is_chosen()
    {
        var (_, given) = server.Accounts.Add("nina", Reach.Parse("analyst=Cardiology"));
        using var visitor = await server.VisitorAsync();
        using var asked = await AccountsServer.SendAsync(visitor, "nina", given, "/pipeline");
        Assert.Equal((HttpStatusCode.OK, null), (asked.StatusCode, visitor.Session));

        foreach (var (password, again, told) in new[] { (given, given, "This is the password you have"), (Another, Another + "x", "The two passwords differ"), ("short", "short", "Expected at least 12") })
        {
            using var refused = await visitor.SubmitAsync(asked, "form", ("password", password), ("again", again));
            Assert.Equal((HttpStatusCode.BadRequest, null), (refused.StatusCode, visitor.Session));
            Assert.Contains(told, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var chosen = await visitor.SubmitAsync(asked, "form", ("password", Another), ("again", Another));
        Assert.Equal((HttpStatusCode.SeeOther, "/pipeline"), (chosen.StatusCode, chosen.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync("/pipeline")).StatusCode);

        // The page is still there in the history of the browser.
        using var replayed = await visitor.SubmitAsync(asked, "form", ("password", given + "x"), ("again", given + "x"));
        Assert.Equal(HttpStatusCode.BadRequest, replayed.StatusCode);
        using var before = await AccountsServer.SendAsync(await server.VisitorAsync(), "nina", given);
        Assert.Equal(HttpStatusCode.Unauthorized, before.StatusCode);
    }

    [Fact]
    public async Task Another_password_ends_every_session_and_needs_the_one_until_now()
    {
        server.Person("paul");
        using var visitor = await server.SignedInAsync("paul");
        using var elsewhere = await server.SignedInAsync("paul");
        using var page = await visitor.GoAsync("/account/password");
        using var refused = await visitor.SubmitAsync(page, "form", ("current", "wrong"), ("password", Another), ("again", Another));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GoAsync("/account")).StatusCode);

        using var done = await visitor.SubmitAsync(page, "form", ("current", AccountsServer.Password), ("password", Another), ("again", Another));

        Assert.Contains("Your password is changed", await done.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GoAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GoAsync("/account")).StatusCode);
        using var anew = await server.SignedInAsync("paul", Another);
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_once_it_is_on()
    {
        server.Person("sven");
        using var visitor = await server.SignedInAsync("sven");
        using var page = await visitor.GoAsync("/account/second-factor");
        var key = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync()).QuerySelector("code.secret")!.TextContent;
        using var wrong = await visitor.SubmitAsync(page, "form", ("code", "000000x"));
        Assert.Equal((HttpStatusCode.BadRequest, null), (wrong.StatusCode, server.Accounts.Find("sven")!.TotpKey));
        using var on = await visitor.SubmitAsync(page, "form", ("code", AuthenticatorApp.Code(key, DateTimeOffset.UtcNow)));
        var written = new HtmlParser().ParseDocument(await on.Content.ReadAsStringAsync()).QuerySelectorAll("code.secret").Select(each => each.TextContent).ToList();
        Assert.Equal(10, written.Distinct().Count());

        using var anew = await server.VisitorAsync();
        using var asked = await AccountsServer.SendAsync(anew, "sven", AccountsServer.Password, "/pipeline");
        Assert.Equal((HttpStatusCode.OK, null), (asked.StatusCode, anew.Session));
        using var refused = await anew.SubmitAsync(asked, "form", ("code", "123"));
        Assert.Equal((HttpStatusCode.Unauthorized, null), (refused.StatusCode, anew.Session));
        // What was proved of one account is worth nothing for a password of one's own.
        using var around = await anew.SubmitAsync(asked, "form", "sign-in/password", ("password", Another), ("again", Another));
        Assert.Equal((HttpStatusCode.BadRequest, null), (around.StatusCode, anew.Session));
        using var passed = await anew.SubmitAsync(asked, "form", ("code", written[0]));
        Assert.Equal((HttpStatusCode.SeeOther, "/pipeline"), (passed.StatusCode, passed.Headers.Location?.ToString()));

        using var shown = await anew.GoAsync("/account/second-factor");
        Assert.Contains("9 written codes are left", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var off = await anew.SubmitAsync(shown, "form[action='account/second-factor/off']");
        Assert.Equal((HttpStatusCode.SeeOther, null), (off.StatusCode, server.Accounts.Find("sven")!.TotpKey));
        using var alone = await server.SignedInAsync("sven");
    }

    [Fact]
    public async Task Whoever_finds_a_browser_open_changes_nothing_about_how_its_owner_signs_in()
    {
        var account = server.Person("walt", "admin=*");
        using var visitor = await server.SignedInAsync("walt");
        using var shown = await visitor.GoAsync("/account/second-factor");
        server.SignedInLongAgo(account);

        using var page = await visitor.GoAsync("/account/second-factor");
        Assert.DoesNotContain("<form", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var (to, again) in new[] { ("account/second-factor", "account/again?page=account%2Fsecond-factor"), ("account/passkeys", "account/again?page=account%2Fpasskeys"), ("pipeline/restore", "account/again?run=") })
        {
            using var refused = await visitor.SubmitAsync(shown, "form", to, ("code", "123456"));
            Assert.Equal((to, HttpStatusCode.Forbidden), (to, refused.StatusCode));
            Assert.Equal(again, new HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync()).QuerySelector("main a")!.GetAttribute("href"));
        }

        using var device = await visitor.SubmitAsync(shown, "form", "account/passkeys/options");
        Assert.Equal(HttpStatusCode.BadRequest, device.StatusCode);
        Assert.DoesNotContain("not sent from a page", await device.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var sent = await AccountsServer.SendAsync(visitor, "walt", AccountsServer.Password, "/account/again?page=account%2Fsecond-factor");
        Assert.Equal("/account/second-factor", sent.Headers.Location?.ToString());
        using var back = await visitor.GoAsync("/account/second-factor");
        Assert.Contains("<form", await back.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_persons_key_is_not_taken()
    {
        server.Person("kai");
        server.Person("kim");
        using var kai = await server.SignedInAsync("kai");
        using var kim = await server.SignedInAsync("kim");
        using var page = await kai.GoAsync("/account/second-factor");
        var document = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync());
        using var own = await kim.GoAsync("/account/second-factor");
        using var sent = await kim.SubmitAsync(
            own, "form", ("key", document.QuerySelector("input[name=key]")!.GetAttribute("value")!), ("code", AuthenticatorApp.Code(document.QuerySelector("code.secret")!.TextContent, DateTimeOffset.UtcNow)));

        Assert.Equal((HttpStatusCode.BadRequest, null), (sent.StatusCode, server.Accounts.Find("kim")!.TotpKey));
    }
}
