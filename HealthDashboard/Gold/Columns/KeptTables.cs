namespace HealthDashboard.Gold.Columns;

/// <summary>
/// Rows of views that are the same for many questions, made once as long as there is room for them: what was asked for longest ago makes room.
/// Several threads may ask.
/// </summary>
/// <param name="room">In bytes; what was asked for last is kept whatever it takes.</param>
public sealed class KeptTables(long room)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(GoldView View, string Of), Entry> _entries = [];
    private long _asked;

    /// <summary>In bytes, of all that are kept.</summary>
    public long Size
    {
        get
        {
            lock (_lock)
                return _entries.Values.Sum(entry => entry.Size);
        }
    }

    /// <param name="of">Different for different rows of a view.</param>
    public ViewTable Of(GoldView view, string of, Func<ViewTable> make)
    {
        Entry entry;
        lock (_lock)
        {
            if (!_entries.TryGetValue((view, of), out entry!))
                _entries[(view, of)] = entry = new Entry(make);
            entry.Asked = ++_asked;
        }

        var table = entry.Table.Value;
        lock (_lock)
        {
            entry.Size = table.Size;
            var size = _entries.Values.Sum(each => each.Size);
            foreach (var (key, old) in _entries.Where(each => each.Value != entry).OrderBy(each => each.Value.Asked).ToList())
            {
                if (size <= room)
                    break;
                size -= old.Size;
                _entries.Remove(key);
            }
        }

        return table;
    }

    private sealed class Entry(Func<ViewTable> make)
    {
        public Lazy<ViewTable> Table { get; } = new(make);

        public long Asked { get; set; }

        /// <summary>0 until it is made.</summary>
        public long Size { get; set; }
    }
}
