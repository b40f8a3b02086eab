using System.Reflection;
using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Gold;

/// <summary>
/// One of the gold views: its name, its one <c>select</c> and what a manager needs to know to read it. Table, page, chart,
/// export and tests all come from here.
/// </summary>
public sealed class GoldView
{
    private GoldView(Type row)
    {
        Row = row;
        Name = Gold.Column.SnakeCase(row.Name);
        Columns = [.. row.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => new Column(property))];
        Sql = ReadSql(Name + ".sql");
        var order = Sql.LastIndexOf("\norder by ", StringComparison.Ordinal);
        (Select, OrderBy) = (Sql[..order], Sql[(order + "\norder by ".Length)..].Trim());
        Grain = Sql[3..Sql.IndexOfAny(['.', ':', ';', '\n'])];
        Keys = [.. Columns.Where(column => column.Key is not null)];
        if (Keys is not [var first, ..] || first != Key || Columns.Any(column => column is { IsNumeric: true, CanBeProved: false, Kind: not ColumnKind.Number }))
            throw new InvalidOperationException($"{Name} does not say which rows are behind its numbers: its key needs a Key, its numbers a From, or Of and Over.");
    }

    /// <summary>The name of the table, the page and the CSV, such as <c>department_treatment_summary</c>.</summary>
    public string Name { get; }

    /// <summary>The type of its rows; its properties are the columns, in their order.</summary>
    public Type Row { get; }

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The file's text: knows neither filter nor schema.</summary>
    public string Sql { get; }

    /// <summary>The select without its order.</summary>
    public string Select { get; }

    /// <summary>The order of the rows, which is part of the definition.</summary>
    public string OrderBy { get; }

    /// <summary>The select list of the view's totals: how many rows, and the sum of each column that adds up.</summary>
    public string TotalsSql => string.Join(", ", Columns
        .Where(column => column.AddsUp || column.Constant)
        .Select(column => column.Constant ? $"max({column.Name}) as {column.Name}" : $"sum({column.Name}) as {column.Name}")
        .Prepend("count(*) as row_count"));

    /// <summary>What a row is, in the singular, as the file's first words say it: "One row per department".</summary>
    public string Grain { get; }

    /// <summary>The columns that together name a row, the first one first.</summary>
    public IReadOnlyList<Column> Keys { get; }

    /// <summary>The manager's question that it helps to answer, under which the navigation lists it.</summary>
    public required string Topic { get; init; }

    public required string Title { get; init; }

    public required string Question { get; init; }

    /// <summary>What a row is, in the plural: "departments".</summary>
    public required string Rows { get; init; }

    /// <summary>How the numbers are made and what they are not, a sentence or two.</summary>
    public required string Definition { get; init; }

    public required Chart Chart { get; init; }

    /// <summary>Whether the costs of its rows add up to all costs of the scope.</summary>
    public bool HoldsAllCost { get; init; }

    /// <summary>Whether it picks rows out, so that its totals rest on these alone and not on the whole scope.</summary>
    public bool PicksOut { get; init; }

    /// <summary>The column whose sum is the number of visits of the scope, if there is one.</summary>
    public string? VisitColumn { get; init; }

    /// <summary>
    /// The same rows in the same order from the columns in memory, where seconds of SQL would be milliseconds; null where the SQL
    /// alone will do. The SQL is the definition: a test holds the two equal on random data and scopes.
    /// </summary>
    public Func<Slice, IEnumerable<object>>? Rollup { get; init; }

    /// <summary>Whether it has a row for every doctor or patient, of whom there may be hundreds of thousands.</summary>
    public bool IsByPerson => Key.Kind is ColumnKind.Doctor or ColumnKind.Patient && !PicksOut;

    public Column Key => Columns[0];

    /// <summary>Whether a row is one person.</summary>
    public bool IsPerPerson => Keys.Any(key => key.Kind == ColumnKind.Patient);

    /// <summary>
    /// Whether a number of a row is withheld (share-safe mode): what is made of rows is empty only then, and a ratio is when one of its parts is.
    /// </summary>
    public bool IsWithheld(object row, Column column) => column is { Of: { } of, Over: { } over }
        ? IsWithheld(row, Column(of)) || IsWithheld(row, Column(over))
        : column.Behind is not null && column.Value(row) is null;

    /// <summary>A row without some of its numbers.</summary>
    internal object Without(object row, Func<Column, bool> numbers)
    {
        var empty = Columns.Where(numbers).ToList();
        if (empty.Count == 0)
            return row;
        var copy = Row.GetMethod("<Clone>$")!.Invoke(row, null)!;
        empty.ForEach(column => column.Empty(copy));
        return copy;
    }

    public Column Column(string name) =>
        Columns.FirstOrDefault(column => column.Name == name) ?? throw new ArgumentException($"{Name} has no column {name}.", nameof(name));

    public static string ReadSql(string file)
    {
        using var stream = typeof(GoldView).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The view whose rows are <typeparamref name="TRow"/>; the record's name in snake case is its name.</summary>
    internal static GoldView Of<TRow>(
        string topic, string title, string question, string rows, string definition, Chart chart, bool holdsAllCost = false, string? visitColumn = null, bool picksOut = false,
        Func<Slice, IEnumerable<TRow>>? rollup = null)
        where TRow : class =>
        new(typeof(TRow))
        {
            Topic = topic,
            Title = title,
            Question = question,
            Rows = rows,
            Definition = definition,
            Chart = chart,
            HoldsAllCost = holdsAllCost,
            VisitColumn = visitColumn,
            Rollup = rollup,
            PicksOut = picksOut,
        };
}
