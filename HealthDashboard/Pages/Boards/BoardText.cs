using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;

namespace HealthDashboard.Pages.Boards;

/// <summary>The numbers of a leaderboard, as short as a row has room for.</summary>
public static class BoardText
{
    /// <summary>Three times as much is told as the difference: 476 % says less than how much that is.</summary>
    public const decimal Shouts = 3;

    /// <summary>Without cents where the largest is a thousand or more, which say nothing there.</summary>
    public static string Value(Board board, BoardRow row, DisplayOptions display) =>
        board.Column.Kind == ColumnKind.Money && row.Value is not null && board.Rows.Max(each => each.Value) >= Format.ManyDigits ? Format.MoneyWhole(row.Value.Value, display) : Format.Cell(board.View, row.Row, board.Column, display);

    public static string Share(BoardRow row) => row.Share is { } share ? Format.PercentWhole(share) : Format.Nothing;

    /// <summary>▲ 12 %, +4 points; from a small base the difference itself: +$19.6k.</summary>
    public static string Moved(Board board, BoardRow row, DisplayOptions display)
    {
        var column = board.Column;
        if (row is not { Value: { } now, Then: { } then })
            return Format.Nothing;
        if (board.Lacks(row).IsTooMuch)
            return Text.NotGiven;
        if (now == then)
            return Text.Unchanged;
        var isSmall = then == 0 || !(row.Cases >= Change.FewestForPercent) || now > Shouts * then;
        var sign = now > then ? "▲" : "▼";
        if (column.Kind == ColumnKind.Rate)
            return isSmall ? Format.Nothing : $"{sign} {Sentence.Of(Text.ChangePoints, Format.Whole(Math.Abs(now - then) * 100))}";
        if (!isSmall)
            return $"{sign} {Format.PercentWhole(Math.Abs(now - then) / then)}";
        return column.IsRatio ? Format.Nothing
            : (now > then ? "+" : "−") + (column.Kind == ColumnKind.Money ? Format.MoneyShort(Math.Abs(now - then), display) : Format.Whole(Math.Abs(now - then)));
    }

    /// <summary>Null where a change is given.</summary>
    public static string? WhyNotGiven(Lacking lacks) => lacks.IsTooMuch ? lacks.WhyNotGiven() : null;
}
