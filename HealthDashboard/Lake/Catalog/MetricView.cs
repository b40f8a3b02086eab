using System.Text.RegularExpressions;
using HealthDashboard.Gold;

namespace HealthDashboard.Lake.Catalog;

/// <summary>A dimension or measure of a metric view.</summary>
public sealed record MetricField(string Name, string Expression, string Label, string Comment, IReadOnlyList<string> Synonyms, ColumnKind Unit);

/// <summary>
/// A metric view of Databricks over one fact of the star schema, made of <see cref="Dimensions"/> and <see cref="Measures"/>. A visit may have several
/// treatments and says how many and at what cost, so that there are two: one whose numbers add up over what visits have, and one that is divided by what
/// treatments have.
/// </summary>
public sealed partial class MetricView
{
    /// <summary>In the place of catalog and schema, until the bundle's notebook knows them.</summary>
    public const string InBundle = "{catalog}.{gold}";

    /// <summary>What stands in the fact's own table of the lake, of the columns that are a visit's.</summary>
    private static readonly HashSet<string> OfFact = [.. LakeTables.All.Single(table => table.Name == "gold/fact_treatments").Columns.Select(column => column.Name)];

    private MetricView(string name, Fact fact, string table, params string[] joined) => (Name, Fact, Table, Joined) = (name, fact, table, joined);

    public static MetricView Visits { get; } = new("visit_metrics", Fact.Visits, "dim_visits", "dim_patients", "dim_doctors", "dim_weeks");

    public static MetricView Treatments { get; } = new("treatment_metrics", Fact.Treatments, "fact_treatments", "dim_visits", "dim_patients", "dim_doctors", "dim_weeks");

    public static IReadOnlyList<MetricView> All { get; } = [Visits, Treatments];

    /// <summary>Those of neither view, whose numbers a metric view cannot say.</summary>
    public static IReadOnlyList<Measure> LeftOut { get; } = [.. Gold.Measures.All.Where(each => All.All(view => view.Expression(each.Value) is null)).Select(each => each.Value)];

    public string Name { get; }

    public Fact Fact { get; }

    /// <summary>Whose rows are counted and added up.</summary>
    public string Table { get; }

    /// <summary>What is looked up for a row, at most one row each.</summary>
    public IReadOnlyList<string> Joined { get; }

    /// <summary>Everything that the fact's rows can be divided by.</summary>
    public IReadOnlyList<MetricField> Dimensions => field ??= [.. Gold.Dimensions.All.Where(each => Fact == Fact.Treatments || !each.Value.IsOfTreatments).Select(Field)];

    public IReadOnlyList<MetricField> Measures => field ??= [.. Gold.Measures.All.Where(each => Expression(each.Value) is not null).Select(each => Field(each.Key, each.Value))];

    /// <summary>The key that the fact and what is joined to it have in common.</summary>
    public static string KeyOf(string table) => table switch
    {
        "dim_visits" => "visit_id",
        "dim_patients" => "patient_id",
        "dim_doctors" => "doctor_id",
        _ => "week",
    };

    /// <summary>The name of an entry of <see cref="Gold.Measures"/> here.</summary>
    public static string NameOf(Measure measure) => Column.SnakeCase(Gold.Measures.All.First(each => each.Value == measure).Key);

    /// <summary>The name of an entry of <see cref="Gold.Dimensions"/> here: the column's, where no other has it.</summary>
    public static string NameOf(Dimension dimension) => Gold.Dimensions.All.Values.Count(each => each.Name == dimension.Name) == 1
        ? dimension.Name
        : Column.SnakeCase(Gold.Dimensions.All.First(each => each.Value == dimension).Key);

