#!/usr/bin/env bash
# .NET 10.0, System.IO.Compression: ZipArchive through its asynchronous methods alone still writes synchronously.
#
# ZipArchive.CreateAsync, ZipArchiveEntry.OpenAsync, WriteAsync and `await using` suggest that a ZIP can be sent as it is made, to a
# stream that forbids synchronous writes, as the body of an answer of Kestrel does. The stream of an entry has no DisposeAsync of its
# own: `await using` ends in Dispose, and what the compressor still holds (everything, in a small entry) is written with Write. On Kestrel
# that throws after the answer has begun, so that the browser is handed a broken archive with status 200. What helps: allow
# synchronous writes for that answer (IHttpBodyControlFeature), or write to a file or a buffer first.
#
# Seen: "synchronous" from the stream below, out of DisposeAsync of the entry.
set -euo pipefail
command -v dotnet >/dev/null || { echo "needs dotnet 10" >&2; exit 1; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cat >probe.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
</Project>
XML
cat >Program.cs <<'CS'
using System.IO.Compression;
using System.Text;

var zip = await ZipArchive.CreateAsync(new AsyncOnly(), ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
var entry = await zip.CreateEntry("hello.txt").OpenAsync();
await entry.WriteAsync(Encoding.UTF8.GetBytes("hello"));
try
{
    await entry.DisposeAsync();
    Console.WriteLine("asynchronous");
}
catch (NotSupportedException)
{
    Console.WriteLine("synchronous");
}

// Takes bytes as the body of an answer does: never synchronously, and without going back.
sealed class AsyncOnly : Stream
{
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override Task FlushAsync(CancellationToken cancellation) => Task.CompletedTask;
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellation) => Task.CompletedTask;
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellation = default) => ValueTask.CompletedTask;
}
CS
dotnet build -c Release --nologo -v quiet -nodeReuse:false -o out >build.log 2>&1 || { cat build.log >&2; exit 1; }
seen="$(dotnet out/probe.dll)"
echo "$seen"
[[ "$seen" == synchronous ]]
