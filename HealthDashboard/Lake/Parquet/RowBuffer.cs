using HealthDashboard.Warehouse;

namespace HealthDashboard.Lake.Parquet;

/// <summary>Some rows of a table, column by column.</summary>
internal sealed class RowBuffer(LakeTable table)
{
    /// <summary>As many rows as a group of rows of a Parquet file has.</summary>
    public const int Most = 1 << 20;

    private readonly ColumnBuffer[] _columns = [.. table.Columns.Select(ColumnBuffer.For)];

    public int Count { get; private set; }

    public IReadOnlyList<ColumnBuffer> Columns => _columns;

    /// <summary>Takes the row that a statement stands on.</summary>
    public void Add(nint statement)
    {
        for (var field = 0; field < _columns.Length; field++)
            _columns[field].Add(SqliteValue.Of(statement, field));
        Count++;
    }
}
