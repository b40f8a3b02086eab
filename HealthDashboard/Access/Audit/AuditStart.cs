using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Access.Audit;

/// <summary>Where the chain starts once old entries have left: the first that stays, and the seal of the one before it.</summary>
public sealed record AuditStart
{
    /// <summary>Of an audit that nothing has left yet.</summary>
    public static AuditStart First { get; } = new();

    public long Id { get; init; } = 1;

    public byte[] Mac { get; init; } = AuditChain.Beginning;

    public string Signature { get; init; } = "";

    public static AuditStart Read(SqliteConnection connection) => connection.QueryFirstOrDefault<AuditStart>("select id, mac, signature from chain_start") ?? First;

    public static void Write(SqliteConnection connection, AuditChain chain, long id, byte[] mac) => connection.Execute(
        "insert or replace into chain_start (only_one, id, mac, signature) values (1, @id, @mac, @signature)", new { id, mac, signature = chain.Sign(Said(id, mac)) });

    public bool IsSigned(AuditChain chain) => ReferenceEquals(this, First) || Signature == chain.Sign(Said(Id, Mac));

    private static string Said(long id, byte[] mac) => string.Create(CultureInfo.InvariantCulture, $"start {id} {Convert.ToHexStringLower(mac)}");
}
