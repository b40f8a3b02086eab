using HealthDashboard.Access.Audit;

namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>What a running server has written into its audit.</summary>
public sealed class AuditOf(string state)
{
    private readonly AuditReader _reader = new(new AuditFiles(state));

    /// <summary>The id of the last entry: where a test starts to look.</summary>
    public long Last => _reader.Read(new AuditQuestion(), 0, 1).Entries is [var last] ? last.Id : 0;

    /// <summary>The entries behind one, in their order, of one person.</summary>
    public IReadOnlyList<AuditEntry> Since(long last, string subject) =>
        [.. _reader.Stream(new AuditQuestion { Person = subject }).TakeWhile(entry => entry.Id > last).Reverse()];

    public IReadOnlyList<string> PatientsOf(AuditEntry entry) => _reader.PatientsOf(entry.Id);

    public IReadOnlyList<AuditEntry> WhoSaw(string patient) => _reader.Read(new AuditQuestion { Patient = patient }, 0, int.MaxValue).Entries;
}
