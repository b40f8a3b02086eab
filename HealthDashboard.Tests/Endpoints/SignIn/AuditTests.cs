using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using HealthDashboard.Access.Audit;
using HealthDashboard.Gold.Views;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>Everything that somebody is shown or has changed stands in the audit once, with whom it showed.</summary>
public sealed partial class AuditTests(SignInServer server) : IAsyncLifetime
{
    /// <summary>Admin, analyst and viewer, of nobody else in the tests.</summary>
    private const string Admin = "una";
    private const string Analyst = "oto";
    private const string Viewer = "vim";

    private static readonly string[] Pages =
    [
        "/", "/explore", "/compare?of=doctor&a=D1", "/doctors", "/patient-groups", "/cost-change", "/annotations", "/pipeline", "/departments/Cardiology", "/departments/Zulu%20Ward", "/doctors/D1", "/doctors/D91", "/patients/P1", "/patients/P910", "/patients/P999",
        "/passport/patient_summary/total_cost?row=P1", "/passport/department_treatment_summary/total_cost?row=Cardiology", "/passport/weekly_visit_trends/num_visits", "/passport/weekly_visit_trends/num_visits?page=2",
        "/passport/insurance_summary/total_cost", "/pipeline/rules/visits/date_invalid", "/pipeline/compare", "/pipeline/upload", "/gold/patient_summary?page=2", "/gold/patient_summary?q=P91&sort=-total_cost",
        .. GoldCatalog.All.Select(view => $"/gold/{view.Name}"),
    ];

    private AuditOf Audit => new(server.State);

    /// <summary>Its audit is there once the server is.</summary>
    public async ValueTask InitializeAsync() => await server.AddressAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Each_page_is_one_entry_that_names_every_patient_it_shows()
    {
        using var visitor = await SignedInAsync(Admin);
        var seen = 0;
        foreach (var address in Pages)
        {
            var before = Audit.Last;
            using var answer = await visitor.GoAsync(address);
            Assert.Equal((address, HttpStatusCode.OK), (address, answer.StatusCode));

            var entry = Assert.Single(Audit.Since(before, Admin));
            var passport = address.StartsWith("/passport", StringComparison.Ordinal);
            Assert.Equal((AuditAddress.Of(address), passport ? "passport" : "view", "admin=*", "Una Example"), (entry.What, entry.Action, entry.Reach, entry.Name));
            Assert.NotNull(entry.Session);
            var shown = Audit.PatientsOf(entry);
            Assert.Equal(entry.Patients, shown.Count);
            var told = Patient().Matches(Hidden().Replace(await answer.Content.ReadAsStringAsync(), "")).Select(match => match.Value).Distinct().Except(["P999", "P91"]).ToList();
            Assert.Equal((address, ""), (address, string.Join(' ', told.Except(shown))));
            seen += told.Count;
        }

        Assert.True(seen > 100, $"Only {seen} patients were told of.");
        Assert.Contains(Audit.WhoSaw("P910"), entry => entry.Subject == Admin && entry.What == "/patients/P910");
        Assert.DoesNotContain(Audit.WhoSaw("P999"), entry => entry.Subject == Admin);
    }

