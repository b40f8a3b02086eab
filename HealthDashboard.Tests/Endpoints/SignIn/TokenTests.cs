using System.Net;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>Scripts that come with a token, by curl.</summary>
public sealed class TokenTests(SignInServer server)
{
    [Theory]
    [InlineData(SignInServer.Admin, "/gold/patient_summary.csv", "/gold/insurance_summary.zip", "/signals.csv", "/annotations.csv", "/pipeline/rejected.csv", "/pipeline/status.json")]
    [InlineData(SignInServer.Analyst, "/gold/patient_summary.csv", "/gold/department_weekly_kpis.csv?by=month&sort=-total_cost", "/signals.csv", "/annotations.csv")]
    [InlineData(SignInServer.Viewer, "/gold/department_treatment_summary.csv", "/gold/weekly_visit_trends.zip")]
    public async Task A_script_gets_byte_for_byte_what_its_owner_gets(string name, params string[] addresses)
    {
        using var owner = await server.VisitorAsync();
        using var signedIn = await owner.SignInAsync(name);
        var token = await owner.MakeTokenAsync($"as {name}");
        foreach (var address in addresses)
        {
            using var own = await owner.AskAsync(HttpMethod.Get, address);
            var asked = await AskAsync(address, token);

            Assert.Equal((address, HttpStatusCode.OK, HttpStatusCode.OK), (address, own.StatusCode, asked.Status));
            Assert.Equal(await own.Content.ReadAsByteArrayAsync(), asked.Bytes);
            Assert.Equal(own.Headers.ETag?.ToString(), asked.Header("ETag"));
            Assert.Equal("private, no-store", asked.Header("Cache-Control"));
            if (own.Headers.ETag is { } tag)
                Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(address, token, "--header", $"If-None-Match: {tag}")).Status);
            var head = await AskAsync(address, token, "--head");
            Assert.Equal((HttpStatusCode.OK, 0, asked.Header("Content-Type")), (head.Status, head.Bytes.Length, head.Header("Content-Type")));
        }
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/account")]
    [InlineData("GET", "/gold/insurance_summary")]
    [InlineData("GET", "/_blazor")]
    [InlineData("POST", "/_blazor/negotiate")]
    [InlineData("POST", "/pipeline/run")]
    [InlineData("POST", "/annotations/notes")]
    [InlineData("POST", "/account/tokens")]
    [InlineData("POST", "/sign-out/everywhere")]
    [InlineData("POST", "/gold/insurance_summary.csv")]
    [InlineData("DELETE", "/annotations.csv")]
    public async Task A_token_opens_no_page_and_changes_nothing(string method, string address)
    {
        using var owner = await server.VisitorAsync();
        using var signedIn = await owner.SignInAsync(SignInServer.Admin);
        var token = await owner.MakeTokenAsync("for nothing else", again: true);

        var answer = await AskAsync(address, token, "--request", method, "--header", $"Origin: {owner.Dashboard.GetLeftPart(UriPartial.Authority)}", "--header", "Accept: text/html");

        Assert.Equal((HttpStatusCode.Forbidden, "Bearer error=\"insufficient_scope\"", null), (answer.Status, answer.Header("WWW-Authenticate"), answer.Header("Location")));
        Assert.StartsWith("A token reads the addresses for scripts alone", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_the_owners_is_answered_as_what_is_not_there()
    {
        using var owner = await server.VisitorAsync();
        using var signedIn = await owner.SignInAsync(SignInServer.Analyst);
        var token = await owner.MakeTokenAsync("of an analyst");
        foreach (var address in new[] { "/pipeline/rejected.csv", "/pipeline/status.json", "/pipeline/rejectex.csv" })
        {
            var answer = await AskAsync(address, token, "--header", "Accept: text/html");
            Assert.Equal((address, HttpStatusCode.NotFound, ""), (address, answer.Status, answer.Text));
        }

        Assert.Null(TwoDepartments.Tells((await AskAsync("/gold/patient_summary.csv", token)).Text));
    }

    [Fact]
    public async Task Whatever_ails_a_token_is_answered_in_the_same_words_and_leads_nowhere()
    {
        using var owner = await server.VisitorAsync();
        using var signedIn = await owner.SignInAsync(SignInServer.Analyst);
        var token = await owner.MakeTokenAsync("soon revoked");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/signals.csv", token)).Status);
        using var account = await owner.GoAsync("/account");
        using var revoked = await owner.SubmitAsync(account, "form:has([aria-label='Revoke: soon revoked'])");
        Assert.Equal((HttpStatusCode.SeeOther, "/account"), (revoked.StatusCode, revoked.Headers.Location?.ToString()));

        var words = new HashSet<string>();
        foreach (var wrong in new[] { token, "hd_", "hd_" + new string('A', 43), token.ToUpperInvariant(), "eyJhbGciOiJub25lIn0.e30.", "" })
        {
            foreach (var address in new[] { "/signals.csv", "/", "/nothing" })
            {
                var answer = await AskAsync(address, wrong, "--header", "Accept: text/html");
                Assert.Equal((wrong, HttpStatusCode.Unauthorized, "Bearer error=\"invalid_token\"", null), (wrong, answer.Status, answer.Header("WWW-Authenticate"), answer.Header("Location")));
                words.Add(answer.Text);
            }
        }

        Assert.StartsWith("This token opens nothing", Assert.Single(words), StringComparison.Ordinal);
        Assert.DoesNotContain("hd_", await server.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_an_address_a_cookie_or_another_header_a_token_is_none()
    {
        using var owner = await server.VisitorAsync();
        using var signedIn = await owner.SignInAsync(SignInServer.Admin);
        var (token, address) = (await owner.MakeTokenAsync("where it does not belong", again: true), await server.AddressAsync());

        foreach (var asked in new[]
                 {
                     await Curl.AskAsync(new Uri(address, $"/signals.csv?access_token={token}&token={token}")),
                     await Curl.AskAsync(new Uri(address, "/signals.csv"), "--cookie", $"session={token}"),
                     await Curl.AskAsync(new Uri(address, "/signals.csv"), "--user", $"token:{token}"),
                     await Curl.AskAsync(new Uri(address, "/signals.csv"), "--header", $"X-Api-Key: {token}"),
                 })
            Assert.Equal(HttpStatusCode.Unauthorized, asked.Status);
        using var session = await owner.AskAsync(HttpMethod.Get, "/signals.csv", ("Authorization", "Bearer hd_wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, session.StatusCode);
    }

    [Fact]
    public async Task A_script_that_runs_in_a_circle_waits_and_no_other_one_does()
    {
        using var owner = await server.VisitorAsync();
        using var signedIn = await owner.SignInAsync(SignInServer.Admin);
        var (token, other) = (await owner.MakeTokenAsync("in a circle", again: true), await owner.MakeTokenAsync("in no hurry"));
        using var script = await server.VisitorAsync();
        var asked = 0;
        HttpResponseMessage answer;
        while ((answer = await script.AskAsync(HttpMethod.Get, "/pipeline/status.json", ("Authorization", $"Bearer {token}"))).IsSuccessStatusCode)
        {
            answer.Dispose();
            Assert.True(++asked <= 300, "Nothing stops it.");
        }

        Assert.Equal((300, HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(1)), (asked, answer.StatusCode, answer.Headers.RetryAfter?.Delta));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/pipeline/status.json", other)).Status);
        using var own = await owner.AskAsync(HttpMethod.Get, "/pipeline/status.json");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        answer.Dispose();
    }

    [Theory]
    [InlineData("", "30", "A token has a name of 1 to 60 characters")]
    [InlineData("report", "31", "A token lasts 30, 90, 365 days.")]
    [InlineData("report", "", "A token lasts 30, 90, 365 days.")]
    public async Task A_form_that_cannot_be_used_is_refused_in_words(string name, string days, string words)
    {
        using var owner = await server.VisitorAsync();
        using var signedIn = await owner.SignInAsync(SignInServer.Viewer);
        using var account = await owner.GoAsync("/account");
        using var refused = await owner.SubmitAsync(account, "form[action='account/tokens']", ("name", name), ("days", days));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.StartsWith(words, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_are_told_that_a_token_is_needed()
    {
        using var owner = await server.VisitorAsync();
        using var signedIn = await owner.SignInAsync(SignInServer.Admin);
        var described = System.Text.Json.JsonDocument.Parse((await AskAsync("/openapi/v1.json", await owner.MakeTokenAsync("for a program", again: true))).Text).RootElement;

        var scheme = described.GetProperty("components").GetProperty("securitySchemes").GetProperty("token");
        Assert.Equal(("http", "bearer"), (scheme.GetProperty("type").GetString(), scheme.GetProperty("scheme").GetString()));
        Assert.Equal("token", Assert.Single(Assert.Single(described.GetProperty("security").EnumerateArray()).EnumerateObject()).Name);
        Assert.All(described.GetProperty("paths").EnumerateObject(), path => Assert.Equal("get", Assert.Single(path.Value.EnumerateObject()).Name));
        Assert.All(described.GetProperty("paths").EnumerateObject(), path => Assert.True(path.Value.GetProperty("get").GetProperty("responses").TryGetProperty("401", out _), path.Name));
    }

    private async Task<Curl> AskAsync(string address, string token, params string[] arguments) =>
        await Curl.AskAsync(new Uri(await server.AddressAsync(), address), ["--header", $"Authorization: Bearer {token}", .. arguments]);
}
