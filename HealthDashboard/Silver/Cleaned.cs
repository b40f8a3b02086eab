using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>What became of a raw record: a typed row, or none and the reasons why; repairs and warnings come with a row.</summary>
public sealed record Cleaned<TRow>(TRow? Row, IReadOnlyList<RuleHit> Hits)
    where TRow : class
{
    /// <summary>Columns, a bit each, whose value is missing and that no rule asks for: the row stands, the data are the poorer.</summary>
    public int Missing { get; init; }

    /// <summary>Columns, a bit each, whose value was written with blanks around it or in decomposed letters.</summary>
    public int Untidy { get; init; }
}

/// <summary>Collects the rules one record hits while its values are read.</summary>
internal sealed class RecordReader(SourceTable table, RawRecord record)
{
    private static readonly RuleHit[] None = [];
    private List<RuleHit>? _hits;
    private bool _rejected;
    private int _missing;
    private int _untidy;

    /// <summary>The trimmed, NFC value of a column.</summary>
    public string Text(int column)
    {
        var text = Words.Tidy(record.Values[column]);
        if (text.Length != record.Values[column].Length)
            _untidy |= 1 << column;
        return text;
    }

    /// <summary>A value that no rule asks for; noted when it is missing.</summary>
    public string Wanted(int column)
    {
        var text = Text(column);
        if (Words.AreMissing(text))
            _missing |= 1 << column;
        return text;
    }

    /// <summary>A person's name; no rule asks for one.</summary>
    public string Name(int column) => Wanted(column) is { Length: > 0 } name ? name : Words.Unknown;

    public void Hit(Rule rule, int column, string? because = null)
    {
        _rejected |= rule.Severity == Severity.Rejected;
        (_hits ??= []).Add(new RuleHit(rule, table.Columns[column], record.Values[column]) { Because = because });
    }

    /// <summary>A value that must be there; a hit of <paramref name="rule"/> when it is not.</summary>
    public string Required(int column, Rule rule)
    {
        var text = Text(column);
        if (text.Length == 0)
            Hit(rule, column);
        return text;
    }

    /// <summary>A whole number within limits, or null and a hit. A zero fraction is allowed: spreadsheets write 45 as 45.0.</summary>
    public int? Whole(int column, int least, int most, Rule rule)
    {
        if (Words.TryDecimal(Text(column), out var number) && number == decimal.Truncate(number) && number >= least && number <= most)
            return (int)number;
        Hit(rule, column);
        return null;
    }

    public Cleaned<TRow> Into<TRow>(Func<TRow> row)
        where TRow : class => new(_rejected ? null : row(), _hits ?? (IReadOnlyList<RuleHit>)None) { Missing = _missing, Untidy = _untidy };

    /// <summary>Records that cannot be read field by field: their values stand in no known column.</summary>
    public static RuleHit? Unreadable(RawRecord record)
    {
        if (record.Undecodable)
            return new RuleHit(Rule.Encoding, null, "bytes that are not text");
        if (record.Cut)
            return new RuleHit(Rule.FieldCount, null, "a quote that is not closed when the file ends");
        return record.FieldCount == record.HeaderFieldCount
            ? null
            : new RuleHit(Rule.FieldCount, null, $"{record.FieldCount} fields where the header has {record.HeaderFieldCount}");
    }
}
