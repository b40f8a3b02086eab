using Bunit;
using HealthDashboard.Pages;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HealthDashboard.Tests.Pages.Frame;

public sealed class FaultReferenceTests
{
    [Fact]
    public async Task What_is_shown_stands_in_the_log_and_what_somebody_typed_does_not()
    {
        var log = new LogLines();
        await using var context = new BunitContext();
        context.Services.AddSingleton<ILogger<PageFaults>>(log.For<PageFaults>());
        context.Services.AddSingleton<Microsoft.AspNetCore.Components.Web.IErrorBoundaryLogger>(new Whole(log.For<Whole>()));

        var cut = context.Render<PageFaults>(faults => faults
            .Add(each => each.ChildContent, _ => throw new InvalidOperationException("no patient Ada Byron"))
            .Add(each => each.ErrorContent, _ => builder => builder.AddContent(0, Text.PageNotShown)));

        Assert.Contains(Text.PageNotShown, cut.Markup, StringComparison.Ordinal);
        Assert.Matches("^[0-9A-F]{8}$", cut.Instance.Reference);
        Assert.Contains($"Reference {cut.Instance.Reference}: a page could not be made. InvalidOperationException", log.Text, StringComparison.Ordinal);
        Assert.Contains(nameof(FaultReferenceTests), log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada Byron", log.Text, StringComparison.Ordinal);
    }

    /// <summary>Logs all of a fault, as the framework's own does.</summary>
    private sealed class Whole(ILogger<Whole> logger) : Microsoft.AspNetCore.Components.Web.IErrorBoundaryLogger
    {
        public ValueTask LogErrorAsync(Exception exception)
        {
            logger.Log(LogLevel.Warning, default, exception, exception, (fault, _) => fault.Message);
            return ValueTask.CompletedTask;
        }
    }
}
