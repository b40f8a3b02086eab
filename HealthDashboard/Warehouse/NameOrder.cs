using System.Globalization;

namespace HealthDashboard.Warehouse;

/// <summary>
/// The order in which people read names, whatever their language: the root collation of Unicode, under which İbrahim stands at I
/// and Ö at O. Ids and weeks stay in the order of their bytes, which machines promise each other.
/// </summary>
public static class NameOrder
{
    /// <summary>What SQL calls it.</summary>
    public const string Collation = "names";

    private static readonly CompareInfo Root = CultureInfo.InvariantCulture.CompareInfo;

    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    /// <summary>Names that the collation does not tell apart are still two: their code units decide.</summary>
    public static int Compare(string? a, string? b) => Root.Compare(a, b) is not 0 and var order ? order : string.CompareOrdinal(a, b);

    /// <summary>Bytes that are in order when the names are.</summary>
    public static byte[] Key(string name) => Root.GetSortKey(name).KeyData;
}
