using System.Globalization;

namespace HealthDashboard.Configuration;

/// <summary>
/// Reads settings, and knows by that which there are: one that nobody reads is a slip of the pen that would otherwise be ignored without
/// a word. Every fault names the setting, what was found and what was expected.
/// </summary>
/// <param name="root">The folder that relative paths start at.</param>
public sealed class SettingsReader(IConfiguration configuration, string root)
{
    private readonly List<string> _known = [];

    /// <exception cref="FormatException">It is empty, or no path.</exception>
    public string Folder(string key, string value)
    {
        var path = Text(key, value);
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            throw Unusable(key, path, "a path");
        return Path.GetFullPath(path, root);
    }

    /// <summary>Whether it, or anything below it, is set.</summary>
    public bool Has(string key) => configuration.GetSection(key).Exists();

    /// <summary>The keys of the entries of a list, such as <c>Auth:Grants:0</c>.</summary>
    public IEnumerable<string> Entries(string key) => configuration.GetSection(key).GetChildren().Select(entry => entry.Path);

    /// <summary>A list of texts: one an entry, or one alone.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        var alone = Text(key, "");
        return [.. alone.Length > 0 ? [alone] : Entries(key).Select(entry => Text(entry, ""))];
    }

    public string Text(string key, string value)
    {
        _known.Add(key);
        return configuration[key]?.Trim() ?? value;
    }

    /// <exception cref="FormatException">It is not one of the names, in any case.</exception>
    public T OneOf<T>(string key, T value) where T : struct, Enum
    {
        var text = Text(key, value.ToString());
        return Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse<T>(known)
            : throw Unusable(key, text, string.Join(" or ", Enum.GetNames<T>()));
    }

    /// <exception cref="FormatException">It is neither true nor false.</exception>
    public bool Switch(string key, bool value)
    {
        var text = Text(key, value.ToString());
        return bool.TryParse(text, out var read) ? read : throw Unusable(key, text, "true or false");
    }

    /// <summary>A whole number from 1 on.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public int Count(string key, int value)
    {
        var text = Text(key, value.ToString(CultureInfo.InvariantCulture));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read >= 1 ? read : throw Unusable(key, text, "a whole number, 1 or more");
    }

    /// <summary>0 to 1.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public double Share(string key, double value)
    {
        var text = Text(key, value.ToString(CultureInfo.InvariantCulture));
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read is >= 0 and <= 1
            ? read
            : throw Unusable(key, text, "a share from 0 to 1, such as 0.5");
    }

    /// <summary>Call it when all have been read.</summary>
    /// <exception cref="FormatException">Among the settings of our sections there is one that was not read.</exception>
    public void RefuseUnknown()
    {
        foreach (var section in _known.Select(key => key.Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            foreach (var found in Leaves(configuration.GetSection(section)).Where(path => !_known.Contains(path, StringComparer.OrdinalIgnoreCase)))
                throw new FormatException($"There is no setting {found}. Known are {string.Join(", ", _known.Where(key => key.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase)))}.");
        }
    }

    private static IEnumerable<string> Leaves(IConfigurationSection section) => section.GetChildren().SelectMany(each =>
        each.Value is null ? Leaves(each) : Leaves(each).Prepend(each.Path));

    public static FormatException Unusable(string key, string found, string expected) => new($"{key} is “{found}”. Expected {expected}.");
}
