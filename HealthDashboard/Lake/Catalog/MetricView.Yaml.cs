using System.Text;
using HealthDashboard.Gold;

namespace HealthDashboard.Lake.Catalog;

/// <summary>As YAML 1.1 of metric views, with display names, formats and synonyms: Databricks Runtime 17.3, or a SQL warehouse.</summary>
public sealed partial class MetricView
{
    /// <param name="schema">The schema of the star schema's tables, with its catalog.</param>
    /// <param name="currency">Of the amounts, by ISO 4217.</param>
    public string Yaml(string schema, string currency)
    {
        var yaml = new StringBuilder();
        yaml.Append($"""
            version: 1.1
            comment: {Catalog.Yaml.Quoted(Comment())}
            source: {Catalog.Yaml.Quoted($"{schema}.{Table}")}
            joins:

            """);
        foreach (var table in Joined)
        {
            yaml.Append($"""
                  - name: {table}
                    source: {Catalog.Yaml.Quoted($"{schema}.{table}")}
                    "on": {Catalog.Yaml.Quoted($"source.{KeyOf(table)} = {table}.{KeyOf(table)}")}

                """);
        }

        yaml.Append("dimensions:\n");
        foreach (var dimension in Dimensions)
            yaml.Append(Written(dimension));
        yaml.Append("measures:\n");
        foreach (var measure in Measures)
            yaml.Append(Written(measure)).Append(Format(measure.Unit, currency));
        return yaml.ToString();
    }

    private string Comment()
    {
        var row = Fact == Fact.Visits ? "Visits, with the number and cost of their treatments" : "Treatments, with the visit, patient and doctor of each";
        var other = Fact == Fact.Visits
            ? $"By what treatments have (type, insurer) see {Treatments.Name}."
            : $"What visits have (visits, follow-ups) is in {Visits.Name}, where a visit with several treatments counts once.";
        return $"{row}. {other} Left out, since a metric view cannot say them: {string.Join(", ", MetricView.LeftOut.Select(measure => measure.Label))}, "
            + "and rows of weeks, doctors or patients without a visit. Generated from the dashboard's dimensions and measures.";
    }

    private static string Written(MetricField field)
    {
        var written = $"""
              - name: {field.Name}
                expr: {Catalog.Yaml.Quoted(field.Expression)}
                display_name: {Catalog.Yaml.Quoted(field.Label)}
                comment: {Catalog.Yaml.Quoted(field.Comment)}

            """;
        return field.Synonyms.Count == 0 ? written : $"{written}    synonyms: {Catalog.Yaml.List(field.Synonyms)}\n";
    }

    private static string Format(ColumnKind unit, string currency)
    {
        var (type, places) = unit switch
        {
            ColumnKind.Money => ("currency", 2),
            ColumnKind.Rate => ("percentage", 1),
            ColumnKind.Mean => ("number", 2),
            _ => ("number", 0),
        };
        var code = type == "currency" ? $"      currency_code: {Catalog.Yaml.Quoted(currency)}\n" : "";
        return FormattableString.Invariant($"    format:\n      type: {type}\n{code}      decimal_places:\n        type: exact\n        places: {places}\n");
    }
}
