using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Silver;

namespace HealthDashboard.Query;

/// <summary>One number: a column of a view, in the row of a key or over all rows, under a scope.</summary>
/// <param name="Row">The value of the view's key; null for all rows.</param>
/// <param name="Period">The first day of a week, or of what else the view is keyed by beside the department; null for all of them.</param>
public sealed record CellReference(GoldView View, Column Column, Scope Scope, string? Row = null, string? Period = null)
{
    /// <summary>The keys that are given, each with the value and the name of its parameter.</summary>
    public IEnumerable<(Column Key, string Parameter, string Value)> Given
    {
        get
        {
            if (Row is not null)
                yield return (View.Keys[0], "row", Row);
            if (Period is not null && View.Keys.Count > 1)
                yield return (View.Keys[1], View.Keys[1].Name, Period);
        }
    }

    /// <summary>Whether it is a cell, and not a total over several rows.</summary>
    public bool IsCell => Given.Count() == View.Keys.Count;

    /// <summary>The rows of the view that hold it.</summary>
    public GridQuery Grid => new() { Filters = [.. Given.Select(given => new ColumnFilter(given.Key.Name, "=", given.Value))] };

    /// <summary>The column whose rows are shown: what a ratio is a ratio of, or for a share of the whole, its part.</summary>
    public Column Shown => ShownOf(View, Column);

    /// <inheritdoc cref="Shown"/>
    public static Column ShownOf(GoldView view, Column column) => column switch
    {
        { Denominator: { } over } when !view.Column(over).IsOfScope => view.Column(over),
        { Numerator: { } of } => view.Column(of),
        _ => column,
    };

    public CellReference For(string column) => this with { Column = View.Column(column) };

    /// <summary>The parameters of its keys and its scope.</summary>
    public Dictionary<string, object> Parameters()
    {
        var parameters = new Dictionary<string, object>(Scope.Parameters());
        foreach (var (key, parameter, value) in Given)
        {
            parameters[parameter] = value;
            if (key.Dimension!.Grain is { } grain && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
                parameters[LastDay(parameter)] = Weeks.Iso(new CalendarPeriod(grain, first).Last);
        }

        return parameters;
    }

    /// <summary>Different for every different number: results are kept under it.</summary>
    public override string ToString() => $"{View}|{Column.Name}|{Uri.EscapeDataString(Row ?? "")}|{Row is null}|{Period}|{Scope}";

    /// <summary>
    /// The rows behind it as the common table expression <c>behind</c>: indexes find them, and the columns that silver has of them are
    /// what is added up, so the number is made once more from where it came.
    /// </summary>
    public string BehindSql()
    {
        var behind = Column.Proof ?? throw new InvalidOperationException($"{View.Name}.{Column.Name} is not made of rows of its own.");
        var tables = new List<string>();
        var picks = View.IsTopN && Row is null;
        if (!Scope.IsEverything)
            tables.Add(Scope.Prologue());
        if (!Scope.IsEverything && picks)
            tables.Add($"{View.Name} as (\n{View.Select}\n)");

        var conditions = Column.IsOfScope ? [] : Given.Select(Condition).ToList();
        if (View.IsByTime && Period is null && conditions.Count > 0)
            conditions.Add("visit.week is not null");
        if (picks)
            conditions.Add($"{View.Key.Dimension!.Column} in (select {View.Key.Name} from {View.Name})");
        if (behind.Only is not null)
            conditions.Add(behind.Only);
        var where = conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions);
        tables.Add($"behind as (\n{(behind.Table == Fact.Visits ? Visits : Treatments)}{Joined(behind.Table, where)}\n    {where}\n)");
        return "with " + string.Join(",\n", tables);
    }

    /// <summary>A week or a month is asked for by its days, which an index finds; no day of it lies outside the calendar.</summary>
    private static string Condition((Column Key, string Parameter, string Value) given) => given.Key.Kind == ColumnKind.Period
        ? $"visit.visit_date between @{given.Parameter} and @{LastDay(given.Parameter)}"
        : $"{given.Key.Dimension!.Column} = @{given.Parameter}";

    private static string LastDay(string parameter) => parameter + "_last";

    /// <summary>The tables that the conditions name, and no others: a join costs as much as the sum.</summary>
    private static string Joined(Fact table, string where)
    {
        var patient = where.Contains("patient.", StringComparison.Ordinal);
        var visit = table == Fact.Treatments && (patient || where.Contains("visit.", StringComparison.Ordinal));
        return (visit ? "\n    join gold.dim_visits as visit on visit.visit_id = treatment.visit_id" : "")
            + (patient ? "\n    join gold.dim_patients as patient on patient.patient_id = visit.patient_id" : "");
    }

    private const string Visits = """
            select
                visit.visit_id,
                visit.patient_id,
                visit.doctor_id,
                visit.department,
                visit.visit_date,
                visit.follow_up_required,
                visit.line
            from dim_visits as visit
        """;

    private const string Treatments = """
            select
                treatment.treatment_id,
                treatment.visit_id,
                treatment.treatment_type,
                treatment.cost_cents,
                treatment.insurance_provider,
                treatment.line
            from fact_treatments as treatment
        """;
}
