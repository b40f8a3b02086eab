using System.Security.Cryptography;

namespace HealthDashboard.Warehouse;

/// <summary>The SHA-256 of files, in lower-case hexadecimal.</summary>
public static class FileDigest
{
    /// <summary>The readers of .NET ask the system for 4 kB at a time, which takes as long as the digest itself.</summary>
    private const int Piece = 1 << 20;

    public static string Of(string path)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return Of(path, sha);
    }

    /// <param name="sha">Used up by it, and as new afterwards.</param>
    public static string Of(string path, IncrementalHash sha)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.SequentialScan);
        var piece = new byte[(int)Math.Clamp(file.Length, 1, Piece)];
        for (int read; (read = file.Read(piece)) > 0;)
            sha.AppendData(piece, 0, read);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
