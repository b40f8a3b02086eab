using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Query;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace HealthDashboard.Pages.Audit;

/// <summary>Who saw what: everybody's doings for an admin of everything, one's own for all others.</summary>
public sealed partial class AuditPage
{
    private const int PageSize = 50;
    private const int MostPatients = 100;

    private AuditQuestion _question = new();
    private IReadOnlyList<AuditEntry> _entries = [];
    private Dictionary<long, IReadOnlyList<string>> _patients = [];
    private string? _from;
    private string? _to;
    private string? _problem;
    private bool _unreadable;
    private long _count;
    private int _page = 1;

    // The address is read as a whole below; asking for one of its parts makes the router tell of every change.
    [SupplyParameterFromQuery(Name = "page")]
    private string? AddressChanged { get; set; }

    [Inject]
    private AuditLog Log { get; set; } = default!;

    [Inject]
    private AuditReader Reader { get; set; } = default!;

    [Inject]
    private PageAudit Audit { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (!Log.IsOn)
        {
            Navigation.NotFound();
            return;
        }

        var asked = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        (_problem, _unreadable, _entries) = (null, false, []);
        _question = AuditAsked.Read(_ => default, Viewer.Person, Viewer.Reach);
        try
        {
            _question = AuditAsked.Read(name => asked.GetValueOrDefault(name), Viewer.Person, Viewer.Reach);
            (_from, _to) = (asked.GetValueOrDefault("from"), asked.GetValueOrDefault("to"));
            _ = Audit.Write(AuditAction.View, null, []);
            _page = AddressQuery.ReadPage(name => asked.GetValueOrDefault(name));
            (_entries, _count) = Reader.Read(_question, (_page - 1) * PageSize, PageSize);
            _patients = _entries.Where(entry => entry.Patients > 0).ToDictionary(entry => entry.Id, entry => Reader.PatientsOf(entry.Id, MostPatients));
        }
        catch (UnusableFilterException unusable)
        {
            _problem = unusable.Message;
        }
        catch (AuditUnavailableException)
        {
            _unreadable = true;
        }
    }
}
