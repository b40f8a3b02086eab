using Dapper;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HealthDashboard.Engines.Postgres;

/// <summary>What a column of SQLite becomes: whole numbers have 64 bits and texts stay texts, days among them, so that the same SQL compares them.</summary>
internal enum PostgresType
{
    Bigint,
    DoublePrecision,
    Text,
}

/// <param name="Sql">The expression that it is read by.</param>
internal sealed record LoadedColumn(string Name, PostgresType Type, bool IsRequired, string Sql)
{
    public string Definition => $"\"{Name}\" {Type switch { PostgresType.Bigint => "bigint", PostgresType.DoublePrecision => "double precision", _ => "text" }}{(IsRequired ? " not null" : "")}";
}

/// <summary>A table of a snapshot's files as the database gets it: its columns, and what is looked up in it by.</summary>
/// <param name="Layer">Where it belongs: the star schema and the views are gold, what else lies in their file is silver.</param>
/// <param name="From">What its rows are read from.</param>
/// <param name="Rows">How many there are.</param>
internal sealed record LoadedTable(
    string Layer, string Name, string From, IReadOnlyList<LoadedColumn> Columns, IReadOnlyList<string> Key, IReadOnlyList<(bool IsUnique, IReadOnlyList<string> Columns)> Indexes, long Rows)
{
    public string Create(RunSchemas schemas) => $"create table {In(schemas)} ({string.Join(", ", Columns.Select(column => column.Definition))})";

    /// <summary>The statements that make it fast once it is full.</summary>
    public IEnumerable<string> Finish(RunSchemas schemas) =>
    [
        .. Key.Count > 0 ? new[] { $"alter table {In(schemas)} add primary key ({Quoted(Key)})" } : [],
        .. Indexes.Select(index => $"create {(index.IsUnique ? "unique " : "")}index on {In(schemas)} ({Quoted(index.Columns)})"),
        $"analyze {In(schemas)}",
    ];

    /// <summary>Of the columns that rows are looked up by, the one with the longest text, and how many bytes that has.</summary>
    public (string Column, long Bytes) Longest(NpgsqlConnection connection, RunSchemas schemas) => Columns
        .Where(column => column.Type == PostgresType.Text && (Key.Contains(column.Name) || Indexes.Any(index => index.Columns.Contains(column.Name))))
        .Select(column => (column.Name, connection.ExecuteScalar<long>($"select coalesce(max(octet_length(\"{column.Name}\")), 0) from {In(schemas)}"))).MaxBy(column => column.Item2);

    /// <param name="isFrozen">Whether nobody will ever look at them as they were before, which spares a second writing; the table must have been created in the same transaction.</param>
    public string Copy(RunSchemas schemas, bool isFrozen) => $"copy {In(schemas)} ({Quoted(Columns.Select(column => column.Name))}) from stdin (format binary{(isFrozen ? ", freeze" : "")})";

    public string Select => $"select {string.Join(", ", Columns.Select(column => column.Sql))} from {From}";

    public string In(RunSchemas schemas) => $"{schemas.NameOf(Layer)}.{Name}";

    /// <summary>All tables of a snapshot, the largest first, so that the cores end together.</summary>
    public static IReadOnlyList<LoadedTable> Of(SqliteConnection files)
    {
        var gold = GoldLayer.Star.Concat(GoldCatalog.All.Select(view => view.Name)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Names("bronze").Select(name => Read(files, "bronze", name, "bronze"))
                .Concat(Names("gold").Select(name => Read(files, "gold", name, gold.Contains(name) ? "gold" : "silver")))
                .OrderByDescending(table => table.Rows),
        ];

        IEnumerable<string> Names(string file) => files.Query<string>($"select name from {file}.sqlite_schema where type = 'table' and name not like 'sqlite!_%' escape '!'");
    }

    /// <summary>The views that silver is, as selects over gold's tables.</summary>
    public static IEnumerable<(string Name, string Select)> Views(SqliteConnection files) =>
        files.Query<(string Name, string Sql)>("select name, sql from gold.sqlite_schema where type = 'view'")
            .Select(view => (view.Name, view.Sql[(view.Sql.IndexOf(" as", StringComparison.OrdinalIgnoreCase) + 3)..]));

    private static LoadedTable Read(SqliteConnection files, string file, string name, string layer)
    {
        var found = files.Query<(string Name, string Type, bool NotNull, long Key)>("select name, type, \"notnull\", pk from pragma_table_xinfo(@name, @file)", new { name, file }).AsList();
        var columns = found.Select(column => new LoadedColumn(column.Name, TypeOf(column.Type), column.NotNull || column.Key > 0, column.Name)).ToList();
        var key = found.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => column.Name).ToList();
        // Records that hit a rule are shown in the order in which they were met.
        if (layer == "silver" && key.Count == 0)
            columns.Insert(0, new LoadedColumn("rowid", PostgresType.Bigint, IsRequired: true, "rowid"));
        var indexes = files.Query<(string Name, bool IsUnique)>("select name, \"unique\" from pragma_index_list(@name, @file) where origin <> 'pk'", new { name, file })
            .Select(index => (index.IsUnique, (IReadOnlyList<string>)files.Query<string>("select name from pragma_index_info(@name, @file)", new { name = index.Name, file }).AsList())).ToList();
        return new(layer, name, $"{file}.{name}", columns, key, indexes, files.ExecuteScalar<long>($"select count(*) from {file}.{name}"));
    }

    private static PostgresType TypeOf(string declared) => declared.ToUpperInvariant() switch
    {
        "INTEGER" => PostgresType.Bigint,
        "REAL" => PostgresType.DoublePrecision,
        "TEXT" => PostgresType.Text,
        _ => throw new InvalidOperationException($"There is no way yet to load a column of {declared}."),
    };

    private static string Quoted(IEnumerable<string> columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));
}
