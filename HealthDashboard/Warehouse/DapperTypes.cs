using System.Data;
using System.Globalization;
using Dapper;

namespace HealthDashboard.Warehouse;

/// <summary>
/// How values of the database become values of a row. SQLite types each value, not each column: without a handler Dapper would
/// take the type of the first row, which may be empty, for all.
/// </summary>
public static class DapperTypes
{
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(decimal));
        SqlMapper.RemoveTypeMap(typeof(decimal?));
        SqlMapper.AddTypeHandler(new DecimalHandler());
    }

    /// <summary>Without zeros at its end, which engines add as they like.</summary>
    internal static decimal Short(decimal number) => number / 1.0000000000000000000000000000m;

    private sealed class DecimalHandler : SqlMapper.TypeHandler<decimal>
    {
        public override decimal Parse(object value) => Short(Convert.ToDecimal(value, CultureInfo.InvariantCulture));

        public override void SetValue(IDbDataParameter parameter, decimal value) => parameter.Value = value;
    }
}
