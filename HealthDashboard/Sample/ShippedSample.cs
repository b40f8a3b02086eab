namespace HealthDashboard.Sample;

/// <summary>The four files in <c>data/</c>, as they are shipped: what one sees before one's own files are there.</summary>
public static class ShippedSample
{
    private static readonly HashSet<string> Hashes =
    [
        "b07e26fcd3941bcc169513578cbb7290269434dd3187ea544f343da8694e5e01",
        "62c8e30e77dab1fd6fe42cb39f2bac648c4e26334fe294cd0a3bc1639042472d",
        "4bf8174309e081f0db9e10d1030e785aaf36fdc2e1cbf8cdb3d9e2e946b70f02",
        "c09fb2783270d6346f3d2669620571cbcd397c64d79200a37f395571b07482ff",
    ];

    /// <param name="hash">SHA-256 in lower-case hexadecimal.</param>
    public static bool Has(string hash) => Hashes.Contains(hash);
}
