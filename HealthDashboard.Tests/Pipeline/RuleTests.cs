using System.Text;
using HealthDashboard.Bronze;
using HealthDashboard.Pipeline;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>Each rule end to end, by the smallest files that trip it. The name Zebrowska stands for whatever must not leak.</summary>
public sealed class RuleTests : IDisposable
{
    private const string Marker = "Zebrowska";

    private readonly TestWarehouse _warehouse = new() { Clock = StoppedClock.At("2025-03-10T08:00Z") };

    public void Dispose() => _warehouse.Dispose();

    [Theory]
    [InlineData("age_invalid", "patients", "P2,Zebrowska,199 Zebrowska,F,Norway", "age", "199 Zebrowska")]
    [InlineData("gender_unknown", "patients", "P2,Zebrowska,36,?Zebrowska,Norway", "gender", "?Zebrowska")]
    [InlineData("country_unknown", "patients", "P2,Zebrowska,36,F,N/A", "country", "N/A")]
    [InlineData("years_invalid", "doctors", "D2,Zebrowska,Oncology,199 Zebrowska", "years_experience", "199 Zebrowska")]
    [InlineData("department_filled", "doctors", "D2,Zebrowska,,9", "department", "")]
    [InlineData("follow_up_invalid", "visits", "V-Zebrowska,P1,D1,Cardiology,2025-03-04,ask Zebrowska", "follow_up_required", "ask Zebrowska")]
    [InlineData("department_filled", "visits", "V-Zebrowska,P1,D1,,2025-03-04,no", "department", "")]
    public void A_row_with_one_attribute_unknown_is_kept_and_repaired(string rule, string table, string record, string column, string value)
    {
        var run = RunWith(table, record);

        AssertPublished(run, table, new TableLedger { Read = 2, Accepted = 2, Repaired = 1 });
        AssertHit(run, rule, table, column, value);
    }

    [Theory]
    [InlineData("department_mismatch", "visits", "V-Zebrowska,P1,D1,Zebrowska Ward,2025-03-04,no", "department", "Zebrowska Ward")]
    [InlineData("cost_rounded", "treatments", "T-Zebrowska,V1,ECG,77177.123456789,MedCare", "treatment_cost", "77177.123456789")]
    [InlineData("cost_grouped", "treatments", "T-Zebrowska,V1,ECG,\"$77,177.50\",MedCare", "treatment_cost", "$77,177.50")]
    [InlineData("date_far", "visits", "V-Zebrowska,P1,D1,Cardiology,1999-03-04,no", "visit_date", "1999-03-04")]
    [InlineData("cost_zero", "treatments", "T-Zebrowska,V1,ECG,0.00,MedCare", "treatment_cost", "0.00")]
    public void A_doubtful_row_is_kept_as_it_is_and_warned_of(string rule, string table, string record, string column, string value)
    {
        var run = RunWith(table, record);

        AssertPublished(run, table, new TableLedger { Read = 2, Accepted = 2 });
        AssertHit(run, rule, table, column, value);
    }

