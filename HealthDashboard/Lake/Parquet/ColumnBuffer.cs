using System.Runtime.InteropServices;
using HealthDashboard.Warehouse;
using ParquetSharp;

namespace HealthDashboard.Lake.Parquet;

/// <summary>Values of a column on their way from SQLite into a Parquet file.</summary>
internal abstract class ColumnBuffer
{
    // Which rows are empty; most columns have no such row.
    private readonly List<int> _nulls = [];
    private int _rows;

    public static ColumnBuffer For(LakeColumn column) => column.Type switch
    {
        LakeType.Text => column is { IsUnique: false, HasFewValues: true } ? new RepeatingTexts() : new Texts(),
        LakeType.Ratio => new Numbers<double>(SqliteValue.Double, static (statistics, value) => statistics.Add(value)),
        LakeType.Whole => Integers(static value => (int)SqliteValue.Int64(value)),
        LakeType.Date => Integers(static value => DayNumber(SqliteValue.Text(value))),
        LakeType.Sum => Longs(static value => (long)Math.Round(SqliteValue.Double(value) * 100)),
        LakeType.Moment => Longs(static value => SqliteValue.Int64(value) * 1000),
        _ => Longs(SqliteValue.Int64),
    };

    /// <param name="value">A <see cref="SqliteValue"/>. What kind it is costs a call of its own, so only of what may be null that is asked.</param>
    public void Add(nint value)
    {
        if (!TryKeep(value))
            _nulls.Add(_rows);
        _rows++;
    }

    public abstract void WriteTo(ColumnWriter column);

    /// <summary>Widens what is known of a file's column by what is kept here.</summary>
    public void Widen(ColumnStatistics statistics)
    {
        statistics.Nulls += _nulls.Count;
        WidenByValues(statistics);
    }

    /// <summary>Of each row whether it has a value (1) or is empty (0).</summary>
    protected short[] Levels()
    {
        var levels = new short[_rows];
        Array.Fill(levels, (short)1);
        foreach (var row in _nulls)
            levels[row] = 0;
        return levels;
    }

    /// <returns>False for null.</returns>
    protected abstract bool TryKeep(nint value);

    protected abstract void WidenByValues(ColumnStatistics statistics);

    private static Numbers<int> Integers(Func<nint, int> read) => new(read, static (statistics, value) => statistics.Add((long)value));

    private static Numbers<long> Longs(Func<nint, long> read) => new(read, static (statistics, value) => statistics.Add(value));

    /// <summary>Days since 1970 of an ISO date.</summary>
    private static int DayNumber(ReadOnlySpan<byte> iso)
    {
        // Null.
        if (iso.IsEmpty)
            return 0;
        var (year, month, day) = (Number(iso[..4]), Number(iso[5..7]), Number(iso[8..10]));
        return new DateOnly(year, month, day).DayNumber - ColumnStatistics.Epoch.DayNumber;

        static int Number(ReadOnlySpan<byte> digits)
        {
            var number = 0;
            foreach (var digit in digits)
                number = (10 * number) + digit - '0';
            return number;
        }
    }

    private sealed class Texts : ColumnBuffer
    {
        private readonly TextArena _arena = new();
        private readonly List<ByteArray> _values = [];

        public override void WriteTo(ColumnWriter column)
        {
            var levels = Levels();
            ((ColumnWriter<ByteArray>)column).WriteBatch(levels.Length, levels, [], CollectionsMarshal.AsSpan(_values));
            GC.KeepAlive(_arena);
        }

        protected override bool TryKeep(nint value)
        {
            var text = SqliteValue.Text(value);
            if (text.IsEmpty && SqliteValue.Type(value) == SqliteValue.Null)
                return false;
            _values.Add(_arena.Add(text));
            return true;
        }

        protected override void WidenByValues(ColumnStatistics statistics)
        {
            foreach (var text in CollectionsMarshal.AsSpan(_values))
                statistics.Add(TextArena.Bytes(text));
        }
    }

    private sealed class RepeatingTexts : ColumnBuffer
    {
        private const int Some = 1 << 13;

        private readonly TextCodes _texts = new();
        private readonly List<int> _codes = [];

        public override void WriteTo(ColumnWriter column)
        {
            var texts = (ColumnWriter<ByteArray>)column;
            var values = new ByteArray[Some];
            ReadOnlySpan<short> levels = Levels();
            var codes = CollectionsMarshal.AsSpan(_codes);
            while (!levels.IsEmpty)
            {
                var some = levels[..Math.Min(Some, levels.Length)];
                var count = some.Count((short)1);
                for (var place = 0; place < count; place++)
                    values[place] = _texts.Texts[codes[place]];
                texts.WriteBatch(some.Length, some, [], values.AsSpan(0, count));
                levels = levels[some.Length..];
                codes = codes[count..];
            }

            GC.KeepAlive(_texts);
        }

        protected override bool TryKeep(nint value)
        {
            var text = SqliteValue.Text(value);
            if (text.IsEmpty && SqliteValue.Type(value) == SqliteValue.Null)
                return false;
            _codes.Add(_texts.CodeOf(text));
            return true;
        }

        protected override void WidenByValues(ColumnStatistics statistics)
        {
            foreach (var text in _texts.Texts)
                statistics.Add(TextArena.Bytes(text));
        }
    }

    private sealed class Numbers<T>(Func<nint, T> read, Action<ColumnStatistics, T> add) : ColumnBuffer
        where T : unmanaged, IEquatable<T>
    {
        private readonly List<T> _values = [];

        public override void WriteTo(ColumnWriter column)
        {
            var levels = Levels();
            ((ColumnWriter<T>)column).WriteBatch(levels.Length, levels, [], CollectionsMarshal.AsSpan(_values));
        }

        protected override bool TryKeep(nint value)
        {
            var number = read(value);
            if (number.Equals(default) && SqliteValue.Type(value) == SqliteValue.Null)
                return false;
            _values.Add(number);
            return true;
        }

        protected override void WidenByValues(ColumnStatistics statistics)
        {
            foreach (var value in CollectionsMarshal.AsSpan(_values))
                add(statistics, value);
        }
    }
}
