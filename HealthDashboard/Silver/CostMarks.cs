namespace HealthDashboard.Silver;

/// <summary>What the way a cost is written says about its column: which mark is the decimal one, and the currency.</summary>
[Flags]
public enum CostMarks : ushort
{
    None,
    PointIsDecimal = 1,
    CommaIsDecimal = 2,

    /// <summary>A point with one to three digits before and three behind it: 1.234 may be 1234.</summary>
    PointAndThree = 4,

    /// <summary>The same with a comma.</summary>
    CommaAndThree = 8,

    Dollar = 16,
    Euro = 32,
    Pound = 64,
    Franc = 128,
    Yen = 256,
    Krona = 512,
    Real = 1024,
    Rupee = 2048,
    Zloty = 4096,
    Currencies = Dollar | Euro | Pound | Franc | Yen | Krona | Real | Rupee | Zloty,
}

/// <summary>What the costs of a file say together. Whether 1.234 is 1234 can only be known when the last one is read.</summary>
public sealed class CostColumn
{
    private CostMarks _seen;
    private long _unclear;
    private long _firstUnclear;
    private bool _decimalComma;

    public void Count(CostMarks marks, long line, bool decimalComma)
    {
        _decimalComma = decimalComma;
        if ((marks & (CostMarks.PointAndThree | CostMarks.CommaAndThree)) != 0 && _unclear++ == 0)
            _firstUnclear = line;
        _seen |= marks;
    }

    /// <summary>Why the column may mean something else than was read, and what to do about it; null where it cannot.</summary>
    public string? Doubt()
    {
        var (point, comma) = (Saw(CostMarks.PointIsDecimal), Saw(CostMarks.CommaIsDecimal));
        if (Saw(CostMarks.PointAndThree) && (!point || (comma && _decimalComma)))
            return Unclear("point", "1.234", both: point);

        // Read as a decimal comma where the file has such, as thousands apart elsewhere.
        if (Saw(CostMarks.CommaAndThree) && (_decimalComma ? point || !comma : comma || !point))
            return Unclear("comma", "1,234", both: _decimalComma ? point : comma);
        return int.PopCount((int)(_seen & CostMarks.Currencies)) > 1
            ? $"costs are written in more than one currency ({_seen & CostMarks.Currencies}), which do not add up. Expected all costs in one currency."
            : null;
    }

    private string Unclear(string mark, string example, bool both) =>
        (both
            ? $"some numbers have a decimal point and some a decimal comma, so that {_unclear} with a {mark} and exactly three digits behind it"
            : $"every number with a {mark} has exactly three digits behind it, so that these {_unclear}")
        + $" (the first on line {_firstUnclear}) may be thousands or decimals: {example} may be 1234 or 1.23. Expected whole amounts such as 1234, or two decimals such as 1234.00, in all of the column.";

    private bool Saw(CostMarks marks) => (_seen & marks) != 0;
}
