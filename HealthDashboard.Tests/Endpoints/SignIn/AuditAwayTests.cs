using System.Net;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>Where nothing can be written down, nothing of persons is shown, and everything else goes on.</summary>
public sealed class AuditAwayTests
{
    [Fact]
    public async Task Without_the_audit_no_patient_is_shown_and_the_rest_goes_on()
    {
        await using var world = new ForgedSignIn();
        await world.InitializeAsync();
        using var admin = await world.SignedInAsync("ada");
        string[] persons =
        [
            "/patients/P0001", "/gold/patient_summary", "/gold/top_10_expensive_patients", "/gold/patient_summary.csv", "/gold/top_10_expensive_patients.zip",
            "/passport/weekly_visit_trends/num_visits", "/pipeline/rejected.csv", "/pipeline/rules/visits/date_invalid",
        ];
        string[] others =
        [
            "/", "/departments/Cardiology", "/doctors/D001", "/gold/department_treatment_summary", "/gold/department_treatment_summary.csv", "/gold/department_treatment_summary.zip", "/signals.csv",
            "/cost-change", "/pipeline", "/pipeline/status.json", "/annotations", "/account", "/audit",
        ];
        Assert.All(await StatusesAsync([.. persons, .. others]), answer => Assert.Equal(HttpStatusCode.OK, answer.Status));

        var (database, aside) = (Path.Combine(world.State, "audit.db"), Path.Combine(world.State, "aside.db"));
        File.Move(database, aside);
        Assert.All(await StatusesAsync(persons), answer =>
        {
            Assert.Equal((answer.Address, HttpStatusCode.ServiceUnavailable), (answer.Address, answer.Status));
            Assert.True(answer.Text.Contains("written down first", StringComparison.Ordinal) || answer.Text.Contains("written into the audit first", StringComparison.Ordinal), answer.Text);
        });
        Assert.All(await StatusesAsync(others), answer =>
        {
            Assert.Equal((answer.Address, HttpStatusCode.OK), (answer.Address, answer.Status));
            Assert.DoesNotMatch(@"patients/P\d|>P\d{4}<", answer.Text);
        });
        using var next = await world.SignedInAsync("ben");
        Assert.Equal(HttpStatusCode.OK, (await next.GoAsync("/")).StatusCode);
        Assert.Contains("The audit cannot be written", world.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("P0001", world.Log, StringComparison.Ordinal);

        using var reader = await world.SignedInAsync("nia", "name-readers");
        using var asked = await reader.GoAsync("/names");
        using var revealed = await reader.SubmitAsync(asked, "form[action='names/reveal']", ("reason", "treatment"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, revealed.StatusCode);

        File.Move(aside, database);
        Assert.DoesNotContain("shown for", await (await reader.GoAsync("/gold/patient_summary")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.All(await StatusesAsync(persons), answer => Assert.Equal(HttpStatusCode.OK, answer.Status));

        async Task<List<(string Address, HttpStatusCode Status, string Text)>> StatusesAsync(string[] addresses)
        {
            var answers = new List<(string, HttpStatusCode, string)>();
            foreach (var address in addresses)
            {
                using var answer = await admin.GoAsync(address);
                answers.Add((address, answer.StatusCode, await answer.Content.ReadAsStringAsync()));
            }

            return answers;
        }
    }
}
