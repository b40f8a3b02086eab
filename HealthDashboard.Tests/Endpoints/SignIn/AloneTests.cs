using System.IO.Compression;
using System.Text.RegularExpressions;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pipeline;
using HealthDashboard.Sample;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>Two servers: of a whole hospital, and of the visits of two of its departments alone. Whoever may see these two is answered the same by both, to the byte.</summary>
public sealed partial class AloneTests(AloneTests.Servers servers) : IClassFixture<AloneTests.Servers>
{
    private static readonly string[] Departments = ["Cardiology", "Respiratory Medicine"];

    [Theory]
    [InlineData("analysts")]
    [InlineData("viewers")]
    public async Task Whatever_is_asked_for_is_answered_as_by_a_hospital_of_those_departments_alone(string group)
    {
        using var within = await Servers.VisitorAsync(servers.Whole, group);
        using var alone = await Servers.VisitorAsync(servers.Alone, group);
        var (asked, refused, differing) = (Asked(), 0, new List<string>());
        foreach (var address in asked)
        {
            using var found = await within.GoAsync(address);
            using var expected = await alone.GoAsync(address);
            var (own, whole) = (await WholeAsync(expected), await WholeAsync(found));
            if (own != whole)
                differing.Add($"{address} is not\n{Part(own, whole)}\nbut\n{Part(whole, own)}");
            refused += found.IsSuccessStatusCode ? 0 : 1;
        }

        Assert.Empty(differing);
        Assert.InRange(refused, 4, asked.Count / 2);
    }

    private static async Task<string> WholeAsync(HttpResponseMessage answer) => $"{answer.StatusCode}\n{Headers(answer)}\n{await TextAsync(answer)}";

