using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;

namespace HealthDashboard.Tests.Support;

/// <summary>What a viewer in the United States should read in the grid for an exported record. Written down apart from the pages' own formatting.</summary>
public static class Shown
{
    private static readonly CultureInfo Viewer = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The names of all gold views, for theories.</summary>
    public static TheoryData<string> Views => [.. GoldCatalog.All.Select(view => view.Name)];

    public static GoldView View(string name) => GoldCatalog.Find(name)!;

    /// <summary>The cells of each row of the grid: the columns that are not hidden.</summary>
    public static List<string[]> Rows(GoldView view, CsvRows csv) => [.. csv.Records.Select(record => csv.Header.Select(view.Column)
        .Zip(record)
        .Where(field => !field.First.Hidden)
        .Select(field => Cell(field.First.Kind, field.Second))
        .ToArray())];

    private static string Cell(ColumnKind kind, string field) => (field, kind) switch
    {
        ("", _) => "–",
        (_, ColumnKind.Money) => "$" + Number(field, 2),
        (_, ColumnKind.Rate) => Number(field, 1, 100) + " %",
        (_, ColumnKind.Percent) => Number(field, 1) + " %",
        (_, ColumnKind.Count or ColumnKind.People or ColumnKind.Number) => Number(field, 0),
        (_, ColumnKind.Period) => Week(DateOnly.ParseExact(field, "yyyy-MM-dd", Viewer)),
        _ => field,
    };

    private static string Number(string field, int digits, int times = 1) => decimal
        .Round(decimal.Parse(field, CultureInfo.InvariantCulture) * times, digits, MidpointRounding.AwayFromZero)
        .ToString("N" + digits, Viewer);

    private static string Week(DateOnly monday)
    {
        var sunday = monday.AddDays(6);
        var noon = monday.ToDateTime(default);
        var days = $"{monday.ToString(monday.Month == sunday.Month ? "%d" : "d MMM", Viewer)}–{sunday.ToString("d MMM", Viewer)}";
        return $"W{ISOWeek.GetWeekOfYear(noon):00} {ISOWeek.GetYear(noon)} ({days})";
    }
}
