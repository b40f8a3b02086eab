using System.Text.Json.Nodes;

namespace HealthDashboard.Tests.Support.Engines;

/// <summary>A statement that a server of the Statement Execution API was asked to run, and what came of it.</summary>
public sealed record AskedStatement(string Id, JsonObject Asked)
{
    public string State { get; set; } = "SUCCEEDED";

    public int Polls { get; set; }

    public int Links { get; set; }

    public string Key { get; } = Guid.NewGuid().ToString("N");

    public JsonObject? Failure { get; set; }

    public List<(string Name, string Type)> Columns { get; } = [];

    public List<string?[]> Rows { get; } = [];
}
