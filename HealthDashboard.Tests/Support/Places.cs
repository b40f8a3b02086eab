using System.Reflection;

namespace HealthDashboard.Tests.Support;

/// <summary>Where the build put things.</summary>
public static class Places
{
    /// <summary>The program, as <c>dotnet run</c> starts it.</summary>
    public static string Dashboard { get; } = Metadata("Dashboard");

    /// <summary>The top level of the repository.</summary>
    public static string Repository { get; } = Metadata("Repository");

    private static string Metadata(string key) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == key).Value!;
}
