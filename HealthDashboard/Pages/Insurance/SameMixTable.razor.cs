using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Insurance;

/// <summary>What each insurer's treatments cost, beside the same treatments at everybody's prices.</summary>
public sealed partial class SameMixTable
{
    /// <summary>Of hundreds of insurers the two ends are the answer.</summary>
    private const int MostOfAnEnd = 10;

    private bool _all;
    private IReadOnlyList<MixPrice> _shown = [];
    private decimal _largest;

    [Parameter, EditorRequired]
    public MixPrices Prices { get; set; } = default!;

    [Parameter, EditorRequired]
    public Scope Scope { get; set; } = default!;

    protected override void OnParametersSet()
    {
        var judged = Prices.Rows.Where(row => !row.IsTooFew).ToList();
        _largest = judged.Select(row => Math.Abs(row.Difference)).DefaultIfEmpty().Max();
        var ends = judged.Take(MostOfAnEnd).Concat(judged.TakeLast(MostOfAnEnd)).Select(row => row.Key).Concat(Scope.Filters.Of(Dimensions.Insurer)).ToHashSet();
        _shown = Prices.Rows.Count <= 2 * MostOfAnEnd ? Prices.Rows : [.. Prices.Rows.Where(row => ends.Contains(row.Key))];
    }

    private string? Proof(MixPrice row, string column) =>
        Address.Passport(new CellReference(InsuranceSummary.View, InsuranceSummary.View.Column(column), Scope.With(Dimensions.Insurer), row.Key));

    private string Signed(decimal amount) => amount == 0 ? Format.MoneyWhole(0, Display) : (amount > 0 ? "+" : "−") + Format.MoneyWhole(Math.Abs(amount), Display);

    private static string Percent(decimal ratio) => (ratio >= 1 ? "+" : "−") + Format.Percent(Math.Abs(ratio - 1));

    private string Length(MixPrice row) =>
        string.Create(CultureInfo.InvariantCulture, $"{(_largest == 0 ? 0 : Math.Abs(row.Difference) / _largest * 50):0.#}%");
}
