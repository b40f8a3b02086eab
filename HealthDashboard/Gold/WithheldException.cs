namespace HealthDashboard.Gold;

/// <summary>
/// Something was asked for that share-safe mode does not show. Whatever reads the data under a share-safe scope other than through
/// the reader of views meets it.
/// </summary>
public sealed class WithheldException(string message) : Exception(message)
{
    public static WithheldException OnePersonARow(string view) =>
        new($"{view} has one row per person, and such rows are not shown in share-safe mode. Ask for it without share=safe.");

    public static WithheldException OnePersonARowByRole(string view) =>
        new($"{view} has one row per person, and such rows are not shown to viewers. Expected the role of an analyst in every department that is asked for.");

    public static WithheldException RecordsByRole { get; } =
        new("Single records and their values are not shown to viewers. Expected the role of an analyst in every department that is asked for.");

    public static WithheldException Records { get; } =
        new("Single records and their values are not shown in share-safe mode. Ask for them without share=safe.");
}
