using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>What stands beside numbers is left out while the warehouse's engine cannot be asked, as the notice on every page says then. It is not kept so.</summary>
internal static class WhileAway
{
    public static async ValueTask<T> OrAsync<T>(ValueTask<T> asked, T without)
    {
        try
        {
            return await asked;
        }
        catch (EngineException away) when (!away.IsOfStatement)
        {
            return without;
        }
    }
}
