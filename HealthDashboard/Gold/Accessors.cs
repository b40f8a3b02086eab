using System.Reflection;

namespace HealthDashboard.Gold;

/// <summary>Properties of rows as delegates: reflection once a column instead of once a cell.</summary>
internal static class Accessors
{
    private static readonly MethodInfo Open = typeof(Accessors).GetMethod(nameof(OpenReader), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Reads it of any row of its type.</summary>
    public static Func<object, object?> Reader(PropertyInfo property) =>
        (Func<object, object?>)Open.MakeGenericMethod(property.DeclaringType!, property.PropertyType).Invoke(null, [property])!;

    /// <summary>Writes it, also where it can only be written while a row is made.</summary>
    public static Action<TRow, TValue> Writer<TRow, TValue>(PropertyInfo property) => property.SetMethod!.CreateDelegate<Action<TRow, TValue>>();

    private static Func<object, object?> OpenReader<TRow, TValue>(PropertyInfo property)
    {
        var read = property.GetMethod!.CreateDelegate<Func<TRow, TValue>>();
        return row => read((TRow)row);
    }
}
