using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>Goes wherever somebody is led who has less than everything, and listens for what is not theirs.</summary>
[Collection(typeof(ForgedSignIns))]
public sealed class CrawlTests(ForgedSignIn world, ITestOutputHelper output)
{
    /// <summary>Beside what is linked: what one may know or guess.</summary>
    private static readonly string[] Guessed =
    [
        "/patients/P0001", "/doctors/D001", "/doctors/D999", "/departments/Oncology", "/departments/Alchemy", "/gold/patient_summary", "/gold/top_10_expensive_patients",
        "/gold/patient_summary.csv", "/gold/department_treatment_summary.csv?department=Oncology", "/gold/doctor_performance.zip", "/gold/insurance_summary.csv?share=no",
        "/passport/insurance_summary/total_cost", "/signals.csv", "/compare.csv", "/doctors.csv", "/patient-groups.csv", "/insurance.csv", "/explore.csv", "/cost-change", "/cost-change.csv", "/annotations", "/annotations.csv", "/pipeline", "/pipeline/upload", "/pipeline/compare",
        "/pipeline/rejected.csv", "/pipeline/status.json", "/pipeline/rules/visits/date_invalid", "/openapi/v1.json", "/account", "/compare?of=department&a=Oncology&b=Cardiology", "/doctors", "/patient-groups",
    ];

