using HealthDashboard.Access.Audit;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pipeline.Uploads;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Upload;

/// <summary>The upload of the moment: sent, looked at beside what is published, and published or discarded.</summary>
public sealed partial class UploadPage
{
    private HealthDashboard.Pipeline.Uploads.Upload? _upload;
    private bool _mayShow;

    [Inject]
    private UploadStore Uploads { get; set; } = default!;

    [Inject]
    private SnapshotStore Store { get; set; } = default!;

    [Inject]
    private PageAudit Audit { get; set; } = default!;

    [CascadingParameter(Name = "MayChange")]
    public bool MayChange { get; set; }

    /// <summary>The name of the view whose rows are compared.</summary>
    [SupplyParameterFromQuery]
    private string? View { get; set; }

    /// <summary>Whom the preview shows.</summary>
    private IEnumerable<string> Patients => _upload is { Phase: UploadPhase.Ready or UploadPhase.Refused, Run: { } run }
        ? UploadPreview.Patients(Store, run, _upload.ComparedWith, Shown)
        : [];

    private GoldView? Shown => View is null ? null : GoldCatalog.Find(View);

    protected override void OnInitialized()
    {
        Uploads.Changed += OnChanged;
        Store.Published += OnChanged;
    }

    public void Dispose()
    {
        Uploads.Changed -= OnChanged;
        Store.Published -= OnChanged;
    }

    protected override void OnParametersSet() => Look();

    private void OnChanged() => InvokeAsync(() =>
    {
        Look();
        StateHasChanged();
    });

    private void Look()
    {
        _upload = Uploads.Current;
        _mayShow = Audit.Write(AuditAction.View, $"{_upload?.Run?.RunId} {_upload?.Phase}", Patients);
    }
}
