using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Engines.Databricks;

/// <summary>One statement. <see cref="Cancel"/> ends it in the warehouse too.</summary>
internal sealed class DatabricksCommand(DatabricksConnection connection) : DbCommand
{
    /// <summary>Holds the parameters, which are names and values in any engine: a collection of our own would be eighty lines that do nothing.</summary>
    private readonly SqliteCommand _parameters = new();

    private readonly CancellationTokenSource _cancel = new();

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get => connection; set => throw new NotSupportedException(); }

    protected override DbParameterCollection DbParameterCollection => _parameters.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel() => _cancel.Cancel();

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery()
    {
        using var rows = ExecuteReader();
        return -1;
    }

    public override object? ExecuteScalar()
    {
        using var rows = ExecuteReader();
        return rows.Read() ? rows.GetValue(0) : null;
    }

    protected override DbParameter CreateDbParameter() => _parameters.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => new DatabricksReader(connection.Run(CommandText, Parameters, _cancel.Token), _cancel.Token);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _parameters.Dispose();
            _cancel.Dispose();
        }

        base.Dispose(disposing);
    }
}
