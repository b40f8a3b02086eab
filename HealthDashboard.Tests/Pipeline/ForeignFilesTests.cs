using System.Text;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>Files as spreadsheets and databases of other countries and habits write them, run end to end.</summary>
public sealed class ForeignFilesTests : IDisposable
{
    private readonly TestWarehouse _warehouse = new() { Clock = StoppedClock.At("2025-03-10T08:00Z") };

    public void Dispose() => _warehouse.Dispose();

    [Fact]
    public void A_file_in_Windows_1252_refuses_the_run_where_the_cause_lies()
    {
        var hospital = Hospital.Tiny;
        for (var number = 2; number < 8; number++)
        {
            hospital.Doctor($"D{number},Dr. Smith,Oncology,9").Doctor($"D1{number},Dr. Ren\u00E9 Gro\u00DF,Oncology,9").Patient($"P{number},Ann Smith,36,F,Norway");
            hospital.Visit($"V{number},P{number},D1{number},Oncology,2025-03-04,no");
        }

        hospital.WriteTo(_warehouse.DataPath);
        var doctors = Path.Combine(_warehouse.DataPath, "doctors.csv");
        File.WriteAllBytes(doctors, Encoding.Latin1.GetBytes(File.ReadAllText(doctors)));

        var run = _warehouse.Run();

        Assert.Equal((RunState.Refused, "encoding"), (run.State, run.Rule));
        Assert.Equal("doctors.csv, line 4 is not UTF-8, looks like Windows-1252, and so do 5 more of its records. Expected a CSV file in UTF-8: save it as “CSV UTF-8”.", run.Reason);
        Assert.Equal((13, 6), (run.Tables["doctors"].Read, run.Tables["doctors"].Rejected));
    }

    [Fact]
    public void One_record_in_Windows_1252_is_rejected_and_the_reason_says_so()
    {
        byte[] patients = [.. Encoding.UTF8.GetBytes($"{Hospital.PatientHeader}\nP1,Ada,36,F,Norway\nP2,Zo"), 0xEB, .. Encoding.UTF8.GetBytes(",36,F,Norway\n")];

        var run = _warehouse.Run(Hospital.Tiny.File("patients.csv", patients));

        Assert.True(run.State == RunState.Published, run.Reason);
        Assert.Equal("looks like Windows-1252: save the file as “CSV UTF-8”", _warehouse.Scalar<string>("select because from silver.rule_hits where rule = 'encoding'"));
    }

    [Theory]
    [InlineData(0xA0)]
    [InlineData(0x81)]
    [InlineData(0xFF)]
    [InlineData(0x00)]
    public void Stray_bytes_that_are_no_letters_spoil_their_records_and_not_the_file(byte stray)
    {
        byte[] Record(string id) => [.. Encoding.UTF8.GetBytes($"{id},Ada"), stray, .. Encoding.UTF8.GetBytes(",36,F,Norway\n")];
        byte[] patients = [.. Encoding.UTF8.GetBytes($"{Hospital.PatientHeader}\nP1,Ada,36,F,Norway\nP4,Ada,36,F,Norway\n"), .. Record("P2"), .. Record("P3")];

        var run = _warehouse.Run(Hospital.Tiny.File("patients.csv", patients));

        Assert.True(run.State == RunState.Published, run.Reason);
        Assert.Equal(2, run.Tables["patients"].Rejected);
    }

    [Fact]
    public void Records_in_Windows_1252_among_others_in_UTF8_are_rejected_one_by_one()
    {
        byte[] patients =
        [
            .. Encoding.UTF8.GetBytes($"{Hospital.PatientHeader}\nP1,Zo\u00EB,36,F,Norway\nP4,Ada,36,F,Norway\nP5,Ada,36,F,Norway\nP2,Zo"), 0xEB,
            .. Encoding.UTF8.GetBytes(",36,F,Norway\nP3,Zo"), 0xEB, .. Encoding.UTF8.GetBytes(",36,F,Norway\n"),
        ];

        var run = _warehouse.Run(Hospital.Tiny.File("patients.csv", patients));

        Assert.True(run.State == RunState.Published, run.Reason);
        Assert.Equal((3, 2), (run.Tables["patients"].Accepted, run.Tables["patients"].Rejected));
    }

