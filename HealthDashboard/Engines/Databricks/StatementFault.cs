using System.Net;
using System.Text.RegularExpressions;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Engines.Databricks;

/// <summary>What went wrong, in words. The engine's own may hold values of data, and addresses of rows are secrets: of both only codes are told.</summary>
internal static partial class StatementFault
{
    private const string Permission = "a principal that may use the SQL warehouse and read the lake's tables";

    public static EngineException SignIn(DatabricksAddress address, HttpStatusCode status) =>
        new($"Databricks ({address}) gave the service principal no token ({(int)status}). Expected ClientId and ClientSecret of {Permission} (Warehouse:Connection).");

    public static EngineException NotUnderstood(DatabricksAddress address) =>
        new($"Databricks ({address}) answered with something that is no answer of its SQL Statement Execution API. Expected the address of a workspace as Host (Warehouse:Connection).");

    public static EngineException NotReached(DatabricksAddress address, Exception fault) =>
        new($"Databricks ({address}) cannot be reached ({(fault as HttpRequestException)?.HttpRequestError.ToString() ?? fault.GetType().Name}). Expected a network way to the workspace and to its storage; it is tried again.");

    public static EngineException Refused(DatabricksAddress address, HttpStatusCode status, string? code) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            new($"Databricks ({address}) did not accept who asks ({Told(status, code)}). Expected a token or secret that has not ended, of {Permission} (Warehouse:Connection)."),
        HttpStatusCode.NotFound => new($"Databricks ({address}) does not know what is asked for ({Told(status, code)}). Expected the id of a SQL warehouse of this workspace (Warehouse:Connection)."),
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new($"Databricks ({address}) is too busy ({Told(status, code)}). It is tried again."),
        _ => new($"Databricks ({address}) refused a statement ({Told(status, code)}). Expected a SQL warehouse, pro or serverless, that runs (Warehouse:Connection).") { IsOfStatement = status == HttpStatusCode.BadRequest },
    };

    public static EngineException Link(DatabricksAddress address, HttpStatusCode status) =>
        new($"The workspace's storage did not give rows out ({(int)status}; {address}). Expected a network way to it, or Results=inline for lakes of less than 25 MiB (Warehouse:Connection).");

    public static EngineException Truncated(DatabricksAddress address) => new($"Databricks ({address}) gave a part of the rows alone. Expected no more than it gives out at once.");

    /// <summary>A statement that ended otherwise than with rows.</summary>
    public static EngineException Ended(DatabricksAddress address, StatementStatus status) => status.State switch
    {
        "CANCELED" => new($"A statement was ended in Databricks ({address}) before it had rows. Expected nobody to end it; it is tried again."),
        "CLOSED" => new($"The rows of a statement are not kept in Databricks ({address}) any more. They are asked for again."),
        _ => new($"Databricks ({address}) could not run a statement ({string.Join(", ", new[] { status.Error?.ErrorCode, status.SqlState, Class().Match(status.Error?.Message ?? "").Value.Trim('[', ']') }.Where(code => !string.IsNullOrEmpty(code)))}). "
            + "Expected the lake's tables as the bundle makes them, their files, and permission to read them (docs/databricks.md).")
        { IsOfStatement = status.SqlState?.StartsWith("42", StringComparison.Ordinal) == true },
    };

    private static string Told(HttpStatusCode status, string? code) => code is { Length: > 0 and < 80 } && Code().IsMatch(code) ? $"{(int)status}, {code}" : $"{(int)status}";

    /// <summary>The name of what is wrong, before the words.</summary>
    [GeneratedRegex(@"^\[[A-Z0-9_.]+\]")]
    private static partial Regex Class();

    [GeneratedRegex("^[A-Z0-9_]+$")]
    private static partial Regex Code();
}