    private MetricField Field(KeyValuePair<string, Dimension> entry)
    {
        var (dimension, name) = (entry.Value, NameOf(entry.Value));
        var label = Gold.Dimensions.All.Values.Count(each => each.Label == dimension.Label) == 1 ? dimension.Label : InWords(name);
        var comment = dimension switch
        {
            { Grain: not null, Kind: ColumnKind.Period } => "Its first day; none where a visit's date is far from all others.",
            { Name: "patient_name" or "doctor_name" } => "Empty unless names go out (Lake:Names).",
            { IsOfTreatments: true } => "Of the treatment: a visit may have several.",
            _ => dimension.Owner switch { Owner.Patient => "Of the patient.", Owner.Doctor => "Of the doctor, wherever the visit was.", _ => "Of the visit." },
        };
        IReadOnlyList<string> synonyms = dimension.Parameter is { } parameter && parameter != dimension.Name ? [parameter] : [];
        return new(name, Qualified(dimension.Sql), label, comment, synonyms, dimension.Kind);
    }

    private MetricField Field(string key, Measure measure) => new(Column.SnakeCase(key), Expression(measure)!, measure.Label, $"{HowItAddsUp(measure)}{WhatIsLeftOut(measure)}", [], measure.Unit);

    /// <summary>Null where the fact's rows do not make it, or no metric view can say it: what is of all in scope whatever a row is, places, days of the calendar.</summary>
    private string? Expression(Measure measure) => measure.Aggregation switch
    {
        Aggregation.Ratio(var part, var whole) => Expression(part) is not null && Expression(whole) is not null ? $"MEASURE({NameOf(part)}) / nullif(MEASURE({NameOf(whole)}), 0)" : null,
        Aggregation.Distinct(var of) => Fact == Fact.Treatments
            ? measure.Fact == Fact.Treatments ? $"count(distinct {Qualified(of.Column)})" : null
            : $"count(distinct {Qualified(of.Column)}){Only(measure)}",
        Aggregation.Quartile(var quarters) => Fact == Fact.Visits ? null
            : quarters is 0 or 4 ? Proven(measure)
            : FormattableString.Invariant($"percentile(source.cost_cents, {quarters / 4.0}) / 100.0"),
        Aggregation.Adds => measure.Fact == Fact ? Proven(measure)
            : Fact == Fact.Treatments ? null
            : measure == Gold.Measures.Treatments ? "coalesce(sum(source.treatment_count), 0)" : Proven(measure),
        _ => null,
    };

    /// <summary>As what proves it says it, of the rows of a group in the place of those behind a number.</summary>
    private static string Proven(Measure measure) => Selected().Match(measure.Proof!.Value).Groups[1].Value.Replace("cost_cents", "source.cost_cents", StringComparison.Ordinal) + Only(measure);

    private static string Only(Measure measure) => measure.Proof?.Only is { } only ? $" filter (where {Owned().Replace(only, "source.$2")})" : "";

    /// <summary>The program's aliases, as the view has them.</summary>
    private string Qualified(string sql) => Owned().Replace(sql, name => (name.Groups[1].Value, name.Groups[2].Value) switch
    {
        ("visit", var column) => Fact == Fact.Visits || OfFact.Contains(column) ? $"source.{column}" : $"dim_visits.{column}",
        ("treatment", var column) => $"source.{column}",
        (var owner, var column) => $"dim_{owner}s.{column}",
    });

    private static string HowItAddsUp(Measure measure) => measure.Aggregation switch
    {
        Aggregation.Adds => "Adds up over rows.",
        Aggregation.Ratio(var part, var whole) => $"{part.Label} over {whole.Label}, both of the whole group, never an average of averages: ask for a total by itself.",
        Aggregation.Quartile(0 or 4) => "Of one treatment: not to be added up.",
        Aggregation.Quartile => "By linear interpolation (type 7). Does not add up: ask for a total by itself.",
        _ => "How many different ones. Does not add up, since the same one may be in several rows: ask for a total by itself.",
    };

    private static string WhatIsLeftOut(Measure measure) => measure.LeftOut switch
    {
        Gold.LeftOut.NoAnswer => " A visit that does not say whether a follow-up was recommended does not count.",
        Gold.LeftOut.NoTreatment => " Of visits with a treatment alone.",
        _ => "",
    };

    private static string InWords(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    [GeneratedRegex(@"^select (.+) from behind$")]
    private static partial Regex Selected();

    [GeneratedRegex(@"\b(visit|treatment|patient|doctor|week)\.(\w+)")]
    private static partial Regex Owned();
}
