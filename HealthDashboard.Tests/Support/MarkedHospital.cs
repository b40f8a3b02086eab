using System.Globalization;

namespace HealthDashboard.Tests.Support;

/// <summary>A served hospital whose every text looks like the text of a page, with enough visits that every chart has something to draw.</summary>
public sealed class MarkedHospital : IAsyncLifetime
{
    /// <summary>Stands in every name, with all that HTML makes something of. It would be an element of class <c>marked</c>.</summary>
    public const string Mark = "<b class=\"marked\">x</b> & 'y' `z`";

    private readonly TemporaryFolder _folder = new();
    private DashboardProcess? _server;

    public Uri Address { get; private set; } = default!;

    public static string Department(int number) => $"Ward {number} {Mark}";

    public async ValueTask InitializeAsync()
    {
        var (data, warehouse) = (Path.Combine(_folder.Path, "data"), Path.Combine(_folder.Path, "warehouse"));
        Written().WriteTo(data);
        _server = DashboardProcess.Serve(data, warehouse);
        Address = await _server.ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static Hospital Written()
    {
        var hospital = Hospital.Empty;
        for (var number = 1; number <= 6; number++)
            hospital.Doctor($"{Cell($"D{number}")},{Cell($"Dr. {number}")},{Cell($"Ward {number % 3}")},{number}");
        for (var number = 1; number <= 40; number++)
            hospital.Patient($"{Cell($"P{number}")},{Cell($"Patient {number}")},{20 + number},{(number % 2 == 0 ? "F" : Cell("F"))},{Cell($"Land {number % 5}")}");
        var first = new DateOnly(2023, 1, 2);
        for (var visit = 0; visit < 620; visit++)
        {
            var day = first.AddDays(visit + (visit % 3)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var (id, patient, doctor) = (Cell($"V{visit}"), Cell($"P{1 + (visit % 40)}"), 1 + (visit % 6));
            hospital.Visit($"{id},{patient},{Cell($"D{doctor}")},{Cell($"Ward {doctor % 3}")},{day},{(visit % 4 == 0 ? "yes" : "no")}");
            hospital.Treatment($"{Cell($"T{visit}")},{id},{Cell($"Scan {visit % 4}")},{100 + (visit * 37 % 500)}.50,{Cell($"Insurer {visit % 5}")}");
        }

        return hospital;
    }

    private static string Cell(string name) => $"\"{name} {Mark.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
