using System.Text.RegularExpressions;

namespace HealthDashboard.Warehouse;

/// <summary>
/// What an engine writes otherwise. The SQL of views, checks and scopes is written once, as SQLite with the functions of <see cref="FileSnapshot"/> and
/// <see cref="RowChecksums"/> takes it, and is the same everywhere but for what stands here. Texts of data are parameters and never stand in it, so
/// what is translated are our own words alone.
/// </summary>
/// <param name="Name">What people call the engine.</param>
/// <param name="Marker">What the names of parameters begin with.</param>
public sealed partial record SqlDialect(string Name, char Marker)
{
    /// <summary>As the SQL is written.</summary>
    public static SqlDialect Sqlite { get; } = new("SQLite", '@');

    /// <summary>Names sort by ICU's root collation; all else by code points, which asks for a database in <c>C.UTF-8</c>.</summary>
    public static SqlDialect PostgreSql { get; } = new("PostgreSQL", '@') { RowHash = "hashtextextended(cast(row({0}) as text), 0)", NameOrder = " collate \"und-x-icu\"", Inlined = " not materialized" };

    public static SqlDialect DuckDb { get; } = new("DuckDB", '$') { RowHash = "hash({0})" };

    /// <summary>Expects ANSI mode, in which what overflows is an error. A hash of columns would pass over nulls, that of their JSON names what there is.</summary>
    public static SqlDialect Spark { get; } = new("Spark", ':') { RowHash = "xxhash64(to_json(struct({0})))" };

    /// <summary>What a layer is called where its tables lie, such as the schema of a run; null where each is called by its own name.</summary>
    public Func<string, string>? Layers { get; init; }

    /// <summary>A number of 64 bits of some values; null where the engine has our own aggregates.</summary>
    private string? RowHash { get; init; }

    /// <summary>The order of people's names; none where the engine has no such collation.</summary>
    private string NameOrder { get; init; } = "";

    /// <summary>What has the engine plan a filtered table together with what asks it, where it would otherwise write down all of its rows first.</summary>
    private string Inlined { get; init; } = "";

    /// <summary>Our SQL as the engine takes it.</summary>
    public string Written(string sql)
    {
        if (RowHash is not { } hash)
            return sql;
        sql = Checksum().Replace(sql, call => $"coalesce(sum(cast({Hash(call)} as decimal(20, 0))), 0)");
        // The weight has few enough digits that no sum of products leaves 38 of them, though a key stands for 10^10 rows, and 64 bits would end at 9223 treatments; a treatment more is told from cents that differ.
        sql = Weighed().Replace(sql, call =>
            $"coalesce(sum(cast({Hash(call)} % 2147483647 as decimal(10, 0)) * cast(cast(1000000000000037 as decimal(16, 0)) * {call.Groups[2]} + {call.Groups[3]} as decimal(27, 0))), 0)");
        sql = Repeated().Replace(sql, "(count($1) - count(distinct $1))");
        sql = DaysLater().Replace(sql, "cast(cast($1 as date) + $2$3 as varchar(10))");
        sql = Fold().Replace(sql, "upper(");
        sql = ByName().Replace(sql, NameOrder);
        sql = Filtered().Replace(sql, $"$1 as{Inlined} (");
        sql = Layers is { } layers ? Layer().Replace(sql, named => $"{layers(named.Groups[1].Value)}.") : sql;
        return Parameter().Replace(sql, Marker.ToString());

        string Hash(Match call) => hash.Replace("{0}", call.Groups[1].Value, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bchecksum\(([^()]*)\)")]
    private static partial Regex Checksum();

    [GeneratedRegex(@"\bweighed\(([^(),]*), ([^(),]*), ([^(),]*)\)")]
    private static partial Regex Weighed();

    [GeneratedRegex(@"\brepeated\(([^()]*)\)")]
    private static partial Regex Repeated();

    /// <summary><c>date(x, '+6 days')</c> and <c>date(x, '+' || n || ' days')</c>.</summary>
    [GeneratedRegex(@"\bdate\(((?:[^(),]|\([^()]*\))*), '\+(?:(\d+) days'|' \|\| ([\w.]+) \|\| ' days')\)")]
    private static partial Regex DaysLater();

    [GeneratedRegex(@"\bfold\(")]
    private static partial Regex Fold();

    [GeneratedRegex(@" collate names\b")]
    private static partial Regex ByName();

    [GeneratedRegex(@"\b(bronze|silver|gold|gold_then)\.(?=[a-z])")]
    private static partial Regex Layer();

    [GeneratedRegex(@"\b((?:dim|fact|kept|dated)_[a-z]+) as \((?=\s*select)")]
    private static partial Regex Filtered();

    [GeneratedRegex("@(?=[a-z])")]
    private static partial Regex Parameter();
}
