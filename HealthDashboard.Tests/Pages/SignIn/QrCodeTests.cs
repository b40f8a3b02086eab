using System.Globalization;
using System.Text.RegularExpressions;
using Bunit;
using HealthDashboard.Pages.SignIn.Accounts;
using ZXing.Common;
using ZXing.QrCode.Internal;

namespace HealthDashboard.Tests.Pages.SignIn;

public sealed partial class QrCodeTests : BunitContext
{
    private const string Content = "otpauth://totp/HealthDashboard:Dr.%20Ada?secret=MZXW6YTBOI&issuer=HealthDashboard";

    [Fact]
    public void A_camera_reads_what_is_drawn_with_white_around_it()
    {
        const int Quiet = 4;
        var svg = Render<QrCode>(code => code.Add(each => each.Content, Content).Add(each => each.Label, "any")).Find("svg");
        var size = int.Parse(svg.GetAttribute("viewBox")!.Split(' ')[2], CultureInfo.InvariantCulture);
        var dark = Square().Matches(svg.QuerySelector("path")!.GetAttribute("d")!)
            .Select(square => (X: int.Parse(square.Groups[1].Value, CultureInfo.InvariantCulture), Y: int.Parse(square.Groups[2].Value, CultureInfo.InvariantCulture))).ToList();
        Assert.Equal((Quiet, Quiet, size - Quiet - 1), (dark.Min(square => square.X), dark.Min(square => square.Y), dark.Max(square => square.X)));

        var modules = new BitMatrix(size - (2 * Quiet));
        foreach (var (x, y) in dark)
            modules[x - Quiet, y - Quiet] = true;

        Assert.Equal(Content, new Decoder().decode(modules, null).Text);
    }

    [GeneratedRegex("M(\\d+) (\\d+)h1v1h-1z")]
    private static partial Regex Square();
}
