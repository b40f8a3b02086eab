using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Annotations;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Pages.Frame;

/// <summary>A page that shows a snapshot under the filter of its address: the published one, and the next one by itself, or a kept one that the address names.</summary>
public abstract class SnapshotPage : ComponentBase, IDisposable
{
    private Dictionary<string, StringValues> _query = [];
    private bool _initialized;
    private int _turn;
    private bool _isLeft;
    private Task _before = Task.CompletedTask;

    [Inject]
    protected SnapshotStore Store { get; set; } = default!;

    [Inject]
    protected ViewReader Reader { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected Viewer Viewer { get; set; } = default!;

    [Inject]
    protected DisplayOptions Display { get; set; } = default!;

    [Inject]
    protected AccessOptions Access { get; private set; } = default!;

    [Inject]
    private PageAudit Audit { get; set; } = default!;

    /// <summary>Of the request; null in a circuit.</summary>
    [CascadingParameter]
    private HttpContext? Http { get; set; }

    // The address is read as a whole below; asking for one of its parts makes the router tell of every change.
    [SupplyParameterFromQuery(Name = "department")]
    private string? AddressChanged { get; set; }

    /// <summary>Null before the first snapshot is published, and while it is damaged.</summary>
    public Snapshot? Snapshot { get; private set; }

    public Scope Scope { get; private set; } = Scope.Of(Reach.Nothing);

    public ComparedWith ComparedWith { get; private set; }

    /// <summary>What is wrong with the address, in a sentence; the page shows everything then.</summary>
    public string? Problem { get; private set; }

    /// <summary>The address of what is shown, relative to the dashboard: while another is read, that of the one before.</summary>
    public string Shown { get; private set; } = "";

    /// <summary>Whether it shows something already, which stays while something else is read.</summary>
    protected bool IsShown { get; private set; }

    /// <summary>Whether what the page shows of single patients may be shown: it is written into the audit before.</summary>
    public bool MayShowPersons { get; private set; } = true;

    /// <summary>Whether everybody who passes sees it: no person is named then.</summary>
    protected bool IsOnWall => Address.IsOnWall(Navigation.Uri);

    /// <summary>Everybody reads a wall, and notes may name anybody.</summary>
    protected TargetsAndNotes OnWall(TargetsAndNotes written) => IsOnWall ? written with { Notes = [] } : written;

    /// <summary>What the audit calls it.</summary>
    protected virtual AuditAction Action => AuditAction.View;

    /// <summary>Whom the page shows, in charts and panels too.</summary>
    protected virtual IEnumerable<string> Patients => [];

    /// <summary>Whether without persons nothing of it is left.</summary>
    protected virtual bool IsOfPersons => false;

    public void Dispose()
    {
        _isLeft = true;
        Viewer.AuthenticationStateChanged -= OnPersonChanged;
        Store.Published -= Reload;
        Store.Removed -= Reload;
        GC.SuppressFinalize(this);
    }

    /// <summary>Shows nothing before everything is read: the base class would render in between, with half of it.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!_initialized)
        {
            _initialized = true;
            OnInitialized();
        }

        await ShowAsync();
    }

    protected override void OnInitialized()
    {
        Viewer.AuthenticationStateChanged += OnPersonChanged;
        Store.Published += Reload;
        Store.Removed += Reload;
    }

    protected override async Task OnParametersSetAsync()
    {
        Snapshot = Store.Readable;
        _query = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        (Scope, Problem) = (Scope.Of(Viewer.Reach) with { ShareSafe = Address.IsSharedByWall(Navigation.Uri) || AddressQuery.IsShareSafe(Query) }, null);
        if (Store.Current is null)
            return;
        try
        {
            Snapshot = AddressQuery.ReadSnapshot(Query, Store, Scope.Reach);
            if (Snapshot is null)
                return;
            Scope = Scope with { AsOf = AddressQuery.ReadAsOf(Query) };
            Scope = AddressQuery.ReadScope(Query, FilterChoices.Of(Snapshot, Scope.Reach)) is var asked && Address.IsSharedByWall(Navigation.Uri) ? asked with { ShareSafe = true } : asked;
            ComparedWith = AddressQuery.ReadComparedWith(Query);
            await LoadAsync(Snapshot);
        }
        catch (UnusableFilterException unusable)
        {
            // What is wrong with a filter leaves the snapshot that is looked at.
            Problem = unusable.Message;
            (Scope, ComparedWith) = (Scope.Unfiltered(), ComparedWith.Before);
            _query = [];
            if (Snapshot is not null)
                await LoadAsync(Snapshot);
        }
        catch (Exception) when (IsRemoved() || Snapshot?.Damage(surely: true) is not null)
        {
            // Removed or damaged between finding and reading it; asked again, it is not found, and the page says so.
            await OnParametersSetAsync();
        }
        catch (EngineException)
        {
            Http?.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            throw;
        }
    }

    protected abstract Task LoadAsync(Snapshot snapshot);

    /// <summary>The values of a parameter of the address.</summary>
    protected StringValues Query(string name) => _query.GetValueOrDefault(name);

    protected Task<ViewRows> ReadAsync(Snapshot snapshot, GoldView view, Scope scope, GridQuery? query = null, int offset = 0, int limit = int.MaxValue) =>
        Reader.ReadAsync(snapshot, view, scope, query ?? GridQuery.AllRows, offset, limit).AsTask();

    /// <summary>The weeks of a scope and those they are compared with; null where the data does not hold them, and in share-safe mode, which is of one scope.</summary>
    protected PeriodComparison? Compared(Snapshot snapshot, Scope scope) =>
        scope.ShareSafe ? null : PeriodComparison.Of(scope, FilterChoices.Of(snapshot, scope.Reach).Period, ComparedWith);

    private bool IsRemoved() => Scope.AsOf is { } asked && KeptSnapshots.Find(Store, asked, Scope.Reach) is null;

    /// <summary>Nothing is shown before it is written into the audit.</summary>
    private async Task ShowAsync()
    {
        // One after another, the last one asked for last: what an earlier one read late would stand under a later address.
        var (turn, before, done) = (++_turn, _before, new TaskCompletionSource());
        _before = done.Task;
        await before;
        try
        {
            if (IsAsked())
                await OnParametersSetAsync();
            if (IsAsked())
                await WriteDownAsync();
            if (!IsAsked())
                return;
            (Shown, IsShown) = (Address.Here(Navigation), true);
            StateHasChanged();
        }
        finally
        {
            done.SetResult();
        }

        // What has been left is read under the address of where one went.
        bool IsAsked() => turn == _turn && !_isLeft;
    }

    private async Task WriteDownAsync()
    {
        if (Snapshot is null)
            return;
        MayShowPersons = await Audit.WriteAsync(Http, Action, Snapshot.RunId, Patients);
        if (MayShowPersons || !IsOfPersons)
            return;
        Http?.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        throw new AuditUnavailableException("A page of persons cannot be written into the audit.");
    }

    /// <summary>Names of patients are shown, or hidden again.</summary>
    private void OnPersonChanged(Task<AuthenticationState> state)
    {
        if (!Viewer.IsOver)
            Reload();
    }

    private void Reload() => InvokeAsync(async () =>
    {
        try
        {
            await ShowAsync();
        }
        catch (AuditUnavailableException unavailable)
        {
            await DispatchExceptionAsync(unavailable);
        }
    });
}
