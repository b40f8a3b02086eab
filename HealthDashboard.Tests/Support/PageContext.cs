using System.Security.Claims;
using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pipeline;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace HealthDashboard.Tests.Support;

/// <summary>Renders components over a real snapshot.</summary>
public sealed class PageContext : BunitContext
{
    private const string Group = "groups";

    private int _visits;

    /// <param name="access">Who may see it; whoever sits at the machine unless something else is said.</param>
    /// <param name="audit">Where it is written who saw what; nowhere unless something else is said.</param>
    public PageContext(TestWarehouse warehouse, AccessOptions? access = null, AuditStore? audit = null)
    {
        if (audit is not null)
            Services.AddSingleton(audit);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddHybridCache();
        this.AddBunitPersistentComponentState();
        Services.AddSingleton(warehouse.Store)
            .AddSingleton(warehouse.History)
            .AddSingleton(new DisplayOptions())
            .AddSingleton(warehouse.Annotations)
            .AddSingleton(access ?? new AccessOptions())
            .AddSingleton<Reaches>()
            .AddSingleton<AuditLog>()
            .AddScoped<Viewer>()
            .AddScoped<PageAudit>()
            .AddSingleton<PipelineStatus>()
            .AddSingleton<HealthDashboard.Query.ViewReader>();
        Render<MudPopoverProvider>();
    }

    /// <summary>For somebody who has signed in and has these grants.</summary>
    public static PageContext For(TestWarehouse warehouse, params Grant[] grants) => For(warehouse, access => access, null, grants);

    /// <summary>The same, and it is written down.</summary>
    public static PageContext For(TestWarehouse warehouse, AuditStore? audit, params Grant[] grants) => For(warehouse, access => access, audit, grants);

    /// <summary>The same under other settings.</summary>
    public static PageContext For(TestWarehouse warehouse, Func<AccessOptions, AccessOptions> settings, params Grant[] grants) => For(warehouse, settings, null, grants);

    private static PageContext For(TestWarehouse warehouse, Func<AccessOptions, AccessOptions> settings, AuditStore? audit, Grant[] grants)
    {
        var access = new AccessOptions { Mode = AuthMode.Oidc, Grants = [.. grants.Select(grant => new GrantRule(Group, Group, grant))] };
        var context = new PageContext(warehouse, settings(access), audit);
        var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim(Group, Group)], authenticationType: Group));
        context.Services.GetRequiredService<Viewer>().SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));
        return context;
    }

    public NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    public string Here => new Uri(Navigation.Uri).PathAndQuery;

    /// <summary>Goes to an address and renders its page.</summary>
    public IRenderedComponent<TPage> Visit<TPage>(string address, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : SnapshotPage
    {
        Navigation.NavigateTo(address);
        var page = Render<TPage>(parameters ?? (_ => { }));
        // A page that was visited before hears of the address, too, and what both ask for is read once.
        if (_visits++ > 0)
            page.WaitForState(() => page.RenderCount > 0);
        return page;
    }
}
