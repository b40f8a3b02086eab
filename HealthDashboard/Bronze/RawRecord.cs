namespace HealthDashboard.Bronze;

/// <summary>One record as found, its values in the order of <see cref="SourceTable.Columns"/>; a value the record does not reach is empty.</summary>
/// <param name="Line">The line of the file where the record starts, counted from 1, the header included.</param>
/// <param name="FieldCount">How many fields the record has; it should have as many as the header.</param>
/// <param name="Undecodable">Whether it holds bytes that are not text in the file's encoding, or NUL.</param>
public sealed record RawRecord(
    long Line,
    IReadOnlyList<string> Values,
    int FieldCount,
    int HeaderFieldCount,
    bool Undecodable)
{
    /// <summary>Whether the file ends inside quotes, in this its last line.</summary>
    public bool Cut { get; init; }
}
