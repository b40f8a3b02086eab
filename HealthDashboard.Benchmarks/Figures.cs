using System.Data.Common;
using System.Globalization;

namespace HealthDashboard.Benchmarks;

/// <summary>Medians, percentiles, and how figures are written.</summary>
public static class Figures
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The smallest value that 95 of 100 do not exceed (nearest rank).</summary>
    public static double P95(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1];
    }

    /// <summary>Three figures that mean something, whatever the size.</summary>
    public static string Text(double value) => double.IsNaN(value)
        ? "–"
        : value.ToString(Math.Abs(value) switch { >= 100 => "N0", >= 10 => "0.0", >= 1 => "0.00", _ => "0.000" }, CultureInfo.InvariantCulture);

    /// <summary>How many times the sample.</summary>
    public static string Size(int scale) => scale.ToString("N0", CultureInfo.InvariantCulture) + "x";

    public static string Megabytes(long bytes) => Text(bytes / 1e6);

    public static IReadOnlyList<decimal> Of(DbDataReader row) =>
        [.. Enumerable.Range(0, row.FieldCount).Select(column => row.IsDBNull(column) ? 0m : decimal.Round(Number(row.GetValue(column)), 2))];

    // DuckDB's sums of whole numbers are wider than any type Convert knows.
    private static decimal Number(object value) => value is System.Numerics.BigInteger big
        ? (decimal)big
        : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
