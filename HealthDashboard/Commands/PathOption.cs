using System.CommandLine;

namespace HealthDashboard.Commands;

/// <summary>Options that name a file or a folder.</summary>
public static class PathOption
{
    /// <param name="expected">What is expected, in words.</param>
    public static void MustNotBeEmpty(this Option option, string expected) => option.Validators.Add(result =>
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"{option.Name} is empty. Expected {expected}.");
    });
}