    [Theory]
    [InlineData("key_missing", "patients", " ,Zebrowska,36,F,Norway", "patient_id", " ")]
    [InlineData("key_missing", "doctors", ",Zebrowska,Oncology,9", "doctor_id", "")]
    [InlineData("key_missing", "visits", ",P1,D1,Cardiology,2025-03-04,no", "visit_id", "")]
    [InlineData("key_missing", "treatments", ",V1,Zebrowska,1.00,MedCare", "treatment_id", "")]
    [InlineData("key_conflict", "patients", "P1,Zebrowska,36,F,Norway", "patient_id", "P1")]
    [InlineData("key_conflict", "doctors", "D1,Zebrowska,Oncology,9", "doctor_id", "D1")]
    [InlineData("key_conflict", "visits", "V1,P1,D1,Cardiology,2025-03-04,no", "visit_id", "V1")]
    [InlineData("key_conflict", "treatments", "T1,V1,Zebrowska,100.00,MedCare", "treatment_id", "T1")]
    [InlineData("patient_unknown", "visits", "V2,P-Zebrowska,D1,Cardiology,2025-03-04,no", "patient_id", "P-Zebrowska")]
    [InlineData("doctor_unknown", "visits", "V2,P1,D-Zebrowska,Cardiology,2025-03-04,no", "doctor_id", "D-Zebrowska")]
    [InlineData("date_invalid", "visits", "V-Zebrowska,P1,D1,Cardiology,03/04/2024,no", "visit_date", "03/04/2024")]
    [InlineData("date_default", "visits", "V-Zebrowska,P1,D1,Cardiology,1970-01-01,no", "visit_date", "1970-01-01")]
    [InlineData("date_invalid", "visits", "V-Zebrowska,P1,D1,Cardiology,1899-12-31,no", "visit_date", "1899-12-31")]
    [InlineData("date_invalid", "visits", "V-Zebrowska,P1,D1,Cardiology,2025-03-12,no", "visit_date", "2025-03-12")]
    [InlineData("visit_unknown", "treatments", "T2,V-Zebrowska,ECG,1.00,MedCare", "visit_id", "V-Zebrowska")]
    [InlineData("cost_invalid", "treatments", "T2,V1,ECG,$99 Zebrowska,MedCare", "treatment_cost", "$99 Zebrowska")]
    [InlineData("cost_invalid", "treatments", "T-Zebrowska,V1,ECG,-77177.5,MedCare", "treatment_cost", "-77177.5")]
    [InlineData("required_blank", "treatments", "T-Zebrowska,V1,,1.00,MedCare", "treatment_type", "")]
    [InlineData("field_count", "patients", "P2,Zebrowska,36,F", null, "4 fields where the header has 5")]
    [InlineData("field_count", "patients", "P2,Zebrowska,36,F,Norway,", null, "6 fields where the header has 5")]
    [InlineData("encoding", "patients", "P2,Zebrowska\0,36,F,Norway", null, "bytes that are not text")]
    [InlineData("quote_misplaced", "patients", "P2,\"Ann \\\"Zebrowska\\\" Smith\",36,F,Norway", null, "a quote inside a value, with a backslash before it (\\\")")]
    [InlineData("quote_misplaced", "patients", "P2,\"Ann\" Zebrowska,36,F,Norway", null, "text between a closing quote and the next separator")]
    [InlineData("quote_misplaced", "patients", "P2, \"Zebrowska, Ann\",36,F,Norway", null, "a blank between a separator and an opening quote")]
    [InlineData("quote_misplaced", "patients", "P2, \"Zebrowska\", \"36\", \"F\", \"Norway\"", null, "a blank between a separator and an opening quote")]
    public void A_row_that_cannot_be_placed_is_rejected(string rule, string table, string record, string? column, string value)
    {
        var run = RunWith(table, record);

        AssertPublished(run, table, new TableLedger { Read = 2, Accepted = 1, Rejected = 1 });
        AssertHit(run, rule, table, column, value);
    }

    [Theory]
    [InlineData(SourceFile.LongestField, 0)]
    [InlineData(SourceFile.LongestField + 1, 1)]
    public void A_row_with_a_field_beyond_a_MiB_is_rejected(int length, int rejected)
    {
        var run = RunWith("patients", $"P2,{new string('z', length)},36,F,Norway");

        AssertPublished(run, "patients", new TableLedger { Read = 2, Accepted = 2 - rejected, Rejected = rejected });
        if (rejected > 0)
            AssertHit(run, "field_too_long", "patients", null, "a field of more than 1 MiB");
    }

    [Theory]
    [InlineData("patients", ",,,,")]
    [InlineData("doctors", " , ,\t,\u00A0")]
    [InlineData("visits", "\"\",\" \",,,,")]
    [InlineData("treatments", ",,,,,,,,,,")]
    [InlineData("treatments", " ")]
    public void A_line_without_a_value_is_no_record_and_counted(string table, string line)
    {
        var run = RunWith(table, line);

        AssertPublished(run, table, new TableLedger { Read = 1, Accepted = 1, Blank = 1 });
        AssertHit(run, "record_blank", table, null, "");
    }

