using System.Net;
using AngleSharp.Html.Parser;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn.Accounts;

/// <summary>Signing in with name and password, with the cookies of a browser.</summary>
public sealed class PasswordSignInTests(AccountsServer server)
{
    [Fact]
    public async Task Whoever_goes_to_a_page_signs_in_and_is_led_back_to_it()
    {
        server.Person("pia", "viewer=* analyst=Cardiology");
        using var visitor = await server.VisitorAsync();
        using var sent = await AccountsServer.SendAsync(visitor, "PIA", AccountsServer.Password, "/gold/insurance_summary?sort=-total_cost");

        Assert.Equal((HttpStatusCode.SeeOther, "/gold/insurance_summary?sort=-total_cost"), (sent.StatusCode, sent.Headers.Location?.ToString()));
        using var page = await visitor.GoAsync(sent.Headers.Location!.ToString());
        Assert.Contains("Cardiology, as analyst; All departments, as viewer", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull(server.Accounts.Find("pia")!.SignedInAt);
        using var account = await visitor.GoAsync("/account");
        Assert.Contains("by an account of this dashboard", await account.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_wrong_is_told_in_the_same_words_and_nothing_of_it_is_logged()
    {
        server.Person("rita");
        server.Accounts.Disable(server.Person("dora").Id);
        server.Person("lena");
        var answers = new List<(HttpStatusCode, string)>();
        using var visitor = await server.VisitorAsync();
        for (var i = 0; i < PasswordCheck.MostWrong; i++)
            answers.Add(await TellAsync(visitor, "lena", "wrong"));
        answers.Add(await TellAsync(visitor, "lena", AccountsServer.Password));
        answers.Add(await TellAsync(visitor, "rita", "wrong-Zyx"));
        answers.Add(await TellAsync(visitor, "dora", AccountsServer.Password));
        answers.Add(await TellAsync(visitor, "nobody-Zyx", AccountsServer.Password));
        answers.Add(await TellAsync(visitor, "", ""));

        Assert.Equal(HttpStatusCode.Unauthorized, Assert.Single(answers.Distinct()).Item1);
        Assert.Null(visitor.Session);
        Assert.DoesNotContain("Zyx", await server.LogAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("lena", await server.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_wrong_tries_of_one_address_are_refused_and_another_address_is_not()
    {
        server.Person("tom");
        using var visitor = await server.VisitorAsync();
        for (var i = 0; i < SignInLimit.WrongOfAddress; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await TellAsync(visitor, "somebody" + i, "wrong")).Status);

        using var refused = await AccountsServer.SendAsync(visitor, "tom", AccountsServer.Password);
        Assert.Equal((HttpStatusCode.TooManyRequests, null), (refused.StatusCode, visitor.Session));
        using var other = await server.SignedInAsync("tom");
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("elsewhere.example")]
    [InlineData("~/elsewhere")]
    [InlineData("/sign-in?return=/sign-in")]
    [InlineData("")]
    public async Task No_address_leads_to_another_site_after_signing_in(string back)
    {
        var account = server.Accounts.Find("olga") ?? server.Person("olga");
        using var visitor = await server.VisitorAsync();
        using var page = await visitor.GoAsync("/sign-in?return=" + Uri.EscapeDataString(back));
        Assert.DoesNotContain("elsewhere", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var sent = await visitor.SubmitAsync(page, AccountsServer.Form, ("name", account.Name), ("password", AccountsServer.Password), ("return", back));

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (sent.StatusCode, sent.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task A_sign_in_begins_a_session_of_its_own_and_ends_the_one_before()
    {
        server.Person("fred");
        using var visitor = await server.SignedInAsync("fred");
        using var before = new Visitor(visitor.Dashboard);
        before.Cookies.Add(visitor.Dashboard, new Cookie("session", visitor.Session));
        Assert.Equal(HttpStatusCode.OK, (await before.GoAsync("/account")).StatusCode);

        using var page = await visitor.GoAsync("/sign-in");
        using var sent = await visitor.SubmitAsync(page, AccountsServer.Form, ("name", "fred"), ("password", AccountsServer.Password));

        Assert.NotEqual(before.Cookies.GetCookies(visitor.Dashboard)["session"]!.Value, visitor.Session);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await before.GoAsync("/account")).StatusCode);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("https://elsewhere.example", true)]
    [InlineData("own", false)]
    public async Task A_form_of_another_site_or_without_its_token_signs_nobody_in(string? origin, bool token)
    {
        var account = server.Accounts.Find("carl") ?? server.Person("carl");
        using var visitor = await server.VisitorAsync();
        using var page = await visitor.GoAsync("/sign-in");
        var value = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync()).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = visitor.Cookies, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(visitor.Dashboard, "/sign-in"))
        {
            Content = new FormUrlEncodedContent([new("name", account.Name), new("password", AccountsServer.Password), new("__RequestVerificationToken", token ? value : "")]),
        };
        if (origin is not null)
            request.Headers.Add("Origin", origin == "own" ? visitor.Dashboard.GetLeftPart(UriPartial.Authority) : origin);

        using var answer = await http.SendAsync(request);

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, answer.StatusCode.ToString());
        Assert.Null(visitor.Session);
    }

    [Fact]
    public async Task Over_http_nobody_is_asked_for_a_password_but_on_this_machine()
    {
        using var visitor = await server.VisitorAsync();
        foreach (var address in new[] { "/", "/sign-in" })
        {
            using var plain = await visitor.AskAsync(HttpMethod.Get, address, ("Host", "127.0.0.1.elsewhere.example"), ("Accept", "text/html"));
            Assert.DoesNotContain("<form", await plain.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static async Task<(HttpStatusCode Status, string Words)> TellAsync(Visitor visitor, string name, string password)
    {
        using var answer = await AccountsServer.SendAsync(visitor, name, password);
        return (answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector("main")!.TextContent);
    }
}
