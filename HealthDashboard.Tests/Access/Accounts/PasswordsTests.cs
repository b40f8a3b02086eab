using HealthDashboard.Access.Accounts;

namespace HealthDashboard.Tests.Access.Accounts;

public sealed class PasswordsTests
{
    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("tulip-42-ferry-noon")]
    [InlineData("ÄöÜ ẞ 漢字 🌷 twelve")]
    [InlineData("annadrives9tractors")]
    [InlineData("the hospital by the old pond")]
    public void Length_is_all_that_is_asked_for(string password) => Assert.Null(Passwords.WhyNot(password, "anna"));

    [Theory]
    [InlineData("short words", "has 11 letters. Expected at least 12")]
    [InlineData("🌷🌷🌷🌷🌷🌷", "has 6 letters")]
    [InlineData("annaexample1", "little more than the name")]
    [InlineData("AnnaExampleAnnaExample", "little more than the name")]
    [InlineData("aaaaaaaaaaaaaaaa", "first that anybody would try")]
    [InlineData("121212121212", "first that anybody would try")]
    [InlineData("123456789012", "first that anybody would try")]
    [InlineData("0987654321098", "first that anybody would try")]
    [InlineData("qwertyuiopqwerty", "first that anybody would try")]
    [InlineData("Password1234", "first that anybody would try")]
    [InlineData("P@ssw0rd!2025", "first that anybody would try")]
    [InlineData("password123456", "first that anybody would try")]
    [InlineData("HealthDashboard1!", "first that anybody would try")]
    [InlineData("hospital2025!!", "first that anybody would try")]
    public void What_is_guessed_first_is_refused_in_words_that_do_not_repeat_it(string password, string told)
    {
        var why = Passwords.WhyNot(password, "AnnaExample");

        Assert.Contains(told, why, StringComparison.Ordinal);
        Assert.DoesNotContain(password, why, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_longer_one_than_anybody_types_is_refused() => Assert.Contains("Expected at most 256", Passwords.WhyNot(string.Concat(Enumerable.Repeat("abcdefgh ", 40)), "anna"), StringComparison.Ordinal);

    [Fact]
    public void One_letter_may_be_typed_in_several_ways()
    {
        var hash = Passwords.Hash("Gr\u00FC\u00DFe aus K\u00F6ln");

        Assert.True(Passwords.Matches(hash, "Gru\u0308\u00DFe aus Ko\u0308ln"));
        Assert.False(Passwords.Matches(hash, "Grusse aus Koln"));
        Assert.False(Passwords.Matches(null, "Gr\u00FC\u00DFe aus K\u00F6ln"));
    }

    [Fact]
    public void What_is_kept_is_slow_to_guess_and_another_each_time()
    {
        var (one, other) = (Convert.FromBase64String(Passwords.Hash("tulip ferry noon")), Convert.FromBase64String(Passwords.Hash("tulip ferry noon")));

        // The format of Identity: version 1, then HMAC-SHA512 and the rounds in big-endian order.
        Assert.Equal((1, 2, 210_000), (one[0], one[4], System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(one.AsSpan(5))));
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void One_that_is_given_out_is_hard_to_guess_and_easy_to_read_out()
    {
        var given = Enumerable.Range(0, 100).Select(_ => Passwords.OneTime()).ToList();

        Assert.Equal(100, given.Distinct().Count());
        Assert.All(given, each => Assert.Matches("^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$", each));
        Assert.All(given, each => Assert.Null(Passwords.WhyNot(each, "anna")));
    }
}
