using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace HealthDashboard.Access;

/// <summary>A page that is still open asked for data of a session that has ended.</summary>
public sealed class SessionEndedException() : Exception("The session has ended.");

/// <summary>Who looks at a page: the person of the request, or of the circuit that keeps the page alive. One for each of them.</summary>
public sealed class Viewer(Reaches reaches) : AuthenticationStateProvider, IHostEnvironmentAuthenticationStateProvider
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    private volatile Task<AuthenticationState> _state = Task.FromResult(Nobody);
    private volatile bool _isOver;

    /// <summary>Whether the session has ended while the page was open.</summary>
    public bool IsOver => _isOver;

    /// <summary>Without an identity where nobody signs in.</summary>
    public ClaimsPrincipal Person => _state.IsCompletedSuccessfully ? _state.Result.User : Nobody.User;

    /// <summary>Whether anything of the data may be shown at all.</summary>
    public bool IsLetIn => !IsOver && reaches.LetsIn(Person);

    /// <summary>Whether a screen may stand open as theirs, with nobody beside it: whoever passes it is then them. Where nobody signs in there is nobody to be.</summary>
    public bool MayStandOpen => !reaches.AskWhoItIs || Reach.Highest is Role.Viewer;

    /// <summary>What the page may show.</summary>
    /// <exception cref="SessionEndedException">The session has ended: nothing more is read for it.</exception>
    public Reach Reach => IsOver ? throw new SessionEndedException() : reaches.Of(Person);

    /// <summary>Whether nothing of the data is kept from them: what is counted over all departments may be told.</summary>
    /// <exception cref="SessionEndedException">The session has ended.</exception>
    public bool KnowsAll => Reach.IsAdminOfAll;

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => _state;

    public void SetAuthenticationState(Task<AuthenticationState> authenticationStateTask)
    {
        if (_isOver)
            return;
        _state = authenticationStateTask;
        NotifyAuthenticationStateChanged(_state);
    }

    /// <summary>Names of patients are shown until then, or not any more: what is drawn is drawn anew.</summary>
    /// <param name="until">In seconds since 1970; null for not at all.</param>
    public void ShowNames(long? until)
    {
        if (Person.SessionId is { } session && Person.NamesUntil != until)
            SetAuthenticationState(Task.FromResult(new AuthenticationState(Person.In(session, until))));
    }

    /// <summary>Whether names of patients may be revealed to them.</summary>
    public bool MayReveal => !IsOver && reaches.MayReveal(Person);

    /// <summary>Nothing more is shown: all that is drawn becomes nobody's, and stays so.</summary>
    public void End()
    {
        _isOver = true;
        _state = Task.FromResult(Nobody);
        NotifyAuthenticationStateChanged(_state);
    }
}
