using System.Net;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>Signing in at a certified provider, with the cookies of a browser.</summary>
public sealed class SignInTests(SignInServer server)
{
    [Fact]
    public async Task Whoever_goes_to_a_page_is_led_to_the_provider_and_back_to_that_page()
    {
        using var visitor = await server.VisitorAsync();
        using var answer = await visitor.SignInAsync(SignInServer.Admin, "/gold/insurance_summary?sort=-total_cost");

        Assert.Equal((HttpStatusCode.OK, "/gold/insurance_summary?sort=-total_cost"), (answer.StatusCode, answer.RequestMessage!.RequestUri!.PathAndQuery));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("All departments, as administrator", page, StringComparison.Ordinal);
        Assert.Contains("Ada Example", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/gold/insurance_summary.csv", "Accept", "text/csv")]
    [InlineData("GET", "/", "Sec-Fetch-Mode", "cors")]
    [InlineData("GET", "/", "Accept", "*/*")]
    [InlineData("GET", "/_blazor", "Accept", "text/html")]
    [InlineData("POST", "/_blazor/negotiate", "Accept", "text/html")]
    [InlineData("POST", "/pipeline/run", "Accept", "*/*")]
    [InlineData("GET", "/nothing", "Accept", "*/*")]
    public async Task Scripts_and_sockets_are_told_401_and_led_nowhere(string method, string address, string header, string value)
    {
        using var visitor = await server.VisitorAsync();
        using var answer = await visitor.AskAsync(new HttpMethod(method), address, (header, value));

        Assert.Equal((HttpStatusCode.Unauthorized, null), (answer.StatusCode, answer.Headers.Location));
        Assert.Equal(["Cookie", "Bearer"], answer.Headers.WwwAuthenticate.Select(way => way.Scheme));
        Assert.Equal("You are not signed in. Open the dashboard in a browser and sign in; a script sends a token that was made there.", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/app.css")]
    [InlineData("/favicon.svg")]
    [InlineData("/signed-out")]
    public async Task What_tells_nothing_is_open_to_all(string address)
    {
        using var visitor = await server.VisitorAsync();
        using var answer = await visitor.AskAsync(HttpMethod.Get, address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_grant_one_is_told_which_claims_were_found_and_nothing_else()
    {
        using var visitor = await server.VisitorAsync();
        foreach (var address in new[] { "/", "/gold/patient_summary", "/gold/patient_summary.csv", "/patients/P1", "/nothing", "/pipeline" })
        {
            using var answer = await visitor.SignInAsync(SignInServer.Stranger, address);
            var page = await answer.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("Cleo Example, and nothing here is shared with you. What the sign-in service said of you: groups: cafeteria.", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Cardiology", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<nav", page, StringComparison.Ordinal);
        }

        using var script = await visitor.AskAsync(HttpMethod.Get, "/gold/patient_summary.csv");
        Assert.Equal((HttpStatusCode.Forbidden, "text/plain"), (script.StatusCode, script.Content.Headers.ContentType?.MediaType));
        using var socket = await visitor.AskAsync(HttpMethod.Post, "/_blazor/negotiate", ("Origin", visitor.Dashboard.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.Forbidden, socket.StatusCode);
    }

    [Theory]
    [InlineData(SignInServer.Analyst, "Cardiology, as analyst", HttpStatusCode.BadRequest)]
    [InlineData(SignInServer.Viewer, "Cardiology, as viewer", HttpStatusCode.Forbidden)]
    public async Task Whoever_has_less_than_everything_is_let_in_and_changes_nothing_but_what_they_write(string name, string whose, HttpStatusCode written)
    {
        using var visitor = await server.VisitorAsync();
        using var answer = await visitor.SignInAsync(name);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains(whose, page, StringComparison.Ordinal);
        using var script = await visitor.AskAsync(HttpMethod.Get, "/gold/insurance_summary.csv");
        Assert.Equal(HttpStatusCode.OK, script.StatusCode);

        using var pipeline = await visitor.GoAsync("/pipeline");
        Assert.DoesNotContain("<form", await pipeline.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var own = ("Origin", visitor.Dashboard.GetLeftPart(UriPartial.Authority));
        foreach (var change in new[] { "/pipeline/run", "/pipeline/upload", "/pipeline/upload/publish", "/pipeline/restore" })
        {
            using var refused = await visitor.AskAsync(HttpMethod.Post, change, own);
            Assert.Equal((change, HttpStatusCode.Forbidden), (change, refused.StatusCode));
        }

        foreach (var change in new[] { "/annotations/notes", "/annotations/targets", "/annotations/notes/delete", "/annotations/targets/delete" })
        {
            using var empty = await visitor.AskAsync(HttpMethod.Post, change, own);
            Assert.Equal((change, written), (change, empty.StatusCode));
        }

        foreach (var hidden in new[] { "/pipeline/upload", "/pipeline/compare", "/pipeline/rules/visits/date_invalid", "/pipeline/rejected.csv", "/pipeline/status.json" })
        {
            using var away = await visitor.AskAsync(HttpMethod.Get, hidden);
            Assert.Equal((hidden, HttpStatusCode.NotFound), (hidden, away.StatusCode));
        }
    }

    [Fact]
    public async Task The_cookie_is_a_key_that_scripts_cannot_read_and_that_tells_nothing()
    {
        using var visitor = await server.VisitorAsync();
        var set = "";
        using var answer = await visitor.SignInAsync(SignInServer.Admin, beforeBack: async back =>
        {
            using var signedIn = await visitor.GoAsync(back.ToString());
            set = signedIn.Headers.GetValues("Set-Cookie").Single(each => each.StartsWith("session=", StringComparison.Ordinal));
        });

        Assert.Contains("; path=/; samesite=lax; httponly", set, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", set, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", set, StringComparison.Ordinal);
        Assert.True(visitor.Session!.Length < 500, $"It holds {visitor.Session.Length} letters.");
    }

    [Fact]
    public async Task A_sign_in_begins_a_session_of_its_own_and_ends_the_one_before()
    {
        using var visitor = await server.VisitorAsync();
        using var first = await visitor.SignInAsync(SignInServer.Admin);
        using var before = new Visitor(visitor.Dashboard);
        before.Cookies.Add(visitor.Dashboard, new Cookie("session", visitor.Session));
        Assert.Equal(HttpStatusCode.OK, (await before.GoAsync("/")).StatusCode);

        // As when another tab was still on its way: the browser comes back with the cookie of the first one.
        using var other = await server.VisitorAsync();
        using var signedIn = await other.SignInAsync(SignInServer.Admin, beforeBack: _ =>
        {
            other.Cookies.Add(visitor.Dashboard, new Cookie("session", visitor.Session));
            return Task.CompletedTask;
        });

        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.NotEqual(visitor.Session, other.Session);
        Assert.Equal(HttpStatusCode.Redirect, (await before.GoAsync("/")).StatusCode);
    }

    [Fact]
    public async Task What_the_provider_sent_back_with_works_once_and_in_that_browser_alone()
    {
        using var visitor = await server.VisitorAsync();
        using var thief = await server.VisitorAsync();
        Uri? used = null;
        using var answer = await visitor.SignInAsync(SignInServer.Admin, beforeBack: async back =>
        {
            used = back;
            using var stolen = await thief.GoAsync(back.ToString());
            Assert.Equal((HttpStatusCode.BadRequest, null), (stolen.StatusCode, thief.Session));
        });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var session = visitor.Session;
        using var replayed = await visitor.GoAsync(used!.ToString());

        Assert.Equal((HttpStatusCode.BadRequest, session), (replayed.StatusCode, visitor.Session));
        Assert.Contains("The sign-in did not work", await replayed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/signin-oidc")]
    [InlineData("/signin-oidc?code=any&state=any")]
    [InlineData("/signin-oidc?error=access_denied&error_description=%3Cb%3E")]
    public async Task What_no_provider_sends_is_refused_in_words(string address)
    {
        using var visitor = await server.VisitorAsync();
        using var answer = await visitor.GoAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The sign-in did not work", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_provider_sends_back_with_meets_the_walls_like_everything_else()
    {
        using var visitor = await server.VisitorAsync();
        using var answer = await visitor.AskAsync(HttpMethod.Get, "/signin-oidc?code=any&state=any", ("Accept", "text/html"));
        Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl is { NoStore: true, Private: true });

        using var stranger = await visitor.AskAsync(HttpMethod.Get, "/signin-oidc?code=any&state=any", ("Host", "elsewhere.example"));
        Assert.Contains("does not go by the name", await stranger.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//elsewhere.example/")]
    [InlineData("/%2F%2Felsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/gold/insurance_summary?ReturnUrl=https://elsewhere.example&redirect_uri=https://elsewhere.example")]
    [InlineData("/signed-out?post_logout_redirect_uri=https://elsewhere.example&returnUrl=//elsewhere.example")]
    public async Task No_address_leads_to_another_site_after_signing_in(string address)
    {
        using var visitor = await server.VisitorAsync();
        using var answer = await visitor.SignInAsync(SignInServer.Admin, $"{visitor.Dashboard.GetLeftPart(UriPartial.Authority)}{address}");

        Assert.Equal(visitor.Dashboard.Authority, answer.RequestMessage!.RequestUri!.Authority);
    }

    [Fact]
    public async Task Nothing_of_a_sign_in_stands_in_the_log()
    {
        using var visitor = await server.VisitorAsync();
        Uri? used = null;
        using var answer = await visitor.SignInAsync(SignInServer.Stranger, beforeBack: back => Task.FromResult(used = back));
        using var replayed = await visitor.GoAsync(used!.ToString());

        var log = await server.LogAsync();
        Assert.Contains("A sign-in was refused", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Cleo", log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("code=", log, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("session", "CfDJ8HYej4fasWBBs-qkkmxPuCOdz973MLVJlnrqSp")]
    [InlineData("session", "")]
    [InlineData("session", "chunks-3")]
    public async Task A_cookie_that_no_key_opens_is_no_fault_but_nobody(string name, string value)
    {
        using var visitor = await server.VisitorAsync();
        visitor.Cookies.Add(visitor.Dashboard, new Cookie(name, value));

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GoAsync("/")).StatusCode);
        using var answer = await visitor.SignInAsync(SignInServer.Admin);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Sessions_and_keys_are_readable_by_the_programs_own_user_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows gives files the rights of their folder.");
        using var visitor = await server.VisitorAsync();
        using var answer = await visitor.SignInAsync(SignInServer.Admin);
        const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        var kept = Directory.GetFileSystemEntries(server.State, "*", SearchOption.AllDirectories).Append(server.State).Where(path => !path.EndsWith("-journal", StringComparison.Ordinal)).ToList();

        Assert.Contains(kept, path => path.EndsWith(".xml", StringComparison.Ordinal));
        Assert.All(kept, path => Assert.Equal((path, Directory.Exists(path) ? File600 | UnixFileMode.UserExecute : File600), (path, File.GetUnixFileMode(path))));
    }
}
