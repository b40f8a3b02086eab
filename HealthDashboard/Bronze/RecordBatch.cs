namespace HealthDashboard.Bronze;

/// <summary>Some records as found, their values one behind the other. Once disposed of it may be filled anew: no record may be read afterwards.</summary>
/// <param name="columns">How many values a record has.</param>
/// <param name="separator">What stands between the fields of the file: a decimal comma is one where it is not a comma.</param>
/// <param name="reuse">Takes the empty batch when it is disposed of; null where nobody fills it anew.</param>
public sealed class RecordBatch(int columns, char separator = ',', Action<RecordBatch>? reuse = null) : IDisposable
{
    private const int Room = 1 << 16;
    private const int MostKept = 1 << 20;

    private readonly List<Head> _heads = [];
    private readonly List<int> _ends = [];
    private byte[] _bytes = new byte[Room];
    private int _length;

    public int Count => _heads.Count;

    public int Columns => columns;

    public char Separator => separator;

    /// <summary>How many bytes of a file its records take, about.</summary>
    public long Bytes => _length + ((long)Count * columns);

    /// <summary>Room for what is made of its records, kept with it when it is filled anew.</summary>
    internal Array? Kept { get; set; }

    public RawRecord this[int index] => new(this, index);

    /// <summary>Begins a record; its values follow, one for each column.</summary>
    public void Begin(Head head) => _heads.Add(head);

    public void Add(ReadOnlySpan<byte> value)
    {
        if (_bytes.Length - _length < value.Length)
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, _length + value.Length)));
        value.CopyTo(_bytes.AsSpan(_length));
        _ends.Add(_length += value.Length);
    }

    /// <summary>How long the values of a column are, in bytes on average.</summary>
    public double LengthOf(int column)
    {
        var bytes = 0L;
        for (var index = 0; index < Count; index++)
            bytes += Value(index, column).Length;
        return Count == 0 ? 0 : (double)bytes / Count;
    }

    public void Dispose()
    {
        _heads.Clear();
        _ends.Clear();
        _length = 0;
        // A few long fields must not be remembered.
        if (_bytes.Length > MostKept)
            _bytes = new byte[Room];
        reuse?.Invoke(this);
    }

    internal Head HeadOf(int index) => _heads[index];

    internal ReadOnlySpan<byte> Value(int index, int column)
    {
        var place = (index * columns) + column;
        var start = place == 0 ? 0 : _ends[place - 1];
        return _bytes.AsSpan(start, _ends[place] - start);
    }

    /// <summary>What is known of a record besides its values.</summary>
    /// <param name="Line">The line of the file where the record starts, counted from 1, the header included.</param>
    /// <param name="FieldCount">How many fields the record has; it should have as many as the header.</param>
    public readonly record struct Head(long Line, int FieldCount, int HeaderFieldCount, Troubles Troubles = Troubles.None);
}
