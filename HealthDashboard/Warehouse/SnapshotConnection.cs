using System.Data.Common;
using Dapper;

namespace HealthDashboard.Warehouse;

/// <summary>A connection to the layers of a snapshot. It takes SQL as this program writes it, and asks it as the engine understands it.</summary>
/// <param name="connection">Open; closed with this.</param>
/// <param name="dialect">How the engine is spoken to; null where it takes our SQL as it is.</param>
/// <param name="inWords">What to throw in the place of a fault of the engine's, whose own words may hold values; null where it is thrown as it is.</param>
public sealed class SnapshotConnection(DbConnection connection, SqlDialect? dialect = null, Func<DbException, Exception>? inWords = null) : IDisposable
{
    /// <param name="buffered">Whether all rows are read before the first is handed out.</param>
    public IEnumerable<T> Query<T>(string sql, object? parameters = null, bool buffered = true) =>
        buffered ? Asked(() => connection.Query<T>(Written(sql), parameters)) : OneByOne<T>(sql, parameters);

    /// <summary>Rows of several parts, each of a type, which begin at a column of that name.</summary>
    public IEnumerable<T> Query<T>(string sql, Type[] parts, Func<object[], T> map, object parameters, string splitOn) =>
        Asked(() => connection.Query(Written(sql), parts, map, parameters, splitOn: splitOn));

    public T QuerySingle<T>(string sql, object? parameters = null) => Asked(() => connection.QuerySingle<T>(Written(sql), parameters));

    /// <returns>The first value of the first row.</returns>
    public T? ExecuteScalar<T>(string sql, object? parameters = null) =>
        Asked(() => connection.ExecuteScalar<T>(Written(sql), parameters)) is var value && value is decimal number ? (T)(object)DapperTypes.Short(number) : value;

    /// <summary>Hands out each row of an answer, of which none is kept.</summary>
    public void Read(string sql, Action<DbDataReader> row) => Asked(() =>
    {
        using var rows = (DbDataReader)connection.ExecuteReader(Written(sql));
        while (rows.Read())
            row(rows);
        return true;
    });

    public void Execute(string sql) => Asked(() => connection.Execute(Written(sql)));

    public void Dispose() => connection.Dispose();

    /// <summary>An engine may go away between two rows.</summary>
    private IEnumerable<T> OneByOne<T>(string sql, object? parameters)
    {
        using var rows = connection.Query<T>(Written(sql), parameters, buffered: false).GetEnumerator();
        while (Asked(rows.MoveNext))
            yield return rows.Current;
    }

    private string Written(string sql) => dialect?.Written(sql) ?? sql;

    private T Asked<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (DbException fault) when (inWords is not null)
        {
            throw inWords(fault);
        }
    }
}
