using System.Net;
using System.Net.Sockets;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>A provider that does not answer, and a database of sessions that is away: nobody is let in, and all are told why.</summary>
public sealed class ProviderAwayTests
{
    [Fact]
    public async Task A_provider_that_does_not_answer_is_said_and_the_server_starts_all_the_same()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var provider = new Uri($"http://{taken.LocalEndpoint}");
        taken.Stop();
        var (secret, data) = (Path.Combine(folder.Path, "secret"), Path.Combine(folder.Path, "data"));
        await File.WriteAllTextAsync(secret, "any");
        Hospital.Tiny.WriteTo(data);
        await using var server = DashboardProcess.Serve(data, Path.Combine(folder.Path, "warehouse"), SignInServer.Settings(provider, secret, Path.Combine(folder.Path, "state")));
        using var visitor = new Visitor(await server.ReadyAsync());

        using var page = await visitor.GoAsync("/");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, null), (page.StatusCode, page.Headers.Location));
        Assert.Contains("The sign-in service (127.0.0.1) does not answer.", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var script = await visitor.AskAsync(HttpMethod.Get, "/gold/insurance_summary.csv");
        Assert.Equal(HttpStatusCode.Unauthorized, script.StatusCode);

        // Now it answers, and takes us for somebody else; a word that is of no standard may be anything.
        foreach (var (error, said) in new[] { ("invalid_client", "answers, and refuses the dashboard: invalid_client."), ("access_denied", "has not signed you in: access_denied."), ("Of P0001", "The sign-in did not work") })
        {
            await using var strict = await ForgingProvider.StartAsync(provider, error);
            var text = "";
            await Patience.UntilAsync(async cancellation =>
            {
                using var refused = await visitor.GoAsync("/");
                text = await refused.Content.ReadAsStringAsync(cancellation);
                return !text.Contains("does not answer", StringComparison.Ordinal);
            });
            Assert.Contains(said, text, StringComparison.Ordinal);
            Assert.DoesNotContain("hush", text + server.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("P0001", text + server.Output, StringComparison.Ordinal);
        }

        Assert.Contains("invalid_client", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_database_of_sessions_nobody_is_in_and_what_is_open_stays_so()
    {
        await using var world = new ForgedSignIn();
        await world.InitializeAsync();
        using var visitor = await world.SignedInAsync("ada");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync("/")).StatusCode);
        File.Move(Path.Combine(world.State, "state.db"), Path.Combine(world.State, "away"));

        using var page = await visitor.GoAsync("/");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Contains("Sessions cannot be kept at the moment", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var other = world.Visitor();
        using var back = await world.ComeBackAsync(other, nonce => world.Provider.Sign(world.Claims("ben", nonce)));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, null), (back.StatusCode, other.Session));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync("/health/live")).StatusCode);

        // A provider that is away is missed by nobody who is in.
        File.Move(Path.Combine(world.State, "away"), Path.Combine(world.State, "state.db"));
        await world.Provider.DisposeAsync();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync("/")).StatusCode);
        using var account = await visitor.GoAsync("/account");
        using var signedOut = await visitor.SubmitAsync(account, "form[action='sign-out']");
        Assert.Equal((HttpStatusCode.SeeOther, "/signed-out"), (signedOut.StatusCode, signedOut.Headers.Location?.ToString()));
    }
}
