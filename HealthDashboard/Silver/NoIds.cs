using System.Text;
using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>What stands in the column of ids and is none: files that were put together or came out of a report hold more than records.</summary>
internal static class NoIds
{
    private static readonly HashSet<string> Totals = new(
        ["total", "totals", "grand total", "subtotal", "sub-total", "sum", "summe", "gesamt", "gesamtsumme", "insgesamt", "total général", "total general", "totale", "totaal", "suma", "toplam", "合計"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Headers = SourceTable.All.Select(table => Header.Key(table.Key)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null for an id.</summary>
    public static string? Why(ReadOnlySpan<byte> id)
    {
        // Ids have digits, as a rule, and neither word does.
        if (id.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0)
            return null;
        var text = Encoding.UTF8.GetString(id);
        return Totals.Contains(text.TrimEnd(':')) ? "a row of totals is no record"
            : Headers.Contains(Header.Key(text)) ? "the header of another file that was put behind this one is no record"
            : null;
    }
}
