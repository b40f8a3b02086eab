using System.Globalization;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Annotations;
using HealthDashboard.Endpoints;
using HealthDashboard.Endpoints.SignIn;
using HealthDashboard.Endpoints.SignIn.Accounts;
using HealthDashboard.Endpoints.SignIn.Oidc;
using HealthDashboard.Endpoints.SignIn.Proxy;
using HealthDashboard.Engines;
using HealthDashboard.Lake;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pipeline;
using HealthDashboard.Pipeline.Uploads;
using HealthDashboard.Query;
using HealthDashboard.Telemetry;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using MudBlazor.Services;

namespace HealthDashboard;

/// <summary>Puts the application together.</summary>
public static class Server
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>Formats of numbers, money and dates follow the browser; the words stay English.</summary>
    private static readonly string[] Cultures =
        ["en-US", .. CultureInfo.GetCultures(CultureTypes.AllCultures).Select(culture => culture.Name).Where(name => name is not ("" or "en-US"))];

    /// <summary>Fast, since that is the default of both providers; assets come compressed from the build.</summary>
    private static readonly string[] Compressed = ["text/html", "text/csv", "application/json"];

    /// <summary>
    /// A build, other than what is published, takes a file whose time differs by a second for changed and sends it uncompressed; the times of
    /// packages are of two seconds. Whoever edits assets in place says <c>--environment Development</c>.
    /// </summary>
    private const string NoticeChangedAssets = "ReloadStaticAssetsAtRuntime";

    /// <param name="settings">Tokens of the command line such as <c>--Data:Path value</c>.</param>
    public static WebApplicationBuilder CreateBuilder(IEnumerable<string> settings)
    {
        DapperTypes.Register();
        var builder = CreateEmpty([.. settings]);
        var configured = Settings.From(builder.Configuration);
        builder.Services
            .AddSingleton(configured.Pipeline)
            .AddSingleton(configured.Warehouse)
            .AddSingleton(configured.Annotations)
            .AddSingleton(configured.Display)
            .AddSingleton(configured.Access)
            .AddSingleton(configured.Hosting)
            .AddSingleton(configured.Limits)
            .AddSingleton(configured.State)
            .AddSingleton(configured.Lake)
            .AddSingleton<Reaches>()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(services => WarehouseEngines.Of(configured.Warehouse, configured.Pipeline.Run, services.GetRequiredService<ILoggerFactory>()))
            .AddSingleton<SnapshotStore>()
            .AddSingleton<RunHistory>()
            .AddSingleton<PipelineRun>()
            .AddSingleton<SnapshotRestore>()
            .AddSingleton<PipelineStatus>()
            .AddSingleton<AnnotationStore>()
            .AddSingleton<ViewReader>();
        builder.Services.AddAudit(configured.Access, configured.State, configured.Audit);
        builder.Services.AddHybridCache(options => options.MaximumPayloadBytes = KeptSizes.Largest).AddSerializerFactory<KeptSizes>();
        return builder;
    }

    private static WebApplicationBuilder CreateEmpty(string[] settings)
    {
        try
        {
            return WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        }
        catch (InvalidDataException unreadable)
        {
            throw new FormatException($"{unreadable.Message} {unreadable.InnerException?.Message}", unreadable);
        }
    }

    public static async Task<int> RunAsync(IEnumerable<string> settings, CancellationToken cancellation)
    {
        var builder = CreateBuilder(settings);
        var configured = Settings.From(builder.Configuration);
        using var export = SignalExport.From(builder.Configuration);
        OwnFiles.KeepPrivate(configured);
        Add(builder, configured);
        await builder.ServeAsync(app => Use(app, configured), configured, cancellation);
        return 0;
    }

    /// <summary>All that serving needs besides what commands need.</summary>
    internal static void Add(WebApplicationBuilder builder, Settings configured)
    {
        builder.Guard(configured);
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null && builder.Configuration["https_ports"] is null)
            builder.WebHost.UseUrls(DefaultUrl);
        if (configured.Access.Mode == AuthMode.Accounts)
            builder.GuardPasswords(configured.Hosting);
        builder.WebHost.UseStaticWebAssets();
        if (!builder.Environment.IsDevelopment())
            builder.Configuration[NoticeChangedAssets] = "false";
        builder.Services.AddSingleton<UploadStore>();
        builder.Services.AddSingleton<PipelineService>().AddHostedService(services => services.GetRequiredService<PipelineService>());
        builder.Services.AddSingleton<ColumnWarmUp>().AddHostedService(services => services.GetRequiredService<ColumnWarmUp>());
        if (configured.Lake.Path is not null)
            builder.Services.AddSingleton<LakeWriter>().AddHostedService<LakeService>();
        builder.Services.AddChangeAccess();
        if (configured.Access.Mode == AuthMode.Oidc)
            builder.AddOidc(configured.Access, configured.State);
        if (configured.Access.Mode == AuthMode.Accounts)
            builder.AddAccounts(configured.State);
        if (configured.Access.Proxy is { } proxy)
            builder.AddProxy(proxy, configured.State, configured.Hosting.IsProxy);
        builder.AddServerLimits();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddScoped<Viewer>()
            .AddScoped<PageAudit>()
            .AddScoped<AuthenticationStateProvider>(services => services.GetRequiredService<Viewer>())
            .AddScoped<IHostEnvironmentAuthenticationStateProvider>(services => services.GetRequiredService<Viewer>());
        builder.Services.AddMudServices();
        builder.Services.AddResponseCompression(options => (options.EnableForHttps, options.MimeTypes) = (true, Compressed));
        builder.Services.AddScriptAddresses();
        builder.Services.AddSentForms();
        builder.Services.AddHealthChecks().AddCheck<SnapshotHealth>("snapshot", tags: ["ready"]);
    }

    /// <summary>All that stands in the way of a request, and all that is mapped.</summary>
    internal static void Use(WebApplication app, Settings configured)
    {
        app.Services.GetRequiredService<SnapshotStore>().Prepare = ColumnWarmUp.Prepare;
        app.UseHosting(configured.Hosting);
        app.UseWalls();
        app.UseResponseCompression();
        app.UseRequestLocalization(options => options
            .AddSupportedCultures(Cultures)
            .SetDefaultCulture(Cultures[0])
            .ApplyCurrentCultureToResponseHeaders = true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        if (configured.Access.SignsIn)
            app.UseSessions();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseRoles();
        app.UseSentForms();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = (http, report) => http.Response.WriteAsync(string.Join(": ", [report.Status.ToString(), .. report.Entries.Values.Select(check => check.Description).OfType<string>()])),
        }).AllowAnonymous();
        app.MapDownloads();
        app.MapAuditCsv();
        app.MapScriptAddresses();
        app.MapBrandFiles(configured.Display);
        app.MapPipelineChanges();
        app.MapAnnotationChanges();
        if (configured.Access.SignsIn)
            app.MapSessions();
        if (configured.Access.Mode == AuthMode.Oidc)
            ProviderSignOut.Map(app);
        if (configured.Access.Mode == AuthMode.Accounts)
            app.MapAccounts();
        // The walls say for every answer who may frame it.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
