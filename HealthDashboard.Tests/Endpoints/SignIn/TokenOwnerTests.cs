using System.Net;
using System.Security.Claims;
using Dapper;
using HealthDashboard.Access;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;
using Microsoft.AspNetCore.Authentication;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>A token opens what its owner may see now, and dies with them.</summary>
[Collection(typeof(ForgedSignIns))]
public sealed class TokenOwnerTests(ForgedSignIn server)
{
    [Fact]
    public async Task What_the_provider_says_at_the_next_sign_in_holds_for_the_token_too()
    {
        using var owner = await server.SignedInAsync("olga");
        var token = await owner.MakeTokenAsync("of an admin");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());

        using var less = await server.SignedInAsync("olga", "cardiology");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/signals.csv"));

        using var nothing = await server.SignedInAsync("olga", "cafeteria");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/signals.csv"));

        async Task<HttpStatusCode> StatusAsync(string address = "/pipeline/status.json") =>
            (await Curl.AskAsync(new Uri(server.Dashboard, address), "--header", $"Authorization: Bearer {token}")).Status;
    }

    /// <summary>The proxy of these tests is on this machine, and speaks plain http to whoever asks.</summary>
    [Fact]
    public async Task Over_a_way_that_others_read_along_no_token_is_taken()
    {
        using var owner = await server.SignedInAsync("otto");
        var token = await owner.MakeTokenAsync("read along");
        var (address, named) = (new Uri(server.Dashboard, "/signals.csv"), "Host: dashboard.example");

        var plain = await Curl.AskAsync(address, "--header", named, "--header", $"Authorization: Bearer {token}");
        Assert.Equal(HttpStatusCode.Forbidden, plain.Status);
        Assert.Contains("You came by http://dashboard.example", plain.Text, StringComparison.Ordinal);
        var secret = await Curl.AskAsync(address, "--header", named, "--header", $"Authorization: Bearer {token}", "--header", "X-Forwarded-Proto: https");
        Assert.Equal(HttpStatusCode.OK, secret.Status);
    }

    /// <summary>Sessions and tokens lie in the same folder when the setting names another provider, whose groups are others' to give.</summary>
    [Fact]
    public async Task Neither_session_nor_token_of_another_provider_opens_anything()
    {
        using var owner = await server.SignedInAsync("orla");
        var token = await owner.MakeTokenAsync("of another provider");
        Assert.Equal(HttpStatusCode.OK, (await owner.GoAsync("/signals.csv")).StatusCode);
        new StateDatabase(new StateOptions { Path = server.State }).Ask(connection =>
        {
            var (id, kept) = connection.QuerySingle<(long, byte[])>("select id, ticket from sessions where subject = 'orla'");
            var ticket = TicketSerializer.Default.Deserialize(kept)!;
            var identity = (ClaimsIdentity)ticket.Principal.Identity!;
            identity.RemoveClaim(identity.FindFirst(PersonClaims.Authority));
            connection.Execute("update sessions set ticket = @ticket where id = @id", new { id, ticket = TicketSerializer.Default.Serialize(ticket) });
            return connection.Execute(
                "update people set claims = replace(claims, @authority, 'https://before.example/') where subject = 'orla'", new { authority = server.Provider.Address.AbsoluteUri });
        });

        using var led = await owner.GoAsync("/signals.csv");
        Assert.Equal((HttpStatusCode.Redirect, server.Provider.Address.Authority), (led.StatusCode, led.Headers.Location?.Authority));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Curl.AskAsync(new Uri(server.Dashboard, "/signals.csv"), "--header", $"Authorization: Bearer {token}")).Status);

        using var anew = await server.SignedInAsync("orla");
        Assert.Equal(HttpStatusCode.OK, (await Curl.AskAsync(new Uri(server.Dashboard, "/signals.csv"), "--header", $"Authorization: Bearer {token}")).Status);
    }
}
