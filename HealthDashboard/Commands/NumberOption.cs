using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace HealthDashboard.Commands;

/// <summary>An option with a number between bounds, written the same on every machine; anything else is told with what was found.</summary>
public static class NumberOption
{
    /// <param name="expected">What is expected, in words.</param>
    public static Option<T> Of<T>(string name, string description, T value, T least, T most, string expected) where T : struct, INumber<T> => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && T.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            result.AddError($"{name} is “{string.Join(' ', result.Tokens.Select(each => each.Value))}”. Expected {expected}.");
            return value;
        },
    };
}
