using System.Text;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>Each rule that refuses a run: state, rule and a reason that names the file, what was found and what was expected.</summary>
public sealed class RefusalTests : IDisposable
{
    private const string Marker = "Zebrowska";

    private readonly TestWarehouse _warehouse = new();

    public void Dispose() => _warehouse.Dispose();

    [Theory]
    [InlineData("patients.csv")]
    [InlineData("doctors.csv")]
    [InlineData("visits.csv")]
    [InlineData("treatments.csv")]
    public void A_missing_file_refuses_the_run(string file) =>
        AssertRefused(Marked().File(file, null), "file_missing", file, "not found", "Expected the four files");

    [Fact]
    public void A_missing_folder_refuses_the_run()
    {
        var run = _warehouse.Run();

        Assert.Equal((RunState.Refused, "file_missing"), (run.State, run.Rule));
        Assert.Contains("patients.csv", run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_text_refuses_the_run() =>
        AssertRefused(Marked().File("visits.csv", [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0x4A, 0x46]), "file_unreadable", "visits.csv", "not text", "Expected a CSV file in UTF-8");

    [Fact]
    public void A_file_in_UTF16_without_a_byte_order_mark_refuses_the_run() =>
        AssertRefused(Marked().File("visits.csv", Encoding.Unicode.GetBytes(Hospital.VisitHeader + "\n")), "file_unreadable", "visits.csv", "not text", "UTF-16 with a byte order mark");

    [Fact]
    public void A_folder_in_the_place_of_a_file_refuses_the_run()
    {
        Marked().File("visits.csv", null).WriteTo(_warehouse.DataPath);
        Directory.CreateDirectory(Path.Combine(_warehouse.DataPath, "visits.csv"));

        AssertRefused(_warehouse.Run(), "file_unreadable", "visits.csv", "it is a folder", "Expected a CSV file");
    }

    [Theory]
    [InlineData("mkfifo visits.csv", "a named pipe")]
    [InlineData("mkfifo pipe; ln -s pipe visits.csv", "a named pipe")]
    [InlineData("ln -s /dev/zero visits.csv", "a device")]
    [InlineData("ln -s . visits.csv", "a folder")]
    public void What_is_no_regular_file_refuses_the_run_at_once(string made, string what)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There are no such files.");
        Marked().File("visits.csv", null).WriteTo(_warehouse.DataPath);
        using (var bash = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", ["-c", made]) { WorkingDirectory = _warehouse.DataPath })!)
            bash.WaitForExit();

        AssertRefused(_warehouse.Run(), "file_unreadable", "visits.csv", $"it is {what}", "Expected a CSV file");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void A_file_without_a_header_refuses_the_run(string text) =>
        AssertRefused(Marked().File("doctors.csv", Encoding.UTF8.GetBytes(text)), "file_empty", "doctors.csv", "no header", "Expected a first line with the columns doctor_id, doctor_name");

    [Fact]
    public void An_absent_column_refuses_the_run() =>
        AssertRefused(Marked().Header("patients.csv", "patient_id,patient_name,years,gender,country"), "column_missing", "patients.csv, line 1", "none named age", "Expected the columns patient_id");

    [Theory]
    [InlineData("patients.csv", "patient_id", Hospital.DoctorHeader)]
    [InlineData("doctors.csv", "doctor_id", Hospital.PatientHeader)]
    [InlineData("visits.csv", "patient_id", Hospital.TreatmentHeader)]
    [InlineData("treatments.csv", "treatment_id", Hospital.VisitHeader)]
    public void A_file_in_the_place_of_another_refuses_the_run(string file, string column, string header) =>
        AssertRefused(Marked().Header(file, header), "column_missing", $"{file}, line 1", $"none named {column}", "Expected the columns");

    [Fact]
    public void A_column_named_twice_refuses_the_run() =>
        AssertRefused(Marked().Header("patients.csv", "patient_id,patient_name,age,gender,country,AGE"), "column_missing", "patients.csv, line 1", "2 columns named age", "Expected exactly one");

    [Fact]
    public void A_file_without_its_header_line_refuses_the_run_and_its_first_patient_is_not_told() =>
        AssertRefused(Marked().Header("patients.csv", $"P0,{Marker},36,F,Norway"), "column_missing", "patients.csv, line 1", "found 5 columns", "Expected the columns patient_id");

    [Theory]
    [InlineData("patients.csv", Hospital.PatientHeader)]
    [InlineData("doctors.csv", Hospital.DoctorHeader)]
    [InlineData("visits.csv", Hospital.VisitHeader)]
    [InlineData("treatments.csv", Hospital.TreatmentHeader)]
    public void A_table_without_rows_refuses_the_run(string file, string header) =>
        AssertRefused(Marked().File(file, Encoding.UTF8.GetBytes(header + "\n")), "no_rows", file, "none of 0 records", "Expected at least one");

    [Fact]
    public void A_table_without_an_accepted_row_refuses_the_run_whatever_share_may_be_rejected()
    {
        Hospital.Empty.Patient($",{Marker},36,F,Norway").Doctor("D1,Hart,Cardiology,12").WriteTo(_warehouse.DataPath);

        AssertRefused(_warehouse.Run(new PipelineOptions { MaxRejectedShare = 1 }), "no_rows", "patients.csv", "none of 1 records", "Expected at least one");
    }

    [Fact]
    public void Too_large_a_share_of_rejected_rows_refuses_the_run() =>
        AssertRefused(Marked().Patient($",{Marker},36,F,Norway").Patient($",{Marker},37,F,Norway").Patient($",{Marker},38,F,Norway"), "too_many_rejected", "patients.csv", "3 of 5 records", "Expected at most");

    [Fact]
    public void Rows_rejected_for_a_row_they_name_are_no_cause_and_the_refusal_names_the_file_where_it_lies()
    {
        var hospital = Marked().Doctor("D2,Lung,Oncology");
        for (var number = 2; number < 8; number++)
            hospital.Visit($"V{number},P1,D2,Oncology,2025-03-04,no");

        AssertRefused(hospital.Visit("V8,P1,D1,Cardiology,yesterday,no"), "too_many_rejected", "visits.csv: 7 of 8 records", "6 of them only name rows that were rejected themselves: mend doctors.csv, line 3 (field_count) first.");
    }

    [Fact]
    public void Too_large_a_share_of_rejected_rows_names_the_rule_that_is_no_consequence() => AssertRefused(
        Marked().Patient($"P3,{Marker}").Patient($",{Marker},37,F,Norway").Patient($",{Marker},38,F,Norway").Patient($",{Marker},38,F,Norway"),
        "too_many_rejected", "4 of 6 records", "The rule hit most often is key_missing, the first time in line 5: expected an id.");

    [Fact]
    public void The_largest_share_that_may_be_rejected_is_published()
    {
        var run = _warehouse.Run(Hospital.Tiny.Patient(",Bob,36,M,Norway"), new PipelineOptions { MaxRejectedShare = 0.5 });

        Assert.Equal(RunState.Published, run.State);
    }

    [Fact]
    public void Duplicates_are_no_rejected_rows()
    {
        var run = _warehouse.Run(Hospital.Tiny.Treatment("T1,V1,ECG,100.00,MedCare").Treatment("T1,V1,ECG,100.00,MedCare"), new PipelineOptions { MaxRejectedShare = 0 });

        Assert.Equal(RunState.Published, run.State);
    }

    [Fact]
    public void A_table_that_lost_too_many_rows_refuses_the_run()
    {
        _warehouse.Run(WithPatients(5));

        AssertRefused(_warehouse.Run(WithPatients(2)), "shrunk", "patients.csv", "2 accepted rows, where the published snapshot has 5", "Expected to lose at most");
    }

    [Theory]
    [InlineData(4, 2, 0.5)]
    [InlineData(10, 9, 0.1)]
    [InlineData(10, 7, 0.3)]
    [InlineData(10, 4, 0.6)]
    [InlineData(3, 1, 1.0)]
    [InlineData(3, 9, 0.0)]
    public void A_table_that_lost_just_as_many_rows_as_it_may_is_published(int before, int now, double share)
    {
        _warehouse.Run(WithPatients(before));

        var run = _warehouse.Run(WithPatients(now), new PipelineOptions { MaxShrink = share });

        Assert.True(run.State == RunState.Published, run.Reason);
    }

    [Fact]
    public void What_the_table_lost_is_measured_by_accepted_rows()
    {
        _warehouse.Run(WithPatients(5));
        var hospital = WithPatients(2);
        for (var copy = 0; copy < 5; copy++)
            hospital.Patient("P1,Ada Byron,36,F,United Kingdom");

        Assert.Equal("shrunk", _warehouse.Run(hospital).Rule);
    }

    [Fact]
    public void A_file_that_changes_during_the_run_refuses_it()
    {
        Marked().WriteTo(_warehouse.DataPath);

        var run = _warehouse.Run(report: progress =>
        {
            if (progress.Layer == "checks")
                File.AppendAllText(Path.Combine(_warehouse.DataPath, "doctors.csv"), "D2,Lung,Oncology,3\n");
        });

        AssertRefused(run, "file_unreadable", "doctors.csv", "changed while it was being read", "Expected files that stay");
    }

    [Fact]
    public void A_quote_that_swallows_the_rest_of_a_file_refuses_the_run() =>
        AssertRefused(Marked().Treatment($"T2,V1,ECG,1.00,\"{Marker}").Treatment("T3,V1,ECG,1.00,MedCare"), "file_unreadable", "treatments.csv, line 3", "never closed", "Expected a closing quote");

    [Fact]
    public void A_refused_run_records_files_rows_rules_and_seconds()
    {
        var run = _warehouse.Run(Marked().Doctor("D2,Lung,Oncology,old").Visit($"V2,P1,D1,Cardiology,{Marker},no").Visit($"V3,P1,D1,Cardiology,{Marker},no"));

        Assert.Equal((RunState.Refused, "too_many_rejected"), (run.State, run.Rule));
        var kept = Assert.Single(_warehouse.History.All());
        Assert.Equal(4, kept.Files.Count);
        Assert.Equal((3, 1, 2), (kept.Tables["visits"].Read, kept.Tables["visits"].Accepted, kept.Tables["visits"].Rejected));
        Assert.Equal(["bronze", "silver"], kept.Seconds.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([("doctors", "years_invalid", 1), ("visits", "date_invalid", 2)], kept.Rules.Select(rule => (rule.Table, rule.Rule, rule.Rows)));
    }

    private static Hospital Marked() => Hospital.Tiny.Patient($"P2,{Marker},36,F,Norway");

    private static Hospital WithPatients(int count)
    {
        var hospital = Hospital.Tiny;
        for (var number = 2; number <= count; number++)
            hospital.Patient($"P{number},{Marker},36,F,Norway");
        return hospital;
    }

    private void AssertRefused(Hospital hospital, string rule, params string[] words) => AssertRefused(_warehouse.Run(hospital), rule, words);

    private void AssertRefused(RunRecord run, string rule, params string[] words)
    {
        Assert.Equal((RunState.Refused, rule), (run.State, run.Rule));
        Assert.All(words, word => Assert.Contains(word, run.Reason, StringComparison.Ordinal));
        Assert.Contains(rule, _warehouse.Log.Text, StringComparison.Ordinal);
        var kept = File.ReadAllText(Path.Combine(_warehouse.Store.Folder, "runs", run.RunId + ".json"));
        Assert.Equal(run.ToJson(), kept);
        Assert.DoesNotContain(Marker, _warehouse.Log.Text + kept, StringComparison.Ordinal);
    }
}
