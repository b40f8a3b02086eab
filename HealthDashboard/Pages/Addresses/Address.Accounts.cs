using System.Globalization;

namespace HealthDashboard.Pages.Addresses;

/// <summary>Where people sign in and out, and look after their accounts, sessions and tokens.</summary>
public static partial class Address
{
    /// <summary>Who one is here, and where one is signed in.</summary>
    public static string Account => "account";

    /// <summary>Where the provider asks once more who one is.</summary>
    public static string SignInAgain => Account + "/again";

    /// <summary>Where a form that ends one session is sent.</summary>
    public static string EndSession => Account + "/sessions/end";

    /// <summary>Where a form that makes a token for scripts is sent.</summary>
    public static string Tokens => Account + "/tokens";

    /// <summary>Where a form that revokes one is sent.</summary>
    public static string RevokeToken => Tokens + "/revoke";

    /// <summary>Where the form is sent that ends this session.</summary>
    public static string SignOut => "sign-out";

    public static string SignOutEverywhere => SignOut + "/everywhere";

    public static string SignedOut => "signed-out";

    public static string SignIn => "sign-in";

    /// <summary>What of an address of <see cref="SignIn"/> says where to go afterwards.</summary>
    public static string Return => "return";

    /// <summary>Where a code of the second factor is sent.</summary>
    public static string SignInCode => SignIn + "/code";

    /// <summary>Where somebody sends the password in place of the one that was given out.</summary>
    public static string SignInPassword => SignIn + "/password";

    public static string SignInPasskey => SignIn + "/passkey";

    /// <summary>Where a script gets what a device is to sign.</summary>
    public static string SignInPasskeyOptions => SignInPasskey + "/options";

    public static string OwnPassword => Account + "/password";

    public static string SecondFactor => Account + "/second-factor";

    public static string SecondFactorOff => SecondFactor + "/off";

    public static string NewRecoveryCodes => SecondFactor + "/codes";

    public static string Passkeys => Account + "/passkeys";

    public static string PasskeyOptions => Passkeys + "/options";

    public static string RemovePasskey => Passkeys + "/remove";

    /// <summary>Where one signs in once more for a page about one's own account.</summary>
    public static string SignInAgainFor(string page) => $"{SignInAgain}?page={Uri.EscapeDataString(page)}";

    public static string People => "people";

    /// <param name="change">What becomes of them; null for the page about them.</param>
    public static string Person(long id, string? change = null) => $"{People}/{id.ToString(CultureInfo.InvariantCulture)}{(change is null ? "" : "/" + change)}";
}
