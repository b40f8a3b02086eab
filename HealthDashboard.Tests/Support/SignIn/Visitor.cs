using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>A browser without pictures: it keeps cookies, goes to pages as browsers do, and sends forms.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="always">Headers that are sent with everything.</param>
    public Visitor(Uri dashboard, params (string Name, string Value)[] always)
    {
        Dashboard = dashboard;
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies });
        foreach (var (name, value) in always)
            _http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
    }

    public Uri Dashboard { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The cookie of the session; null without one.</summary>
    public string? Session => Cookies.GetCookies(Dashboard)["session"]?.Value;

    /// <summary>Goes to a page, and does not follow where it leads.</summary>
    public Task<HttpResponseMessage> GoAsync(string address) => SendAsync(HttpMethod.Get, address, ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"), ("Accept", "text/html"));

    /// <summary>Asks as a script does.</summary>
    public Task<HttpResponseMessage> AskAsync(HttpMethod method, string address, params (string Name, string Value)[] headers) => SendAsync(method, address, headers);

    /// <summary>Goes to a page and wherever it leads.</summary>
    public async Task<HttpResponseMessage> FollowAsync(string address)
    {
        var answer = await GoAsync(address);
        while (answer.Headers.Location is { } onward)
        {
            var next = new Uri(answer.RequestMessage!.RequestUri!, onward);
            answer.Dispose();
            answer = await GoAsync(next.ToString());
        }

        return answer;
    }

    /// <summary>Goes to a page, signs in at the provider where one is led there, and comes back.</summary>
    /// <param name="beforeBack">Sees the address with which the provider sends one back, before it is followed.</param>
    public async Task<HttpResponseMessage> SignInAsync(string name, string address = "/", Func<Uri, Task>? beforeBack = null)
    {
        var answer = await FollowAsync(address);
        if (new Uri(answer.RequestMessage!.RequestUri!, "/") == new Uri(Dashboard, "/"))
            return answer;
        answer = await SubmitAsync(answer, "form", ("login", name), ("password", "any"));
        while (answer.Headers.Location is { } onward)
        {
            var next = new Uri(answer.RequestMessage!.RequestUri!, onward);
            if (next.AbsolutePath == "/signin-oidc" && beforeBack is not null)
                await beforeBack(next);
            answer = await GoAsync(next.ToString());
        }

        return answer;
    }

    /// <summary>Sends a form of a page as a browser does, with what is filled in.</summary>
    public Task<HttpResponseMessage> SubmitAsync(HttpResponseMessage page, string form, params (string Name, string Value)[] filled) => SubmitAsync(page, form, null, filled);

    /// <summary>The same to another address, as a page of the dashboard could.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(HttpResponseMessage page, string form, string? to, params (string Name, string Value)[] filled)
    {
        var address = page.RequestMessage!.RequestUri!;
        var document = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync());
        var found = document.QuerySelector(form) ?? throw new InvalidOperationException($"There is no form {form} on {address}: {document.Body?.TextContent}");
        var start = new Uri(address, document.QuerySelector("base")?.GetAttribute("href") ?? "");
        var values = found.QuerySelectorAll("input[name]").Cast<IHtmlInputElement>().Where(input => input.Type is not ("radio" or "checkbox") || input.IsChecked).ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in filled)
            values[name] = value;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(start, to ?? found.GetAttribute("action") ?? "")) { Content = new FormUrlEncodedContent(values) };
        foreach (var (name, value) in new[] { ("Origin", address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"), ("Accept", "text/html") })
            request.Headers.Add(name, value);
        return await _http.SendAsync(request);
    }

    /// <summary>Makes a token as whoever is signed in.</summary>
    /// <param name="again">Whether in place of an earlier one of this name, since a person has twenty at most.</param>
    public async Task<string> MakeTokenAsync(string name, bool again = false)
    {
        using var account = await GoAsync("/account");
        if (again && new HtmlParser().ParseDocument(await account.Content.ReadAsStringAsync()).QuerySelector($"form:has([aria-label='Revoke: {name}'])") is not null)
            (await SubmitAsync(account, $"form:has([aria-label='Revoke: {name}'])")).Dispose();
        using var made = await SubmitAsync(account, "form[action='account/tokens']", ("name", name), ("days", "30"));
        return new HtmlParser().ParseDocument(await made.Content.ReadAsStringAsync()).QuerySelector("code.token")!.TextContent;
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(Dashboard, address));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return _http.SendAsync(request);
    }
}
