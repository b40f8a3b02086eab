using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>What a phone does with a key: RFC 4648 and 6238, written without a look at the program's own.</summary>
public static class AuthenticatorApp
{
    /// <param name="key">In Base32, with blanks as people read it.</param>
    public static string Code(string key, DateTimeOffset at) => Code(FromBase32(key), at);

    public static string Code(byte[] key, DateTimeOffset at)
    {
        var counter = BitConverter.GetBytes(at.ToUnixTimeSeconds() / 30);
        if (BitConverter.IsLittleEndian)
            Array.Reverse(counter);
#pragma warning disable CA5350 // The standard names it.
        using var hmac = new HMACSHA1(key);
#pragma warning restore CA5350
        var hash = hmac.ComputeHash(counter);
        var start = hash[19] % 16;
        var number = (((long)hash[start] % 128) << 24) + (hash[start + 1] << 16) + (hash[start + 2] << 8) + hash[start + 3];
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var letters = text.Replace(" ", "", StringComparison.Ordinal);
        var number = letters.Aggregate(BigInteger.Zero, (sum, letter) => sum * 32 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal));
        var bytes = new byte[letters.Length * 5 / 8];
        for (var at = bytes.Length - 1; at >= 0; at--, number >>= 8)
            bytes[at] = (byte)(number % 256);
        return bytes;
    }
}
