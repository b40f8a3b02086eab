using System.Globalization;
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
        >= HttpStatusCode.InternalServerError => new($"Databricks ({address}) failed ({Told(status, code)}). It is tried again."),
        _ => new($"Databricks ({address}) refused a statement ({Told(status, code)}). Expected a SQL warehouse, pro or serverless, that runs (Warehouse:Connection)."),
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
        {
            // A column or function that is not there, or of another type, and words that are no statement: no permission, restart or repair mends that.
            IsOfStatement = status.SqlState is "42703" or "42601" or "42883" or "42K09",
        },
    };

    /// <summary>What to say while a warehouse starts.</summary>
    public static string Waking(DatabricksAddress address) =>
        $"The SQL warehouse {address.Warehouse} in Databricks was asleep and is starting, or is busy. Expected to take seconds (serverless) to some minutes; it is asked until it answers.";

    public static EngineException TooLong(DatabricksAddress address, TimeSpan longest) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Databricks ({address}) did not answer within {longest.TotalMinutes:0.##} minutes. Expected a SQL warehouse that starts, and is not too small for the lake; it is tried again."));

    public static EngineException Incomplete(long found, long expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Databricks gave {found} rows of the {expected} that it told of. Expected all of them; they are asked for again."));

    /// <summary>A table that is not pinned would be another run's.</summary>
    public static EngineException NotOfRun(DatabricksAddress address, string table) =>
        new($"The run in Databricks ({address}) has no table {table}. Expected a run of this or a later version of the dashboard.") { IsOfStatement = true };

    private static string Told(HttpStatusCode status, string? code) => code is { Length: > 0 and < 80 } && Code().IsMatch(code) ? $"{(int)status}, {code}" : $"{(int)status}";

    /// <summary>The name of what is wrong, before the words.</summary>
    [GeneratedRegex(@"^\[[A-Z0-9_.]+\]")]
    private static partial Regex Class();

    [GeneratedRegex("^[A-Z0-9_]+$")]
    private static partial Regex Code();
}
