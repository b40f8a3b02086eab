using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using Microsoft.AspNetCore.Http;

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

    public void Dispose() => _folder.Dispose();

    private async Task<string?> ReceiveAsync(MultipartFormDataContent form)
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = form.Headers.ContentType!.ToString();
        http.Request.Body = await form.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var received = Directory.CreateDirectory(_folder.Path + "/received").FullName;
        return await UploadReceiver.ReceiveAsync(http.Request, received, 1, _ => { }, TestContext.Current.CancellationToken);
    }
}
