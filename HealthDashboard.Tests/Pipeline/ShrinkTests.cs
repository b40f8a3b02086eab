using System.Net;
using HealthDashboard.Pipeline;
using HealthDashboard.Sample;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;
using Hospital = HealthDashboard.Tests.Support.Hospital;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>Files with far fewer records than those before: one's own after the sample, and those that somebody publishes on purpose.</summary>
public sealed class ShrinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Warehouse => Path.Combine(_folder.Path, "warehouse");

    private RunHistory History => new(new SnapshotStore(new WarehouseOptions { Path = Warehouse }));

    private static Hospital Large => Hospital.Tiny.Patient("P2,Bo,1,M,Peru").Patient("P3,Cy,2,F,Peru").Treatment("T2,V1,ECG,1,MedCare").Treatment("T3,V1,ECG,1,MedCare");

    [Fact]
    public void The_shipped_sample_is_known_by_its_files()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Places.Repository, "data"), "*.csv"))
            Assert.True(ShippedSample.Has(FileDigest.Of(file)), file);
    }

    [Fact]
    public void Ones_own_files_take_the_place_of_the_sample_however_few_records_they_have_and_are_the_ones_before_from_then_on()
    {
        using var warehouse = new TestWarehouse();
        SampleData.Write(warehouse.DataPath);
        Assert.Equal(RunState.Published, warehouse.Run().State);

        var own = warehouse.Run(Large);
        var cut = warehouse.Run(Hospital.Tiny);

        Assert.Equal((RunState.Published, 0), (own.State, own.Shrunk.Count));
        Assert.Equal((RunState.Refused, "shrunk"), (cut.State, cut.Rule));
    }

    [Fact]
    public void One_own_file_among_those_of_the_sample_is_measured_by_itself()
    {
        using var warehouse = new TestWarehouse();
        SampleData.Write(warehouse.DataPath);
        var doctors = Path.Combine(warehouse.DataPath, "doctors.csv");
        File.AppendAllText(doctors, "D900,Dr. Own,Cardiology,3\n");
        Assert.Equal(RunState.Published, warehouse.Run().State);

        Assert.StartsWith("doctors.csv: 1 accepted rows, where the published snapshot has 61. ", warehouse.Run(Large).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_cut_short_is_told_and_not_what_follows_from_it()
    {
        using var warehouse = TestWarehouse.Of(Large.Visit("V2,P2,D1,Cardiology,2025-03-04,no").Visit("V3,P3,D1,Cardiology,2025-03-04,no"));

        var cut = warehouse.Run(Hospital.Tiny.Visit("V2,P2,D1,Cardiology,2025-03-04,no").Visit("V3,P3,D1,Cardiology,2025-03-04,no"));

        Assert.Equal("shrunk", cut.Rule);
        Assert.StartsWith("patients.csv: 1 accepted rows, where the published snapshot has 3", cut.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_publishes_in_spite_of_it_when_told_to_and_the_record_says_so()
    {
        Large.WriteTo(Data);
        await RunAsync();
        Hospital.Tiny.WriteTo(Data);

        var refused = await RunAsync();
        var accepted = await RunAsync("--accept-shrink");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("patients.csv: 1 accepted rows, where the published snapshot has 3; treatments.csv: 1 accepted rows, where the published snapshot has 3.", refused.Errors, StringComparison.Ordinal);
        Assert.EndsWith("If that is meant, say so with --accept-shrink.", refused.Errors.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal((0, ""), (accepted.ExitCode, accepted.Errors));
        Assert.Contains("patients.csv: 1 accepted rows, where the published snapshot has 3: accepted", accepted.Output, StringComparison.Ordinal);
        Assert.Equal([new ShrunkTable("patients", 1, 3), new ShrunkTable("treatments", 1, 3)], History.Published()!.Shrunk);
    }

    [Fact]
    public async Task Whoever_may_change_publishes_refused_files_from_any_page_but_no_others()
    {
        Large.WriteTo(Data);
        await RunAsync();
        Hospital.Tiny.WriteTo(Data);
        await using var server = DashboardProcess.Serve(Data, Warehouse, "--Pipeline:Watch", "false");
        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };
        var refused = await OfferedAsync(http);

        Hospital.Tiny.Treatment("T9,V1,MRI,7,MedCare").Doctor("D2,Dr. New,Cardiology,1").WriteTo(Data);
        await server.SaidAsync("refused by shrunk");
        await AcceptAsync();
        await server.SaidAsync("refused by shrunk");
        Hospital.Tiny.WriteTo(Data);
        await AcceptAsync();
        await server.SaidAsync("published in");

        Assert.Equal([RunState.Published, RunState.Refused, RunState.Refused, RunState.Published], History.All().Select(run => run.State));
        var page = WebUtility.HtmlDecode(await http.GetStringAsync(new Uri("/pipeline", UriKind.Relative)));
        Assert.Contains("Published by decision, though with far fewer records than before", page, StringComparison.Ordinal);
        Assert.Contains("patients.csv: 1 records, 3 before, 2 fewer", page, StringComparison.Ordinal);

        static async Task<string> OfferedAsync(HttpClient http)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (true)
            {
                if ((await http.GetStringAsync(new Uri("/", UriKind.Relative), patience.Token)).Split("name=\"accept_shrink\" value=\"") is [_, var offered])
                    return offered.Split('"')[0];
            }
        }

        async Task AcceptAsync()
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["accept_shrink"] = refused });
            (await http.PostAsync(new Uri("/pipeline/run", UriKind.Relative), form)).EnsureSuccessStatusCode();
        }
    }

    public void Dispose() => _folder.Dispose();

    private Task<ProgramRun> RunAsync(params string[] options) => ProgramRun.OfAsync(["pipeline", .. options, "--Data:Path", Data, "--Warehouse:Path", Warehouse]);
}
