using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using Microsoft.AspNetCore.WebUtilities;

namespace HealthDashboard.Pages.Addresses;

/// <summary>
/// Every address of the dashboard is made here. The address is the only state of a page. Relative to the base of the document, which
/// knows under which path of a host the dashboard is reached.
/// </summary>
public static partial class Address
{
    public static string Home(Scope? scope = null) => "./" + Query([.. Of(scope)]);

    /// <summary>A measure ranked by every dimension.</summary>
    public static string Explore(Scope? scope = null) => "explore" + Query([.. Of(scope)]);

    /// <param name="measure">Null for the cost.</param>
    public static string ExploreCsv(Scope scope, string? measure, ComparedWith with) =>
        "explore.csv" + Query([.. Of(scope), .. measure is null ? [] : new[] { ("measure", measure) }, .. with == ComparedWith.YearEarlier ? new[] { ("compare", "year") } : []]);

    /// <summary>How insurance shapes what is billed.</summary>
    public static string Insurance(Scope? scope = null) => "insurance" + Query([.. Of(scope)]);

    /// <summary>Who carries the load, and who has room.</summary>
    public static string Loads(Scope? scope = null) => "doctors" + Query([.. Of(scope)]);

    /// <summary>What patients of countries and age groups cost.</summary>
    public static string PatientGroups(Scope? scope = null) => "patient-groups" + Query([.. Of(scope)]);

    /// <param name="by">How long the points of a chart, or the rows by time, are; null for the usual.</param>
    public static string View(string view, Scope? scope = null, GridQuery? grid = null, int page = 1, string? measure = null, string? by = null) =>
        $"gold/{view}{Query([.. Of(scope), .. Of(grid), .. Of(page, measure), .. By(by)])}";

    /// <summary>The control chart of a measure: of a department or a doctor on its page, of the whole among the weeks.</summary>
    public static string ControlChart(string measure, Scope scope) => scope switch
    {
        { Department: { } department, DoctorId: null } => $"departments/{Uri.EscapeDataString(department)}{Query([.. Of(scope with { Department = null }), ("measure", measure)])}#signals",
        { Department: null, DoctorId: { } doctor } => $"doctors/{Uri.EscapeDataString(doctor)}{Query([.. Of(scope with { DoctorId = null }), ("measure", measure)])}#signals",
        _ => View("weekly_visit_trends", scope, measure: measure, by: PointsBy.Of(SignalReader.Usual(scope))),
    };

    /// <summary>The control chart of what one treatment of a type costs.</summary>
    public static string PriceChart(string treatment, Scope scope) => $"gold/treatment_type_summary{Query([.. Of(scope), ("type", treatment)])}#price";

    /// <param name="across">By what the costs of insurers are broken down; null for what they pay beside everybody's prices.</param>
    public static string InsuranceCsv(Scope scope, string? across = null) => "insurance.csv" + Query([.. Of(scope), .. across is null ? [] : new[] { (InsurersAcross.Name, across) }]);

    public static string LoadsCsv(Scope scope) => "doctors.csv" + Query([.. Of(scope)]);

    public static string PatientGroupsCsv(Scope scope) => "patient-groups.csv" + Query([.. Of(scope)]);

    /// <summary>The signals of the latest complete period as CSV.</summary>
    public static string SignalsCsv(Scope scope) => "signals.csv" + Query([.. Of(scope)]);

    /// <summary>The rows and the columns on screen; without a choice of columns the address alone gives all of them.</summary>
    public static string Csv(GoldView view, Scope scope, GridQuery grid) => Export(view, scope, grid, "csv");

    /// <summary>The same with a text that says what it is.</summary>
    public static string Zip(GoldView view, Scope scope, GridQuery grid) => Export(view, scope, grid, "zip");

    private static string Export(GoldView view, Scope scope, GridQuery grid, string kind)
    {
        var shown = grid.Shown(view);
        var columns = shown.Count == view.Columns.Count ? [] : shown.Select(column => column.Name).ToList();
        return $"gold/{view.Name}.{kind}{Query([.. Of(scope), .. Of(grid with { Columns = columns }), .. By(view.Granularity)])}";
    }

    public static string Department(string department, Scope? scope = null) =>
        $"departments/{Uri.EscapeDataString(department)}{Query([.. Of(scope is null ? null : scope with { Department = null })])}";

    public static string Doctor(string doctorId, Scope? scope = null) =>
        $"doctors/{Uri.EscapeDataString(doctorId)}{Query([.. Of(scope is null ? null : scope with { DoctorId = null })])}";

    public static string Patient(string patientId, Scope? scope = null) => $"patients/{Uri.EscapeDataString(patientId)}{Query([.. Of(scope)])}";

    /// <summary>What a number means, what it is made of, and the rows behind it.</summary>
    public static string Passport(CellReference asked, int page = 1)
    {
        var keys = asked.Given.Select(given => (given.Parameter, given.Value));
        return $"passport/{asked.View.Name}/{asked.Column.Name}{Query([.. keys, .. Of(asked.Scope), .. Of(page, null), .. By(asked.View.Granularity)])}";
    }

    /// <summary>Why the cost changed: the filter's weeks beside earlier ones.</summary>
    /// <param name="then">A day of the week the earlier ones start with; null for what <paramref name="with"/> says.</param>
    public static string CostChange(Scope? scope = null, DateOnly? then = null, ComparedWith with = ComparedWith.Before, CostBy? by = null) =>
        "cost-change" + OfCostChange(scope, then, with, by);

    public static string CostChangeCsv(Scope scope, DateOnly? then, ComparedWith with, CostBy by) => "cost-change.csv" + OfCostChange(scope, then, with, by);

