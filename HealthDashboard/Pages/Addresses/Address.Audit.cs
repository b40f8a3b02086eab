using HealthDashboard.Access.Audit;
using HealthDashboard.Query;

namespace HealthDashboard.Pages.Addresses;

/// <summary>The addresses of who saw what.</summary>
public static partial class Address
{
    private const string WhoSawWhat = "audit";

    public static string Audit(AuditQuestion? question = null, string? from = null, string? to = null, int page = 1) =>
        WhoSawWhat + Query([.. Of(question, from, to), .. Of(page, null)]);

    public static string AuditCsv(AuditQuestion question, string? from, string? to) => $"{WhoSawWhat}.csv{Query([.. Of(question, from, to)])}";

    /// <summary>What one person did.</summary>
    public static string AuditOf(string subject) => Audit(new AuditQuestion { Person = subject });

    public static string AuditOfPatient(string patient) => Audit(new AuditQuestion { Patient = patient });

    private static IEnumerable<(string Name, string Value)> Of(AuditQuestion? question, string? from, string? to) =>
        new[] { (AuditAsked.Patient, question?.Patient), (AuditAsked.Person, question?.Person), (AuditAsked.Action, question?.Action), ("from", from), ("to", to) }
            .Where(part => !string.IsNullOrEmpty(part.Item2)).Select(part => (part.Item1, part.Item2!));
}
