namespace HealthDashboard.Tests.Support;

/// <summary>A served hospital with names that a spreadsheet would run, or that CSV has to quote.</summary>
public sealed class OddlyNamedHospital : IAsyncLifetime
{
    public static readonly string[] Names =
        ["Ada Byron", "=1+1", "+49 30 1234", "-5", "@SUM(A1)", "Byron, Ada", "Ada \"the Countess\" Byron", "Ada\nByron", "Zoë Ångström"];

    private readonly TemporaryFolder _folder = new();
    private DashboardProcess? _server;

    public HttpClient Http { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        var hospital = Hospital.Tiny;
        foreach (var (index, name) in Names.Index().Skip(1))
            hospital.Patient($"P{index + 1},\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",36,F,France");
        hospital.Visit("V2,P1,D1,=Neurology,2025-03-04,no").Treatment("T2,V2,-Scan,0.10,").Treatment("T3,V2,ECG,0.205,");
        hospital.WriteTo(Path.Combine(_folder.Path, "data"));
        _server = DashboardProcess.Serve(Path.Combine(_folder.Path, "data"), Path.Combine(_folder.Path, "warehouse"));
        Http = new HttpClient { BaseAddress = await _server.ReadyAsync() };
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }
}