    private static string OfCostChange(Scope? scope, DateOnly? then, ComparedWith with, CostBy? by) => Query(
    [
        .. Of(scope),
        .. then is { } day ? new[] { (PeriodComparison.Then, Scope.Iso(day)) } : with == ComparedWith.YearEarlier ? [("compare", "year")] : [],
        .. By(by == CostBy.All[0] ? null : by?.Name),
    ]);

    /// <summary>What was written down, and where to write more.</summary>
    public static string Annotations => "annotations";

    public static string AnnotationsOf(Scope scope) => Annotations + Query([.. Of(scope.Unfiltered() with { Department = scope.Department })]);

    public static string AnnotationsCsv => Annotations + ".csv";

    /// <summary>Where forms that set a target are sent.</summary>
    public static string Targets => Annotations + "/targets";

    public static string DeleteTarget => Targets + "/delete";

    /// <summary>Where forms that pin a note are sent.</summary>
    public static string Notes => Annotations + "/notes";

    public static string DeleteNote => Notes + "/delete";

    public static string Pipeline => "pipeline";

    /// <summary>The page of the snapshot that a scope is of.</summary>
    public static string PipelineOf(Scope scope) => Pipeline + Query([.. Of(scope.Unfiltered())]);

    /// <summary>A part of the pipeline page.</summary>
    public static string PipelinePart(string part, Scope scope) => $"{PipelineOf(scope)}#{part}";

    public static string Runs(int page, Scope scope) => Pipeline + Query([.. Of(scope.Unfiltered()), .. Of(page, null)]) + "#runs";

    /// <summary>The records of a file that hit a rule, in the snapshot that a scope is of.</summary>
    public static string Rule(string table, string rule, Scope scope, int page = 1) =>
        $"{Pipeline}/rules/{table}/{rule}{Query([.. Of(scope.Unfiltered()), .. Of(page, null)])}";

    /// <summary>What was rejected or repaired, as CSV: of all files, or the rows of one rule.</summary>
    public static string Rejected(Scope scope, string? table = null, string? rule = null) =>
        $"{Pipeline}/rejected.csv{Query([.. table is null || rule is null ? [] : new[] { ("table", table), ("rule", rule) }, .. Of(scope.Unfiltered())])}";

    public static string RunNow => Pipeline + "/run";

    public static string Upload => Pipeline + "/upload";

    /// <summary>The upload, with the rows of a view that would change.</summary>
    public static string UploadCompared(GoldView view) => $"{Upload}?view={view.Name}";

    public static string PublishUpload => Upload + "/publish";

    public static string DiscardUpload => Upload + "/discard";

    /// <summary>A kept snapshot beside the published one, opened to the rows of a view.</summary>
    public static string Compare(string runId, string? view = null) =>
        "pipeline/compare" + Query([("as_of", runId), .. view is null ? [] : new[] { ("view", view) }]);

    /// <summary>Where a form that restores a snapshot is sent.</summary>
    public static string Restore => "pipeline/restore";

    /// <summary>Where the hospital's logo is served.</summary>
    public static string LogoFile => "brand/logo";

    /// <param name="hash">Of what it looks like now.</param>
    public static string Logo(string hash) => $"{LogoFile}?is={hash}";

    /// <summary>What words mean, keys, and help.</summary>
    public static string Glossary => "glossary";

    /// <param name="uri">Where one is, whose filter and snapshot are kept.</param>
    public static string Word(string id, string uri) => $"{Glossary}{FilterOf(uri)}#{id}";

    /// <summary>The overview, with the tour begun.</summary>
    public static string Tour(string uri) => $"./{FilterOf(uri)}#tour";

    private static IEnumerable<(string Name, string Value)> Parts(Uri address) => QueryHelpers.ParseQuery(address.Query)
        .SelectMany(pair => pair.Value.Select(value => (pair.Key, value ?? "")));

    private static bool IsFilter(string name) => name is "from" or "to" or "as_of" or "share" || Dimensions.Filters.Any(dimension => dimension.Parameter == name);

    private static IEnumerable<(string Name, string Value)> By(string? by) => by is null ? [] : [("by", by)];

    private static IEnumerable<(string Name, string Value)> Of(Scope? scope)
    {
        foreach (var (dimension, values) in scope?.Filters.All ?? [])
        {
            foreach (var value in values)
                yield return (dimension.Parameter!, value);
        }

        if (scope?.From is { } from)
            yield return ("from", Scope.Iso(from));
        if (scope?.To is { } to)
            yield return ("to", Scope.Iso(to));
        if (scope?.AsOf is { } runId)
            yield return ("as_of", runId);
        if (scope?.IsSharedOnDemand == true)
            yield return ("share", "safe");
    }

    private static IEnumerable<(string Name, string Value)> Of(GridQuery? grid)
    {
        if (grid is null)
            yield break;
        if (grid.Sort is not null)
            yield return ("sort", (grid.Descending ? "-" : "") + grid.Sort);
        if (grid.Search is not null)
            yield return ("q", grid.Search);
        foreach (var filter in grid.Filters)
            yield return ("where", filter.ToString());
        if (grid.Columns.Count > 0)
            yield return ("columns", string.Join(',', grid.Columns));
    }

    private static IEnumerable<(string Name, string Value)> Of(int page, string? measure)
    {
        if (measure is not null)
            yield return ("measure", measure);
        if (page > 1)
            yield return ("page", page.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Query(IReadOnlyList<(string Name, string Value)> parts) => parts.Count == 0
        ? ""
        : "?" + string.Join('&', parts.Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));
}
