using System.Text;

namespace HealthDashboard.Lake.Catalog;

/// <summary>What a catalog is told of the lake, made of the very tables, dimensions, measures and SQL that the program runs on.</summary>
/// <param name="Path">Below the folder of the bundle, with forward slashes.</param>
public sealed record GeneratedFile(string Path, string Text)
{
    /// <summary>All of them, in the order in which they are written.</summary>
    /// <param name="currency">Of the amounts, by ISO 4217.</param>
    public static IReadOnlyList<GeneratedFile> All(string currency) =>
    [
        new("src/tables.sql", DatabricksSql.Tables()),
        new("src/views.sql", DatabricksSql.Views()),
        new("src/checks.sql", DatabricksChecks.Sql()),
        .. MetricView.All.Select(view => new GeneratedFile($"metric_views/{view.Name}.yml", view.Yaml(MetricView.InBundle, currency))),
        new("dbt/sources.yml", DbtFiles.Sources()),
        new("dbt/models.yml", DbtFiles.Models()),
        .. DbtFiles.Selects(),
    ];

    /// <summary>Writes it below a folder.</summary>
    public void Write(string folder)
    {
        var file = System.IO.Path.Combine(folder, Path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
