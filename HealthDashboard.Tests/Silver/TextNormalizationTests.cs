using HealthDashboard.Silver;

namespace HealthDashboard.Tests.Silver;

public sealed class TextNormalizationTests
{
    [Theory]
    [InlineData(" a ")]
    [InlineData("\ta\r\n")]
    [InlineData("\u00A0a\u00A0")]
    [InlineData("\u2003a\u2009")]
    [InlineData("\u3000a\u202F")]
    public void Blanks_around_a_value_go_Unicode_ones_too(string text) => Assert.Equal("a", TextNormalization.Tidy(text));

    [Fact]
    public void Blanks_inside_a_value_stay() => Assert.Equal("New  York", TextNormalization.Tidy(" New  York "));

    [Theory]
    [InlineData("New  York", "New York")]
    [InlineData("New\u00A0York", "New York")]
    [InlineData("New\n\tYork", "New York")]
    [InlineData("New York", "New York")]
    [InlineData("", "")]
    public void In_the_name_of_a_category_a_run_of_blanks_is_one(string text, string name) => Assert.Equal(name, TextNormalization.OneBlank(text));

    [Fact]
    public void A_letter_and_its_accent_become_one_character() => Assert.Equal("M\u00FCller", TextNormalization.Tidy("Mu\u0308ller"));

    [Fact]
    public void Compatibility_characters_stay_as_they_are() => Assert.Equal("\uFB01", TextNormalization.Tidy("\uFB01"));

    [Fact]
    public void Text_that_has_no_normal_form_stays_as_found() => Assert.Equal("e\u0301\uFFFE", TextNormalization.Tidy(" e\u0301\uFFFE "));

    [Theory]
    [InlineData("", true)]
    [InlineData("null", true)]
    [InlineData("NULL", true)]
    [InlineData("NaN", true)]
    [InlineData("n/a", true)]
    [InlineData("Unknown", true)]
    [InlineData("None", false)]
    [InlineData("0", false)]
    [InlineData("-", true)]
    [InlineData("\\N", true)]
    [InlineData("#n/a", true)]
    public void Some_words_stand_for_a_missing_value(string text, bool missing) => Assert.Equal(missing, TextNormalization.AreMissing(text));
}
