using System.Text.Json;
using System.Text.Json.Nodes;

namespace HealthDashboard.Tests.Support;

/// <summary>What scripts may rely on in status.json, wherever it is printed.</summary>
public static class StatusContract
{
    private static readonly string[] Tables = ["patients", "doctors", "visits", "treatments"];
    private static readonly string[] Counts = ["read", "accepted", "repaired", "rejected", "duplicates"];
    private static readonly string[] Layers = ["bronze", "silver", "gold", "checks"];

    /// <summary>The status of the hospital that is <see cref="Hospital.Tiny"/>, in the given state.</summary>
    public static void Holds(JsonNode status, string state)
    {
        Assert.Equal(state, (string?)status["state"]);
        Assert.True(status.AsObject().ContainsKey("reason"));
        Assert.Null(status["reason"]);
        Assert.NotEmpty((string)status["run_id"]!);
        Assert.True(DateTimeOffset.TryParse((string?)status["published_at"], out _));
        Assert.Equal(("2025-03-03", "2025-03-03"), ((string?)status["data_from"], (string?)status["data_to"]));
        foreach (var table in Tables)
            Assert.Equal([1, 1, 0, 0, 0], Counts.Select(count => (int)status["tables"]![table]![count]!));
        foreach (var layer in Layers)
            Assert.Equal(JsonValueKind.Number, status["seconds"]![layer]!.GetValueKind());
    }
}
