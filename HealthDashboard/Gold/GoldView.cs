using System.Reflection;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold;

/// <summary>
/// One of the gold views: its name, its one <c>select</c> and what a manager needs to know to read it. Table, page, chart,
/// export and tests all come from here.
/// </summary>
public sealed partial class GoldView
{
    private readonly Func<IReadOnlyList<Column>, Func<ViewTable, int, object>> _maker;
    private readonly Lazy<GoldView> _masked;

    private GoldView(Type row, TimeGrain grain, Func<IReadOnlyList<Column>, Func<ViewTable, int, object>> maker, bool named = true)
    {
        (Row, _maker) = (row, maker);
        _masked = new(() => Again(TimeGrain ?? Silver.TimeGrain.Week, named: false));
        Name = Gold.Column.SnakeCase(row.Name);
        Columns = [.. row.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => new Column(property).By(grain)).Where(column => named || !IsName(column))];
        Sql = ReadSql(Name + ".sql");
        var order = Sql.LastIndexOf("\norder by ", StringComparison.Ordinal);
        (Select, OrderBy) = (Sql[..order], Of(grain, Sql[(order + "\norder by ".Length)..].Trim()));
        Grain = Of(grain, Sql[3..Sql.IndexOfAny(['.', ':', ';', '\n'])]);
        Keys = [.. Columns.Where(IsKey)];
        Time = Keys.FirstOrDefault(key => key.Kind == ColumnKind.Period);
        if (Keys is not [var first, ..] || first != Key)
            throw new InvalidOperationException($"The first column of {Name} is no key.");
        foreach (var column in Columns.Where(column => column.IsRatio))
            (column.Numerator, column.Denominator) = (Part(column, column.Measure!.Numerator!), Part(column, column.Measure!.Denominator!));
        if (Keys.Any(key => key.Dimension!.IsOfTreatments) && Columns.FirstOrDefault(column => column.Measure?.Fact == Fact.Visits) is { } visits)
            throw new InvalidOperationException($"{Name}: a visit may have several of {Key.Label}, so {visits.Label} does not add up over them. Ask for it by a dimension of visits.");
        var term = OrderBy.Split(',')[0].Split(' ');
        First = (Column(term[0]), term is [_, "desc"]);
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

    /// <summary>The first term of <see cref="OrderBy"/>; the keys settle the rest.</summary>
    public (Column Column, bool Descending) First { get; }

    /// <summary>What a row is, in the singular, as the file's first words say it: "One row per department".</summary>
    public string Grain { get; }

    /// <summary>The columns that together name a row, the first one first.</summary>
    public IReadOnlyList<Column> Keys { get; }

    /// <summary>The manager's question that it helps to answer, under which the navigation lists it.</summary>
    public required string Topic { get; init; }

    public required string Title { get; init; }

    public required string Question { get; init; }

    /// <summary>What a row is, in singular and plural: "department|departments".</summary>
    public required string Noun { get; init; }

    /// <summary>The same in the plural alone.</summary>
    public string Rows => Noun[(Noun.IndexOf('|', StringComparison.Ordinal) + 1)..];

    /// <summary>How the numbers are made and what they are not, a sentence or two.</summary>
    public required string Definition { get; init; }

    public required Chart Chart { get; init; }

    /// <summary>Whether the costs of its rows add up to all costs of the scope.</summary>
    public bool HoldsAllCost { get; init; }

    /// <summary>Of a view that picks its rows out: by what, and how many places. Its totals rest on these rows alone and not on the whole scope.</summary>
    public (Measure Measure, int Places)? TopBy { get; init; }

    public bool IsTopN => TopBy is not null;

    /// <summary>The column whose sum is the number of visits of the scope, if there is one.</summary>
    public string? VisitColumn { get; init; }

    public Column Key => Columns[0];

    /// <summary>The key that is a week, month, quarter or year; null where rows are of none.</summary>
    public Column? Time { get; }

    public TimeGrain? TimeGrain => Time?.Dimension!.Grain;

    /// <summary>Whether a row is a week or another stretch of time, or of one: visits outside the calendar are in none, and in the totals alone.</summary>
    public bool IsByTime => Time is not null;

    /// <summary>The week, month, quarter or year that a row is, or is of.</summary>
    public CalendarPeriod PeriodOf(object row) => new(TimeGrain!.Value, Weeks.Day((string)Time!.Value(row)!));

    /// <summary>Different for every view and grain: results are kept under it and the reach, which says whether there are names.</summary>
    public override string ToString() => Granularity is { } by ? $"{Name} by {by}" : Name;

    /// <summary>Whether a row is one person.</summary>
    public bool HasRowPerPerson => Keys.Any(key => key.Kind == ColumnKind.Patient);

    /// <summary>The id of the person that a row is, or is of.</summary>
    public string PatientOf(object row) => (string)Keys.First(key => key.Kind == ColumnKind.Patient).Value(row)!;

    /// <summary>
    /// Whether a number of a row is withheld (share-safe mode): what is made of rows is empty only then, and a ratio is when one of its parts is.
    /// </summary>
    public bool IsWithheld(object row, Column column) => column is { Numerator: { } part, Denominator: { } whole }
        ? IsWithheld(row, Column(part)) || IsWithheld(row, Column(whole))
        : column.Proof is not null && column.Value(row) is null;

    /// <summary>Makes a row of a table.</summary>
    internal Func<ViewTable, int, object> Make => field ??= _maker(Columns);

    /// <summary>A dimension is a key unless the view has the key that it is an attribute of.</summary>
    private bool IsKey(Column column) =>
        column.Dimension is { } dimension && !(Dimensions.KeyOf(dimension) is { } of && Columns.Any(other => other.Dimension == of));

    private string Part(Column ratio, Measure part) => Columns.FirstOrDefault(column => column.Measure == part)?.Name
        ?? throw new InvalidOperationException($"{Name} has {ratio.Label} without {part.Label}: every ratio travels with its numerator and denominator.");

    public Column Column(string name) =>
        Columns.FirstOrDefault(column => column.Name == name) ?? throw new ArgumentException($"{Name} has no column {name}.", nameof(name));

    /// <summary>The same; a column of time also by its name under another grain, so that an address keeps its order when weeks become months. Null where there is none.</summary>
    public Column? Find(string name) => Columns.FirstOrDefault(column => column.Name == name) ?? Columns.FirstOrDefault(column =>
        column.Dimension is { Grain: not null } time && Dimensions.All.Values.Any(other => other.Name == name && other.Grain is not null && other.Owner == time.Owner));

    public static string ReadSql(string file)
    {
        using var stream = typeof(GoldView).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The view whose rows are <typeparamref name="TRow"/>; the record's name in snake case is its name.</summary>
    internal static GoldView Of<TRow>(
        string topic, string title, string question, string rows, string definition, Chart chart, bool holdsAllCost = false, string? visitColumn = null, (Measure, int)? top = null)
        where TRow : class
    {
        return new GoldView(typeof(TRow), Silver.TimeGrain.Week, RowMaker.Of<TRow>)
        {
            Topic = topic,
            Title = title,
            Question = question,
            Noun = rows,
            Definition = definition,
            Chart = chart,
            HoldsAllCost = holdsAllCost,
            VisitColumn = visitColumn,
            TopBy = top,
        };
    }
}
