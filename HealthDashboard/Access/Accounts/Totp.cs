using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HealthDashboard.Access.Accounts;

/// <summary>
/// Codes of authenticator apps: RFC 6238 with its usual values, HMAC-SHA-1, six digits, 30 seconds, the ones of the step before and after
/// taken too, since clocks differ. Not Identity's provider: that takes a code as often as it is shown within some minutes, and here it works once.
/// </summary>
public static class Totp
{
    private const int Seconds = 30;
    private const int Digits = 6;
    private const int KeyBytes = 20;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>Which step a code is of; null where it is of none about now.</summary>
    /// <param name="code">As typed: blanks between the digits do no harm.</param>
    public static long? StepOf(byte[] key, string code, DateTimeOffset now)
    {
        var (typed, step) = (Encoding.ASCII.GetBytes(code.Replace(" ", "", StringComparison.Ordinal)), now.ToUnixTimeSeconds() / Seconds);
        return new[] { step, step - 1, step + 1 }.Select(each => (long?)each).FirstOrDefault(each => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, each!.Value)), typed));
    }

    [SuppressMessage("Security", "CA5350", Justification = "Apps know this one alone; what is weak about SHA-1 is not what HMAC rests on.")]
    public static string Code(byte[] key, long step)
    {
        var counter = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(key, counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (number % (int)Math.Pow(10, Digits)).ToString("D" + Digits, CultureInfo.InvariantCulture);
    }

    /// <summary>A key as one types it: Base32 of RFC 4648.</summary>
    public static string Text(byte[] key)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < key.Length * 8; bit += 5)
        {
            var pair = (key[bit / 8] << 8) | (bit / 8 + 1 < key.Length ? key[bit / 8 + 1] : 0);
            text.Append(Alphabet[(pair >> (11 - bit % 8)) & 31]);
        }

        return text.ToString();
    }

    /// <summary>What a picture for an app says.</summary>
    public static string Address(byte[] key, string name) =>
        $"otpauth://totp/HealthDashboard:{Uri.EscapeDataString(name)}?secret={Text(key)}&issuer=HealthDashboard";
}