    [Fact]
    public void Rows_that_a_spreadsheet_left_behind_change_no_number()
    {
        var hospital = Hospital.Tiny.Visit("V2,P1,D1,Cardiology,2025-03-04,no");
        for (var row = 0; row < 40; row++)
            hospital.Visit(",,,,,").Treatment(",,,,");

        var run = _warehouse.Run(hospital, new PipelineOptions { MaxRejectedShare = 0 });

        Assert.True(run.State == RunState.Published, run.Reason);
        Assert.Equal((2, 2, 0, 40), (run.Tables["visits"].Read, run.Tables["visits"].Accepted, run.Tables["visits"].Rejected, run.Tables["visits"].Blank));
        Assert.Equal([("visits", 40), ("treatments", 40)], run.Rules.Where(rule => rule.Rule == "record_blank").Select(rule => (rule.Table, rule.Rows)));
        Assert.Equal(100.00, _warehouse.Scalar<double>("select total_cost from gold.department_treatment_summary"));
    }

    [Fact]
    public void Names_of_columns_in_title_case_are_understood() => AssertRead(Hospital.Tiny
        .Header("patients.csv", "Patient Id,Patient Name,Age,Gender,Country")
        .Header("doctors.csv", "Doctor Id,Doctor Name,Department,Years Experience")
        .Header("visits.csv", "Visit Id,Patient Id,Doctor Id,Department,Visit Date,Follow Up Required")
        .Header("treatments.csv", "Treatment Id,Visit Id,Treatment Type,Treatment Cost,Insurance Provider"));

    [Theory]
    [InlineData(";", "")]
    [InlineData("\t", "")]
    [InlineData("|", "sep=|\r\n")]
    [InlineData(";", "\"sep=;\"\r\n")]
    public void Other_separators_give_the_same_numbers(string separator, string first)
    {
        Hospital.Tiny.WriteTo(_warehouse.DataPath);
        foreach (var file in Directory.GetFiles(_warehouse.DataPath))
            File.WriteAllText(file, first + File.ReadAllText(file).Replace(",", separator, StringComparison.Ordinal).ReplaceLineEndings("\r\n"));

        AssertRead(_warehouse.Run());
    }

    [Fact]
    public void Quotes_written_with_a_backslash_refuse_the_run_by_name()
    {
        var run = _warehouse.Run(Hospital.Empty.Patient("\"P1\",\"Ann \\\"Annie\\\" Smith\",36,F,Norway").Patient("\"P2\",\"Ann \\\"Annie\\\" Smith\",36,F,Norway"));

        Assert.Equal(RunState.Refused, run.State);
        Assert.Contains("quote_misplaced", run.Reason, StringComparison.Ordinal);
        Assert.Contains("line 2", run.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Annie", run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_found_in_any_case()
    {
        Hospital.Tiny.WriteTo(_warehouse.DataPath);
        File.Move(Path.Combine(_warehouse.DataPath, "patients.csv"), Path.Combine(_warehouse.DataPath, "Patients.CSV"));

        AssertRead(_warehouse.Run());
    }

    private void AssertRead(Hospital hospital) => AssertRead(_warehouse.Run(hospital));

    private void AssertRead(RunRecord run)
    {
        Assert.True(run.State == RunState.Published, run.Reason);
        Assert.Empty(run.Rules);
        Assert.Equal("Ada Byron 36 Cardiology 12 2025-03-03 100.0", _warehouse.Scalar<string>(
            """
            select patient.patient_name || ' ' || patient.age || ' ' || doctor.department || ' ' || doctor.years_experience || ' ' || visit.visit_date || ' ' || treatment.treatment_cost
            from gold.fact_treatments as treatment
            join gold.dim_visits as visit using (visit_id)
            join gold.dim_patients as patient using (patient_id)
            join gold.dim_doctors as doctor using (doctor_id)
            """));
    }
}
