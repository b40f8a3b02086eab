using System.Globalization;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Engines.Postgres;

/// <summary>The schemas of a run, by its number: <c>run_0007</c> for gold, which analysts look into, and beside it one for each of the other layers.</summary>
public sealed record RunSchemas(string Gold)
{
    public string Silver => Gold + "_silver";

    public string Bronze => Gold + "_bronze";

    public IReadOnlyList<string> All => [Gold, Silver, Bronze];

    public static RunSchemas Of(string runId) => new(string.Create(CultureInfo.InvariantCulture, $"run_{RunId.Number(runId):D4}"));

    public string NameOf(string layer) => layer switch { "gold" => Gold, "silver" => Silver, "bronze" => Bronze, _ => throw new ArgumentException($"There is no layer {layer}.", nameof(layer)) };

    /// <summary>Our SQL over them.</summary>
    /// <param name="then">What stands for <c>gold_then</c>.</param>
    public SqlDialect Dialect(RunSchemas? then = null) =>
        SqlDialect.PostgreSql with { Layers = layer => layer == "gold_then" ? (then ?? this).Gold : NameOf(layer) };
}
