using System.Text;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Access.Accounts;

/// <summary>The published numbers of RFC 6238 (appendix B, the last six of eight digits) and RFC 4648.</summary>
public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void A_code_is_the_one_of_the_standard(long seconds, string code)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(seconds / 30, Totp.StepOf(Key, code, now));
        Assert.Equal(code, Totp.Code(Key, seconds / 30));
        Assert.Equal(code, AuthenticatorApp.Code(Key, now));
        Assert.Equal(code, AuthenticatorApp.Code(Totp.Text(Key), now));
    }

    [Theory]
    [InlineData(-60, null)]
    [InlineData(-30, 37037036L)]
    [InlineData(0, 37037036L)]
    [InlineData(30, 37037036L)]
    [InlineData(60, null)]
    public void Clocks_may_be_a_step_apart(int seconds, long? step) => Assert.Equal(step, Totp.StepOf(Key, "081804", DateTimeOffset.FromUnixTimeSeconds(1111111109 + seconds)));

    [Theory]
    [InlineData("")]
    [InlineData("81804")]
    [InlineData("0818040")]
    [InlineData("٠٨١٨٠٤")]
    [InlineData("081805")]
    public void Anything_else_is_none(string code) => Assert.Null(Totp.StepOf(Key, code, DateTimeOffset.FromUnixTimeSeconds(1111111109)));

    [Fact]
    public void Blanks_between_the_digits_do_no_harm() => Assert.NotNull(Totp.StepOf(Key, "081 804", DateTimeOffset.FromUnixTimeSeconds(1111111109)));

    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void A_key_is_typed_in_Base32(string key, string text) => Assert.Equal(text, Totp.Text(Encoding.ASCII.GetBytes(key)));

    [Fact]
    public void An_app_is_told_whose_key_it_is() => Assert.Equal(
        "otpauth://totp/HealthDashboard:Dr.%20Ada%20%26%20Co?secret=MZXW6YTBOI&issuer=HealthDashboard", Totp.Address(Encoding.ASCII.GetBytes("foobar"), "Dr. Ada & Co"));
}
