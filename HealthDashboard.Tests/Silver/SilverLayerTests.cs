using Dapper;
using HealthDashboard.Bronze;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Silver;

public sealed class SilverLayerTests : IDisposable
{
    private static readonly DateOnly Today = new(2025, 3, 10);

    private readonly TemporaryFolder _folder = new();
    private readonly SnapshotBuilder _snapshot;
    private readonly RuleHits _hits;
    private readonly SilverLayer _silver;
    private bool _complete;

    public SilverLayerTests()
    {
        _snapshot = new SnapshotBuilder(_folder.Path, "create table a (x)", SilverWriter.Schema);
        _hits = new RuleHits(_snapshot.Gold);
        _silver = new SilverLayer(Today, _hits);
        Patient(2, "P1", "Ada Byron", "36", "F", "Norway");
        Doctor(2, "D1", "Dr. Hart", "Cardiology", "12");
        Visit(2, "V1", "P1", "D1", "Cardiology", "2025-03-03", "yes");
        Treatment(2, "T1", "V1", "ECG", "100.00", "MedCare");
    }

    /// <summary>What was written, once nothing more will be.</summary>
    private SqliteConnection Sql
    {
        get
        {
            if (_complete)
                return _snapshot.Connection;
            _complete = true;
            _hits.Complete();
            _snapshot.Complete();
            return _snapshot.Connection;
        }
    }

