
namespace HealthDashboard.Pages.Wording;

/// <summary>What a rule says to a records clerk.</summary>
public sealed record RuleText(string Title, string Means, string Do);

/// <summary>The words of rules, refusals and checks. Their names are stable and keep the history; the words are for people and stand in Text.resx.</summary>
public static class PipelineText
{
    public static RuleText Rule(string rule) => rule switch
    {
        "field_count" => new(Text.RuleFieldCount, Text.RuleFieldCountMeans, Text.RuleFieldCountDo),
        "encoding" => new(Text.RuleEncoding, Text.RuleEncodingMeans, Text.RuleEncodingDo),
        "quote_misplaced" => new(Text.RuleQuoteMisplaced, Text.RuleQuoteMisplacedMeans, Text.RuleQuoteMisplacedDo),
        "field_too_long" => new(Text.RuleFieldTooLong, Text.RuleFieldTooLongMeans, Text.RuleFieldTooLongDo),
        "record_blank" => new(Text.RuleRecordBlank, Text.RuleRecordBlankMeans, Text.RuleRecordBlankDo),
        "key_missing" => new(Text.RuleKeyMissing, Text.RuleKeyMissingMeans, Text.RuleKeyMissingDo),
        "key_conflict" => new(Text.RuleKeyConflict, Text.RuleKeyConflictMeans, Text.RuleKeyConflictDo),
        "duplicate" => new(Text.RuleDuplicate, Text.RuleDuplicateMeans, Text.RuleDuplicateDo),
        "patient_unknown" => new(Text.RulePatientUnknown, Text.RulePatientUnknownMeans, Text.RulePatientUnknownDo),
        "doctor_unknown" => new(Text.RuleDoctorUnknown, Text.RuleDoctorUnknownMeans, Text.RuleDoctorUnknownDo),
        "visit_unknown" => new(Text.RuleVisitUnknown, Text.RuleVisitUnknownMeans, Text.RuleVisitUnknownDo),
        "date_invalid" => new(Text.RuleDateInvalid, Text.RuleDateInvalidMeans, Text.RuleDateInvalidDo),
        "date_default" => new(Text.RuleDateDefault, Text.RuleDateDefaultMeans, Text.RuleDateDefaultDo),
        "date_far" => new(Text.RuleDateFar, Text.RuleDateFarMeans, Text.RuleDateFarDo),
        "cost_invalid" => new(Text.RuleCostInvalid, Text.RuleCostInvalidMeans, Text.RuleCostInvalidDo),
        "required_blank" => new(Text.RuleRequiredBlank, Text.RuleRequiredBlankMeans, Text.RuleRequiredBlankDo),
        "cost_grouped" => new(Text.RuleCostGrouped, Text.RuleCostGroupedMeans, Text.RuleCostGroupedDo),
        "cost_rounded" => new(Text.RuleCostRounded, Text.RuleCostRoundedMeans, Text.RuleCostRoundedDo),
        "cost_zero" => new(Text.RuleCostZero, Text.RuleCostZeroMeans, Text.RuleCostZeroDo),
        "age_invalid" => new(Text.RuleAgeInvalid, Text.RuleAgeInvalidMeans, Text.RuleAgeInvalidDo),
        "years_invalid" => new(Text.RuleYearsInvalid, Text.RuleYearsInvalidMeans, Text.RuleYearsInvalidDo),
        "gender_unknown" => new(Text.RuleGenderUnknown, Text.RuleGenderUnknownMeans, Text.RuleGenderUnknownDo),
        "country_unknown" => new(Text.RuleCountryUnknown, Text.RuleCountryUnknownMeans, Text.RuleCountryUnknownDo),
        "follow_up_invalid" => new(Text.RuleFollowUpInvalid, Text.RuleFollowUpInvalidMeans, Text.RuleFollowUpInvalidDo),
        "department_filled" => new(Text.RuleDepartmentFilled, Text.RuleDepartmentFilledMeans, Text.RuleDepartmentFilledDo),
        "department_mismatch" => new(Text.RuleDepartmentMismatch, Text.RuleDepartmentMismatchMeans, Text.RuleDepartmentMismatchDo),
        _ => new(rule, "", ""),
    };

    /// <summary>Which of a rule's rows only follow from rows rejected elsewhere; null when none does.</summary>
    public static string? Follows(Silver.RuleCount rule) =>
        rule.Consequences == 0 ? null : Sentence.Of(Text.OnlyFollow, Format.Whole(rule.Consequences), rule.Cause!);

    /// <summary>What to do about a refusal; null when there is nothing to say.</summary>
    public static string? Refused(string? rule) => rule switch
    {
        "file_missing" => Text.RefusedFileMissing,
        "file_unreadable" => Text.RefusedFileUnreadable,
        "file_empty" => Text.RefusedFileEmpty,
        "column_missing" => Text.RefusedColumnMissing,
        "encoding" => Text.RefusedEncoding,
        "column_not_understood" => Text.RefusedColumnNotUnderstood,
        "cost_ambiguous" => Text.RefusedCostAmbiguous,
        "no_rows" => Text.RefusedNoRows,
        "too_many_rejected" => Text.RefusedTooManyRejected,
        "shrunk" => Text.RefusedShrunk,
        "locked" => Text.RefusedLocked,
        _ => null,
    };

    /// <summary>What a check promises. Those of the views are named after them.</summary>
    public static string Check(string check) => check switch
    {
        "bronze_whole" => Text.CheckBronzeWhole,
        "gold_whole" => Text.CheckGoldWhole,
        "columns_whole" => Text.CheckColumnsWhole,
        "keys_unique" => Text.CheckKeysUnique,
        "references_valid" => Text.CheckReferencesValid,
        "ledger_balanced" => Text.CheckLedgerBalanced,
        "visit_totals" => Text.CheckVisitTotals,
        "control_totals" => Text.CheckControlTotals,
        "control_views" => Text.CheckControlViews,
        "gold_is_silver" => Text.CheckGoldIsSilver,
        "groups_fit" => Text.CheckGroupsFit,
        "views_agree" => Text.CheckViewsAgree,
        "cost_conserved" => Text.CheckCostConserved,
        "visits_conserved" => Text.CheckVisitsConserved,
        _ when View(check, "_ratios") is { } view => Sentence.Of(Text.CheckRatios, view.Title),
        _ => check,
    };

    private static Gold.GoldView? View(string check, string ending) =>
        check.EndsWith(ending, StringComparison.Ordinal) ? Gold.Views.GoldCatalog.Find(check[..^ending.Length]) : null;
}
