using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Annotations;
using HealthDashboard.Configuration;
using HealthDashboard.Lake;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pipeline;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard;

/// <summary>The settings of appsettings.json, the environment and the command line.</summary>
public sealed record Settings(
    PipelineOptions Pipeline, WarehouseOptions Warehouse, AnnotationOptions Annotations, DisplayOptions Display, AccessOptions Access, HostingOptions Hosting,
    LimitOptions Limits, StateOptions State, AuditOptions Audit, LakeOptions Lake)
{
    /// <summary>The sections that are ours, and what of the framework's may stand on a command line.</summary>
    private static readonly string[] Sections =
    [
        "Data", "Warehouse", "Pipeline", "State", "Annotations", "Display", "Auth", "Audit", "Hosting", "Limits", "Lake",
        "Logging", "Kestrel", "AllowedHosts", "urls", "http_ports", "https_ports", "environment",
    ];

    /// <exception cref="FormatException">There is no such setting, or its value cannot be used.</exception>
    public static Settings From(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration, Root());
        var state = read.Folder("State:Path", "state");
        var engine = read.OneOf("Warehouse:Engine", EngineKind.Sqlite);
        var settings = new Settings(
            new PipelineOptions
            {
                DataPath = read.Folder("Data:Path", "data"),
                Dates = DateFormat.Parse(read.Text("Data:DateFormat", DateFormat.Iso.Name)),
                MaxRejectedShare = read.Share("Pipeline:MaxRejectedShare", 0.5),
                MaxShrink = read.Share("Pipeline:MaxShrink", 0.5),
                Run = RunIn(engine, read),
                Watch = read.Switch("Pipeline:Watch", true),
                MaxUploadMegabytes = read.Count("Pipeline:MaxUploadMegabytes", 1024),
            },
            new WarehouseOptions
            {
                Engine = engine,
                Connection = read.Text("Warehouse:Connection", ""),
                Path = read.Folder("Warehouse:Path", "warehouse"),
                KeepSnapshots = read.Count("Warehouse:KeepSnapshots", 3),
            },
            new AnnotationOptions { Path = read.Folder("Annotations:Path", AnnotationsIn(state)) },
            DisplayOptions.From(read),
            AccessOptions.From(read),
            HostingOptions.From(read),
            new LimitOptions { CircuitsPerClient = read.Count("Limits:CircuitsPerClient", new LimitOptions().CircuitsPerClient) },
            new StateOptions { Path = state },
            new AuditOptions { KeepDays = read.Count("Audit:KeepDays", new AuditOptions().KeepDays) },
            new LakeOptions { Path = read.Text("Lake:Path", "").Length > 0 ? read.Folder("Lake:Path", "") : null, Names = read.Switch("Lake:Names", false) });
        read.RefuseUnknown();
        foreach (var level in configuration.GetSection("Logging:LogLevel").GetChildren().Where(each => !Enum.TryParse<LogLevel>(each.Value, ignoreCase: true, out _)))
            throw SettingsReader.Unusable(level.Path, level.Value ?? "", string.Join(", ", Enum.GetNames<LogLevel>()));
        return settings;
    }

    /// <summary>The first of <paramref name="tokens"/> that is no <c>--Section:Key value</c> or <c>--Section:Key=value</c>, or null.</summary>
    public static string? Unusable(IReadOnlyList<string> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (!token.StartsWith("--", StringComparison.Ordinal) || !Sections.Contains(token[2..].Split(':', '=')[0], StringComparer.OrdinalIgnoreCase))
                return $"“{token}” is neither a command, an option nor a setting. See --help.";
            if (!token.Contains('=', StringComparison.Ordinal) && (++at == tokens.Count || tokens[at].StartsWith("--", StringComparison.Ordinal)))
                return $"{token} stands without a value. Expected {token} VALUE.";
        }

        return null;
    }

    /// <summary>A lake is read where it is, and written by another dashboard.</summary>
    private static bool RunIn(EngineKind engine, SettingsReader read)
    {
        const string Key = "Pipeline:Run";
        var run = read.Switch(Key, engine != EngineKind.Databricks);
        return run && engine == EngineKind.Databricks ? throw SettingsReader.Unusable(Key, "true", "false with Warehouse:Engine=databricks: the dashboard that writes the lake runs the pipeline") : run;
    }

    /// <summary>Where they lay before there was a folder for what people write, they stay.</summary>
    private static string AnnotationsIn(string state)
    {
        const string Name = "annotations.db";
        var before = Path.Combine(Root(), Name);
        return File.Exists(before) ? before : Path.Combine(state, Name);
    }

    /// <summary>Relative paths start at the folder that holds <c>data/</c>: the repository under <c>dotnet run</c>, the working folder when published.</summary>
    private static string Root() =>
        HolderOfData(Environment.CurrentDirectory) ?? HolderOfData(AppContext.BaseDirectory) ?? Environment.CurrentDirectory;

    private static string? HolderOfData(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "data")))
                return folder.FullName;
        }

        return null;
    }
}