    /// <summary>Where two texts part, with what stands around.</summary>
    private static string Part(string text, string other)
    {
        var at = text.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 80)];
    }

    private List<string> Asked()
    {
        var (doctor, patient, other) = (servers.Doctor, servers.Patient, Uri.EscapeDataString(servers.OtherDepartment));
        List<string> now =
        [
            "/", "/?department=Cardiology&compare=year", "/?from=2025-01-06&to=2025-03-30&compare=before", "/explore", "/insurance", "/doctors", "/patient-groups", "/patient-groups?across=country",
            "/compare?of=department", "/compare?of=doctor", "/cost-change", "/cost-change.csv", "/signals.csv", "/annotations.csv", "/departments/Cardiology", $"/doctors/{doctor}", $"/patients/{patient}",
            $"/departments/{other}", $"/doctors/{servers.OtherDoctor}", $"/patients/{servers.OtherPatient}", $"/gold/insurance_summary.csv?department={other}", "/pipeline/rejected.csv", "/pipeline/upload",
            "/passport/weekly_visit_trends/num_visits", "/passport/department_treatment_summary/total_cost?row=Cardiology", $"/passport/patient_summary/total_cost?row={patient}", $"/passport/department_treatment_summary/total_cost?row={other}",
            .. GoldCatalog.All.SelectMany(view => new[] { $"/gold/{view.Name}", $"/gold/{view.Name}.csv", $"/gold/{view.Name}.csv?share=safe&from=2025-01-06" }),
            "/gold/weekly_visit_trends.zip", "/gold/patient_summary.zip", "/gold/doctor_performance.zip",
        ];
        string[] then = ["/", "/explore", "/departments/Cardiology", $"/patients/{patient}", .. GoldCatalog.All.Select(view => $"/gold/{view.Name}.csv")];
        return [.. now, .. then.Select(address => $"{address}?as_of={servers.First}")];
    }

    private static string Headers(HttpResponseMessage answer) => string.Join('\n', answer.Headers.Concat(answer.Content.Headers)
        .Where(header => header.Key is not ("Date" or "Content-Length" or "Set-Cookie")).Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal));

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/zip")
            return OfThisAnswer().Replace(await answer.Content.ReadAsStringAsync(), "").Replace(answer.RequestMessage!.RequestUri!.Authority, "HERE", StringComparison.Ordinal);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        return string.Join('\n', zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return $"{entry.FullName}\n{reader.ReadToEnd()}";
        }));
    }

    /// <summary>What ties a page to its circuit, and its labels to their fields, is another each time.</summary>
    [GeneratedRegex("<!--.*?-->|value=\"CfDJ8[^\"]*\"|(?:id|for|aria-[a-z]+)=\"[a-z0-9]{9}\"|(?:popover|mudinput)[a-z]*-[0-9a-f-]{20,}", RegexOptions.Singleline)]
    private static partial Regex OfThisAnswer();

    [GeneratedRegex("^T\\d*7,")]
    private static partial Regex Repeated();

    /// <summary>Each published twice, at the same moments: the second time with more treatments.</summary>
    public sealed class Servers : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();
        private readonly List<TestWarehouse> _warehouses = [];
        private readonly List<DashboardProcess> _servers = [];

        public Uri Whole { get; private set; } = default!;

        public Uri Alone { get; private set; } = default!;

        /// <summary>The id of the first run.</summary>
        public string First { get; private set; } = "";

        public string Doctor { get; private set; } = "";

        public string Patient { get; private set; } = "";

        public string OtherDepartment { get; private set; } = "";

        public string OtherDoctor { get; private set; } = "";

        public string OtherPatient { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            SampleData.Write(_folder.Path, 1, 7);
            var lines = new[] { "patients", "doctors", "visits", "treatments" }.ToDictionary(table => table, table => File.ReadAllLines(Path.Combine(_folder.Path, table + ".csv")));
            var visits = lines["visits"].Skip(1).Select(line => line.Split(',')).ToList();
            var own = visits.Where(visit => Departments.Contains(visit[3])).ToList();
            (Patient, Doctor) = (own[0][1], own[0][2]);
            OtherDepartment = visits.First(visit => !Departments.Contains(visit[3]))[3];
            OtherDoctor = visits.First(visit => !own.Exists(each => each[2] == visit[2]))[2];
            OtherPatient = visits.First(visit => !own.Exists(each => each[1] == visit[1]))[1];
            var kept = new Dictionary<string, HashSet<string>>
            {
                ["patients"] = [.. own.Select(visit => visit[1])],
                ["doctors"] = [.. own.Select(visit => visit[2])],
                ["visits"] = [.. own.Select(visit => visit[0])],
            };
            await File.WriteAllTextAsync(Path.Combine(_folder.Path, "secret"), ProxyServer.Secret);
            Whole = await ServeAsync("whole", lines);
            Alone = await ServeAsync("alone", lines.ToDictionary(table => table.Key, table => table.Value
                .Where((line, at) => at == 0 || (table.Key == "treatments" ? kept["visits"].Contains(line.Split(',')[1]) : kept[table.Key].Contains(line.Split(',')[0]))).ToArray()));
        }

        /// <summary>Whom a proxy names as one of a group.</summary>
        public static async Task<Visitor> VisitorAsync(Uri server, string group)
        {
            var visitor = new Visitor(server, ("X-Proxy-Secret", ProxyServer.Secret), ("X-Forwarded-User", "ben"), ("X-Forwarded-Groups", group));
            (await visitor.FollowAsync("/")).Dispose();
            return visitor;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var server in _servers)
                await server.DisposeAsync();
            _warehouses.ForEach(warehouse => warehouse.Dispose());
            _folder.Dispose();
        }

        private async Task<Uri> ServeAsync(string name, Dictionary<string, string[]> lines)
        {
            var warehouse = new TestWarehouse { Clock = StoppedClock.At("2026-01-05T06:00Z") };
            _warehouses.Add(warehouse);
            Directory.CreateDirectory(warehouse.DataPath);
            First = Publish([]);
            // Some of them once more, under ids of their own.
            Publish(lines["treatments"].Skip(1).Where(line => Repeated().IsMatch(line)).Select(line => "X" + line));
            string[] grants = [.. new[] { "Analyst", "Viewer" }.SelectMany((role, at) => new[]
            {
                $"--Auth:Grants:{at}:Claim", $"groups={role.ToLowerInvariant()}s", $"--Auth:Grants:{at}:Role", role,
                $"--Auth:Grants:{at}:Departments:0", Departments[0], $"--Auth:Grants:{at}:Departments:1", Departments[1],
            })];
            var server = DashboardProcess.Serve(
                warehouse.DataPath, warehouse.Store.Folder,
                [
                    "--Auth:Mode", "Proxy", "--Auth:Proxy:SecretFile", Path.Combine(_folder.Path, "secret"), "--Auth:Proxy:GroupsHeader", "X-Forwarded-Groups", "--Hosting:Proxies", "127.0.0.1",
                    "--Pipeline:Watch", "false", "--State:Path", Path.Combine(_folder.Path, name), .. grants,
                ]);
            _servers.Add(server);
            return await server.ReadyAsync();

            string Publish(IEnumerable<string> more)
            {
                foreach (var (table, rows) in lines)
                    File.WriteAllLines(Path.Combine(warehouse.DataPath, table + ".csv"), table == "treatments" ? rows.Concat(more) : rows);
                var run = warehouse.Run();
                Assert.Equal(RunState.Published, run.State);
                return run.RunId;
            }
        }
    }
}
