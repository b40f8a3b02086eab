using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Pages.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>Leads whoever goes to a page without being signed in to the provider and back; tells all others why they are not let in.</summary>
public sealed class SignInRefusals(SignInAnswers answers, AuditLog audit) : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            await next(context);
        else if (authorizeResult.Forbidden)
        {
            _ = audit.Write(context, AuditAction.Refused);
            await SignInAnswers.AnswerAsync(context, answers.Of(context));
        }
        else if (!SignInAnswers.MayBeLed(context.Request))
            await SignInAnswers.AnswerAsync(context, Refusal.Unknown);
        else if (!context.Request.IsHttps && !HostNames.IsLocal(context.Request.Host.Host))
            await SignInAnswers.AnswerAsync(context, Refusal.HttpsNeeded(context.Request.Host.Host));
        else
            await answers.LeadAsync(context);
    }
}
