namespace HealthDashboard.Tests.Support;

/// <summary>A folder of a test's own, gone with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("health-dashboard-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
