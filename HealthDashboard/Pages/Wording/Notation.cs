using System.Globalization;
using HealthDashboard.Pages.Frame;

namespace HealthDashboard.Pages.Wording;

/// <summary>
/// How the page writes numbers, for what the browser has to write by itself: the steps of axes, their days and the shares in a picture. Taken from what
/// <see cref="Format"/> writes, so that a page has one notation.
/// </summary>
/// <param name="DecimalMark">Between units and tenths.</param>
/// <param name="GroupMark">Between groups of digits.</param>
/// <param name="Money">With {0} for the number, as are those that follow.</param>
/// <param name="Months">Their short names, January first.</param>
public sealed record Notation(
    string DecimalMark, string GroupMark, string Money, string Percent, string Thousands, string Millions, string Billions, IReadOnlyList<string> Months)
{
    private const string Place = "{0}";

    public static Notation Of(DisplayOptions display)
    {
        var numbers = CultureInfo.CurrentCulture.NumberFormat;
        var one = 0.01m;
        return new Notation(
            numbers.NumberDecimalSeparator,
            numbers.NumberGroupSeparator,
            Format.MoneyShort(7, display).Replace("7", Place, StringComparison.Ordinal),
            Format.Percent(one).Replace((one * 100).ToString("N1", CultureInfo.CurrentCulture), Place, StringComparison.Ordinal),
            Text.Thousands,
            Text.Millions,
            Text.Billions,
            [.. Enumerable.Range(1, 12).Select(month => Format.Date(new DateOnly(2001, month, 1)).Trim([.. "0123456789 "]))]);
    }
}
