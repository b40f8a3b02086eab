using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Parser;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints;

/// <summary>Whatever the program maps, and will map: what a browser sends there must come from a page of the dashboard, and hold the token that stood in it.</summary>
public sealed class SentFormsTests(SampleServer local, AccountsServer accounts) : IClassFixture<SampleServer>
{
    private const string Refused = "This form was not sent from a page of the dashboard, or the page was too old.";
    private const string Token = "__RequestVerificationToken";

    [Fact]
    public async Task Nothing_is_taken_from_a_browser_at_the_machine_itself_without_origin_and_token()
    {
        using var visitor = new Visitor(local.Http.BaseAddress!);
        await AssertRefusesAsync(visitor, "/pipeline", MappedEndpoints.OfLocal(), atLeast: 20);

        // A program that runs on the machine is no page.
        using var started = await local.Http.PostAsync(new Uri("/pipeline/upload/discard", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, started.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_taken_from_an_administrators_browser_without_origin_and_token()
    {
        accounts.Person("sela", "admin=*");
        using var visitor = await accounts.SignedInAsync("sela");
        await AssertRefusesAsync(visitor, "/account", MappedEndpoints.OfAccounts(), atLeast: 40);

        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync("/account")).StatusCode);
        Assert.NotNull(accounts.Accounts.Find("root"));
    }

    [Fact]
    public void What_ends_a_session_over_the_back_channel_alone_needs_none()
    {
        var without = MappedEndpoints.OfOidc().All
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Antiforgery.IAntiforgeryMetadata>() is { RequiresValidation: false })
            .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/')).Distinct().Order(StringComparer.Ordinal);

        // An upload looks for it itself.
        Assert.Equal(["pipeline/upload", "signout-oidc-back-channel"], without);
    }

    [Theory]
    [InlineData("multipart/form-data", "none")]
    [InlineData("multipart/form-data; boundary=any", "--any\r\nContent-Disposition: form-data; name=broken")]
    [InlineData("application/x-www-form-urlencoded", "too=many&", 2000)]
    public async Task A_form_that_cannot_be_read_is_refused_in_words(string type, string sent, int times = 1)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/pipeline/upload/discard") { Content = new StringContent(string.Concat(Enumerable.Repeat(sent, times))) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Add("Origin", local.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await local.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(Refused, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.22631; de-DE) PowerShell/7.4.6", HttpStatusCode.SeeOther)]
    [InlineData("Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.22621.4391", HttpStatusCode.SeeOther)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", HttpStatusCode.BadRequest)]
    public async Task A_shell_is_a_program_whatever_it_begins_with(string agent, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/pipeline/upload/discard");
        request.Headers.Add("User-Agent", agent);
        using var answer = await local.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_comes_by_a_link_of_another_site_keeps_what_their_open_pages_are_known_by()
    {
        using var visitor = new HttpClient { BaseAddress = local.Http.BaseAddress };
        using var page = await visitor.GetAsync(new Uri("/pipeline", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("; samesite=lax; httponly", page.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Contains("Antiforgery", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static async Task AssertRefusesAsync(Visitor visitor, string page, MappedEndpoints mapped, int atLeast)
    {
        using var shown = await visitor.GoAsync(page);
        var token = new HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync()).QuerySelector($"input[name={Token}]")!.GetAttribute("value")!;
        var own = visitor.Dashboard.GetLeftPart(UriPartial.Authority);
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = visitor.Cookies, AllowAutoRedirect = false });
        var asked = 0;
        foreach (var (method, address) in mapped.Sent)
        {
            Assert.Equal((method, address, HttpStatusCode.BadRequest, true), await SendAsync(method, address, origin: null, token));
            if (!address.StartsWith("/_blazor", StringComparison.Ordinal))
                Assert.Equal((method, address, HttpStatusCode.BadRequest, true), await SendAsync(method, address, own, token: null));
            asked++;
        }

        Assert.True(asked >= atLeast, $"Only {asked} were asked.");
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync("POST", "/pipeline/upload/discard", own, token)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync("POST", "/pipeline/upload", own, token)).Status);

        async Task<(string Method, string Address, HttpStatusCode Status, bool IsSaid)> SendAsync(string method, string address, string? origin, string? token)
        {
            using var form = new MultipartFormDataContent();
            if (token is not null)
                form.Add(new StringContent(token), Token);
            form.Add(new StringContent("7"), "id");
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(visitor.Dashboard, address)) { Content = form };
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            using var answer = await http.SendAsync(request);
            return (method, address, answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Contains(Refused, StringComparison.Ordinal));
        }
    }
}
