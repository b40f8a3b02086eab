using HealthDashboard.Warehouse;

namespace HealthDashboard.Lake.Parquet;

/// <summary>Some rows, column by column.</summary>
internal sealed class RowBuffer(IReadOnlyList<LakeColumn> columns)
{
    /// <summary>As many rows as a group of rows of a Parquet file has.</summary>
    public const int Most = 1 << 20;

    private readonly ColumnBuffer[] _columns = [.. columns.Select(ColumnBuffer.For)];

    public int Count { get; private set; }

    public ColumnBuffer this[LakeColumn column] => _columns[columns.Index().First(each => each.Item == column).Index];

    /// <summary>Takes the row that a statement stands on.</summary>
    public void Add(nint statement)
    {
        for (var field = 0; field < _columns.Length; field++)
            _columns[field].Add(SqliteValue.Of(statement, field));
        Count++;
    }
}
