using System.Collections;
using System.Data.Common;
using System.Globalization;

namespace HealthDashboard.Engines.Databricks;

/// <summary>The rows of a statement, part by part. Numbers come as the program has them from its own files: whole ones of 64 bits, days as texts.</summary>
internal sealed class DatabricksReader(StatementRows rows, CancellationToken cancellation) : DbDataReader
{
    private RowsPart _part = rows.First;
    private int _row = -1;
    private long _ended;
    private bool _isClosed;

    public override int FieldCount => rows.Columns.Count;

    public override bool HasRows => _part.Rows.Count > 0 || _part.Next is not null;

    public override bool IsClosed => _isClosed;

    public override int Depth => 0;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read()
    {
        while (++_row >= _part.Rows.Count)
        {
            if (_part.Next is not { } next)
                return rows.Total is { } total && _ended + _part.Rows.Count != total ? throw StatementFault.Incomplete(_ended + _part.Rows.Count, total) : false;
            _ended += _part.Rows.Count;
            (_part, _row) = (DatabricksConnection.Waited(() => rows.Fetch(next, cancellation)), -1);
        }

        return true;
    }

    public override bool NextResult() => false;

    public override void Close() => _isClosed = true;

    public override string GetName(int ordinal) => rows.Columns[ordinal].Name;

    public override int GetOrdinal(string name) => rows.Columns.Index().FirstOrDefault(column => string.Equals(column.Item.Name, name, StringComparison.OrdinalIgnoreCase), (-1, null!)).Index is >= 0 and var found
        ? found
        : throw new ArgumentException($"There is no column {name}.", nameof(name));

    public override string GetDataTypeName(int ordinal) => rows.Columns[ordinal].TypeName;

    public override Type GetFieldType(int ordinal) => GetDataTypeName(ordinal) switch
    {
        "BYTE" or "SHORT" or "INT" or "LONG" => typeof(long),
        "DECIMAL" => typeof(decimal),
        "FLOAT" or "DOUBLE" => typeof(double),
        "BOOLEAN" => typeof(bool),
        _ => typeof(string),
    };

    public override bool IsDBNull(int ordinal) => _part.Rows[_row][ordinal] is null;

    public override object GetValue(int ordinal) => _part.Rows[_row][ordinal] is not { } text ? DBNull.Value : GetDataTypeName(ordinal) switch
    {
        "BYTE" or "SHORT" or "INT" or "LONG" => long.Parse(text, CultureInfo.InvariantCulture),
        "DECIMAL" => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        "FLOAT" or "DOUBLE" => double.Parse(text, CultureInfo.InvariantCulture),
        "BOOLEAN" => bool.Parse(text),
        _ => text,
    };

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var ordinal = 0; ordinal < count; ordinal++)
            values[ordinal] = GetValue(ordinal);
        return count;
    }

    public override string GetString(int ordinal) => _part.Rows[_row][ordinal] ?? throw new InvalidCastException($"{GetName(ordinal)} is empty.");

    public override long GetInt64(int ordinal) => Convert.ToInt64(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override int GetInt32(int ordinal) => Convert.ToInt32(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override short GetInt16(int ordinal) => Convert.ToInt16(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override byte GetByte(int ordinal) => Convert.ToByte(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override decimal GetDecimal(int ordinal) => Convert.ToDecimal(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override double GetDouble(int ordinal) => Convert.ToDouble(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override float GetFloat(int ordinal) => Convert.ToSingle(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override bool GetBoolean(int ordinal) => Convert.ToBoolean(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override DateTime GetDateTime(int ordinal) => DateTime.Parse(GetString(ordinal), CultureInfo.InvariantCulture);

    public override char GetChar(int ordinal) => GetString(ordinal)[0];

    public override Guid GetGuid(int ordinal) => Guid.Parse(GetString(ordinal));

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);
}
