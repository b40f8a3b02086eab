using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Boards;

/// <summary>The values of a dimension, ranked.</summary>
public sealed partial class Leaderboard
{
    /// <summary>Letters of a name that fit into two lines beside a bar of the usual length.</summary>
    private const int ManyLetters = 40;

    /// <summary>So many rows may stand apart to fill their place.</summary>
    private const int Many = 8;

    private bool _hasLongNames;
    private bool _hasShapes;

    /// <summary>The one that is filtered by, which any other can be laid beside.</summary>
    private BoardRow? _only;

    [Parameter, EditorRequired]
    public Board Board { get; set; } = default!;

    [Parameter, EditorRequired]
    public Scope Scope { get; set; } = default!;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Without the words that a narrow place has no room for.</summary>
    [Parameter]
    public bool Slim { get; set; }

    /// <summary>Whether there are earlier weeks to compare with.</summary>
    [Parameter]
    public bool Compared { get; set; }

    /// <summary>The shape of a value's last year; null where none is drawn.</summary>
    [Parameter]
    public Func<BoardRow, IReadOnlyList<decimal?>>? Shapes { get; set; }

    /// <summary>What stands behind a name, such as that its number is unusual.</summary>
    [Parameter]
    public RenderFragment<BoardRow>? Mark { get; set; }

    /// <summary>What stands under a number, such as that it lies outside its target.</summary>
    [Parameter]
    public Func<BoardRow, string?>? Beside { get; set; }

    protected override void OnParametersSet()
    {
        _hasLongNames = Board.Rows.Any(row => row.Name.Length > ManyLetters);
        _hasShapes = Shapes is not null && Board.Rows.Any(row => Shapes(row).Count > 0);
        _only = Board.Rows.Where(row => row.IsChosen).Take(2).ToList() is [var only] ? only : null;
    }

    private string Id => $"board-{Board.Dimension.Name}";

    /// <summary>All of it, in the same order.</summary>
    private string AsTable => Address.View(Board.View.Name, Board.Scope, Board.IsOfView ? GridQuery.AllRows with { Sort = Board.Column.Name, Descending = true } : GridQuery.AllRows);

    private string? Proof(BoardRow row) => Board.IsOfView ? Drill.Number(Board.View, Board.Column, row.Row, Board.Scope) : null;

    private bool HasShares => Board.Column.AddsUp;

    private string? Own(BoardRow row) => Board.Dimension == Dimensions.Department ? Address.Department(row.Key, Scope.With(Dimensions.Department))
        : Board.Dimension == Dimensions.Doctor ? Address.Doctor(row.Key, Scope.With(Dimensions.Doctor))
        : null;

    private Pick By(BoardRow row) => Pick.Of(Board.Dimension, row.Key);

    private static string Percent(double length) => string.Create(CultureInfo.InvariantCulture, $"{length * 100:0.#}%");
}