    [Fact]
    public void A_row_with_bytes_that_are_not_text_is_rejected()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes($"{Hospital.PatientHeader}\nP1,Ada,36,F,Norway\nP2,{Marker} Andr"), 0xE9, .. Encoding.UTF8.GetBytes(",36,M,Norway\n")];

        var run = _warehouse.Run(Hospital.Tiny.File("patients.csv", bytes));

        AssertPublished(run, "patients", new TableLedger { Read = 2, Accepted = 1, Rejected = 1 });
        AssertHit(run, "encoding", "patients", null, "bytes that are not text");
    }

    [Fact]
    public void A_last_line_that_ends_inside_quotes_is_rejected()
    {
        var run = _warehouse.Run(Hospital.Tiny.File("treatments.csv", Encoding.UTF8.GetBytes($"{Hospital.TreatmentHeader}\nT1,V1,ECG,100.00,MedCare\nT-{Marker},V1,ECG,1.00,\"Med")));

        AssertPublished(run, "treatments", new TableLedger { Read = 2, Accepted = 1, Rejected = 1 });
        AssertHit(run, "field_count", "treatments", null, "a quote that is not closed when the file ends");
    }

    [Fact]
    public void A_department_that_nobody_can_fill_in_is_Unknown()
    {
        var run = _warehouse.Run(Hospital.Tiny.Doctor("D2,Hush,,1").Visit($"V-{Marker},P1,D2,,2025-03-04,no"));

        AssertPublished(run, "visits", new TableLedger { Read = 2, Accepted = 2, Repaired = 1 });
        AssertHit(run, "department_filled", "visits", "department", "");
        Assert.Equal(1, _warehouse.Scalar<long>("select num_visits from gold.follow_up_summary where department = 'Unknown'"));
    }

    [Theory]
    [InlineData("patients", "P1,Ada Byron,36,F,United Kingdom")]
    [InlineData("doctors", "D1,Dr. Hart,Cardiology,12")]
    [InlineData("visits", "V1,P1,D1,Cardiology,2025-03-03,yes")]
    [InlineData("treatments", "T1,V1,ECG,100.00,MedCare")]
    public void The_same_row_again_is_dropped_and_counted(string table, string record)
    {
        var run = RunWith(table, record);

        AssertPublished(run, table, new TableLedger { Read = 2, Accepted = 1, Duplicates = 1 });
        AssertHit(run, "duplicate", table, null, "the row of line 2 again");
        Assert.DoesNotContain("Ada", _warehouse.Log.Text + run.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("V2,P9,D1,Cardiology,2025-03-04,no", "patient_unknown")]
    [InlineData("V2,P1,D9,Cardiology,2025-03-04,no", "doctor_unknown")]
    [InlineData("V2,P1,D1,Cardiology,yesterday,no", "date_invalid")]
    [InlineData("V2,P1,D1,Cardiology,2025-03-04", "field_count")]
    [InlineData("V2,P1,D1,Cardiology\0,2025-03-04,no", "encoding")]
    public void A_rejected_visit_takes_its_treatments_along_and_the_reason_says_so(string visit, string rule)
    {
        var run = _warehouse.Run(Hospital.Tiny.Visit(visit).Treatment($"T-{Marker},V2,ECG,1.00,MedCare"));

        AssertPublished(run, "treatments", new TableLedger { Read = 2, Accepted = 1, Rejected = 1 });
        AssertHit(run, "visit_unknown", "treatments", "visit_id", "V2", $"visits.csv, line 3 ({rule})");
        Assert.Equal($"visits.csv line 3 was rejected itself ({rule})", _warehouse.Scalar<string>("select because from silver.rule_hits where rule = 'visit_unknown'"));
    }

    [Theory]
    [InlineData("P2,Zebrowska,36,F", "V2,P2,D1,Cardiology,2025-03-04,no", "patient_unknown", "patients.csv line 3 was rejected itself (field_count)", 1)]
    [InlineData("P2,Zebrowska,36,F", "V2,P2,D1,Cardiology,yesterday,no", "patient_unknown", "patients.csv line 3 was rejected itself (field_count)", 0)]
    [InlineData("P2,Zebrowska\0,36,F,Norway", "V2,P2,D9,Cardiology,2025-03-04,no", "patient_unknown", "patients.csv line 3 was rejected itself (encoding)", 0)]
    [InlineData("P3,Zebrowska,36,F", "V2,P2,D1,Cardiology,2025-03-04,no", "patient_unknown", null, 0)]
    public void A_rejected_patient_takes_visits_along_and_only_those_are_consequences(string patient, string visit, string rule, string? because, int consequences)
    {
        var run = _warehouse.Run(Hospital.Tiny.Patient(patient).Visit(visit));

        Assert.Equal(because, _warehouse.Scalar<string?>($"select because from silver.rule_hits where rule = '{rule}'"));
        Assert.Equal(consequences, run.Rules.Single(each => each.Rule == rule).Consequences);
        AssertNothingLeaked(run);
    }

    [Fact]
    public void What_follows_from_a_row_two_files_before_says_where_it_began()
    {
        var run = _warehouse.Run(Hospital.Tiny.Doctor("D2,Zebrowska,Oncology").Visit("V2,P1,D2,Oncology,2025-03-04,no").Treatment("T2,V2,ECG,1.00,MedCare"));

        Assert.Equal("visits.csv line 3 was rejected itself (doctor_unknown), because of doctors.csv, line 3 (field_count)", _warehouse.Scalar<string>("select because from silver.rule_hits where rule = 'visit_unknown'"));
        Assert.Equal("doctors.csv, line 3 (field_count)", run.Rules.Single(rule => rule.Rule == "visit_unknown").Cause);
    }

    [Theory]
    [InlineData("patients", "Total,,,,", "Total", "a row of totals is no record")]
    [InlineData("treatments", "Grand total:,V1,ECG,100.00,MedCare", "Grand total:", "a row of totals is no record")]
    [InlineData("doctors", Hospital.DoctorHeader, "doctor_id", "the header of another file that was put behind this one is no record")]
    [InlineData("visits", "Visit Id,P1,D1,Department,2025-03-04,no", "Visit Id", "the header of another file that was put behind this one is no record")]
    public void What_is_no_id_is_rejected(string table, string record, string value, string because)
    {
        RunWith(table, record);

        Assert.Equal([$"{value}: {because}"], _warehouse.Query<string>("select value || ': ' || because from silver.rule_hits where rule = 'key_missing'"));
    }

    [Fact]
    public void The_line_is_where_the_record_starts()
    {
        var run = _warehouse.Run(Hospital.Tiny.Patient($"P2,\"{Marker}\nMaria\",36,F,Norway").Patient($"P3,{Marker},old,F,Norway").Patient($"P4,{Marker},old,F,Norway"));

        Assert.Equal([5, 6], _warehouse.Query<long>("select line from silver.rule_hits order by line"));
        Assert.Equal(("patients", "age_invalid", "age", 5, 2), run.Rules.Select(rule => (rule.Table, rule.Rule, rule.Column, rule.FirstLine, rule.Rows)).Single());
        AssertNothingLeaked(run);
    }

    [Fact]
    public void Extra_columns_are_reported_and_kept()
    {
        var doctors = $"{Hospital.DoctorHeader},pager\nD1,Dr. Hart,Cardiology,12,{Marker}\n";

        var run = _warehouse.Run(Hospital.Tiny.File("doctors.csv", Encoding.UTF8.GetBytes(doctors)));

        Assert.True(run.State == RunState.Published, run.Reason);
        Assert.Equal(["pager"], run.ExtraColumns["doctors.csv"]);
        Assert.Contains(Marker, _warehouse.Scalar<string>("select other from bronze.doctors where doctor_id = 'D1'"), StringComparison.Ordinal);
        AssertNothingLeaked(run);
    }

    [Fact]
    public void Every_rule_says_what_it_expects()
    {
        Assert.Equal(Rule.All.Count, Rule.All.Select(rule => rule.Name).Distinct().Count());
        Assert.All(Rule.All, rule => Assert.NotEmpty(rule.Expected));
    }

    private RunRecord RunWith(string table, string record) => _warehouse.Run(table switch
    {
        "patients" => Hospital.Tiny.Patient(record),
        "doctors" => Hospital.Tiny.Doctor(record),
        "visits" => Hospital.Tiny.Visit(record),
        _ => Hospital.Tiny.Treatment(record),
    });

    private void AssertPublished(RunRecord run, string table, TableLedger ledger)
    {
        Assert.True(run.State == RunState.Published, run.Reason);
        Assert.Equal(ledger, run.Tables[table]);
        Assert.Equal(ledger.Read, _warehouse.Scalar<long>($"select count(*) from bronze.{table}"));
        Assert.Equal(ledger.Accepted, _warehouse.Scalar<long>($"select count(*) from silver.{table}"));
        AssertNothingLeaked(run);
    }

    /// <summary>Line 3 hit the rule, and the run tells so without the value.</summary>
    /// <param name="cause">The rejected row that it follows from.</param>
    private void AssertHit(RunRecord run, string name, string table, string? column, string value, string? cause = null)
    {
        var rule = Rule.All.Single(each => each.Name == name);
        var severity = rule.Outcome.ToString().ToLowerInvariant();
        var hit = Assert.Single(_warehouse.Query<Hit>(
            $"""
            select line, column_name as columnname, severity, value, expected
            from silver.rule_hits
            where rule = '{name}' and table_name = '{table}'
            """));
        Assert.Equal(new Hit { Line = 3, ColumnName = column, Severity = severity, Value = value, Expected = rule.Expected }, hit);
        Assert.Contains(new RuleCount(table, name, severity, column, 3, rule.Expected) { Rows = 1, Cause = cause, Consequences = cause is null ? 0 : 1 }, run.Rules);
    }

    private void AssertNothingLeaked(RunRecord run)
    {
        var told = $"{_warehouse.Log.Text}\n{run.ToJson()}\n{File.ReadAllText(Path.Combine(_warehouse.Store.Folder, "runs", run.RunId + ".json"))}";
        Assert.All([Marker, "03/04/2024", "1899-12-31", "1999-03-04", "1970-01-01", "2025-03-12", "77177", "77,177"], value => Assert.DoesNotContain(value, told, StringComparison.Ordinal));
    }

    private sealed record Hit
    {
        public long Line { get; init; }

        public string? ColumnName { get; init; }

        public required string Severity { get; init; }

        public required string Value { get; init; }

        public required string Expected { get; init; }
    }
}
