namespace HealthDashboard.Silver;

/// <summary>Why an id may not be found though it is there: spreadsheets and data frames write 1234 as 1234.0 or 1,234 in one file and not in the other.</summary>
internal static class IdSpelling
{
    /// <summary>How each of the reasons begins.</summary>
    public const string Same = "the same id stands there";

    private const int Longest = 32;

    /// <summary>How the id would be found, in words that hold no value; null where it is not there in another spelling either.</summary>
    public static string? Otherwise(IdIndex ids, ReadOnlySpan<byte> id)
    {
        if (id.IsEmpty || id.Length > Longest || !char.IsAsciiDigit((char)id[0]))
            return null;
        if (id.EndsWith(".0"u8) && ids.Find(id[..^2]) is not null)
            return Same + " without .0";
        Span<byte> other = stackalloc byte[Longest + 2];
        id.CopyTo(other);
        ".0"u8.CopyTo(other[id.Length..]);
        if (ids.Find(other[..(id.Length + 2)]) is not null)
            return Same + " with .0 behind it";
        var digits = 0;
        foreach (var letter in id)
        {
            if (letter is not ((byte)',' or (byte)'.' or (byte)' '))
                other[digits++] = letter;
        }

        return digits < id.Length && ids.Find(other[..digits]) is not null ? Same + " without marks between its digits" : null;
    }
}
