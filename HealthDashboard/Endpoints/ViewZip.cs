using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using HealthDashboard.Gold;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Endpoints;

/// <summary>
/// A view as CSV with an about.txt that says what it is. The same address and run give the same bytes: it holds nothing of
/// the time it was made, of the machine, or of the reader's language.
/// </summary>
public static class ViewZip
{
    /// <summary>What a ZIP can tell of time.</summary>
    private static readonly (DateTimeOffset First, DateTimeOffset Last) Times = (new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2107, 12, 31, 23, 59, 58, TimeSpan.Zero));

    /// <summary>Written as it is read: the ZIP of 600,000 rows need not fit into memory, and lies in no folder that others look into.</summary>
    /// <param name="address">What was asked for, path and query.</param>
    /// <returns>How many rows there are.</returns>
    public static async Task<long> WriteAsync(
        Stream stream, Snapshot snapshot, RunRecord run, GoldView view, Scope scope, GridQuery query, string address, CancellationToken cancellation)
    {
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation);
        using var sha = SHA256.Create();
        long rows;
        await using (var csv = new CryptoStream(await OpenAsync($"{view.Name}.csv"), sha, CryptoStreamMode.Write))
            rows = await CsvExport.WriteAsync(csv, snapshot, view, scope, query, cancellation);
        await using var about = await OpenAsync("about.txt");
        await about.WriteAsync(Encoding.UTF8.GetBytes(ExportReadme.Text(snapshot, run, view, scope, query, address, rows, Convert.ToHexStringLower(sha.Hash!))), cancellation);
        return rows;

        async Task<Stream> OpenAsync(string name)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = Clipped(run.PublishedAt ?? run.StartedAt);
            return await entry.OpenAsync(cancellation);
        }
    }

    private static DateTimeOffset Clipped(DateTimeOffset time)
    {
        var utc = time.ToUniversalTime();
        return utc < Times.First ? Times.First : utc > Times.Last ? Times.Last : utc;
    }
}
