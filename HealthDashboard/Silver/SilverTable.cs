using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>A row of silver and the line of the file it came from.</summary>
public readonly record struct Accepted<TRow>(TRow Row, long Line);

/// <summary>
/// The accepted rows of one table, in file order, by key. Keys are judged against accepted rows only: a rejected row does
/// not reserve its id.
/// </summary>
/// <param name="same">Whether two rows with the same key say the same, spelling of categories aside.</param>
public sealed class SilverTable<TRow>(SourceTable table, Func<TRow, string> key, Func<TRow, TRow, bool> same)
    where TRow : class
{
    private readonly OrderedDictionary<string, Accepted<TRow>> _rows = new(StringComparer.Ordinal);

    public SourceTable Table { get; } = table;

    public TableLedger Ledger { get; } = new();

    public IEnumerable<Accepted<TRow>> Rows => _rows.Values;

    public TRow? Find(string id) => _rows.TryGetValue(id, out var accepted) ? accepted.Row : null;

    public bool Has(string id) => _rows.ContainsKey(id);

    /// <summary>Accepts, drops or rejects one record.</summary>
    /// <returns>The accepted row, if any, and every rule that was hit.</returns>
    public Cleaned<TRow> Take(RawRecord record, Func<RawRecord, Cleaned<TRow>> clean)
    {
        Ledger.Read++;
        if (RecordReader.Unreadable(record) is { } unreadable)
            return Reject(unreadable);
        var cleaned = clean(record);
        if (cleaned.Row is null)
        {
            Ledger.Rejected++;
            return cleaned;
        }

        var id = key(cleaned.Row);
        if (_rows.TryGetValue(id, out var earlier))
        {
            if (!same(earlier.Row, cleaned.Row))
                return Reject(new RuleHit(Rule.KeyConflict, Table.Key, id) { Because = $"line {earlier.Line} has this id with other content" });
            Ledger.Duplicates++;
            return new Cleaned<TRow>(null, [new RuleHit(Rule.Duplicate, null, $"the row of line {earlier.Line} again")]);
        }

        _rows.Add(id, new Accepted<TRow>(cleaned.Row, record.Line));
        Ledger.Accepted++;
        if (cleaned.Hits.Any(hit => hit.Rule.Severity == Severity.Repaired))
            Ledger.Repaired++;
        return cleaned;
    }

    private Cleaned<TRow> Reject(RuleHit hit)
    {
        Ledger.Rejected++;
        return new Cleaned<TRow>(null, [hit]);
    }
}

/// <summary>What became of the records of one file: read = accepted + rejected + duplicates; repaired ones are among the accepted.</summary>
public sealed record TableLedger
{
    public long Read { get; set; }

    public long Accepted { get; set; }

    public long Repaired { get; set; }

    public long Rejected { get; set; }

    public long Duplicates { get; set; }
}