    [Theory]
    [InlineData("cardiology-viewers", "Cardiology")]
    [InlineData("two-viewers", "Cardiology", "Dermatology")]
    [InlineData("cardiology", "Cardiology")]
    public async Task No_patient_and_nothing_of_other_departments_is_told_anywhere(string group, params string[] own)
    {
        using var visitor = await world.SignedInAsync("crawler of " + group, group);
        using var admin = await world.SignedInAsync("ada");
        List<string> forbidden = [.. Forbidden(own), .. await FiguresAsync(admin, own)];
        Assert.Contains(forbidden, (await (await admin.GoAsync("/gold/department_treatment_summary")).Content.ReadAsStringAsync()).Contains);
        var (asked, kinds, told, dead) = (new HashSet<string>(Guessed) { "/" }, new HashSet<string>(), new List<string>(), new List<string>());
        var (queue, drawings) = (new Queue<string>(asked), 0);
        while (queue.TryDequeue(out var address))
        {
            using var answer = await visitor.GoAsync(address);
            var text = await TextAsync(answer);
            drawings += text.Contains("<svg", StringComparison.Ordinal) ? 1 : 0;
            told.AddRange(forbidden.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase) && !address.Contains(Uri.EscapeDataString(word), StringComparison.Ordinal)).Take(2)
                .Select(word => $"{address} tells {word}"));
            if (answer.StatusCode != HttpStatusCode.OK && !Guessed.Contains(address))
                dead.Add($"{address} answers {answer.StatusCode}");
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            foreach (var link in Links(text, new Uri(visitor.Dashboard, address)))
            {
                // One of each kind is enough: of a path, with each parameter that it is linked with, and one patient.
                var kind = string.Join('/', link.AbsolutePath.Split('/').Take(link.AbsolutePath.StartsWith("/patients", StringComparison.Ordinal) ? 2 : 3)) + link.Query.Split('?', '&').Select(part => part.Split('=')[0]).LastOrDefault();
                if (link.Authority == visitor.Dashboard.Authority && kinds.Add(kind) && asked.Add(link.PathAndQuery))
                    queue.Enqueue(link.PathAndQuery);
            }
        }

        output.WriteLine($"{asked.Count} addresses");
        Assert.Empty(told);
        Assert.Empty(dead);
        Assert.True(drawings > 10, $"Only {drawings} drawings were seen.");
        Assert.DoesNotContain(Patients(), name => world.Log.Contains(name, StringComparison.OrdinalIgnoreCase));
        Assert.True(asked.Count > 100, $"Only {asked.Count} were asked.");
    }

    [Theory]
    [InlineData("/departments/")]
    [InlineData("/gold/insurance_summary?department=")]
    [InlineData("/gold/insurance_summary.csv?department=")]
    [InlineData("/gold/insurance_summary.zip?department=")]
    public async Task A_department_of_others_is_as_one_that_is_not_there(string address)
    {
        using var visitor = await world.SignedInAsync("guesser", "cardiology-viewers");
        using var there = await visitor.GoAsync(address + "Oncology");
        using var made = await visitor.GoAsync(address + "Oncogony");

        Assert.Equal(there.StatusCode, made.StatusCode);
        Assert.Equal(
            Comparable(await there.Content.ReadAsStringAsync()), Comparable((await made.Content.ReadAsStringAsync()).Replace("Oncogony", "Oncology", StringComparison.Ordinal)));

        // What ties a page to its circuit, and its labels to their fields, is another each time.
        static string Comparable(string html) =>
            Regex.Replace(html, "<!--Blazor.*?-->|[0-9a-f]{8}-[0-9a-f-]{27}|\\b(id|for|aria-[a-z]+)=\"[a-z0-9]{8,}[^\"]*\"", "", RegexOptions.Singleline);
    }

    /// <summary>What others' departments cost, each alone and all together with one's own, as pages and exports write it.</summary>
    private static async Task<IEnumerable<string>> FiguresAsync(Visitor admin, string[] own)
    {
        using var answer = await admin.GoAsync("/gold/department_treatment_summary.csv?columns=department,total_cost");
        var rows = CsvRows.Parse(await answer.Content.ReadAsByteArrayAsync()).Records.Select(row => (Department: row[0], Cost: decimal.Parse(row[1], CultureInfo.InvariantCulture))).ToList();
        Assert.Equal(10, rows.Count);
        return rows.Where(row => !own.Contains(row.Department)).Select(row => row.Cost).Append(rows.Sum(row => row.Cost))
            .SelectMany(cost => new[] { cost.ToString("0.00", CultureInfo.InvariantCulture), cost.ToString("N2", CultureInfo.InvariantCulture) });
    }

    /// <summary>All patients, and the departments and doctors of others.</summary>
    private static List<string> Forbidden(string[] own)
    {
        var data = Path.Combine(Places.Repository, "data");
        var doctors = File.ReadLines(Path.Combine(data, "doctors.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        // Whoever treated somebody there is known there, wherever they belong to.
        var seen = File.ReadLines(Path.Combine(data, "visits.csv")).Skip(1).Select(line => line.Split(',')).Where(visit => own.Contains(visit[3])).Select(visit => visit[2]).ToHashSet();
        var mine = doctors.Where(doctor => own.Contains(doctor[2]) || seen.Contains(doctor[0])).SelectMany(doctor => doctor.Skip(1).Take(2)).ToHashSet();
        var others = doctors.Where(doctor => !own.Contains(doctor[2]));
        return [.. Patients().Concat(others.SelectMany(doctor => new[] { doctor[1], doctor[2] })).Distinct().Where(word => word.Length > 3 && !mine.Any(name => name.Contains(word, StringComparison.Ordinal)))];
    }

    private static IEnumerable<string> Patients() => File.ReadLines(Path.Combine(Places.Repository, "data", "patients.csv")).Skip(1).Select(line => line.Split(',')[1]);

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/zip")
            return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        return string.Concat(zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        }));
    }

    private static IEnumerable<Uri> Links(string html, Uri address)
    {
        var page = new HtmlParser().ParseDocument(html);
        var start = new Uri(address, page.QuerySelector("base")!.GetAttribute("href"));
        foreach (var (selector, name) in new[] { ("a", "href"), ("[data-href]", "data-href") })
        {
            foreach (var element in page.QuerySelectorAll($"{selector}[{name}]"))
                yield return new Uri(start, element.GetAttribute(name));
        }
    }
}
