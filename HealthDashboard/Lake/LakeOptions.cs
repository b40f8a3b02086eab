namespace HealthDashboard.Lake;

/// <summary>The settings <c>Lake:*</c>.</summary>
public sealed record LakeOptions
{
    /// <summary>The folder of the Delta tables; null where none are written.</summary>
    public string? Path { get; init; }

    /// <summary>Whether names of patients and doctors, and values of rejected records, go out. Without it these columns are empty.</summary>
    public bool Names { get; init; }
}

/// <summary>The tables cannot be written as they are asked for; the message says what was found, where, what was expected and what to do.</summary>
public sealed class LakeRefusedException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What to do with a lake that cannot go on. One table alone would begin again at version 0, while <c>published</c> tells of its old ones.</summary>
    internal const string MoveAway = "move the whole folder of the lake away (Lake:Path, not one table of it), and it is made anew";
}
