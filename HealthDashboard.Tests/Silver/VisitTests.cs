using System.Globalization;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Silver;

public sealed class VisitTests
{
    private static readonly DateOnly Today = new(2025, 3, 10);

    [Fact]
    public void A_clean_record_becomes_a_visit_and_hits_no_rule()
    {
        var cleaned = Clean();

        Assert.Equal(new Visit(0, 0, "Cardiology", new DateOnly(2025, 3, 3), true), cleaned.Row);
        Assert.Empty(cleaned.Hits);
    }

    [Theory]
    [InlineData("2025-03-03", "2025-03-03")]
    [InlineData(" 2025-03-03\u00A0", "2025-03-03")]
    [InlineData("2025-03-03 2:30 PM", "2025-03-03")]
    [InlineData("2025-03-03T08", "2025-03-03")]
    [InlineData("2025-03-03T08:30", "2025-03-03")]
    [InlineData("2025-03-03 08:30:00", "2025-03-03")]
    [InlineData("2025-03-03T08:30:00Z", "2025-03-03")]
    [InlineData("2025-03-03T23:59:59.999-05:00", "2025-03-03")]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("1900-01-02", "1900-01-02")]
    [InlineData("2025-03-10", "2025-03-10")]
    [InlineData("2025-03-11", "2025-03-11")]
    [InlineData("2025-03-11T23:59", "2025-03-11")]
    public void An_ISO_date_from_1900_to_tomorrow_is_taken_and_its_time_cut_off(string found, string date)
    {
        var cleaned = Clean(date: found);

        Assert.Equal(DateOnly.Parse(date, CultureInfo.InvariantCulture), cleaned.Row?.VisitDate);
        Assert.Empty(cleaned.Hits);
    }

    [Theory]
    [InlineData("03/04/2024")]
    [InlineData("03-04-2024")]
    [InlineData("2024/04/03")]
    [InlineData("1899-12-31")]
    [InlineData("2025-03-12")]
    [InlineData("2025-02-29")]
    [InlineData("2025-02-30")]
    [InlineData("2025-04-31")]
    [InlineData("2025-13-01")]
    [InlineData("2025-00-10")]
    [InlineData("2025-01-00")]
    [InlineData("0000-01-01")]
    [InlineData("2025-3-3")]
    [InlineData("25-03-03")]
    [InlineData("2025-03")]
    [InlineData("3 March 2025")]
    [InlineData("2025-03-03 or so")]
    [InlineData("2025-03-031")]
    [InlineData("45719")]
    [InlineData("")]
    [InlineData("NULL")]
    public void Any_other_date_rejects_the_record(string found)
    {
        var cleaned = Clean(date: found);

        Assert.Null(cleaned.Row);
        Assert.Equal([new RuleHit(Rule.DateInvalid, "visit_date", found)], cleaned.Hits);
    }

    [Theory]
    [InlineData("1899-12-30")]
    [InlineData("1900-01-01")]
    [InlineData("1900-01-01T00:00:00")]
    [InlineData("1970-01-01")]
    [InlineData("9999-12-31")]
    public void A_date_that_programs_write_where_there_is_none_rejects_the_record_by_a_rule_of_its_own(string found)
    {
        var cleaned = Clean(date: found);

        Assert.Null(cleaned.Row);
        Assert.Equal([new RuleHit(Rule.DateDefault, "visit_date", found)], cleaned.Hits);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("Yes", true)]
    [InlineData("y", true)]
    [InlineData("T", true)]
    [InlineData("1", true)]
    [InlineData(" yes ", true)]
    [InlineData("false", false)]
    [InlineData("False", false)]
    [InlineData("NO", false)]
    [InlineData("n", false)]
    [InlineData("f", false)]
    [InlineData("0", false)]
    public void A_follow_up_is_read_in_any_case(string found, bool required)
    {
        var cleaned = Clean(followUp: found);

        Assert.Equal(required, cleaned.Row?.FollowUpRequired);
        Assert.Empty(cleaned.Hits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("maybe")]
    [InlineData("2")]
    [InlineData("N/A")]
    public void Any_other_follow_up_is_unknown_and_the_visit_stays(string found)
    {
        var cleaned = Clean(followUp: found);

        Assert.NotNull(cleaned.Row);
        Assert.Null(cleaned.Row.Value.FollowUpRequired);
        Assert.Equal([new RuleHit(Rule.FollowUpInvalid, "follow_up_required", found)], cleaned.Hits);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u00A0")]
    [InlineData("NULL")]
    [InlineData("unknown")]
    public void A_blank_department_is_taken_from_the_doctor(string found)
    {
        var cleaned = Clean(department: found);

        Assert.Equal("Cardiology", cleaned.Row?.Department);
        Assert.Equal([new RuleHit(Rule.DepartmentFilled, "department", found)], cleaned.Hits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Unknown")]
    public void A_blank_department_is_Unknown_where_the_doctor_has_none(string found)
    {
        var cleaned = Clean(doctor: "D2", department: found);

        Assert.Equal("Unknown", cleaned.Row?.Department);
        Assert.Equal([new RuleHit(Rule.DepartmentFilled, "department", found)], cleaned.Hits);
    }

    [Fact]
    public void A_department_stands_where_the_doctor_has_none()
    {
        var cleaned = Clean(doctor: "D2", department: "Oncology");

        Assert.Equal("Oncology", cleaned.Row?.Department);
        Assert.Empty(cleaned.Hits);
    }

    [Fact]
    public void A_department_other_than_the_doctors_is_kept_and_warned_of()
    {
        var cleaned = Clean(department: "Oncology");

        Assert.Equal("Oncology", cleaned.Row?.Department);
        Assert.Equal([new RuleHit(Rule.DepartmentMismatch, "department", "Oncology")], cleaned.Hits);
    }

    [Fact]
    public void The_doctors_department_in_another_case_is_no_mismatch() => Assert.Empty(Clean(department: "CARDIOLOGY").Hits);

    [Theory]
    [InlineData("P9")]
    [InlineData("")]
    public void An_unknown_patient_rejects_the_record(string patient)
    {
        var cleaned = Clean(patient: patient);

        Assert.Null(cleaned.Row);
        Assert.Equal([new RuleHit(Rule.PatientUnknown, "patient_id", patient)], cleaned.Hits);
    }

    [Theory]
    [InlineData("D9")]
    [InlineData("")]
    public void An_unknown_doctor_rejects_the_record(string doctor)
    {
        var cleaned = Clean(doctor: doctor);

        Assert.Null(cleaned.Row);
        Assert.Equal([new RuleHit(Rule.DoctorUnknown, "doctor_id", doctor)], cleaned.Hits);
    }

    [Fact]
    public void A_blank_id_rejects_the_record()
    {
        var cleaned = Clean(id: "");

        Assert.Null(cleaned.Row);
        Assert.Equal([new RuleHit(Rule.KeyMissing, "visit_id", "")], cleaned.Hits);
    }

    private static Cleaned<Visit> Clean(
        string id = "V1", string patient = "P1", string doctor = "D1", string department = "Cardiology", string date = "2025-03-03", string followUp = "yes") =>
        Visit.Clean(Raw.Of(id, patient, doctor, department, date, followUp), Today.AddDays(1), Patients(), Doctors());

    private static IdIndex Patients()
    {
        var patients = new IdIndex();
        patients.Add("P1"u8);
        return patients;
    }

    private static DoctorTable Doctors()
    {
        var doctors = new DoctorTable();
        foreach (var record in new[] { Raw.Of("D1", "Dr. Hart", "Cardiology", "12"), Raw.Of("D2", "Dr. New", "", "1") })
            doctors.Keep(record, Doctor.Clean(record));
        return doctors;
    }
}
