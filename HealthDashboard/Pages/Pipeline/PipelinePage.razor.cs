using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Pipeline;

/// <summary>Where the numbers come from: the published run for who may know all of it, one's own shares for others, and the runs.</summary>
public sealed partial class PipelinePage : IDisposable
{
    private const int MostRuns = 20;
    private const int MostTidied = 100;

    private static readonly (string Part, string Title)[] Parts =
    [
        ("lineage", Text.Lineage), ("ledger", Text.WhatBecameOfRecords), ("rules", Text.RulesHit), ("tidied", Text.Spelled), ("quality", Text.Quality),
        ("checks", Text.Checks), ("files", Text.FileAndHash), ("runs", Text.Runs),
    ];

    private RunRecord? _published;
    private DepartmentRecords? _own;
    private (DateOnly First, DateOnly Last) _data;
    private IReadOnlyList<RunRecord> _newest = [];
    private IReadOnlyList<RunRecord> _runs = [];
    private int _page = 1;

    [Inject]
    private RunHistory History { get; set; } = default!;

    [Inject]
    private PipelineStatus Status { get; set; } = default!;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Status.Changed += OnChanged;
    }

    protected override IEnumerable<string> Patients => Viewer.KnowsAll && _published is not null ? RuleTable.Patients(Snapshot!, _published) : [];

    /// <summary>Shares alone, and of departments whose single records one may see; small numbers, so share-safe mode does not tell them.</summary>
    protected override async Task LoadAsync(Snapshot snapshot) =>
        _own = Viewer.KnowsAll || !snapshot.HoldsRecords || Scope.IsSharedOnDemand || Scope.Reach.AtLeast(Role.Analyst) is not { IsNothing: false } own
            ? null
            : await DepartmentRecords.ReadAsync(Reader, snapshot, Scope.Of(own) with { AsOf = Scope.AsOf });

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        Show();
    }

    void IDisposable.Dispose()
    {
        Status.Changed -= OnChanged;
        Dispose();
    }

    private void OnChanged()
    {
        if (Status.Progress is null)
            InvokeAsync(() => { Show(); StateHasChanged(); });
    }

    private void Show()
    {
        var pages = Math.Max(1, (History.Count + MostRuns - 1) / MostRuns);
        _page = Math.Min(AddressQuery.ReadPage(Query), pages);
        _published = Snapshot is null ? null : History.Of(Snapshot);
        _data = _published is not { DataFrom: { } from, DataTo: { } to } ? default : Scope.Reach.IsAll ? (from, to) : FilterChoices.Of(Snapshot!, Scope.Reach).Period;
        _runs = History.WithRunBefore((_page - 1) * MostRuns, MostRuns);
        _newest = _page == 1 ? _runs : History.WithRunBefore(0, MostRuns);
    }
}
