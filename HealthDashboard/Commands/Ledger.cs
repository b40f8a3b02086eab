using System.Globalization;
using HealthDashboard.Pipeline;
using HealthDashboard.Silver;
using Spectre.Console;

namespace HealthDashboard.Commands;

/// <summary>Prints a run: rows per table, rules hit, seconds per layer. Rules are given by file, line and column, without values.</summary>
public static class Ledger
{
    private const int WidestLine = 320;

    public static void Print(RunRecord run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
            console.Profile.Width = WidestLine;
        console.WriteLine($"run {run.RunId}: {run.State.ToString().ToLowerInvariant()}");
        if (run.Damage is not null)
            console.WriteLine(run.State == RunState.Published ? $"{run.Damage} It was made anew from the files." : $"{run.Damage} Nothing was published in its place.");
        if (run.Tables.Count > 0)
        {
            var table = Plain("table", "read", "accepted", "repaired", "rejected", "duplicates");
            foreach (var (name, rows) in run.Tables)
                table.AddRow(name, Number(rows.Read), Number(rows.Accepted), Number(rows.Repaired), Number(rows.Rejected), Number(rows.Duplicates));
            console.Write(table);
        }

        if (run.Rules.Count > 0)
        {
            var rules = Plain("file", "rule", "outcome", "rows", "first line", "column", "expected");
            foreach (var rule in run.Rules)
                rules.AddRow($"{rule.Table}.csv", rule.Rule, rule.Severity, Number(rule.Rows), Number(rule.FirstLine), rule.Column ?? "", Markup.Escape(rule.Expected + Follows(rule)));
            console.Write(rules);
        }

        if (run.State == RunState.Published)
        {
            foreach (var table in run.Shrunk)
                console.WriteLine($"{RunRefusals.InWords(table)}: accepted");
        }

        foreach (var (file, columns) in run.ExtraColumns.Where(extra => extra.Value.Count > 0))
            console.WriteLine($"{file}: not used: {string.Join(", ", columns)}");
        if (run.Seconds.Count > 0)
            console.WriteLine(string.Join(", ", run.Seconds.Select(layer => string.Create(CultureInfo.InvariantCulture, $"{layer.Key} {layer.Value:0.000} s"))));
    }

    private static string Follows(RuleCount rule) =>
        rule.Consequences == 0 ? "" : $" ({Number(rule.Consequences)} only follow from rejected rows, the first from {rule.Cause})";

    private static Table Plain(params string[] columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column).NoWrap());
        return table;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
