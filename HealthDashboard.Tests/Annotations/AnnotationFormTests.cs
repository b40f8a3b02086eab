using HealthDashboard.Access;
using HealthDashboard.Annotations;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Annotations;

public sealed class AnnotationFormTests : IDisposable
{
    private readonly TestWarehouse _warehouse = TestWarehouse.Of(Hospital.Tiny);

    [Fact]
    public void A_target_is_read_with_one_value_or_both_and_a_rate_in_percent()
    {
        var visits = Form("measure=num_visits&from=20&to=30.5&department=Cardiology").ReadTarget();
        var rate = Form("measure=follow_up_rate&to=32.5").ReadTarget();

        Assert.Equal(("Cardiology", "num_visits", 20m, 30.5m), (visits.Department, visits.Measure, visits.FromValue, visits.ToValue));
        Assert.Equal((null, null, 0.325m), (rate.Department, rate.FromValue, rate.ToValue));
    }

    [Theory]
    [InlineData("from=1", "no such weekly measure")]
    [InlineData("measure=patients&from=1", "no such weekly measure")]
    [InlineData("measure=num_visits", "needs a value")]
    [InlineData("measure=num_visits&from=3&to=2", "larger")]
    [InlineData("measure=num_visits&from=-1", "from 0 to")]
    [InlineData("measure=num_visits&from=many", "from 0 to")]
    [InlineData("measure=num_visits&to=9999999999999", "from 0 to")]
    [InlineData("measure=follow_up_rate&to=101", "100 (percent)")]
    [InlineData("measure=num_visits&from=1&department=Alchemy", "no such department")]
    public void A_target_that_cannot_be_used_is_refused_in_words(string fields, string words) =>
        Assert.Contains(words, Assert.Throws<AnnotationRefusedException>(() => Form(fields).ReadTarget()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_note_is_pinned_to_the_Monday_of_its_day_and_tidied()
    {
        var note = Form("week=2025-03-09&text=  new ward \t opened ").ReadNote();

        Assert.Equal(("2025-03-03", null, "new ward opened"), (note.Week, note.Department, note.Text));
    }

    [Theory]
    [InlineData("text=x", "not a date")]
    [InlineData("week=2025-3-9&text=x", "not a date")]
    [InlineData("week=2025-03-09&text=   ", "1 to 300")]
    [InlineData("week=2025-03-09&text=a\u0001b", "1 to 300")]
    [InlineData("week=2025-03-09&text=x&department=Alchemy", "no such department")]
    public void A_note_that_cannot_be_used_is_refused_in_words(string fields, string words) =>
        Assert.Contains(words, Assert.Throws<AnnotationRefusedException>(() => Form(fields).ReadNote()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_note_has_at_most_three_hundred_characters()
    {
        Assert.Equal(300, Form($"week=2025-03-09&text={new string('x', 300)}").ReadNote().Text.Length);
        Assert.Throws<AnnotationRefusedException>(() => Form($"week=2025-03-09&text={new string('x', 301)}").ReadNote());
    }

    public void Dispose() => _warehouse.Dispose();

    private AnnotationForm Form(string fields)
    {
        var values = fields.Split('&').ToDictionary(field => field.Split('=')[0], field => field.Split('=')[1]);
        return new AnnotationForm(name => values.GetValueOrDefault(name, ""), FilterChoices.Of(_warehouse.Snapshot, Reach.Everything));
    }
}
