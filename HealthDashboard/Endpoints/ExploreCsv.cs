using CsvHelper;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Boards;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Endpoints;

/// <summary>A measure by all that it is ranked by, over one period beside another, as CSV: a line for each value.</summary>
public static class ExploreCsv
{
    private static readonly string[] Columns = ["by", "value", "name", "measure", "amount", "amount_before", "share", "cases_before"];

    /// <summary>What an address asks for.</summary>
    /// <param name="OfPatients">A measure of patients, in place of the other.</param>
    public sealed record Asked(Column? OfPatients, Measure Measure, ComparedWith With);

    /// <exception cref="UnusableFilterException">There is no such measure, or share-safe mode withholds it.</exception>
    public static Asked Read(Func<string, StringValues> query, Scope scope)
    {
        var ofPatients = PatientBoard.Asked(query, scope);
        var measure = ofPatients is null ? SignalMeasure.Read(query, SignalMeasure.Cost) : SignalMeasure.Cost;
        return new Asked(ofPatients, measure.Column.Measure!, scope.ShareSafe ? ComparedWith.Before : AddressQuery.ReadComparedWith(query));
    }

    /// <summary>The boards of the page, of which nothing is cut: under a filter by their own dimension they have what is filtered by.</summary>
    public static async Task<IReadOnlyList<Board>> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope, Asked asked)
    {
        var ofPatients = asked.OfPatients;
        var comparison = scope.ShareSafe ? null : PeriodComparison.Of(scope, FilterChoices.Of(snapshot, scope.Reach).Period, asked.With);
        var boards = new List<Board>();
        foreach (var dimension in ofPatients is null ? Board.Ranked : PatientBoard.Ranked)
        {
            var (shown, before) = (comparison?.After ?? scope, scope.With(dimension).ShareSafe ? null : comparison?.Before);
            var board = ofPatients is not null
                ? scope.With(dimension).ShareSafe ? null : await PatientBoard.ReadAsync(reader, snapshot, dimension, ofPatients, shown, before, int.MaxValue, BoardOrder.Value)
                : await Board.ReadAsync(
                    dimension, asked.Measure, shown, before, int.MaxValue, BoardOrder.Value,
                    async (view, within, grid, most) => await reader.ReadAsync(snapshot, view, within, grid, 0, most));
            if (board is not null)
                boards.Add(board);
        }

        return boards;
    }

    public static async Task WriteAsync(Stream stream, IEnumerable<Board> boards, CancellationToken cancellation)
    {
        await using var writer = CsvWriter.Create(stream, CsvExport.Options, leaveOpen: true);
        writer.WriteHeader(Columns);
        foreach (var board in boards)
        {
            foreach (var row in board.Rows.Where(row => row.IsChosen || !board.IsFiltered))
            {
                CsvText.Write(writer, board.Dimension.Parameter);
                CsvText.Write(writer, row.Key);
                CsvText.Write(writer, row.Name);
                CsvText.Write(writer, board.Column.Name);
                CsvExport.WriteDecimal(writer, board.Column.Kind, row.Value);
                CsvExport.WriteDecimal(writer, board.Column.Kind, row.Then);
                CsvExport.WriteDecimal(writer, ColumnKind.Rate, row.Share);
                CsvExport.WriteDecimal(writer, ColumnKind.Count, row.Cases);
                await writer.EndRecordAsync(cancellation);
            }
        }

        await writer.FlushAsync(cancellation);
    }
}
