using System.Net;
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
