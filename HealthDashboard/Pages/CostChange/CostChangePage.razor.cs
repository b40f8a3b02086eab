using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Charts;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pages.CostChange;

/// <summary>Why the cost changed between two periods: volume, price and mix.</summary>
public sealed partial class CostChangePage
{
    private CostBy _by = CostBy.All[0];
    private DateOnly? _then;
    private PeriodComparison? _weeks;
    private CostSplit? _split;
    private IReadOnlyList<CostStep> _steps = [];
    private ChartModel _waterfall = default!;
    private ChartModel _byGroup = default!;
    private (Lacking Before, Lacking After) _lacks;
    private string _told = "";
    private string _parts = "";

    private Tile Tile => new(_weeks!.After, Csv: Address.CostChangeCsv(Scope, _then, ComparedWith, _by));

    protected override async Task LoadAsync(Snapshot snapshot)
    {
        (_by, _then) = (CostBy.Read(Query), PeriodComparison.ReadThen(Query));
        _weeks = PeriodComparison.Of(Scope, FilterChoices.Of(snapshot, Scope.Reach).Period, ComparedWith, _then);
        _split = _weeks is null ? null : await CostSplit.ReadAsync(Reader, snapshot, _weeks, _by);
        if (_split is null)
            return;
        _lacks = Scope.ShareSafe ? default : (await LacksAsync(_weeks!.Before, _split.TreatmentsBefore), await LacksAsync(_weeks.After, _split.TreatmentsAfter));
        _steps = WaterfallChart.Steps(_split);
        _waterfall = WaterfallChart.Of(_steps, Display);
        _byGroup = WaterfallChart.Parts(_split, Display);
        var change = _split.Change;
        _told = Sentence.Of(
            Text.CostTold, WaterfallChart.Amount(_steps[0], Display), WaterfallChart.Amount(_steps[^1], Display), WaterfallChart.WithSign(change.Change, Display));
        _parts = Sentence.Of(
            Text.CostPartsTold,
            WaterfallChart.WithSign(change.Volume, Display),
            WaterfallChart.WithSign(change.Price, Display),
            WaterfallChart.WithSign(change.Mix, Display),
            WaterfallChart.WithSign(change.Change, Display));

        async Task<Lacking> LacksAsync(Scope period, long treatments)
        {
            var found = await RejectedInPeriod.ReadAsync(Reader, snapshot, period);
            var rejected = found.Of(Fact.Treatments);
            return new Lacking(Fact.Treatments, rejected, rejected + treatments) { IsUnknown = !found.IsKnown };
        }
    }
}
