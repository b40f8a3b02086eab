using HealthDashboard.Bronze;
using HealthDashboard.Silver;

namespace HealthDashboard.Tests.Silver;

public sealed class SpellingsTests
{
    [Fact]
    public void The_most_frequent_spelling_wins()
    {
        var spellings = Counted("CARDIOLOGY", "Cardiology", "cardiology", "Cardiology");

        Assert.All(["CARDIOLOGY", "Cardiology", "cardiology"], name => Assert.Equal("Cardiology", spellings.Of(name)));
    }

    [Fact]
    public void A_tie_goes_to_the_first_in_ordinal_order()
    {
        Assert.Equal("Cardiology", Counted("cardiology", "Cardiology").Of("cardiology"));
        Assert.Equal("Cardiology", Counted("Cardiology", "cardiology").Of("cardiology"));
        Assert.Equal("ECG", Counted("ecg", "Ecg", "ECG").Of("ecg"));
    }

    [Fact]
    public void A_spelling_never_counted_is_spelled_like_the_others() => Assert.Equal("Norway", Counted("Norway").Of("NORWAY"));

    [Fact]
    public void A_name_never_counted_stays_as_it_is() => Assert.Equal("Peru", Counted("Norway").Of("Peru"));

    [Fact]
    public void Letters_outside_ASCII_differ_only_in_case_too() => Assert.Equal("\u00C9vora", Counted("\u00E9vora", "\u00C9vora").Of("\u00E9VORA"));

    [Fact]
    public void Other_names_keep_their_own_spelling()
    {
        var spellings = Counted("Norway", "NORWAY", "NORWAY", "Peru");

        Assert.Equal("NORWAY", spellings.Of("norway"));
        Assert.Equal("Peru", spellings.Of("peru"));
    }

    [Fact]
    public void What_is_counted_later_counts_as_well()
    {
        var spellings = Counted("Norway");
        Assert.Equal("Norway", spellings.Of("norway"));

        Count(spellings, "NORWAY", 3);
        Count(spellings, "NORWAY", 4);

        Assert.Equal("NORWAY", spellings.Of("norway"));
    }

    [Fact]
    public void What_the_files_say_otherwise_is_told_with_its_first_line()
    {
        var spellings = Counted("Norway", "NORWAY", "Norway", "NORWAY", "Norway", "Peru");

        Assert.Equal([new Otherwise("patients", 3, "NORWAY", "Norway", 2)], spellings.Others);
    }

    private static Spellings Counted(params string[] names)
    {
        var spellings = new Spellings();
        foreach (var (index, name) in names.Index())
            Count(spellings, name, index + 2);
        return spellings;
    }

    private static void Count(Spellings spellings, string name, long line) => spellings.Count(name, name, SourceTable.Patients, line);
}
