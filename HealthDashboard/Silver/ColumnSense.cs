using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>Why the files as they are must not be published, in words that hold no patient's value.</summary>
public sealed record ColumnDoubt(string Rule, string Reason);

/// <summary>
/// Whether the columns of a file are understood at all. One value that is not is a slip; a column of which no value is holds
/// something else than it should, and would be lost without anybody missing it.
/// </summary>
public sealed class ColumnSense(SourceTable table)
{
    private static readonly HashSet<Rule> Rules =
        [Rule.AgeInvalid, Rule.GenderUnknown, Rule.YearsInvalid, Rule.DateInvalid, Rule.DateDefault, Rule.FollowUpInvalid, Rule.CostInvalid];

    private static readonly HashSet<Rule> References = [Rule.PatientUnknown, Rule.DoctorUnknown, Rule.VisitUnknown];

    private readonly Dictionary<string, ColumnFound> _columns = [];
    private readonly Dictionary<(string Column, string Because), long> _unfound = [];
    private long _records;

    /// <summary>Counts a record whose fields can be told apart, and the rules it hits.</summary>
    public void Count(long line, IReadOnlyList<RuleHit> hits)
    {
        _records++;
        for (var i = 0; i < hits.Count; i++)
        {
            if (!Rules.Contains(hits[i].Rule))
            {
                if (References.Contains(hits[i].Rule) && hits[i].Because is { } because && because.StartsWith(IdSpelling.Same, StringComparison.Ordinal))
                    _unfound[(hits[i].Column!, because)] = _unfound.GetValueOrDefault((hits[i].Column!, because)) + 1;
                continue;
            }

            var column = hits[i].Column!;
            if (!_columns.TryGetValue(column, out var found))
                _columns[column] = found = new ColumnFound(hits[i].Rule);
            found.Count(TextNormalization.Tidy(hits[i].Found), line);
        }
    }

    /// <summary>Null where every column that has values has one that is usable.</summary>
    public ColumnDoubt? Doubt()
    {
        foreach (var (column, found) in _columns)
        {
            if (found.Values > 0 && found.Rows == _records)
            {
                return new ColumnDoubt(
                    "column_not_understood",
                    $"{table.FileName}: none of the {found.Values} values of {column} is understood (the first on line {found.FirstLine}): found {found.InWords()}. Expected {found.Expected}.");
            }
        }

        return null;
    }

    /// <summary>What most of the rejected records have in a column that is not understood; null where no column stands out.</summary>
    public string? Hint(long rejected) => _columns.Values.FirstOrDefault(found => found.Rule.Outcome == Outcome.Rejected && found.Values > rejected / 2) is { } found
        ? $" Found in {found.Values} of them {found.InWords()}, expected {found.Expected}."
        : _unfound.FirstOrDefault(each => each.Value > rejected / 2) is { Key.Because: { } because } unfound
        ? $" Found in {unfound.Value} of them a {unfound.Key.Column} that is not there, and {because}. Expected ids written alike in all files."
        : null;
}
