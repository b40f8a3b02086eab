using System.Text.RegularExpressions;
using HealthDashboard.Gold;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Documents;

/// <summary>The rooms of the program stand above each other, and nothing knows of what stands above it.</summary>
public sealed partial class ImportsTests
{
    /// <summary>From the ground up. The first ones know no hospital. What puts the program together stands on all of them, and the command line asks it for that.</summary>
    private static readonly string[] Rooms =
    [
        "Configuration", "Threads", "Telemetry", "Statistics", "Sample", "Warehouse", "Bronze", "Silver", "Access", "Gold", "Disclosure", "Query", "Signals", "Annotations", "Pipeline", "Engines", "Lake", "Pages", "Endpoints", "Commands",
    ];

    private static readonly string Program = Path.Combine(Places.Repository, "HealthDashboard");

    public static TheoryData<string> All => [.. Rooms];

    [Fact]
    public void Every_room_has_its_place() => Assert.Equal(
        Rooms.Order(StringComparer.Ordinal),
        Directory.GetDirectories(Program).Where(folder => Files(folder).Any()).Select(folder => Path.GetFileName(folder)).Except(["bin", "obj"]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public void A_room_imports_only_what_stands_below_it(string room)
    {
        var above = Rooms.SkipWhile(each => each != room).Skip(1).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Files(Path.Combine(Program, room)).SelectMany(path => Imported(File.ReadAllText(path)).Where(above.Contains), (path, other) => $"{Path.GetFileName(path)} knows {other}"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Only_the_command_line_knows_what_puts_the_program_together(string room)
    {
        var together = Directory.GetFiles(Program, "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).ToList();
        var known = Files(Path.Combine(Program, room)).SelectMany(path => together.Where(type => Regex.IsMatch(File.ReadAllText(path), $@"(?<![.\w]){type}\.[A-Z]\w+\(")), (path, type) => $"{Path.GetFileName(path)} knows {type}");

        Assert.True(room == "Commands" || !known.Any(), string.Join('\n', known));
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".cs" or ".razor");

    /// <summary>By a using or by a name that starts with the room's.</summary>
    private static IEnumerable<string> Imported(string text) => Using().Matches(text).Select(match => match.Groups[1].Value)
        .Concat(Qualified().Matches(text)
            .Where(match => typeof(Scope).Assembly.GetType($"{nameof(HealthDashboard)}.{match.Groups[1].Value}.{match.Groups[2].Value}") is not null)
            .Select(match => match.Groups[1].Value))
        .Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"^@?using (?:static )?(?:\w+ = )?HealthDashboard\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![.\w])(?:HealthDashboard\.)?([A-Z]\w+)\.([A-Z]\w+)")]
    private static partial Regex Qualified();
}
