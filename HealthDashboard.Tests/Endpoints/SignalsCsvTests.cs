using System.Globalization;
using HealthDashboard.Endpoints;
using HealthDashboard.Gold;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Endpoints;

/// <summary>After a wanted change, run the tests once with GOLDEN=write and read the difference.</summary>
public sealed class SignalsCsvTests(SampleWarehouse sample)
{
    [Theory]
    [InlineData("everything")]
    [InlineData("department_and_period")]
    public async Task The_signals_are_their_golden_file_byte_for_byte(string scope)
    {
        var file = Path.Combine(Places.Repository, "HealthDashboard.Tests", "Query", "Golden", scope, "signals.csv");

        var csv = await ExportAsync(sample.Warehouse, Scopes.All[scope.Replace('_', ' ')]);

        if (Environment.GetEnvironmentVariable("GOLDEN") == "write")
            await File.WriteAllBytesAsync(file, csv, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), csv);
    }

    [Fact]
    public async Task Each_row_is_what_the_visits_of_its_department_say()
    {
        var csv = CsvRows.Parse(await ExportAsync(sample.Warehouse, Scopes.Everything));

        Assert.Equal(11 * 5, csv.Records.Count);
        foreach (var record in csv.Records)
        {
            var (scope, days) = record[0] == "All" ? (Scopes.Everything, 7) : (Scopes.Everything with { Department = record[0] }, 28);
            var expected = WorkedOut.Of(sample.Warehouse, scope, record[1], days);
            Assert.Equal(days, DateOnly.Parse(record[3], null).DayNumber - DateOnly.Parse(record[2], null).DayNumber + 1);
            AssertNumber(expected.Values[^1], record[4]);
            AssertNumber(expected.Mean, record[6]);
            AssertNumber(expected.Mean - expected.Reach is >= 0 and var lower ? lower : null, record[7]);
            AssertNumber(expected.Mean + expected.Reach is var upper && (upper <= 1 || record[1] != "follow_up_rate") ? upper : null, record[8]);
            Assert.Equal(expected.Signal, record[9]);
            Assert.Equal(expected.Signal.Length == 0 ? "" : expected.Values[^1] > expected.Mean ? "up" : "down", record[10]);
        }
    }

    [Fact]
    public async Task Without_a_complete_period_there_is_the_header_alone()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);

        var csv = CsvRows.Parse(await ExportAsync(warehouse, Scopes.Everything));

        Assert.Equal(["department", "measure", "period_from", "period_to", "value", "n", "mean", "lower", "upper", "signal", "direction"], csv.Header);
        Assert.Empty(csv.Records);
    }

    private static void AssertNumber(double? expected, string written)
    {
        Assert.Equal(expected is null, written.Length == 0);
        var decimals = written.Length - 1 - written.IndexOf('.', StringComparison.Ordinal);
        if (expected is not null)
            Assert.Equal(expected.Value, double.Parse(written, CultureInfo.InvariantCulture), written.Contains('.', StringComparison.Ordinal) ? 0.51 * Math.Pow(10, -decimals) : 0);
    }

    private static async Task<byte[]> ExportAsync(TestWarehouse warehouse, Scope scope)
    {
        using var stream = new MemoryStream();
        var table = await SignalReader.TableAsync(warehouse.Reader, warehouse.Snapshot, scope);
        await SignalsCsv.WriteAsync(stream, table, scope, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }
}
