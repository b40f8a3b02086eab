using HealthDashboard.Access;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Access.Audit;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.SignIn.Accounts;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HealthDashboard.Endpoints.SignIn.Accounts;

/// <summary>
/// Where administrators of all departments look after accounts; to everybody else there is no such page. They change them shortly after they have signed in:
/// whoever finds their browser open would else give themselves a way in that stays.
/// </summary>
public static class PeopleAddresses
{
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var people = routes.MapGroup("").WithMetadata(new ForRoleAttribute(Role.Admin));
        people.MapGet("/" + Address.People, (HttpContext http) => All(http));
        people.MapPost("/" + Address.People, AddAsync);
        people.MapGet("/" + Address.People + "/{id:long}", (HttpContext http, AccountStore accounts, long id) => accounts.Find(id) is { } account ? One(http, account) : Results.NotFound());
        Map("reach", (accounts, id, form) => accounts.SetReach(id, ReachForm.Read(form)));
        Map("disable", (accounts, id, _) => accounts.Disable(id));
        Map("enable", (accounts, id, _) => accounts.Enable(id));
        Map("remove", (accounts, id, _) => accounts.Remove(id));
        people.MapPost("/" + Address.People + "/{id:long}/reset", (HttpContext http, AccountStore accounts, long id) => ChangeAsync(http, id, _ =>
        {
            var password = accounts.Reset(id);
            Tell(http, accounts.Find(id)!);
            return new RazorComponentResult<OneTimePage>(new { accounts.Find(id)!.Name, Password = password });
        }));

        void Map(string change, Action<AccountStore, long, IFormCollection> make) =>
            people.MapPost($"/{Address.People}/{{id:long}}/{change}", (HttpContext http, AccountStore accounts, long id) => ChangeAsync(http, id, form =>
            {
                var before = accounts.Find(id);
                make(accounts, id, form);
                var account = accounts.Find(id);
                Tell(http, account ?? before!);
                return SeeOther.Page(http, account is null ? Address.People : Address.Person(id));
            }));
    }

    private static async Task<IResult> AddAsync(HttpContext http, AccountStore accounts)
    {
        if (await SmallForm.ReadAsync(http) is not { } form)
            return await SignInAddresses.NotOursAsync(http);
        if (!FreshSignIn.IsFresh(http))
            return await FreshSignIn.RefuseForAsync(http, Address.People);
        var (name, reach) = (form["name"].ToString(), Reach.Nothing);
        try
        {
            reach = ReachForm.Read(form);
            var (account, password) = accounts.Add(name, reach);
            Tell(http, account);
            return new RazorComponentResult<OneTimePage>(new { account.Name, Password = password });
        }
        catch (AccountRefusedException refused)
        {
            return All(http, refused.Message, name, reach);
        }
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, long id, Func<IFormCollection, IResult> change)
    {
        if (await SmallForm.ReadAsync(http) is not { } form)
            return await SignInAddresses.NotOursAsync(http);
        if (!FreshSignIn.IsFresh(http))
            return await FreshSignIn.RefuseForAsync(http, Address.People);
        try
        {
            return change(form);
        }
        catch (AccountRefusedException refused)
        {
            return http.RequestServices.GetRequiredService<AccountStore>().Find(id) is { } account ? One(http, account, refused.Message) : All(http, refused.Message);
        }
    }

    /// <summary>To whom something was done, and what they see since.</summary>
    private static void Tell(HttpContext http, LocalAccount account) =>
        _ = http.RequestServices.GetRequiredService<AuditLog>().Write(http, AuditAction.Change, reason: account.ToString());

    private static RazorComponentResult<PeoplePage> All(HttpContext http, string? wrong = null, string? name = null, Reach? reach = null) =>
        new(new { Known = Departments(http), IsFresh = FreshSignIn.IsFresh(http), Wrong = wrong, Name = name, Reach = reach ?? Reach.Nothing }) { StatusCode = Status(wrong) };

    private static RazorComponentResult<PersonPage> One(HttpContext http, LocalAccount account, string? wrong = null) =>
        new(new { Account = account, Known = Departments(http), IsFresh = FreshSignIn.IsFresh(http), Wrong = wrong }) { StatusCode = Status(wrong) };

    private static int Status(string? wrong) => wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;

    /// <summary>Those of the published snapshot; none before the first.</summary>
    private static IReadOnlyList<string> Departments(HttpContext http) =>
        http.RequestServices.GetRequiredService<SnapshotStore>().Readable is { } snapshot ? FilterChoices.Of(snapshot, Reach.Everything).Departments : [];
}
