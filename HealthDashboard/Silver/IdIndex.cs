using System.Runtime.InteropServices;
using System.Text;

namespace HealthDashboard.Silver;

/// <summary>
/// The ids of a table in the order they were accepted, and the place of each. Ids are compared byte by byte. Files mostly come in
/// the order of their ids and name others in their order too, so as long as they do the next one is tried first, and the rest is
/// only looked up when it is asked for out of order. Once all are added, several threads may look them up.
/// </summary>
public sealed class IdIndex
{
    private const int Near = 3;
    private const int Ahead = 16;

    private ShortIds _short = new();
    private readonly HashSet<int> _long;
    private readonly HashSet<int>.AlternateLookup<ReadOnlySpan<byte>> _longByText;
    private int _lookedUp;
    private bool _ascending = true;
    private int _found = -1;
    private bool _inOrder = true;

    public IdIndex()
    {
        _long = new HashSet<int>(new ByText(Texts));
        _longByText = _long.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public Utf8ColumnBuilder Texts { get; } = new();

    public int Count => Texts.Count;

    public ReadOnlySpan<byte> this[int place] => Texts[place];

    /// <summary>The place of an id, or null.</summary>
    public int? Find(ReadOnlySpan<byte> id)
    {
        for (var near = Math.Max(0, _found); _inOrder && near < Math.Min(Count, _found + Near); near++)
        {
            if (Texts[near].SequenceEqual(id))
                return _found = near;
        }

        if (Volatile.Read(ref _lookedUp) < Count)
            LookUp();
        if (!(IsShort(id, out var number) ? _short.TryFind(number, out var found) : _longByText.TryGetValue(id, out found)))
            return null;
        _inOrder = found >= _found && found < _found + Near;
        return _found = found;
    }

    /// <summary>To be told some time before an id is asked for: it is on its way from memory meanwhile.</summary>
    public void Soon(ReadOnlySpan<byte> id)
    {
        if (!_inOrder && IsShort(id, out var number))
            _short.Soon(number);
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{byte})"/>
    public int? Find(string id) => Find(Encoding.UTF8.GetBytes(id));

    /// <summary>The place of an id that one means to add, or null: one behind all others is new.</summary>
    public int? FindEarlier(ReadOnlySpan<byte> id) => _ascending && (Count == 0 || Texts[Count - 1].SequenceCompareTo(id) < 0) ? null : Find(id);

    /// <param name="id">One that is not there.</param>
    public void Add(ReadOnlySpan<byte> id)
    {
        _ascending = _ascending && (Count == 0 || Texts[Count - 1].SequenceCompareTo(id) < 0);
        Texts.Add(id);
    }

    /// <summary>Gives back the memory that finding takes: nobody will look for an id any more, or waits until it is made again.</summary>
    public void Forget()
    {
        (_short, _lookedUp) = (new ShortIds(), 0);
        _long.Clear();
        _long.TrimExcess();
    }

    private void LookUp()
    {
        lock (_long)
        {
            _short.MakeRoom(Count);
            for (var place = _lookedUp; place < Count; place++)
            {
                if (place + Ahead < Count && IsShort(Texts[place + Ahead], out var next))
                    _short.Soon(next);
                if (IsShort(Texts[place], out var own))
                    _short.Add(own, place);
                else
                    _long.Add(place);
            }

            Volatile.Write(ref _lookedUp, Count);
        }
    }

    /// <summary>Up to eight bytes are a number, which no look at the text itself has to confirm: no id holds a NUL.</summary>
    private static bool IsShort(ReadOnlySpan<byte> id, out ulong number)
    {
        number = 0;
        if (id.Length > sizeof(ulong))
            return false;
        id.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref number)));
        return true;
    }

    /// <summary>Lets the set hold places and be asked for texts.</summary>
    private sealed class ByText(Utf8ColumnBuilder texts) : IEqualityComparer<int>, IAlternateEqualityComparer<ReadOnlySpan<byte>, int>
    {
        public bool Equals(int x, int y) => x == y;

        public int GetHashCode(int place) => GetHashCode(texts[place]);

        public bool Equals(ReadOnlySpan<byte> text, int place) => texts[place].SequenceEqual(text);

        public int GetHashCode(ReadOnlySpan<byte> text)
        {
            var hash = default(HashCode);
            hash.AddBytes(text);
            return hash.ToHashCode();
        }

        public int Create(ReadOnlySpan<byte> text) => throw new NotSupportedException("Places are added, not texts.");
    }
}
