namespace HealthDashboard.Bronze;

/// <summary>Whether the quotes of a field, as it stands in the file, leave no doubt where its value begins and ends.</summary>
internal static class Quoting
{
    private const byte Quote = (byte)'"';

    /// <summary>
    /// Readers answer doubtful quotes each in their own way, and all of them in silence: one and the same file is then other data for
    /// everybody. A quote inside a field that does not begin with one is a letter to all of them.
    /// </summary>
    public static Troubles Of(ReadOnlySpan<byte> field)
    {
        var value = SkipBlanks(field);
        if (value.IsEmpty || value[0] != Quote)
            return Troubles.None;
        if (value.Length != field.Length)
            return Troubles.BlankBeforeQuote;
        for (var at = 1; at < value.Length; at++)
        {
            if (value[at] != Quote)
                continue;
            if (at + 1 < value.Length && value[at + 1] == Quote)
            {
                at++;
                continue;
            }

            if (value[(at + 1)..].TrimEnd(" \t"u8).IsEmpty)
                return Troubles.None;
            return Troubles.TextBehindQuote | (value[at - 1] == (byte)'\\' ? Troubles.BackslashQuote : Troubles.None);
        }

        return Troubles.Cut;
    }

    /// <summary>A byte order mark in the middle of a file, where two files were put together, is a blank too.</summary>
    private static ReadOnlySpan<byte> SkipBlanks(ReadOnlySpan<byte> field)
    {
        var value = field.TrimStart(" \t"u8);
        return value.StartsWith("\uFEFF"u8) ? value[3..].TrimStart(" \t"u8) : value;
    }
}
