namespace HealthDashboard.Endpoints;

/// <summary>The answer to a form: the page that shows what came of it, so that loading it again sends nothing again.</summary>
internal static class SeeOther
{
    /// <param name="page">As <see cref="Pages.Addresses.Address"/> writes it.</param>
    public static IResult Page(HttpContext http, string page)
    {
        http.Response.Headers.Location = $"{http.Request.PathBase}/{page}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