    [Theory]
    [InlineData("/gold/patient_summary.csv", 56)]
    [InlineData("/gold/patient_summary.csv?where=total_visits%3E%3D2&columns=patient_id", 1)]
    [InlineData("/gold/top_10_expensive_patients.zip", 51)]
    [InlineData("/gold/insurance_summary.csv", 0)]
    [InlineData("/pipeline/rejected.csv", 2)]
    [InlineData("/annotations.csv", 0)]
    public async Task A_file_is_written_down_before_it_is_sent_and_once_more_with_its_rows_and_bytes(string address, int patients)
    {
        using var visitor = await SignedInAsync(Admin);
        var before = Audit.Last;
        using var answer = await visitor.AskAsync(HttpMethod.Get, address);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        await Patience.UntilAsync(_ => Task.FromResult(Audit.Since(before, Admin).Count == 2));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var (asked, sent) = (Audit.Since(before, Admin)[0], Audit.Since(before, Admin)[1]);
        Assert.Equal(("export", "exported", AuditAddress.Of(address)), (asked.Action, sent.Action, sent.What));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), sent.Sha256);
        Assert.Equal(patients, asked.Patients);
        if (!address.Contains("annotations", StringComparison.Ordinal))
            Assert.Equal(CsvRows.Parse(await CsvOf(answer, bytes)).Records.Count, sent.Rows);
    }

    [Fact]
    public async Task Signing_in_and_out_refusals_and_changes_are_written_down()
    {
        var before = Audit.Last;
        using var viewer = await SignedInAsync(Viewer);
        using var csv = await viewer.AskAsync(HttpMethod.Get, "/gold/patient_summary.csv");
        using var page = await viewer.GoAsync("/patients/P1");
        using var records = await viewer.GoAsync("/pipeline/rejected.csv");
        Assert.Contains("Everything that you were shown here", await TextAsync(viewer, "/audit"), StringComparison.Ordinal);
        using var account = await viewer.GoAsync("/account");
        using var change = await viewer.SubmitAsync(account, "form[action='sign-out']", "annotations/notes/delete", ("id", "999999"));
        using var signedOut = await viewer.SubmitAsync(account, "form[action='sign-out']");

        var entries = Audit.Since(before, Viewer).Select(entry => $"{entry.Action} {entry.What} {entry.Reason}".Trim());
        Assert.Equal(
            [
                "sign-in sign-in", "view /", "refused /gold/patient_summary.csv", "refused /patients/P1", "refused /pipeline/rejected.csv", "view /audit", "refused /annotations/notes/delete",
                "sign-out /sign-out",
            ],
            entries);

        using var admin = await SignedInAsync(Admin);
        before = Audit.Last;
        using var mine = await admin.GoAsync("/account");
        using var deleted = await admin.SubmitAsync(mine, "form[action='sign-out']", "annotations/notes/delete", ("id", "999999"));
        Assert.Equal(["change /annotations/notes/delete id=999999; answered 303"], Audit.Since(before, Admin).Select(entry => $"{entry.Action} {entry.What} {entry.Reason}"));
    }

    [Fact]
    public async Task Whoever_is_let_into_nothing_cannot_fill_the_disk()
    {
        var before = Audit.Last;
        using var stranger = await server.VisitorAsync();
        (await stranger.SignInAsync("curt")).Dispose();
        using var again = await server.VisitorAsync();
        (await again.SignInAsync("curt")).Dispose();
        foreach (var visitor in Enumerable.Repeat(stranger, 50).Concat(Enumerable.Repeat(again, 50)))
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GoAsync("/signals.csv?" + new string('x', 3000))).StatusCode);

        var written = Audit.Since(before, "curt").Where(entry => entry.Action == "refused").ToList();
        Assert.Equal(60, written.Count);
        Assert.InRange(written.Max(entry => entry.What.Length), 0, 201);
        Assert.Equal("more of them within this minute are not written", Assert.Single(written.Select(entry => entry.Reason).OfType<string>()));

        using var other = await SignedInAsync(Viewer);
        before = Audit.Last;
        (await other.GoAsync("/patients/P1")).Dispose();
        Assert.Equal(["refused /patients/P1"], Audit.Since(before, Viewer).Select(entry => $"{entry.Action} {entry.What}"));
    }

    [Fact]
    public async Task What_a_form_says_is_kept_in_short()
    {
        using var admin = await SignedInAsync(Admin);
        using var mine = await admin.GoAsync("/account");
        var before = Audit.Last;
        (await admin.SubmitAsync(mine, "form[action='sign-out']", "annotations/notes/delete", ("id", new string('9', 50_000)), ("week", new string('x', 50_000)))).Dispose();

        Assert.InRange(Assert.Single(Audit.Since(before, Admin)).Reason!.Length, 200, 250);
    }

    [Fact]
    public async Task Admins_of_everything_see_everybodys_and_others_their_own()
    {
        using var admin = await SignedInAsync(Admin);
        using var analyst = await SignedInAsync(Analyst);
        (await admin.GoAsync("/patients/P2")).Dispose();
        (await analyst.GoAsync("/patients/P2")).Dispose();

        var all = await TextAsync(admin, "/audit?patient=P2");
        Assert.Contains("Who saw patient P2", all, StringComparison.Ordinal);
        Assert.Contains("Una Example", all, StringComparison.Ordinal);
        Assert.Contains("Oto Example", all, StringComparison.Ordinal);
        foreach (var address in new[] { "/audit", "/audit?patient=P2", "/audit?person=una", "/audit.csv", "/audit.csv?person=una" })
        {
            var own = await TextAsync(analyst, address);
            Assert.DoesNotContain("Una Example", own, StringComparison.Ordinal);
            Assert.Equal(!address.Contains("una", StringComparison.Ordinal), own.Contains("/patients/P2", StringComparison.Ordinal));
        }

        var lines = CsvRows.Parse(System.Text.Encoding.UTF8.GetBytes(await TextAsync(admin, "/audit.csv?patient=P2&person=oto&action=view")));
        Assert.Equal(["https://", "oto", "Oto Example", "analyst=Cardiology", "view", "/patients/P2", "1", "P2"], Line(lines.Records[0]));
        using var shared = await admin.AskAsync(HttpMethod.Get, "/audit.csv?share=safe");
        Assert.Equal(HttpStatusCode.Forbidden, shared.StatusCode);
        Assert.DoesNotContain(">P2<", await TextAsync(admin, "/audit?patient=P2&share=safe"), StringComparison.Ordinal);
        using var wrong = await admin.AskAsync(HttpMethod.Get, "/audit.csv?action=looked");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);

        static string[] Line(IReadOnlyList<string> record) => ["https://", record[3], record[4], record[6], record[7], record[8], record[12], record[13]];
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
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<byte[]> CsvOf(HttpResponseMessage answer, byte[] bytes)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/zip")
            return bytes;
        using var zip = new ZipArchive(new MemoryStream(bytes));
        using var csv = new MemoryStream();
        await (await zip.Entries[0].OpenAsync()).CopyToAsync(csv);
        return csv.ToArray();
    }

    [GeneratedRegex(@"\bP\d+\b")]
    private static partial Regex Patient();

    /// <summary>What ties a page to its circuit.</summary>
    [GeneratedRegex("<!--.*?-->|value=\"CfDJ8[^\"]*\"", RegexOptions.Singleline)]
    private static partial Regex Hidden();
}
