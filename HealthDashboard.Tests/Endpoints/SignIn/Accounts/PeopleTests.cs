using System.Net;
using AngleSharp.Html.Parser;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn.Accounts;

/// <summary>What administrators of all departments do about others.</summary>
public sealed class PeopleTests(AccountsServer server)
{
    [Fact]
    public async Task An_administrator_adds_somebody_changes_them_and_removes_them()
    {
        var (subject, audit) = (server.Person("boss", "admin=*").Subject, new AuditOf(server.State));
        using var boss = await server.SignedInAsync("boss");
        using var people = await boss.GoAsync("/people");
        Assert.Contains("root", await people.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var added = await boss.SubmitAsync(people, "form", ("name", "Gus"), ("role.0", "Analyst"), ("department.2", "Later Ward"), ("role.2", "Viewer"));
        var given = new HtmlParser().ParseDocument(await added.Content.ReadAsStringAsync()).QuerySelector("code.secret")!.TextContent;
        var gus = server.Accounts.Find("gus")!;
        Assert.Equal(("analyst=Cardiology viewer=Later%20Ward", true), (gus.ReachText, gus.IsOneTime));
        Assert.DoesNotContain(given, await server.LogAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(given, await (await boss.GoAsync("/people")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.True(server.Accounts.SetPassword(gus.Id, gus.Stamp, AccountsServer.Password));
        using var visitor = await server.SignedInAsync("gus");
        using var person = await boss.GoAsync($"/people/{gus.Id}");
        Assert.Contains("No file knows Later Ward", await person.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var changed = await boss.SubmitAsync(person, $"form[action='people/{gus.Id}/reach']", ("everywhere", "Viewer"));
        Assert.Equal((HttpStatusCode.SeeOther, $"/people/{gus.Id}"), (changed.StatusCode, changed.Headers.Location?.ToString()));
        Assert.Equal("viewer=*", server.Accounts.Find("gus")!.ReachText);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GoAsync("/")).StatusCode);

        foreach (var (act, check) in new (string, Func<bool>)[]
        {
            ("disable", () => !server.Accounts.Find("gus")!.IsEnabled),
            ("enable", () => server.Accounts.Find("gus")!.IsEnabled),
            ("reset", () => server.Accounts.Find("gus")!.IsOneTime),
            ("remove", () => server.Accounts.Find("gus") is null),
        })
        {
            using var page = await boss.GoAsync($"/people/{gus.Id}");
            using var done = await boss.SubmitAsync(page, $"form[action='people/{gus.Id}/{act}']");
            Assert.True(done.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.OK && check(), act);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await boss.GoAsync($"/people/{gus.Id}")).StatusCode);
        string[] changes = ["", "/reach", "/disable", "/enable", "/reset", "/remove"];
        Assert.Equal(
            changes.Select(change => (change.Length == 0 ? "/people" : $"/people/{gus.Id}{change}", $"account {gus.Id}, Gus: {(change.Length == 0 ? gus.ReachText : "viewer=*")}")),
            audit.Since(0, subject).Where(entry => entry.Action == "change").Select(entry => (entry.What, entry.Reason!)));
    }

    [Theory]
    [InlineData("name", "", "cannot be the name")]
    [InlineData("name", "root", "There is an account")]
    [InlineData("role.0", "", "sees nothing")]
    [InlineData("role.0", "Owner", "There is no such role")]
    [InlineData("role.2", "Viewer", "beside no department")]
    public async Task What_cannot_be_added_is_told_in_words(string field, string value, string told)
    {
        _ = server.Accounts.Find("chief") ?? server.Person("chief", "admin=*");
        using var chief = await server.SignedInAsync("chief");
        using var people = await chief.GoAsync("/people");
        var filled = new Dictionary<string, string> { ["name"] = "Newcomer", ["role.0"] = "Viewer" };
        filled[field] = value;
        using var refused = await chief.SubmitAsync(people, "form", [.. filled.Select(each => (each.Key, each.Value))]);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = new HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync());
        Assert.Contains(told, page.QuerySelector(".wrong")!.TextContent, StringComparison.Ordinal);
        if (field == "name")
            Assert.Equal((value, "Viewer"), (page.QuerySelector("input[name=name]")!.GetAttribute("value"), page.QuerySelector("select[name='role.0'] option[selected]")!.GetAttribute("value")));
        Assert.Null(server.Accounts.Find("Newcomer"));
    }

    /// <summary>They would else give themselves an account of their own, or the password of another administrator, whose second factor goes with it.</summary>
    [Fact]
    public async Task Whoever_finds_an_administrators_browser_open_changes_nobody()
    {
        var (chair, other) = (server.Person("chair", "admin=*"), server.Person("member", "admin=*"));
        using var visitor = await server.SignedInAsync("chair");
        using var people = await visitor.GoAsync("/people");
        server.SignedInLongAgo(chair);

        foreach (var address in new[] { "/people", $"/people/{other.Id}" })
        {
            using var page = await visitor.GoAsync(address);
            var shown = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync()).QuerySelector("main")!;
            Assert.Null(shown.QuerySelector("form"));
            Assert.NotNull(shown.QuerySelector("a[href='account/again?page=people']"));
        }

        foreach (var change in new[] { "", "/reach", "/disable", "/enable", "/reset", "/remove" })
        {
            var to = change.Length == 0 ? "people" : $"people/{other.Id}{change}";
            using var refused = await visitor.SubmitAsync(people, "form", to, ("name", "Trudy"), ("everywhere", "Admin"), ("role.0", "Viewer"));
            Assert.Equal((change, HttpStatusCode.Forbidden), (change, refused.StatusCode));
            Assert.Equal("account/again?page=people", new HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync()).QuerySelector("main a")!.GetAttribute("href"));
        }

