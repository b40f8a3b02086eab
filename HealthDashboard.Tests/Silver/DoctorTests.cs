using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Silver;

public sealed class DoctorTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("80", 80)]
    [InlineData("12.0", 12)]
    [InlineData("\u00A012", 12)]
    public void Whole_years_from_0_to_80_are_taken(string found, int years)
    {
        var cleaned = Doctor.Clean(Raw.Of("D1", "Dr. Hart", "Cardiology", found));

        Assert.Equal(new Doctor("Dr. Hart", "Cardiology", years), cleaned.Row);
        Assert.Empty(cleaned.Hits);
    }

    [Theory]
    [InlineData("81")]
    [InlineData("-1")]
    [InlineData("12.5")]
    [InlineData("12 years")]
    [InlineData("")]
    [InlineData("NaN")]
    public void Any_other_years_are_set_unknown_and_the_doctor_stays(string found)
    {
        var cleaned = Doctor.Clean(Raw.Of("D1", "Dr. Hart", "Cardiology", found));

        Assert.Equal(new Doctor("Dr. Hart", "Cardiology", null), cleaned.Row);
        Assert.Equal([new RuleHit(Rule.YearsInvalid, "years_experience", found)], cleaned.Hits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("NULL")]
    [InlineData("n/a")]
    public void A_doctor_without_a_department_stays_as_one_of_the_department_Unknown(string found)
    {
        var cleaned = Doctor.Clean(Raw.Of("D1", "Dr. Hart", found, "12"));

        Assert.Equal(new Doctor("Dr. Hart", "Unknown", 12), cleaned.Row);
        Assert.Equal([new RuleHit(Rule.DepartmentFilled, "department", found)], cleaned.Hits);
    }

    [Fact]
    public void A_blank_id_rejects_the_record()
    {
        var cleaned = Doctor.Clean(Raw.Of("", "Dr. Hart", "Cardiology", "12"));

        Assert.Null(cleaned.Row);
        Assert.Equal([new RuleHit(Rule.KeyMissing, "doctor_id", "")], cleaned.Hits);
    }
}
