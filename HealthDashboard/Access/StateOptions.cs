namespace HealthDashboard.Access;

/// <summary>The setting <c>State:Path</c>.</summary>
public sealed record StateOptions
{
    /// <summary>The folder of what no file can make again: sessions, their keys, what people write.</summary>
    public string Path { get; init; } = "state";
}
