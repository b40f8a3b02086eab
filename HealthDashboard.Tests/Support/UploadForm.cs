using System.Net.Http.Headers;

namespace HealthDashboard.Tests.Support;

/// <summary>The form that a browser sends to upload a hospital.</summary>
public static class UploadForm
{
    public static MultipartFormDataContent Of(Hospital hospital)
    {
        using var folder = new TemporaryFolder();
        hospital.WriteTo(folder.Path);
        var form = new MultipartFormDataContent();
        foreach (var path in Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal))
        {
            var file = new ByteArrayContent(File.ReadAllBytes(path));
            file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            form.Add(file, "files", Path.GetFileName(path));
        }

        return form;
    }
}
