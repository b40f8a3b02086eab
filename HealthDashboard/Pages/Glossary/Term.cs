using HealthDashboard.Gold;

namespace HealthDashboard.Pages.Glossary;

/// <summary>A word that a page uses in a sense of its own, and what it means: the one place where that is said.</summary>
/// <param name="Id">Of its place on the page of words.</param>
public sealed record Term(string Id, string Name, string Meaning)
{
    public static Term CompleteWeek { get; } = new("complete-week", Text.TermCompleteWeek, Text.TermCompleteWeekMeans);

    public static Term Change { get; } = new("change", Text.TermChange, Text.TermChangeMeans);

    public static Term Share { get; } = new("share", Text.TermShare, Text.TermShareMeans);

    public static Term UsualRange { get; } = new("usual-range", Text.TermUsualRange, Text.TermUsualRangeMeans);

    public static Term SameMix { get; } = new("same-mix", Text.TermSameMix, Text.TermSameMixMeans);

    public static Term FollowUp { get; } = new("follow-up", Text.TermFollowUp, Text.TermFollowUpMeans);

    public static Term CostPerTreatment { get; } = new("cost-per-treatment", Text.TermCostPerTreatment, Text.TermCostPerTreatmentMeans);

    public static Term ShareSafe { get; } = new("share-safe", Text.TermShareSafe, Text.TermShareSafeMeans);

    public static Term Withheld { get; } = new("withheld", Text.TermWithheld, Text.TermWithheldMeans);

    public static Term Masked { get; } = new("masked", Text.TermMasked, Text.TermMaskedMeans);

    public static Term Snapshot { get; } = new("snapshot", Text.TermSnapshot, Text.TermSnapshotMeans);

    public static Term Proof { get; } = new("proof", Text.TermProof, Text.TermProofMeans);

    public static Term Rejected { get; } = new("rejected", Text.TermRejected, Text.TermRejectedMeans);

    public static Term Target { get; } = new("target", Text.TermTarget, Text.TermTargetMeans);

    /// <summary>By the alphabet.</summary>
    public static IReadOnlyList<Term> All { get; } =
    [
        .. new[] { CompleteWeek, Change, Share, UsualRange, SameMix, FollowUp, CostPerTreatment, ShareSafe, Withheld, Masked, Snapshot, Proof, Rejected, Target }
            .OrderBy(term => term.Name, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Of its meaning, hidden on every page until it is asked for.</summary>
    public string MeaningId => $"means-{Id}";

    public string SheetId => $"term-{Id}";

    /// <summary>What a number is called in a sense of its own; null where it is not.</summary>
    public static Term? Of(Column column) => column.Name switch
    {
        "follow_up_rate" => FollowUp,
        "avg_cost" => CostPerTreatment,
        _ => null,
    };
}
