using HealthDashboard.Annotations;
using HealthDashboard.Pages;
using HealthDashboard.Pipeline;
using HealthDashboard.Warehouse;

namespace HealthDashboard;

/// <summary>The settings of appsettings.json, the environment and the command line.</summary>
public sealed record Settings(PipelineOptions Pipeline, WarehouseOptions Warehouse, AnnotationOptions Annotations, DisplayOptions Display)
{
    private static readonly string[] Sections = ["Data", "Warehouse", "Pipeline", "Annotations", "Display", "Logging", "Kestrel", "AllowedHosts", "urls", "environment"];

    /// <exception cref="FormatException">A value is not a number where one is expected, or out of its limits.</exception>
    public static Settings From(IConfiguration configuration)
    {
        try
        {
            return Read(configuration);
        }
        catch (InvalidOperationException unusable)
        {
            throw new FormatException(unusable.Message, unusable);
        }
    }

    private static Settings Read(IConfiguration configuration)
    {
        var root = Root();
        var pipeline = new PipelineOptions
        {
            DataPath = Path.GetFullPath(configuration["Data:Path"] ?? "data", root),
            MaxRejectedShare = Share(configuration, "Pipeline:MaxRejectedShare", 0.5),
            MaxShrink = Share(configuration, "Pipeline:MaxShrink", 0.5),
            Watch = configuration.GetValue("Pipeline:Watch", true),
            MaxUploadMegabytes = configuration.GetValue("Pipeline:MaxUploadMegabytes", 1024),
        };
        if (pipeline.MaxUploadMegabytes < 1)
            throw new FormatException($"Pipeline:MaxUploadMegabytes is {pipeline.MaxUploadMegabytes}. Expected 1 or more.");
        var warehouse = new WarehouseOptions
        {
            Path = Path.GetFullPath(configuration["Warehouse:Path"] ?? "warehouse", root),
            KeepSnapshots = configuration.GetValue("Warehouse:KeepSnapshots", 3),
        };
        if (warehouse.KeepSnapshots < 1)
            throw new FormatException($"Warehouse:KeepSnapshots is {warehouse.KeepSnapshots}. Expected 1 or more.");
        var annotations = new AnnotationOptions { Path = Path.GetFullPath(configuration["Annotations:Path"] ?? "annotations.db", root) };
        return new Settings(pipeline, warehouse, annotations, new DisplayOptions { Currency = configuration["Display:Currency"] ?? "USD" });
    }

    /// <summary>The first of <paramref name="tokens"/> that names no setting, or null.</summary>
    public static string? Unknown(IEnumerable<string> tokens) => tokens.FirstOrDefault(token =>
        token.StartsWith("--", StringComparison.Ordinal)
        && !Sections.Contains(token[2..].Split(':', '=')[0], StringComparer.OrdinalIgnoreCase));

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

    private static double Share(IConfiguration configuration, string key, double value)
    {
        var share = configuration.GetValue(key, value);
        return share is >= 0 and <= 1 ? share : throw new FormatException($"{key} is {share}. Expected a share from 0 to 1.");
    }
}
