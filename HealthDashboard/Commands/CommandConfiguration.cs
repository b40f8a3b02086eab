using HealthDashboard.Warehouse;

namespace HealthDashboard.Commands;

/// <summary>The settings of a command, read as the server reads them but without a web host, which takes as long to build as a small run.</summary>
internal static class CommandConfiguration
{
    private const string Environment = "environment";

    /// <param name="settings">Tokens of the command line such as <c>--Data:Path value</c>.</param>
    /// <exception cref="FormatException">A file of settings cannot be read.</exception>
    public static IConfiguration Read(IEnumerable<string> settings)
    {
        DapperTypes.Register();
        string[] tokens = [.. settings];
        var ofHost = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(tokens).Build();
        try
        {
            return new ConfigurationBuilder()
                .SetBasePath(AppContext.BaseDirectory)
                .AddConfiguration(ofHost)
                .AddJsonFile("appsettings.json", optional: true)
                .AddJsonFile($"appsettings.{ofHost[Environment] ?? Environments.Production}.json", optional: true)
                .AddEnvironmentVariables()
                .AddCommandLine(tokens)
                .Build();
        }
        catch (InvalidDataException unreadable)
        {
            throw new FormatException($"{unreadable.Message} {unreadable.InnerException?.Message}", unreadable);
        }
    }
}
