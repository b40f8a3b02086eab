using System.Text;
using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>
/// The accepted rows of one table, in file order, column by column: millions of rows are a few arrays. Keys are judged against
/// accepted rows only: a rejected row does not reserve its id.
/// </summary>
public abstract class SilverTable<TRow>(SourceTable table)
    where TRow : struct
{
    private readonly List<int> _lines = [];

    public SourceTable Table { get; } = table;

    public TableLedger Ledger { get; } = new();

    public IdIndex Ids { get; } = new();

    public int Count => Ids.Count;

    /// <summary>The row at a place, with categories as they are written there.</summary>
    public abstract TRow this[int place] { get; }

    /// <summary>The line of the file that a row came from.</summary>
    public long Line(int place) => _lines[place];

    /// <summary>Makes room for so many rows: to grow step by step would leave as much memory behind as they take.</summary>
    /// <param name="some">Records, by which the length of texts is told.</param>
    public virtual void MakeRoom(int rows, RecordBatch some)
    {
        _lines.EnsureCapacity(rows);
        Ids.Texts.MakeRoom(rows, some.LengthOf(SourceTable.KeyOrdinal));
    }

    /// <summary>Keeps the row of a cleaned record, unless its id is taken.</summary>
    /// <returns>What became of the record, with every rule that was hit.</returns>
    public Cleaned<TRow> Keep(RawRecord record, Cleaned<TRow> cleaned)
    {
        if (record.IsBlank)
        {
            Ledger.Blank++;
            return cleaned;
        }

        Ledger.Read++;
        if (cleaned.Row is not { } row)
        {
            Ledger.Rejected++;
            return cleaned;
        }

        var id = TextNormalization.Tidy(record.Utf8(SourceTable.KeyOrdinal));
        if (Ids.FindEarlier(id) is { } earlier)
        {
            if (!Says(earlier, row))
            {
                Ledger.Rejected++;
                return new Cleaned<TRow>(null, [new RuleHit(Rule.KeyConflict, Table.Key, Encoding.UTF8.GetString(id)) { Because = $"line {Line(earlier)} has this id with other content" }]);
            }

            Ledger.Duplicates++;
            return new Cleaned<TRow>(null, [new RuleHit(Rule.Duplicate, null, $"the row of line {Line(earlier)} again")]);
        }

        Ids.Add(id);
        _lines.Add(checked((int)record.Line));
        Add(row);
        Ledger.Accepted++;
        if (cleaned.Hits.Count > 0 && cleaned.Hits.Any(hit => hit.Rule.Outcome == Outcome.Repaired))
            Ledger.Repaired++;
        return cleaned;
    }

    /// <summary>Puts a row behind the others.</summary>
    protected abstract void Add(TRow row);

    /// <summary>Whether the row at a place says the same, spelling of categories aside.</summary>
    protected abstract bool Says(int place, TRow row);

    protected static bool Alike(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What became of the records of one file: read = accepted + rejected + duplicates; repaired ones are among the accepted.</summary>
public sealed record TableLedger
{
    public long Read { get; set; }

    public long Accepted { get; set; }

    public long Repaired { get; set; }

    public long Rejected { get; set; }

    public long Duplicates { get; set; }

    /// <summary>Lines without a value. They are no records, and not among those read.</summary>
    public long Blank { get; set; }
}