        Assert.Null(server.Accounts.Find("Trudy"));
        Assert.Equal((other.ReachText, other.Stamp, true), (server.Accounts.Find("member")!.ReachText, server.Accounts.Find("member")!.Stamp, server.Accounts.Find("member")!.IsEnabled));
        using var sent = await AccountsServer.SendAsync(visitor, "chair", AccountsServer.Password, "/account/again?page=people");
        Assert.Equal("/people", sent.Headers.Location?.ToString());
        using var back = await visitor.GoAsync("/people");
        Assert.Contains("<form", await back.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("viewer=* admin=Cardiology")]
    [InlineData("analyst=*")]
    [InlineData("viewer=Cardiology")]
    public async Task To_everybody_else_there_is_no_such_page(string reach)
    {
        var name = "other-" + reach.Length;
        server.Person(name, reach);
        using var visitor = await server.SignedInAsync(name);
        var root = server.Accounts.Find("root")!;
        using var home = await visitor.GoAsync("/");
        Assert.DoesNotContain("href=\"people\"", await home.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var own = await visitor.GoAsync("/account/password");

        foreach (var address in new[] { "/people", $"/people/{root.Id}", "/people/999999", "/people/nobody" })
            Assert.Equal((address, HttpStatusCode.NotFound), (address, (await visitor.GoAsync(address)).StatusCode));
        foreach (var address in new[] { "people", $"people/{root.Id}/disable", $"people/{root.Id}/reset", $"people/{server.Accounts.Find(name)!.Id}/reach" })
        {
            using var sent = await visitor.SubmitAsync(own, "form", address, ("name", "Mallory"), ("everywhere", "Admin"));
            Assert.Equal((address, HttpStatusCode.NotFound), (address, sent.StatusCode));
        }

        Assert.Null(server.Accounts.Find("Mallory"));
        Assert.Equal((reach, true), (server.Accounts.Find(name)!.ReachText, server.Accounts.Find("root")!.IsEnabled));
    }
}