    public void Dispose()
    {
        _snapshot.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_same_row_again_is_dropped_and_counted()
    {
        Treatment(3, "T1", "V1", "ECG", "100.00", "MedCare");

        Assert.Equal(new TableLedger { Read = 2, Accepted = 1, Duplicates = 1 }, _silver.Treatments.Ledger);
        Assert.Equal(["treatments 3 duplicate"], Hits());
        Assert.Equal(1, _silver.Treatments.Count);
    }

    [Fact]
    public void The_same_row_in_other_case_and_blanks_is_the_same_row()
    {
        Patient(3, " P1", "Ada Byron ", "36.0", "female", "NORWAY");
        Doctor(3, "D1", "Dr. Hart", "cardiology", "12");
        Visit(3, "V1", "P1", "D1", "CARDIOLOGY", "2025-03-03T08:30", "1");
        Treatment(3, "T1", "V1", "ecg", "100", "MEDCARE");

        Assert.Equal(["patients 3 duplicate", "doctors 3 duplicate", "visits 3 duplicate", "treatments 3 duplicate"], Hits());
    }

    [Fact]
    public void An_id_repeated_with_other_content_is_rejected_and_the_first_stays()
    {
        Patient(3, "P1", "Bob Stone", "41", "M", "Peru");

        Assert.Equal("Ada Byron", _silver.Patients[0].PatientName);
        Assert.Equal(new TableLedger { Read = 2, Accepted = 1, Rejected = 1 }, _silver.Patients.Ledger);
        Assert.Equal(["patients 3 key_conflict"], Hits());
        Assert.Contains("line 2", Because("key_conflict"), StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_that_differ_only_in_case_are_different()
    {
        Patient(3, "p1", "Bob Stone", "41", "M", "Peru");

        Assert.Equal(2, _silver.Patients.Ledger.Accepted);
    }

    [Fact]
    public void An_id_is_recognised_in_decomposed_letters()
    {
        Patient(3, "P\u00E9", "Bob Stone", "41", "M", "Peru");
        Patient(4, "Pe\u0301", "Bob Stone", "41", "M", "Peru");

        Assert.Equal(["patients 4 duplicate"], Hits());
    }

    [Fact]
    public void A_rejected_row_does_not_reserve_its_id()
    {
        Visit(3, "V2", "P1", "D1", "Cardiology", "03/04/2024", "yes");
        Visit(4, "V2", "P1", "D1", "Cardiology", "2025-03-04", "yes");
        Treatment(3, "T2", "V2", "ECG", "1", "MedCare");

        Assert.Equal(["visits 3 date_invalid"], Hits());
        Assert.Equal(2, _silver.Treatments.Ledger.Accepted);
    }

    [Fact]
    public void A_visit_of_an_unknown_patient_or_doctor_is_rejected()
    {
        Visit(3, "V2", "P9", "D1", "Cardiology", "2025-03-03", "yes");
        Visit(4, "V3", "P1", "D9", "Cardiology", "2025-03-03", "yes");

        Assert.Equal(["visits 3 patient_unknown", "visits 4 doctor_unknown"], Hits());
        Assert.Equal(new TableLedger { Read = 3, Accepted = 1, Rejected = 2 }, _silver.Visits.Ledger);
    }

    [Fact]
    public void A_treatment_of_a_visit_that_is_nowhere_is_rejected_without_a_further_reason()
    {
        Treatment(3, "T2", "V9", "ECG", "1", "MedCare");

        Assert.Equal(["treatments 3 visit_unknown"], Hits());
        Assert.Null(Because("visit_unknown"));
    }

    [Fact]
    public void A_rejected_visit_takes_its_treatments_along_and_the_reason_says_so()
    {
        Visit(3, "V2", "P1", "D1", "Cardiology", "03/04/2024", "yes");
        Treatment(3, "T2", "V2", "ECG", "1", "MedCare");

        Assert.Equal(["visits 3 date_invalid", "treatments 3 visit_unknown"], Hits());
        var because = Because("visit_unknown");
        Assert.Contains("visits.csv line 3", because, StringComparison.Ordinal);
        Assert.Contains("date_invalid", because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rejected_patient_takes_visits_and_their_treatments_along()
    {
        Patient(3, "", "Bob Stone", "41", "M", "Peru");
        Visit(3, "V2", "P2", "D1", "Cardiology", "2025-03-03", "yes");
        Treatment(3, "T2", "V2", "ECG", "1", "MedCare");

        Assert.Equal(["patients 3 key_missing", "visits 3 patient_unknown", "treatments 3 visit_unknown"], Hits());
        Assert.Contains("patient_unknown", Because("visit_unknown"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_treatment_without_a_visit_id_is_not_tied_to_a_visit_without_an_id()
    {
        Visit(3, "", "P1", "D1", "Cardiology", "2025-03-03", "yes");
        Treatment(3, "T2", "", "ECG", "1", "MedCare");

        Assert.Equal(["visits 3 key_missing", "treatments 3 visit_unknown"], Hits());
        Assert.Null(Because("visit_unknown"));
    }

    [Fact]
    public void A_second_visit_with_the_same_id_leaves_the_first_its_treatments()
    {
        Visit(3, "V1", "P1", "D1", "Cardiology", "2025-03-04", "no");
        Treatment(3, "T2", "V1", "ECG", "1", "MedCare");

        Assert.Equal(["visits 3 key_conflict"], Hits());
        Assert.Equal(2, _silver.Treatments.Ledger.Accepted);
    }

    [Fact]
    public void A_record_with_the_wrong_number_of_fields_or_other_bytes_is_rejected_unread()
    {
        Take(SourceTable.Patients, Raw.Batch(new RecordBatch.Head(3, 6, 5), "P2", "Bob", "x", "?", ""));
        Take(SourceTable.Patients, Raw.Batch(new RecordBatch.Head(4, 5, 5, Troubles.Undecodable), "P3", "B\uFFFDb", "x", "?", ""));

        Assert.Equal(["patients 3 field_count", "patients 4 encoding"], Hits());
        Assert.Equal(new TableLedger { Read = 3, Accepted = 1, Rejected = 2 }, _silver.Patients.Ledger);
    }

    [Fact]
    public void Departments_are_spelled_alike_for_doctors_and_visits()
    {
        Visit(3, "V2", "P1", "D1", "CARDIOLOGY", "2025-03-03", "yes");
        Visit(4, "V3", "P1", "D1", "CARDIOLOGY", "2025-03-04", "yes");
        Visit(5, "V4", "P1", "D1", "CARDIOLOGY", "2025-03-05", "yes");

        Assert.Equal("CARDIOLOGY", _silver.Departments.Of(_silver.Doctors[0].Department));
        Assert.All(_silver.Visits.Departments.Names, department => Assert.Equal("CARDIOLOGY", _silver.Departments.Of(department)));
    }

    [Fact]
    public void Read_is_accepted_and_rejected_and_duplicates()
    {
        Patient(3, "P2", "Bob Stone", "old", "?", "Peru");
        Patient(4, "P2", "Bob Stone", "old", "?", "Peru");
        Patient(5, "P2", "Cid Stone", "41", "M", "Peru");
        Patient(6, "", "Dan Stone", "41", "M", "Peru");

        Assert.Equal(new TableLedger { Read = 5, Accepted = 2, Repaired = 1, Rejected = 2, Duplicates = 1 }, _silver.Patients.Ledger);
    }

    private void Patient(long line, params string[] values) => Take(SourceTable.Patients, Raw.Batch(line, values));

    private void Doctor(long line, params string[] values) => Take(SourceTable.Doctors, Raw.Batch(line, values));

    private void Visit(long line, params string[] values) => Take(SourceTable.Visits, Raw.Batch(line, values));

    private void Treatment(long line, params string[] values) => Take(SourceTable.Treatments, Raw.Batch(line, values));

    private void Take(SourceTable table, RecordBatch records) => _silver.Clean(table, records)();

    private IEnumerable<string> Hits() =>
        Sql.Query<string>("select table_name || ' ' || line || ' ' || rule from silver.rule_hits order by rowid");

    private string? Because(string rule) =>
        Sql.ExecuteScalar<string?>("select because from silver.rule_hits where rule = @rule", new { rule });
}
