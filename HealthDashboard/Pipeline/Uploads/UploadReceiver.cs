using HealthDashboard.Bronze;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace HealthDashboard.Pipeline.Uploads;

/// <summary>Takes the four files of a multipart form to the disk, piece by piece. They are known by their names and may come in any order.</summary>
public static class UploadReceiver
{
    private const int PieceSize = 1 << 18;

    /// <summary>Four files, and what a form may send beside them.</summary>
    private const int MostParts = 16;

    /// <summary>Of a name that is none of them, so many letters are said again.</summary>
    private const int MostSaid = 80;

    private static string FileNames => string.Join(", ", SourceTable.All.Select(table => table.FileName));

    /// <summary>The table whose file this is, whatever folder and capitals its name has; null for any other file.</summary>
    public static SourceTable? TableOf(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return SourceTable.All.FirstOrDefault(table => table.FileName.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Answers what is wrong with the upload, in words, or null when <paramref name="folder"/> holds the four files.</summary>
    /// <param name="length">Of the whole form in bytes, where it was said.</param>
    /// <remarks>
    /// A browser shows no answer that comes before the request is read, so what is too large is read on, unkept, up to twice the limit.
    /// </remarks>
    /// <exception cref="RunRefusedException">They cannot be kept there.</exception>
    public static async Task<string?> ReceiveAsync(
        MultipartReader form, long? length, string folder, PipelineOptions limits, Action<RunProgress> report, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limits.UploadDeadline);
        try
        {
            return await PartsAsync(form, length, folder, limits.MaxUploadMegabytes, report, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"The upload took longer than {limits.UploadDeadline.TotalMinutes:0} minutes, and others wait for their turn. "
                + "Expected a faster connection or smaller files.";
        }
    }

    private static async Task<string?> PartsAsync(
        MultipartReader form, long? length, string folder, int maxMegabytes, Action<RunProgress> report, CancellationToken cancellation)
    {
        var (names, most, received, parts) = (new List<string>(), (long)maxMegabytes << 20, 0L, 0);
        var piece = new byte[PieceSize];
        while (received <= 2 * most && await form.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (++parts > MostParts)
                return $"The form has more than {MostParts} parts. Expected the four files {FileNames} and nothing else.";
            var name = NameOf(section) ?? "";
            var table = names.Exists(other => TableOf(other) == TableOf(name)) ? null : TableOf(name);
            await using var file = table is null ? null : Create(Path.Combine(folder, table.FileName));
            int read;
            while (received <= 2 * most && (read = await section.Body.ReadAsync(piece, cancellation)) > 0)
            {
                received += read;
                if (file is null || received > most)
                    continue;
                await WriteAsync(file, piece.AsMemory(0, read), cancellation);
                report(new RunProgress("receiving", table!.FileName, Math.Min(1.0, (double)received / (length ?? most))));
            }

            // A form without a chosen file sends a part without a name.
            if (name.Length > 0)
                names.Add(name);
        }

        return received > most ? $"The files are larger than {maxMegabytes} MB together. Expected at most that (Pipeline:MaxUploadMegabytes)." : WrongWith(names);
    }

    /// <summary>Answers what is wrong with the files of these names, in words, or null when they are the four.</summary>
    public static string? WrongWith(IReadOnlyCollection<string> names)
    {
        var tables = names.Select(TableOf).ToList();
        List<string> wrong =
        [
            .. names.Where(name => TableOf(name) is null).Take(4).Select(name => $"“{(name.Length > MostSaid ? name[..MostSaid] + "…" : name)}” is none of them."),
            .. SourceTable.All.Where(table => tables.Count(each => each == table) > 1).Select(table => $"{table.FileName} came more than once."),
            .. SourceTable.All.Where(table => !tables.Contains(table)).Select(table => $"{table.FileName} is missing."),
        ];
        return wrong.Count == 0 ? null : $"Expected the four files {FileNames}. {string.Join(' ', wrong)}";
    }

    private static string? NameOf(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value
            : null;

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw RunRefusals.UploadNotKept();
        }
    }

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        try
        {
            await file.WriteAsync(piece, cancellation);
        }
        catch (IOException)
        {
            throw RunRefusals.UploadNotKept();
        }
    }
}
