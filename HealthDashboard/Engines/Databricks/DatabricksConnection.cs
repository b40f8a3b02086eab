using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace HealthDashboard.Engines.Databricks;

/// <summary>A SQL warehouse as ADO.NET has databases, for reading. There is nothing to open or to close: each statement is a request.</summary>
/// <param name="tables">Says our names of tables as the catalog has them.</param>
/// <param name="patience">How long it may take to begin a statement.</param>
internal sealed class DatabricksConnection(StatementExecution statements, LakeNames tables, TimeSpan patience) : DbConnection
{
    [AllowNull]
    public override string ConnectionString { get; set; } = "";

    public override string Database => "";

    public override string DataSource => "";

    public override string ServerVersion => "";

    public override ConnectionState State => ConnectionState.Open;

    public override void Open()
    {
    }

    public override void Close()
    {
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    internal StatementRows Run(string sql, DbParameterCollection parameters, CancellationToken cancellation)
    {
        var typed = parameters.Cast<DbParameter>().Select(parameter => LakeNames.Typed(parameter.ParameterName, parameter.Value)).ToList();
        return Waited(() => statements.RunAsync(tables.Written(sql), typed, patience, cancellation));
    }

    /// <summary>Dapper asks in one thread, which waits. Where a page is painted that thread is the only one its answer could come back to, so that it comes to another.</summary>
    internal static T Waited<T>(Func<Task<T>> ask) => Task.Run(ask).GetAwaiter().GetResult();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException("A SQL warehouse is read here, and not written.");

    protected override DbCommand CreateDbCommand() => new DatabricksCommand(this);
}
