namespace HealthDashboard.Silver;

/// <summary>What became of the records of all files.</summary>
/// <param name="Tables">By table: patients, doctors, visits, treatments.</param>
public sealed record RunLedger(IReadOnlyDictionary<string, TableLedger> Tables, IReadOnlyList<RuleCount> Rules);
