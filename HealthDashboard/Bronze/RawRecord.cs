using System.Text;

namespace HealthDashboard.Bronze;

/// <summary>One record as found, its values in the order of <see cref="SourceTable.Columns"/>; a value the record does not reach is empty.</summary>
public readonly struct RawRecord(RecordBatch batch, int index)
{
    /// <inheritdoc cref="RecordBatch.Head(long, int, int, Troubles)" path="/param[@name='Line']"/>
    public long Line => batch.HeadOf(index).Line;

    public int FieldCount => batch.HeadOf(index).FieldCount;

    public int HeaderFieldCount => batch.HeadOf(index).HeaderFieldCount;

    public Troubles Troubles => batch.HeadOf(index).Troubles;

    /// <summary>Whether all its fields are blank: it is no record.</summary>
    public bool IsBlank => Troubles.HasFlag(Troubles.Blank);

    public int Columns => batch.Columns;

    /// <inheritdoc cref="RecordBatch(int, char, Action{RecordBatch})" path="/param[@name='separator']"/>
    public char Separator => batch.Separator;

    /// <summary>The value of a column as UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => batch.Value(index, column);

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));
}
