using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Browser;

/// <summary>Another site has pointed its name at the server: to Chromium that page and the dashboard are then of one origin.</summary>
public sealed class RebindingTests(SharedServer shared, SignInServer signIn)
{
    private const string Refusal = "400 The dashboard does not go by the name “rebound.example”.";

    [Fact]
    public async Task A_page_whose_name_leads_here_reads_nothing_and_opens_no_socket()
    {
        foreach (var address in new[] { await shared.AddressAsync(), await signIn.AddressAsync() })
        {
            var rebound = new UriBuilder(address) { Host = SharedServer.Rebound }.Uri.ToString();
            await using var viewer = await (await shared.ChromiumAsync()).NewContextAsync();
            var page = await viewer.NewPageAsync();
            Assert.Equal(400, (await page.GotoAsync(rebound))!.Status);

            var answers = await page.EvaluateAsync<string[]>("""
                async () => {
                  const asked = [["/"], ["/gold/patient_summary.csv"], ["/pipeline/status.json"], ["/account"], ["/pipeline/run", "POST"], ["/_blazor/negotiate?negotiateVersion=1", "POST"]];
                  const told = [];
                  for (const [address, method] of asked) {
                    const answer = await fetch(address, { method });
                    told.push(`${answer.status} ${await answer.text()}`);
                  }
                  return told;
                }
                """);
            Assert.Equal(6, answers.Length);
            Assert.All(answers, answer => Assert.StartsWith(Refusal, answer, StringComparison.Ordinal));
            Assert.False(await page.EvaluateAsync<bool>("""
                () => new Promise((done) => {
                  const socket = new WebSocket(`ws://${location.host}/_blazor`);
                  socket.onopen = () => done(true);
                  socket.onerror = () => done(false);
                })
                """));
        }
    }
}
