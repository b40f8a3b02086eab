using System.Globalization;

namespace HealthDashboard.Sample;

/// <summary>The ids of a table: a letter and a number from 1, with as many digits as the last row needs.</summary>
internal sealed class Numbering(char letter, int digits, int rows)
{
    private readonly string format = $"D{Math.Max(digits, rows.ToString(CultureInfo.InvariantCulture).Length)}";

    /// <summary>The id of a row, counted from 0.</summary>
    public string this[int row] => letter + (row + 1).ToString(format, CultureInfo.InvariantCulture);
}
