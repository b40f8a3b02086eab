using System.Globalization;

namespace HealthDashboard.Access.Audit;

/// <summary>An entry and its seal.</summary>
public sealed record AuditLink
{
    public long Id { get; init; }

    public byte[] Mac { get; init; } = AuditChain.Beginning;
}

/// <summary>
/// Which entry is the last, signed, in a file of its own (<c>audit.head</c>): so that entries cut off at the end are missed. Written over in
/// place, as short as a disk writes at once.
/// </summary>
public sealed class AuditHead(string path)
{
    public bool Exists => File.Exists(path);

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(AuditChain chain, AuditLink last, bool anew = false)
    {
        var said = Said(last);
        using var file = new FileStream(path, anew ? FileMode.CreateNew : FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(System.Text.Encoding.ASCII.GetBytes($"{said} {chain.Sign(said)}\n"));
    }

    /// <exception cref="AuditUnavailableException">It is missing, or was not written with this key.</exception>
    public AuditLink Read(AuditChain chain)
    {
        try
        {
            using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return file.ReadToEnd().TrimEnd().Split(' ') is [var id, var mac, var signature] && signature == chain.Sign($"{id} {mac}")
                ? new AuditLink { Id = long.Parse(id, CultureInfo.InvariantCulture), Mac = Convert.FromHexString(mac) }
                : throw new AuditUnavailableException($"{path}, which says where the audit ends, is not as it was written.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new AuditUnavailableException($"{path}, which says where the audit ends, cannot be read.", fault);
        }
    }

    private static string Said(AuditLink last) => string.Create(CultureInfo.InvariantCulture, $"{last.Id:D19} {Convert.ToHexStringLower(last.Mac)}");
}
