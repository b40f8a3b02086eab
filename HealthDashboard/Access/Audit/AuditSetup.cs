namespace HealthDashboard.Access.Audit;

/// <summary>Puts the audit together: on wherever people sign in.</summary>
public static class AuditSetup
{
    public static void AddAudit(this IServiceCollection services, AccessOptions access, StateOptions state, AuditOptions options)
    {
        services.AddSingleton(options).AddSingleton(new AuditFiles(state.Path)).AddSingleton<AuditReader>().AddSingleton<AuditLog>();
        if (access.SignsIn)
            services.AddSingleton<AuditStore>().AddHostedService<AuditUpkeep>();
    }
}
