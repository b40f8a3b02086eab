using System.Globalization;
using System.Text;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Endpoints;

/// <summary>What an export is, for whoever finds it in a year: view, filter, run, definition, and what it leaves out. In plain English for every reader.</summary>
public static class ExportReadme
{
    public static string Text(Snapshot snapshot, RunRecord run, GoldView view, Scope scope, GridQuery query, string address, long rows, string hash)
    {
        var sql = ViewReader.RowsSql(view, scope, query, out var parameters);
        var text = new StringBuilder();
        // What is said of the files is said of all departments together.
        var (from, to) = scope.Reach.IsAll ? (run.DataFrom, run.DataTo) : ((DateOnly?, DateOnly?))FilterChoices.Of(snapshot, scope.Reach).Period;
        Line("View", $"{view.Name} ({view.Title})");
        Line("Question", view.Question);
        Line("Filter", InWords(snapshot, view, scope, query));
        Line("Address", address);
        Line("Run", string.Create(CultureInfo.InvariantCulture, $"{run.RunId}, published {run.PublishedAt?.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"));
        Line("Data", string.Create(CultureInfo.InvariantCulture, $"visits from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}"));
        Line("Rows", string.Create(CultureInfo.InvariantCulture, $"{rows} in {view.Name}.csv, one for each of the {view.Rows}"));
        Line("SHA-256", hash);
        Chapter("How the numbers are made", view.Definition);
        Chapter("How unknowns are handled",
            "What the files do not say is shown as Unknown, in a row of its own, and stays in every total. A visit that does not say whether a follow-up was "
            + "recommended is in neither part of the rate. An empty field means that there is nothing to divide by or that the number is not known; it never means zero. "
            + "An age above 89 is shown as 90+ where a person is listed.");
        if (scope.ShareSafe)
        {
            Chapter("What is withheld (share-safe)",
                "Numbers that rest on 1 to 10 patients are withheld, and as many more, the smallest first, that none of them can be worked out from the others, from totals, or "
                + "from other exports with the same filter. A follow-up rate is withheld too where 1 to 10 patients are those with, or those without, a recommended follow-up. "
                + "The lowest and the highest cost are one patient's bill and never shown; quartiles need 44 patients, a median 22. A withheld number is an empty field, and the "
                + "column withheld says yes in its row. Zero is shown. Rows with a withheld number that they would be sorted by come last. Do not lay exports with "
                + "overlapping filters side by side, nor by weeks beside by months, quarters or years: each is safe by itself, and together with others of the same filter and length of time.");
        }
        else if (scope.Reach.IsAll)
        {
            Chapter("What was left out", LeftOut(run));
        }

        Chapter("The statement that defines the rows", sql);
        if (parameters.Count > 0)
            Chapter("Its parameters", string.Join('\n', parameters.Select(parameter => string.Create(CultureInfo.InvariantCulture, $"@{parameter.Key} = {parameter.Value}"))));
        if (ViewReader.IsTable(view, scope))
            Chapter($"The statement that defines gold.{view.Name}", view.Sql);
        return text.ToString().ReplaceLineEndings("\r\n");

        void Line(string name, string value) => text.Append(name).Append(": ").Append(value).Append('\n');

        void Chapter(string name, string body) => text.Append('\n').Append(name).Append(":\n").Append(body.Trim()).Append('\n');
    }

    private static string InWords(Snapshot snapshot, GoldView view, Scope scope, GridQuery query)
    {
        var parts = new List<string>();
        if (!scope.Reach.IsAll && scope.Filters.Of(Dimensions.Department).Count == 0)
            parts.Add($"of all departments those of the reader: {string.Join(", ", scope.Reach.Departments)}");
        foreach (var (dimension, values) in scope.Filters.All)
            parts.Add($"{(dimension == Dimensions.Doctor ? "doctor" : dimension.Label.ToLowerInvariant())} {string.Join(" or ", values.Select(value => InWords(snapshot, scope.Reach, dimension, value)))}");
        if (scope.From is { } from)
            parts.Add($"visits from {Scope.Iso(from)}");
        if (scope.To is { } to)
            parts.Add($"visits until {Scope.Iso(to)}");
        if (parts.Count == 0)
            parts.Add("all departments, all doctors, the whole period");
        parts.AddRange(query.Filters.Select(filter => $"rows whose {view.Column(filter.Column).Label} {Compares(filter.Operator)} {filter.Value}"));
        if (query.Search is { } search)
            parts.Add($"rows that contain “{search}”");
        if (view.Granularity is { } by)
            parts.Add($"by {by}");
        if (query.Sort is { } sort)
            parts.Add($"sorted by {view.Column(sort).Label}{(query.Descending ? ", highest first" : "")}");
        return string.Join("; ", parts);
    }

    private static string InWords(Snapshot snapshot, Reach reach, Dimension dimension, string value) =>
        dimension == Dimensions.Doctor ? $"{value} ({FilterChoices.Of(snapshot, reach).Doctor(value)?.DoctorName})" : value;

    private static string Compares(string comparison) => comparison switch
    {
        "~" => "contains",
        "=" => "is",
        ">=" => "is at least",
        _ => "is at most",
    };

    private static string LeftOut(RunRecord run) => string.Join('\n', run.Tables.Select(table => string.Create(CultureInfo.InvariantCulture,
        $"{table.Key}.csv: {table.Value.Read} records read, {table.Value.Rejected} rejected, {table.Value.Duplicates} repetitions dropped, {table.Value.Accepted} accepted (of them {table.Value.Repaired} repaired)")));
}
