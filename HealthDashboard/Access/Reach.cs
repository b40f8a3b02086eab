namespace HealthDashboard.Access;

/// <summary>
/// What one person may see: departments, the role in each, and whether persons are shown by name. Immutable. Two are equal exactly when
/// <see cref="ToString"/> says the same, so that what is kept under that text is kept for one reach alone.
/// </summary>
public sealed class Reach : IEquatable<Reach>
{
    private const string Everywhere = "*";
    private const string NamesShown = "names";
    private const string NothingAtAll = "nothing";

    private readonly Role? _everywhere;

    /// <summary>Where the role is more than everywhere else.</summary>
    private readonly SortedDictionary<string, Role> _more;
    private readonly string _text;

    private Reach(Role? everywhere, SortedDictionary<string, Role> more, bool names)
    {
        (_everywhere, _more) = (everywhere, more);
        IsNothing = everywhere is null && more.Count == 0;
        // Who sees nobody sees no names: there is one way to write nothing.
        Names = names && !IsNothing;
        Departments = IsAll ? [] : [.. more.Keys];
        _text = Text();
    }

    /// <summary>Of a person without a grant.</summary>
    public static Reach Nothing { get; } = Of([], names: false);

    /// <summary>Of whoever sits at the machine, and of an open dashboard: admin of everything, persons by name.</summary>
    public static Reach Everything { get; } = Of([new Grant(Role.Admin, null)], names: true);

    public bool IsNothing { get; }

    /// <summary>Whether it holds all departments, those of later files too.</summary>
    public bool IsAll => _everywhere is not null;

    /// <summary>In ordinal order; empty where it <see cref="IsAll"/>.</summary>
    public IReadOnlyList<string> Departments { get; }

    /// <summary>Whether persons are shown by name.</summary>
    public bool Names { get; }

    /// <summary>Whether nothing is kept from them but, where it says so, names.</summary>
    public bool IsAdminOfAll => _everywhere == Role.Admin;

    /// <summary>Whether it covers a department, or with null what is of the hospital as a whole: that is for admins of everything alone.</summary>
    public bool CoversOrIsAll(string? department) => department is null ? IsAdminOfAll : Covers(department);

    /// <summary>The role where it is highest; null without any.</summary>
    public Role? Highest => _more.Values.Select(role => (Role?)role).Append(_everywhere).Max();

    /// <summary>All grants together: in each department the highest role that one of them gives there, never the role of one with the departments of another.</summary>
    public static Reach Of(IEnumerable<Grant> grants, bool names)
    {
        Role? everywhere = null;
        var more = new SortedDictionary<string, Role>(StringComparer.Ordinal);
        foreach (var (role, departments, _) in grants)
        {
            if (departments is null)
                everywhere = everywhere > role ? everywhere : role;
            foreach (var department in departments ?? [])
                more[department] = more.TryGetValue(department, out var before) && before > role ? before : role;
        }

        return Canonical(everywhere, more, names);
    }

    /// <summary>The reach that a text of <see cref="ToString"/> is of.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Reach Parse(string text)
    {
        var words = text.Split(' ');
        var names = words.Length > 1 && words[^1] == NamesShown;
        return text == NothingAtAll ? Nothing : Of((names ? words[..^1] : words).Select(word =>
            word.Split('=') is [var role, var department] && Enum.TryParse<Role>(role, ignoreCase: true, out var known) && Enum.IsDefined(known)
                ? new Grant(known, department == Everywhere ? null : [Uri.UnescapeDataString(department)])
                : throw new FormatException("This is no reach. Expected one such as viewer=* analyst=Cardiology.")), names);
    }

    /// <summary>The same, with persons by their ids alone.</summary>
    public Reach WithoutNames() => Names ? new(_everywhere, _more, names: false) : this;

    /// <summary>The same, without the departments where the role is less than <paramref name="role"/>.</summary>
    public Reach AtLeast(Role role) => Canonical(
        _everywhere >= role ? _everywhere : null,
        new SortedDictionary<string, Role>(_more.Where(each => each.Value >= role).ToDictionary(), StringComparer.Ordinal),
        Names);

    /// <summary>Whether a department, as the files spell it, is in it.</summary>
    public bool Covers(string department) => IsAll || _more.ContainsKey(department);

    /// <summary>Whether the role is at least so high in all of some departments that it covers; in all it covers where none of them is.</summary>
    public bool IsAtLeast(Role role, IReadOnlyCollection<string> departments)
    {
        // Where a department has a role of its own, that is more than the one everywhere.
        if (!IsNothing && (_everywhere ?? Role.Admin) >= role && _more.Values.All(own => own >= role))
            return true;
        var covered = departments.Where(Covers).ToList();
        return covered.Count > 0 && covered.TrueForAll(each => RoleIn(each) >= role);
    }

    /// <summary>Departments where the role is more than <see cref="RoleEverywhere"/>; all there are where there is none of that.</summary>
    public IReadOnlyCollection<string> OfTheirOwn => _more.Keys;

    /// <summary>The role in all departments, those of later files too; null where there is none.</summary>
    public Role? RoleEverywhere => _everywhere;

    /// <summary>The role in a department; null where it is not covered.</summary>
    public Role? RoleIn(string department) => _more.TryGetValue(department, out var own) ? own : _everywhere;

    public bool Equals(Reach? other) => other is not null && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as Reach);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Such as <c>viewer=* analyst=Cardiology names</c>; <c>nothing</c> without a grant. Names of departments are escaped as in addresses.</summary>
    public override string ToString() => _text;

    private static Reach Canonical(Role? everywhere, SortedDictionary<string, Role> more, bool names)
    {
        foreach (var department in more.Where(each => everywhere >= each.Value).Select(each => each.Key).ToList())
            more.Remove(department);
        return new Reach(everywhere, more, names);
    }

    private string Text()
    {
        var everywhere = _everywhere is { } role ? [(Role: role, Department: Everywhere)] : Array.Empty<(Role Role, string Department)>();
        var parts = everywhere.Concat(_more.Select(each => (Role: each.Value, Department: Uri.EscapeDataString(each.Key))))
            .Select(each => $"{each.Role.ToString().ToLowerInvariant()}={each.Department}");
        return IsNothing ? NothingAtAll : string.Join(' ', Names ? parts.Append(NamesShown) : parts);
    }
}
