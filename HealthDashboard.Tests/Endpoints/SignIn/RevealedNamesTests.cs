using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>Names of patients: for whom they may be, for a reason, for a while, and never before the audit has it.</summary>
public sealed class RevealedNamesTests(SignInServer server) : IAsyncLifetime
{
    /// <summary>Analyst of one department whose grant has names, and one who has another grant there without; of nobody else in the tests.</summary>
    private const string Named = "nia";
    private const string Half = "nio";

    private const string Name = "Ada Lovelace3";
    private const string Form = "form[action='names/reveal']";

    private AuditOf Audit => new(server.State);

    /// <summary>Its audit is there once the server is.</summary>
    public async ValueTask InitializeAsync() => await server.AddressAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(Half)]
    [InlineData(SignInServer.Admin)]
    [InlineData(SignInServer.Viewer)]
    public async Task To_whom_they_are_not_given_they_are_not_offered_and_not_there(string name)
    {
        using var visitor = await SignedInAsync(name);
        Assert.DoesNotContain("Show names", await TextAsync(visitor, "/gold/patient_summary"), StringComparison.Ordinal);
        using var page = await visitor.GoAsync("/names");
        using var account = await visitor.GoAsync("/account");
        using var revealed = await visitor.SubmitAsync(account, "form[action='sign-out']", "names/reveal", ("reason", "billing"));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, revealed.StatusCode));
        Assert.DoesNotContain(Name, await TextAsync(visitor, "/gold/patient_summary?columns=patient_id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_shown_for_a_reason_that_is_written_down_first_and_hidden_again()
    {
        using var visitor = await SignedInAsync(Named);
        var token = await visitor.MakeTokenAsync("of one who reveals");
        using var masked = await visitor.GoAsync("/patients/P3?department=Cardiology");
        var html = await masked.Content.ReadAsStringAsync();
        Assert.DoesNotContain(Name, html, StringComparison.Ordinal);
        var link = new HtmlParser().ParseDocument(html).QuerySelector(".names a")!.GetAttribute("href")!;
        using var asked = await visitor.GoAsync("/" + link);
        var before = Audit.Last;

        // A reason is one of the list, and comes from a page of the dashboard.
        foreach (var reason in new[] { "", "curiosity" })
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SubmitAsync(asked, Form, ("reason", reason))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SubmitAsync(asked, Form, ("reason", "billing"), ("__RequestVerificationToken", "none"))).StatusCode);
        using var foreign = await visitor.AskAsync(HttpMethod.Post, "/names/reveal", ("Origin", "https://elsewhere.example"));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.AskAsync(HttpMethod.Post, "/names/reveal")).StatusCode);
        Assert.DoesNotContain(Audit.Since(before, Named), entry => entry.Action == "reveal");

        using var revealed = await visitor.SubmitAsync(asked, Form, ("reason", "billing"));
        Assert.Equal((HttpStatusCode.SeeOther, "/patients/P3?department=Cardiology"), (revealed.StatusCode, revealed.Headers.Location?.ToString()));
        var shown = await TextAsync(visitor, "/patients/P3?department=Cardiology");
        Assert.Contains(Name, shown, StringComparison.Ordinal);
        Assert.Contains("Names of patients are shown for 15 more minutes.", shown, StringComparison.Ordinal);

        var csv = await visitor.AskAsync(HttpMethod.Get, "/gold/patient_summary.csv?sort=patient_name&where=patient_name~lovelace3");
        var bytes = await csv.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Contains(Name, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        var script = await Curl.AskAsync(new Uri(visitor.Dashboard, "/gold/patient_summary.csv"), "--header", $"Authorization: Bearer {token}");
        Assert.DoesNotContain("patient_name", script.Text, StringComparison.Ordinal);
        Assert.Contains("P3", script.Text, StringComparison.Ordinal);

        // In another session of the same person they are not.
        using var elsewhere = await SignedInAsync(Named);
        Assert.DoesNotContain(Name, await TextAsync(elsewhere, "/patients/P3"), StringComparison.Ordinal);

        using var page = await visitor.GoAsync("/patients/P3");
        using var hidden = await visitor.SubmitAsync(page, "form[action='names/hide']");
        Assert.Equal("/patients/P3", hidden.Headers.Location?.ToString());
        Assert.DoesNotContain(Name, await TextAsync(visitor, "/patients/P3"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.AskAsync(HttpMethod.Get, "/gold/patient_summary.csv?sort=patient_name")).StatusCode);

        var entries = Audit.Since(before, Named);
        Assert.Equal(
            ["reveal /patients/P3?department=Cardiology billing", "view /patients/P3?department=Cardiology", "export /gold/patient_summary.csv?sort=patient_name&where=patient_name… with names"],
            entries.Where(entry => !entry.What.StartsWith("/names", StringComparison.Ordinal)).Take(3).Select(entry => $"{entry.Action} {entry.What} {entry.Reason}".TrimEnd()));
        Assert.Equal("analyst=Cardiology names", entries.First(entry => entry.Action == "view").Reach);
        var sent = entries.First(entry => entry.Action == "exported");
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(bytes)), "with names", 1L), (sent.Sha256!, sent.Reason, sent.Rows!.Value));
        Assert.Contains(entries, entry => entry is { Action: "change", What: "/names/hide" });
    }

    [Theory]
    [InlineData("https://elsewhere.example/", "/https://elsewhere.example/")]
    [InlineData("//elsewhere.example", "/elsewhere.example")]
    [InlineData("\\\\elsewhere.example\\x", "/elsewhere.example/x")]
    [InlineData("a/..//elsewhere.example", "/elsewhere.example")]
    [InlineData("./?department=Cardiology", "/?department=Cardiology")]
    [InlineData("", "/")]
    public async Task One_comes_back_to_a_page_of_the_dashboard_and_nowhere_else(string back, string led)
    {
        using var visitor = await SignedInAsync(Named);
        using var asked = await visitor.GoAsync("/names?back=" + Uri.EscapeDataString(back));
        using var revealed = await visitor.SubmitAsync(asked, Form, ("reason", "treatment"), ("back", back));

        Assert.Equal((HttpStatusCode.SeeOther, led), (revealed.StatusCode, revealed.Headers.Location?.ToString()));
    }

    private async Task<Visitor> SignedInAsync(string name)
    {
        var visitor = await server.VisitorAsync();
        using var answer = await visitor.SignInAsync(name);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return visitor;
    }

    private static async Task<string> TextAsync(Visitor visitor, string address)
    {
        using var answer = await visitor.GoAsync(address);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
