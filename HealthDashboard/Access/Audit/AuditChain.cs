using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HealthDashboard.Access.Audit;

/// <summary>
/// Seals entries: each with all that it says, its patients, and the seal of the one before it (HMAC-SHA256, RFC 2104). Without the key none
/// can be made, changed, moved or left out.
/// </summary>
public sealed class AuditChain(byte[] key)
{
    private const int KeyBytes = 32;
    private const int Piece = 4096;

    /// <summary>What the first entry follows.</summary>
    public static byte[] Beginning { get; } = new byte[HMACSHA256.HashSizeInBytes];

    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static void MakeKey(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
        file.Flush(flushToDisk: true);
    }

    /// <exception cref="AuditUnavailableException">There is none, or it is not one of ours.</exception>
    public static AuditChain From(string path)
    {
        try
        {
            return File.ReadAllBytes(path) is { Length: KeyBytes } key ? new AuditChain(key)
                : throw new AuditUnavailableException($"{path} is no key of the audit: expected {KeyBytes} bytes.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new AuditUnavailableException($"{path}, the key of the audit, cannot be read.", fault);
        }
    }

    /// <param name="patients">In any order.</param>
    public byte[] Seal(byte[] before, AuditEntry entry, IEnumerable<string> patients)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        // In large pieces: each call costs more than what a field is.
        var said = new ArrayBufferWriter<byte>(2 * Piece);
        said.Write("entry"u8);
        said.Write(before);
        Add(said, entry.Id);
        Add(said, entry.At);
        foreach (var text in new[] { entry.Issuer, entry.Subject, entry.Name, entry.Reach, entry.Action, entry.What, entry.Reason, entry.Sha256 })
            Add(said, text);
        Add(said, entry.Session);
        Add(said, entry.Rows);
        Add(said, entry.Patients);
        Add(said, entry.PatientsAs);
        foreach (var patient in patients.Order(StringComparer.Ordinal))
        {
            Add(said, patient);
            if (said.WrittenCount < Piece)
                continue;
            mac.AppendData(said.WrittenSpan);
            said.ResetWrittenCount();
        }

        mac.AppendData(said.WrittenSpan);
        return mac.GetHashAndReset();
    }

    /// <summary>A seal of what is said about the chain.</summary>
    public string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("said " + text)));

    /// <summary>With its length before it, so that no two fields can be taken for two others.</summary>
    private static void Add(ArrayBufferWriter<byte> said, string? text)
    {
        Add(said, text is null ? null : Encoding.UTF8.GetByteCount(text));
        _ = Encoding.UTF8.GetBytes(text ?? "", said);
    }

    private static void Add(ArrayBufferWriter<byte> said, long? number)
    {
        var bytes = said.GetSpan(sizeof(long) + 1);
        bytes[0] = number is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], number ?? 0);
        said.Advance(sizeof(long) + 1);
    }
}
