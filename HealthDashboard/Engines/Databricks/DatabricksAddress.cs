using System.Data.Common;
using System.Globalization;

namespace HealthDashboard.Engines.Databricks;

/// <summary>How a SQL warehouse and the lake's tables in it are reached, as <c>Warehouse:Connection</c> says. Holds a secret and is never shown.</summary>
public sealed class DatabricksAddress
{
    private const string Known = "Host, Warehouse, Token, ClientId, ClientSecret, Catalog, Silver, Gold, Refresh, Results";

    private readonly DbConnectionStringBuilder _parts = [];

    /// <exception cref="FormatException">A part is missing, unknown or cannot be used; the message holds no value.</exception>
    public DatabricksAddress(string connection)
    {
        try
        {
            _parts.ConnectionString = connection;
        }
        catch (ArgumentException)
        {
            throw Unusable("cannot be read as NAME=VALUE;NAME=VALUE");
        }

        // Its name is not told: of a secret with a semicolon it is a piece.
        if (_parts.Keys.Cast<string>().Any(name => !Known.Split(", ").Contains(name, StringComparer.OrdinalIgnoreCase)))
            throw Unusable($"has a part that is none of {Known}, or a value with a semicolon that does not stand in quotes");
        var host = Required("Host");
        Host = Uri.TryCreate(host.Contains("://", StringComparison.Ordinal) ? host : $"https://{host}", UriKind.Absolute, out var uri) && uri.PathAndQuery == "/"
            ? uri
            : throw Unusable("has a Host that is no address of a workspace");
        // A token that goes out unencrypted is everybody's.
        if (Host.Scheme != Uri.UriSchemeHttps && !(Host.Scheme == Uri.UriSchemeHttp && Host.IsLoopback))
            throw Unusable("has a Host that is not https");
        Warehouse = Required("Warehouse");
        (Catalog, Silver, Gold) = (Part("Catalog") ?? "health", Part("Silver") ?? "silver", Part("Gold") ?? "gold");
        (Token, ClientId, ClientSecret) = (Part("Token"), Part("ClientId"), Part("ClientSecret"));
        if (Token is null == (ClientId is null || ClientSecret is null))
            throw Unusable("names neither a Token nor a ClientId with its ClientSecret, or both");
        Refresh = Part("Refresh") is not { } refresh ? TimeSpan.FromHours(1)
            : int.TryParse(refresh, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds)
            : throw Unusable("has a Refresh that is no number of seconds");
        IsInline = (Part("Results") ?? "links") switch
        {
            "links" => false,
            "inline" => true,
            _ => throw Unusable("has Results that are neither links nor inline"),
        };
    }

    public Uri Host { get; }

    /// <summary>The id of the SQL warehouse.</summary>
    public string Warehouse { get; }

    public string Catalog { get; }

    public string Silver { get; }

    public string Gold { get; }

    /// <summary>A personal access token; null where a service principal signs in.</summary>
    public string? Token { get; }

    public string? ClientId { get; }

    public string? ClientSecret { get; }

    /// <summary>How often it is asked which run is published. Each time wakes a warehouse that sleeps.</summary>
    public TimeSpan Refresh { get; }

    /// <summary>Whether rows come within the answers, which end at 25 MiB, in the place of links to the workspace's storage.</summary>
    public bool IsInline { get; }

    public override string ToString() => $"{Host.Host}, SQL warehouse {Warehouse}, {Catalog}.{Gold}";

    private string? Part(string name) => _parts.TryGetValue(name, out var value) && value is string { Length: > 0 } text ? text : null;

    private string Required(string name) => Part(name) ?? throw Unusable($"names no {name}");

    private static FormatException Unusable(string found) =>
        new($"Warehouse:Connection {found}. Expected Host=https://WORKSPACE;Warehouse=ID;Catalog=health;Gold=gold and either Token=… or ClientId=…;ClientSecret=… (docs/databricks.md).");
}
