namespace HealthDashboard.Access;

/// <summary>Reads the forms of a few fields that change something.</summary>
public static class SmallForm
{
    /// <summary>Null where there is none, or none that can be read: of too many fields, too large, or broken off.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return null;
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
