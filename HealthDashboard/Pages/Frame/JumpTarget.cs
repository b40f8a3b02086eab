using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Wall;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Frame;

/// <summary>Something the command palette can jump to.</summary>
public sealed record JumpTarget(string Name, string Kind, string Address)
{
    private const int Most = 6;

    /// <summary>Whom it leads to; null where that is no patient.</summary>
    public string? Patient { get; init; }

    /// <summary>Whether it is another kind of page, which the browser has to load as a whole.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What can be done with the page one is on.</summary>
    public static IEnumerable<JumpTarget> Acts(NavigationManager here, Viewer viewer)
    {
        yield return new(Text.WordsAndHelp, Text.KindHelp, Addresses.Address.Glossary + Addresses.Address.FilterOf(here.Uri));
        yield return new(Text.TakeTour, Text.KindHelp, Addresses.Address.Tour(here.Uri)) { IsWhole = true };
        if (!viewer.MayStandOpen || WallPages.Refusal(here, asIfOnWall: true) is not null)
            yield break;
        var reach = viewer.Reach;
        if (SharedPages.Why(here, reach) is null)
            yield return OnWall(Text.ShowOnWall, Text.ShareSafe, plain: false);
        if (!Addresses.Address.IsAlwaysShared(here, reach))
            yield return OnWall(Text.ShowOnWallPlain, Text.SmallNumbersToo, plain: true);

        JumpTarget OnWall(string name, string kind, bool plain) => new(name, kind, Addresses.Address.OnWall(here.Uri, WallTurns.Usual, plain)) { IsWhole = true };
    }

    /// <summary>The pages that are of no one thing, as far as they are shown.</summary>
    private static IEnumerable<JumpTarget> Pages(Scope scope)
    {
        yield return Page(Text.Explore, Addresses.Address.Explore(scope));
        yield return Page(Text.CompareTwo, Addresses.Address.Pair(scope));
        if (scope.ShareSafe)
            yield break;
        yield return Page(Text.InsurancePage, Addresses.Address.Insurance(scope));
        yield return Page(Text.LoadsPage, Addresses.Address.Loads(scope));
        yield return Page(Text.CountriesAndAges, Addresses.Address.PatientGroups(scope));
        yield return Page(Text.CostWhy, Addresses.Address.CostChange(scope));

        static JumpTarget Page(string name, string address) => new(name, Text.KindPage, address);
    }

    /// <summary>Pages, views, departments, doctors and patients whose name or id contains a text; patients from two letters on, since they are looked up on purpose; in share-safe mode none.</summary>
    public static IReadOnlyList<JumpTarget> Find(FilterChoices choices, string text, Scope scope)
    {
        var wanted = text.Trim();
        var views = GoldCatalog.All
            .Where(view => Contains(view.Title) || Contains(view.Question) || Contains(view.Name))
            .Select(view => new JumpTarget(view.Title, Text.KindView, Addresses.Address.View(view.Name, scope)));
        IEnumerable<JumpTarget> pages = Pages(scope).Where(page => Contains(page.Name));
        var departments = choices.Departments.Where(Contains).Select(department => new JumpTarget(department, Text.KindDepartment, Addresses.Address.Department(department, scope)));
        if (wanted.Length == 0)
            return [.. departments, .. views];
        var doctors = choices.Doctors(null, wanted, Most).Select(doctor => new JumpTarget(doctor.DoctorName, Sentence.Of(Text.KindDoctor, doctor.DoctorId), Addresses.Address.Doctor(doctor.DoctorId, scope)));
        var patients = wanted.Length < 2 || scope.ShareSafe ? [] : choices.Patients(wanted, Most)
            .Select(patient => new JumpTarget(patient.PatientName, Sentence.Of(Text.KindPatient, patient.PatientId), Addresses.Address.Patient(patient.PatientId, scope)) { Patient = patient.PatientId });
        return [.. departments, .. views.Take(Most), .. pages, .. doctors, .. patients];

        bool Contains(string name) => name.Contains(wanted, StringComparison.CurrentCultureIgnoreCase);
    }
}
