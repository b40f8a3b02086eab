using System.IO.Pipelines;
using HealthDashboard.Pipeline;
using HealthDashboard.Pipeline.Uploads;
using HealthDashboard.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace HealthDashboard.Tests.Pipeline;

public sealed class UploadReceiverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("patients.csv", "patients")]
    [InlineData("VISITS.CSV", "visits")]
    [InlineData(@"C:\hospital\doctors.csv", "doctors")]
    [InlineData("../../treatments.csv", "treatments")]
    [InlineData("patients (1).csv", null)]
    [InlineData("patients.csv.exe", null)]
    [InlineData("", null)]
    public void A_file_is_known_by_its_name(string name, string? table) => Assert.Equal(table, UploadReceiver.TableOf(name)?.Name);

    [Theory]
    [InlineData("doctors.csv patients.csv treatments.csv visits.csv", null)]
    [InlineData("doctors.csv patients.csv treatments.csv", "visits.csv is missing.")]
    [InlineData("doctors.csv patients.csv treatments.csv visits.csv notes.txt", "“notes.txt” is none of them.")]
    [InlineData("doctors.csv patients.csv treatments.csv visits.csv Visits.csv", "visits.csv came more than once.")]
    public void What_is_missing_foreign_or_double_is_told(string names, string? wrong)
    {
        var told = UploadReceiver.WrongWith(names.Split(' '));

        Assert.Equal(wrong is null, told is null);
        Assert.EndsWith(wrong ?? "", told ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_four_files_reach_the_disk_byte_for_byte()
    {
        Hospital.Tiny.WriteTo(_folder.Path + "/data");

        Assert.Null(await ReceiveAsync(UploadForm.Of(Hospital.Tiny)));
        Assert.Equal(FolderContents.Of(_folder.Path + "/data"), FolderContents.Of(_folder.Path + "/received"));
    }

    [Fact]
    public async Task Files_beyond_the_limit_are_refused_and_take_no_more_of_the_disk_than_it()
    {
        var large = Hospital.Tiny.File("visits.csv", new byte[3 << 20]).File("treatments.csv", new byte[1 << 20]);

        Assert.Contains("larger than 1 MB", await ReceiveAsync(UploadForm.Of(large)), StringComparison.Ordinal);
        Assert.InRange(new DirectoryInfo(_folder.Path + "/received").EnumerateFiles().Sum(file => file.Length), 0, (1 << 20) + (1 << 18));
    }

    [Fact]
    public async Task Parts_that_are_none_of_the_files_count_too()
    {
        using var form = UploadForm.Of(Hospital.Tiny);
        form.Add(new ByteArrayContent(new byte[700 << 10]), "notes");
        form.Add(new ByteArrayContent(new byte[700 << 10]), "files", "more.txt");

        Assert.Contains("larger than 1 MB", await ReceiveAsync(form), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_far_too_large_is_not_read_to_its_end()
    {
        using var form = UploadForm.Of(Hospital.Tiny.File("visits.csv", new byte[8 << 20]));
        using var body = new MemoryStream(await form.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        Assert.Contains("larger than 1 MB", await ReceiveAsync(form, body), StringComparison.Ordinal);
        Assert.InRange(body.Position, 1 << 20, 3 << 20);
    }

    [Fact]
    public async Task A_form_of_very_many_parts_is_refused()
    {
        using var form = UploadForm.Of(Hospital.Tiny);
        for (var part = 0; part < 13; part++)
            form.Add(new StringContent(""), "files");

        Assert.Contains("more than 16 parts", await ReceiveAsync(form), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_that_stands_still_ends_at_its_deadline()
    {
        using var form = UploadForm.Of(Hospital.Tiny);

        Assert.Contains("took longer", await ReceiveAsync(form, new Pipe().Reader.AsStream(), TimeSpan.FromMilliseconds(1)), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <param name="body">What arrives of the form, where that is not all of it.</param>
    private async Task<string?> ReceiveAsync(MultipartFormDataContent form, Stream? body = null, TimeSpan? deadline = null)
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = form.Headers.ContentType!.ToString();
        http.Request.Body = body ?? await form.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var received = Directory.CreateDirectory(_folder.Path + "/received").FullName;
        var limits = new PipelineOptions { MaxUploadMegabytes = 1, UploadDeadline = deadline ?? TimeSpan.FromMinutes(1) };
        return await UploadReceiver.ReceiveAsync(new MultipartReader(http.Request.GetMultipartBoundary(), http.Request.Body), http.Request.ContentLength, received, limits, _ => { }, TestContext.Current.CancellationToken);
    }
}
