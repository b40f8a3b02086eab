namespace HealthDashboard.Bronze;

/// <summary>What is wrong with a record before any value of it means something.</summary>
[Flags]
public enum Troubles
{
    None = 0,

    /// <summary>All its fields are blank, as spreadsheets leave rows behind: it is no record.</summary>
    Blank = 1,

    /// <summary>It holds bytes that are not text in the file's encoding, or NUL.</summary>
    Undecodable = 2,

    /// <summary>Those bytes are letters in Windows-1252.</summary>
    Windows1252 = 4,

    /// <summary>The file ends inside quotes, in this its last line.</summary>
    Cut = 8,

    /// <summary>Something stands between a closing quote and the next separator.</summary>
    TextBehindQuote = 16,

    /// <summary>That quote has a backslash before it: it was meant to be part of the value.</summary>
    BackslashQuote = 32,

    /// <summary>Blanks stand before an opening quote, which makes it a letter like any other.</summary>
    BlankBeforeQuote = 64,

    /// <summary>A field is longer than <see cref="SourceFile.LongestField"/>.</summary>
    TooLong = 128,
}
