using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using HealthDashboard.Gold.Views;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>Whoever may see one department is told nothing of the other one, wherever they go and whatever they ask for.</summary>
public sealed partial class OwnDepartmentsTests(SignInServer server)
{
    private const int Enough = 250;

    private static readonly string[] Asked =
    [
        "/", "/compare", "/compare?of=doctor", "/compare?of=department&a=Zulu%20Ward", "/doctors", "/doctors?rank=high", "/patient-groups", "/patient-groups?across=country", "/cost-change", "/cost-change.csv", "/compare.csv", "/compare.csv?of=doctor", "/compare.csv?of=department&a=Zulu%20Ward", "/doctors.csv", "/patient-groups.csv", "/insurance.csv", "/explore.csv", "/explore.csv?measure=cost_per_patient", "/insurance.csv?across=department", "/signals.csv", "/annotations", "/annotations.csv", "/pipeline", "/account", "/nothing", "/openapi/v1.json",
        "/pipeline/status.json", "/pipeline/rejected.csv", "/pipeline/upload", "/pipeline/compare", "/pipeline/rules/visits/date_invalid",
        "/departments/Cardiology", "/departments/Zulu%20Ward", "/doctors/D1", "/doctors/D91", "/patients/P1", "/patients/P910", "/?department=Zulu%20Ward", "/?doctor=D91", "/?country=Zululand",
        "/gold/patient_summary.csv?q=Zulu", "/gold/patient_summary.csv?sort=patient_name", "/gold/patient_summary.csv?where=patient_id%3DP910", "/gold/treatment_type_summary?type=Zulu%20Scan",
        "/passport/patient_summary/total_cost?row=P910", "/passport/department_treatment_summary/total_cost?row=Zulu%20Ward", "/passport/weekly_visit_trends/num_visits", "/?as_of=0000-19990101T000000Z",
        .. GoldCatalog.All.SelectMany(view => new[] { $"/gold/{view.Name}", $"/gold/{view.Name}.csv", $"/gold/{view.Name}.zip", $"/gold/{view.Name}?share=safe" }),
    ];

    [Theory]
    [InlineData(SignInServer.Analyst)]
    [InlineData(SignInServer.Viewer)]
    public async Task Nothing_of_the_other_department_is_told_wherever_one_goes(string name)
    {
        using var visitor = await server.VisitorAsync();
        using var start = await visitor.SignInAsync(name);
        Assert.Equal(HttpStatusCode.OK, start.StatusCode);
        var (queue, seen) = (new Queue<string>(Asked), new HashSet<string>(StringComparer.Ordinal));
        while (queue.TryDequeue(out var address) && seen.Count < Enough)
        {
            // What one did oneself is said again, as it was typed.
            if (address.StartsWith("/audit", StringComparison.Ordinal) || !seen.Add(address))
                continue;
            using var answer = await visitor.GoAsync(address);
            var text = Descriptor().Replace(await TextAsync(answer), "");
            Assert.True((int)answer.StatusCode < 500, $"{address}: {answer.StatusCode}");
            // What was asked for is said again.
            var told = TwoDepartments.Tells(Uri.UnescapeDataString(address)) is null ? text : Uri.UnescapeDataString(address).Split('/', '?', '=', '&').Aggregate(text, (rest, part) => part.Length < 2 ? rest : rest.Replace(part, "", StringComparison.Ordinal).Replace(Uri.EscapeDataString(part), "", StringComparison.Ordinal));
            Assert.Equal((address, null), (address, TwoDepartments.Tells(told)));
            Assert.DoesNotContain("Lovelace", text, StringComparison.Ordinal);
            foreach (Match link in Link().Matches(text))
            {
                var onward = WebUtility.HtmlDecode(link.Groups[1].Value);
                if (onward.StartsWith("./", StringComparison.Ordinal) || (onward.Length > 0 && char.IsAsciiLetter(onward[0]) && !onward.Contains(':', StringComparison.Ordinal)))
                    queue.Enqueue("/" + onward.TrimStart('.', '/').Split('#')[0]);
            }
        }

        Assert.True(seen.Count > 100, $"Only {seen.Count} addresses were seen.");
    }

    [Theory]
    [InlineData("/departments/Zulu%20Ward", "/departments/Xulu%20Ward")]
    [InlineData("/doctors/D91", "/doctors/D92")]
    [InlineData("/compare?of=department&a=Zulu%20Ward", "/compare?of=department&a=Xulu%20Ward")]
    [InlineData("/compare?of=doctor&b=D91", "/compare?of=doctor&b=D92")]
    [InlineData("/patients/P910", "/patients/P909")]
    [InlineData("/?department=Zulu%20Ward", "/?department=Xulu%20Ward")]
    [InlineData("/gold/doctor_performance.csv?doctor=D91", "/gold/doctor_performance.csv?doctor=D92")]
    [InlineData("/gold/insurance_summary.csv?insurer=Zulu%20Mutual", "/gold/insurance_summary.csv?insurer=Xulu%20Mutual")]
    [InlineData("/gold/patient_summary.csv?where=patient_id%3DP910", "/gold/patient_summary.csv?where=patient_id%3DP909")]
    [InlineData("/passport/patient_summary/total_cost?row=P910", "/passport/patient_summary/total_cost?row=P909")]
    [InlineData("/passport/department_treatment_summary/total_cost?row=Zulu%20Ward", "/passport/department_treatment_summary/total_cost?row=Xulu%20Ward")]
    [InlineData("/pipeline/rejected.csv", "/pipeline/rejectex.csv")]
    public async Task What_is_not_ones_own_is_answered_as_what_is_not_there(string foreign, string madeUp)
    {
        using var visitor = await server.VisitorAsync();
        using var start = await visitor.SignInAsync(SignInServer.Analyst);
        using var one = await visitor.GoAsync(foreign);
        using var other = await visitor.GoAsync(madeUp);

        Assert.Equal(other.StatusCode, one.StatusCode);
        Assert.Equal(Headers(other), Headers(one));
        Assert.Equal(Same(await TextAsync(other)), Same(await TextAsync(one)));

        string Same(string text) => Descriptor().Replace(text, "")
            .Replace("Zulu", "Xulu", StringComparison.Ordinal).Replace("D91", "D92", StringComparison.Ordinal).Replace("P910", "P909", StringComparison.Ordinal).Replace("rejected.csv", "rejectex.csv", StringComparison.Ordinal);
    }

    private static string Headers(HttpResponseMessage answer) => string.Join('\n', answer.Headers.Concat(answer.Content.Headers)
        .Where(header => header.Key is not ("Date" or "Content-Length" or "Set-Cookie")).Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal));

    /// <summary>Of an archive the text of all that is in it.</summary>
    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/zip")
            return await answer.Content.ReadAsStringAsync();
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        return string.Join('\n', zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Link();

    /// <summary>What ties a page to its circuit, and what is different in each.</summary>
    [GeneratedRegex("<!--.*?-->|value=\"CfDJ8[^\"]*\"|(?:id|for|aria-[a-z]+)=\"[a-z0-9]{9}\"|(?:popover|mudinput)[a-z]*-[0-9a-f-]{20,}", RegexOptions.Singleline)]
    private static partial Regex Descriptor();
}
