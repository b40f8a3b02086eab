using System.Net;
using AngleSharp.Html.Parser;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Annotations;

/// <summary>Analysts write about their departments, on the real server behind a provider; what is of others is as if it were not there.</summary>
public sealed class OwnAnnotationsTests(SignInServer server)
{
    private const string Pin = "form[action='annotations/notes']";
    private const string Strike = "form[action='annotations/notes/delete']";

    [Fact]
    public async Task An_analyst_writes_about_their_department_and_strikes_it_out()
    {
        using var ben = await SignedInAsync(SignInServer.Analyst);
        using var page = await ben.GoAsync("/annotations");
        using var pinned = await ben.SubmitAsync(page, Pin, ("department", "Cardiology"), ("week", "2025-03-05"), ("text", "a ward was painted"));
        using var set = await ben.SubmitAsync(page, "form[action='annotations/targets']", ("department", "Cardiology"), ("measure", "num_visits"), ("to", "12"));
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (pinned.StatusCode, set.StatusCode));
        var csv = await CsvAsync(ben);
        Assert.Contains("\"note\",\"Cardiology\",,,,2025-03-03,\"a ward was painted\"", csv, StringComparison.Ordinal);
        Assert.Contains("\"target\",\"Cardiology\",\"num_visits\",,12", csv, StringComparison.Ordinal);

        using var again = await ben.GoAsync("/annotations");
        using var struck = await ben.SubmitAsync(again, Strike);
        using var gone = await ben.SubmitAsync(again, "form[action='annotations/targets/delete']");
        Assert.DoesNotContain("Cardiology", await CsvAsync(ben), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Zulu Ward", "There is no such department. Known are Cardiology.")]
    [InlineData("Alchemy", "There is no such department. Known are Cardiology.")]
    [InlineData("", "Only administrators of all departments write for the whole hospital. Expected a department: Cardiology.")]
    public async Task About_what_is_not_theirs_they_write_nothing(string department, string words)
    {
        using var ben = await SignedInAsync(SignInServer.Analyst);
        using var page = await ben.GoAsync("/annotations");
        using var pinned = await ben.SubmitAsync(page, Pin, ("department", department), ("week", "2025-03-05"), ("text", "not ours"));
        using var set = await ben.SubmitAsync(page, "form[action='annotations/targets']", ("department", department), ("measure", "num_visits"), ("to", "12"));

        Assert.Equal((HttpStatusCode.BadRequest, words), (pinned.StatusCode, await pinned.Content.ReadAsStringAsync()));
        Assert.Equal((HttpStatusCode.BadRequest, words), (set.StatusCode, await set.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task What_others_wrote_stays_whatever_number_is_struck_out()
    {
        using var ada = await SignedInAsync(SignInServer.Admin);
        using var page = await ada.GoAsync("/annotations");
        using var foreign = await ada.SubmitAsync(page, Pin, ("department", "Zulu Ward"), ("week", "2025-04-15"), ("text", "of the other ward"));
        using var whole = await ada.SubmitAsync(page, Pin, ("department", ""), ("week", "2025-04-15"), ("text", "of the hospital"));
        using var mine = await ada.SubmitAsync(page, Pin, ("department", "Cardiology"), ("week", "2025-03-05"), ("text", "of this ward"));
        using var written = await ada.GoAsync("/annotations");
        var ids = new HtmlParser().ParseDocument(await written.Content.ReadAsStringAsync()).QuerySelectorAll($"{Strike} input[name=id]").Select(input => input.GetAttribute("value")!).ToList();

        using var ben = await SignedInAsync(SignInServer.Analyst);
        using var own = await ben.GoAsync("/annotations");
        var text = await own.Content.ReadAsStringAsync();
        Assert.Contains("of this ward", text, StringComparison.Ordinal);
        Assert.DoesNotContain("of the other ward", text, StringComparison.Ordinal);
        Assert.DoesNotContain("of the hospital", text, StringComparison.Ordinal);
        foreach (var id in ids.Append("4711"))
        {
            using var struck = await ben.SubmitAsync(own, Strike, ("id", id));
            Assert.Equal((HttpStatusCode.SeeOther, "/annotations"), (struck.StatusCode, struck.Headers.Location?.ToString()));
        }

        var left = await CsvAsync(ada);
        Assert.Contains("of the other ward", left, StringComparison.Ordinal);
        Assert.Contains("of the hospital", left, StringComparison.Ordinal);
        Assert.DoesNotContain("of this ward", left, StringComparison.Ordinal);
        foreach (var id in ids)
            (await ada.SubmitAsync(written, Strike, ("id", id))).Dispose();
    }

    [Fact]
    public async Task A_viewer_reads_and_no_other_site_writes()
    {
        using var vic = await SignedInAsync(SignInServer.Viewer);
        using var page = await vic.GoAsync("/annotations");
        Assert.DoesNotContain("<form", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var refused = await vic.AskAsync(HttpMethod.Post, "/annotations/notes", ("Origin", vic.Dashboard.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var ben = await SignedInAsync(SignInServer.Analyst);
        using var without = await ben.AskAsync(HttpMethod.Post, "/annotations/notes");
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
    }

    private async Task<Visitor> SignedInAsync(string name)
    {
        var visitor = await server.VisitorAsync();
        using var answer = await visitor.SignInAsync(name);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return visitor;
    }

    private static async Task<string> CsvAsync(Visitor visitor)
    {
        using var answer = await visitor.AskAsync(HttpMethod.Get, "/annotations.csv");
        return await answer.Content.ReadAsStringAsync();
    }
}
