using CsvHelper;
using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Silver;
using HealthDashboard.Statistics;

namespace HealthDashboard.Endpoints;

/// <summary>
/// The latest complete period of each department and measure as CSV, with its limits and the name of its signal: what the
/// overview's matrix shows. Written as the views are.
/// </summary>
public static class SignalsCsv
{
    /// <summary>The name of the scope as a whole.</summary>
    private const string All = "All";

    private static readonly string[] Header =
        ["department", "measure", "period_from", "period_to", "value", "n", "mean", "lower", "upper", "signal", "direction"];

    public static async Task WriteAsync(Stream stream, SignalTable table, Scope scope, CancellationToken cancellation)
    {
        await using var writer = CsvWriter.Create(stream, CsvExport.Options, leaveOpen: true);
        writer.WriteHeader(Header);
        // Under a department the whole is that department.
        var departments = scope.Department is null ? table.Departments.Prepend(new DepartmentCharts(All, table.Whole)) : table.Departments;
        foreach (var (department, charts) in departments)
        {
            foreach (var chart in charts.Where(chart => chart.Latest is not null))
            {
                Write(writer, department, chart, chart.Latest!);
                await writer.EndRecordAsync(cancellation);
            }
        }

        await writer.FlushAsync(cancellation);
    }

    private static void Write(CsvWriter writer, string department, MeasureChart chart, Period latest)
    {
        var kind = chart.Measure.Column.Kind;
        var level = kind == ColumnKind.Count ? ColumnKind.Rate : kind;
        CsvText.Write(writer, department);
        CsvText.Write(writer, chart.Measure.Name);
        CsvText.WriteBare(writer, Weeks.Iso(latest.From));
        CsvText.WriteBare(writer, Weeks.Iso(latest.To));
        Number(kind, chart.Value(latest));
        CsvExport.WriteNumber(writer, ColumnKind.Count, chart.Measure.Cases(latest.Sums));
        Number(level, chart.Chart?.Mean);
        Number(level, chart.Chart?.Lower);
        Number(level, chart.Chart?.Upper);
        CsvText.Write(writer, chart.Alert is { } alert ? NameOf(alert.Signal.Rule) : null);
        CsvText.Write(writer, chart.Alert is { } mark ? mark.Signal.Direction == Direction.Up ? "up" : "down" : null);

        void Number(ColumnKind kind, double? value) =>
            CsvExport.WriteNumber(writer, kind, value is not { } number ? null : kind == ColumnKind.Count ? (object)(long)number : (decimal)number);
    }

    /// <summary>What a rule is called where programs read it.</summary>
    public static string NameOf(SignalRule rule) => rule switch
    {
        SignalRule.Outside => "outside",
        SignalRule.Trend => "trend",
        SignalRule.TwoOfThree => "two_of_three",
        _ => "one_side",
    };
}
