using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>What became of a raw record: a typed row, or none and the reasons why; repairs and warnings come with a row.</summary>
/// <param name="Missing">Columns, a bit each, whose value is missing and that no rule asks for: the row stands, the data are the poorer.</param>
/// <param name="Untidy">Columns, a bit each, whose value was written with blanks around it or in decomposed letters.</param>
/// <param name="Marks">What the way its cost is written says about the column of costs.</param>
public readonly record struct Cleaned<TRow>(TRow? Row, IReadOnlyList<RuleHit> Hits, int Missing = 0, int Untidy = 0, CostMarks Marks = default)
    where TRow : struct
{
    /// <summary>The rule that rejected the record; null when none did.</summary>
    public string? RejectedBy => Rejecting?.Rule.Name;

    /// <summary>The first hit that rejected the record; null when none did.</summary>
    public RuleHit? Rejecting => Hits.FirstOrDefault(hit => hit.Rule.Outcome == Outcome.Rejected);
}

/// <summary>Reads the values of one record and collects the rules it hits.</summary>
internal struct RecordReader(SourceTable table, RawRecord record)
{
    private static readonly RuleHit[] None = [];
    private readonly TextPool _pool = TextPool.Own;
    private List<RuleHit>? _hits;
    private bool _rejected;
    private int _missing;
    private int _untidy;

    /// <summary>The trimmed, NFC value of a column as UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8(int column)
    {
        var found = record.Utf8(column);
        var tidy = TextNormalization.Tidy(found);
        if (tidy.Length != found.Length)
            _untidy |= 1 << column;
        return tidy;
    }

    /// <summary>The same of a column whose values repeat.</summary>
    public string Text(int column) => _pool.Of(Utf8(column));

    /// <summary>The same of a category, whose name has single blanks alone.</summary>
    public string Category(int column)
    {
        var text = Text(column);
        var name = TextNormalization.OneBlank(text);
        if (!ReferenceEquals(name, text))
            _untidy |= 1 << column;
        return name;
    }

    /// <summary>A category that no rule asks for; noted when it is missing.</summary>
    public string WantedCategory(int column) => Wanted(column, Category(column));

    private string Wanted(int column, string text)
    {
        if (TextNormalization.AreMissing(text))
            _missing |= 1 << column;
        return text;
    }

    /// <summary>A person's name; no rule asks for one.</summary>
    public string Name(int column) => Wanted(column, Text(column)) is { Length: > 0 } name ? name : TextNormalization.Unknown;

    /// <summary>Whether a comma may be a decimal mark: the file has another one between its fields, mostly a semicolon.</summary>
    public readonly bool HasDecimalComma => record.Separator != ',';

    /// <param name="because">What more there is to say.</param>
    /// <param name="cause">The rejected row that the value names, if it does.</param>
    public void Hit(Rule rule, int column, string? because = null, Rejection? cause = null)
    {
        _rejected |= rule.Outcome == Outcome.Rejected;
        (_hits ??= []).Add(new RuleHit(rule, table.Columns[column], record.Text(column)) { Because = because, Cause = cause });
    }

    /// <summary>The record's own id, which must be there.</summary>
    public void Key()
    {
        var id = Utf8(SourceTable.KeyOrdinal);
        if (id.IsEmpty)
            Hit(Rule.KeyMissing, SourceTable.KeyOrdinal);
        else if (NoIds.Why(id) is { } because)
            Hit(Rule.KeyMissing, SourceTable.KeyOrdinal, because);
    }

    /// <summary>A whole number within limits, or null and a hit. A zero fraction is allowed: spreadsheets write 45 as 45.0.</summary>
    public int? Whole(int column, int least, int most, Rule rule)
    {
        if (TextNormalization.TryDecimal(Utf8(column), HasDecimalComma, out var number) && number == decimal.Truncate(number) && number >= least && number <= most)
            return (int)number;
        Hit(rule, column);
        return null;
    }

    /// <param name="row">What the values make, where no rule rejected the record.</param>
    public readonly Cleaned<TRow> Into<TRow>(TRow row)
        where TRow : struct => new(_rejected ? null : row, _hits ?? (IReadOnlyList<RuleHit>)None, _missing, _untidy);

    /// <summary>Records that cannot be read field by field: their values stand in no known column.</summary>
    public static RuleHit? Unreadable(RawRecord record)
    {
        var troubles = record.Troubles;
        if (troubles == Troubles.None)
            return record.FieldCount == record.HeaderFieldCount ? null : new RuleHit(Rule.FieldCount, null, $"{record.FieldCount} fields where the header has {record.HeaderFieldCount}");
        if (record.IsBlank)
            return new RuleHit(Rule.RecordBlank, null, "");
        if (troubles.HasFlag(Troubles.Undecodable))
            return new RuleHit(Rule.Encoding, null, "bytes that are not text") { Because = troubles.HasFlag(Troubles.Windows1252) ? "looks like Windows-1252: save the file as “CSV UTF-8”" : null };
        if (troubles.HasFlag(Troubles.TooLong))
            return new RuleHit(Rule.FieldTooLong, null, "a field of more than 1 MiB");
        if (troubles.HasFlag(Troubles.Cut))
            return new RuleHit(Rule.FieldCount, null, "a quote that is not closed when the file ends");
        return new RuleHit(Rule.QuoteMisplaced, null,
            troubles.HasFlag(Troubles.BackslashQuote) ? "a quote inside a value, with a backslash before it (\\\")"
            : troubles.HasFlag(Troubles.TextBehindQuote) ? "text between a closing quote and the next separator"
            : "a blank between a separator and an opening quote");
    }
}
