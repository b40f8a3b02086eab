using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using HealthDashboard.Gold;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Endpoints;

public sealed class ZipTests : IDisposable
{
    private const string Address = "/gold/insurance_summary.zip?department=Cardiology&from=2025-03-01&sort=-total_cost&where=num_treatments%3E%3D1";

    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Warehouse => Path.Combine(_folder.Path, "warehouse");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_ZIP_holds_the_CSV_of_the_same_address_and_says_what_it_is()
    {
        Hospital.Tiny.Treatment("T2,V1,ECG,free,MedCare").WriteTo(Data);
        await using var server = DashboardProcess.Serve(Data, Warehouse);
        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };

        var csv = await http.GetByteArrayAsync(new Uri(Address.Replace(".zip", ".csv", StringComparison.Ordinal), UriKind.Relative));
        await using var zip = new ZipArchive(new MemoryStream(await http.GetByteArrayAsync(new Uri(Address, UriKind.Relative))));
        var about = Encoding.UTF8.GetString(Read(zip, "about.txt"));

        Assert.Equal(["insurance_summary.csv", "about.txt"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(csv, Read(zip, "insurance_summary.csv"));
        Assert.All(
            [
                "View: insurance_summary (Insurance)",
                "Filter: department Cardiology; visits from 2025-03-01; rows whose Treatments is at least 1; sorted by Cost, highest first",
                "Address: " + Address,
                "Data: visits from 2025-03-03 to 2025-03-03",
                "Rows: 1 in insurance_summary.csv",
                "SHA-256: " + Convert.ToHexStringLower(SHA256.HashData(csv)),
                "treatments.csv: 2 records read, 1 rejected, 0 repetitions dropped, 1 accepted",
                "where visit.department = @department and visit.visit_date >= @first_day",
                "@department = Cardiology\r\n@first_day = 2025-03-01",
            ],
            line => Assert.Contains(line, about, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_address_and_run_give_the_same_bytes_whoever_asks_wherever_and_in_whatever_language()
    {
        Hospital.Tiny.WriteTo(Data);
        await ProgramRun.OfAsync("pipeline", "--Data:Path", Data, "--Warehouse:Path", Warehouse);

        var first = await ZipAsync("en-US");
        var second = await ZipAsync("ar");

        Assert.Equal(first, second);

        async Task<byte[]> ZipAsync(string language)
        {
            await using var server = DashboardProcess.Serve(Data, Warehouse);
            using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };
            http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            return await http.GetByteArrayAsync(new Uri(Address, UriKind.Relative));
        }
    }

    [Fact]
    public async Task Rejected_and_repaired_rows_go_back_as_a_CSV()
    {
        Hospital.Tiny
            .Patient("P2,Bo Li,-8,M,Peru")
            .Visit("V2,P1,D1,Emergency,2025-03-04,no")
            .Visit("V3,P1,D1,Cardiology,\"3 March, 2025\",no")
            .Treatment("T2,V3,ECG,1.00,MedCare")
            .Treatment("T1,V1,ECG,100.00,MedCare")
            .WriteTo(Data);
        await using var server = DashboardProcess.Serve(Data, Warehouse);
        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };

        var bytes = await http.GetByteArrayAsync(new Uri("/pipeline/rejected.csv", UriKind.Relative));
        var one = CsvRows.Parse(await http.GetByteArrayAsync(new Uri("/pipeline/rejected.csv?table=visits&rule=department_mismatch", UriKind.Relative)));
        using var unknown = await http.GetAsync(new Uri("/pipeline/rejected.csv?rule=bad_luck", UriKind.Relative));

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(
            "table,line,column,rule,severity,value,expected,because\r\n"
            + Line("patients", 3, "age", "age_invalid", "repaired", "'-8", "a whole number from 0 to 124")
            + Line("visits", 4, "visit_date", "date_invalid", "rejected", "3 March, 2025", "a date written like 2025-03-03, from 1900-01-01 to tomorrow")
            + Line("treatments", 3, "visit_id", "visit_unknown", "rejected", "V3", "a visit_id of an accepted row of visits.csv", "\"visits.csv line 4 was rejected itself (date_invalid)\""),
            Encoding.UTF8.GetString(bytes[3..]));
        Assert.Equal(["3"], one.Column("line"));
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);

        static string Line(string table, int line, string column, string rule, string severity, string value, string expected, string because = "") =>
            $"\"{table}\",{line},\"{column}\",\"{rule}\",\"{severity}\",\"{value}\",\"{expected}\",{because}\r\n";
    }

    private static byte[] Read(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
