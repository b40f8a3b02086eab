#!/usr/bin/env bash
# Microsoft.Data.Sqlite 10.0.15 (SQLitePCLRaw 2.1): a text parameter with U+0000 in it is stored whole when it is short, and cut there when it is long.
#
# SQLite itself takes a text with its length, and keeps a NUL like any letter. The provider hands short texts over with their length, but from
# about 512 bytes of UTF-8 on as one that ends at the first NUL. No error, no warning: the row holds less than was given, and whether it does depends on
# how long the rest of the text is. Whoever stores a checksum of the text beside it finds the two apart later. What helps: replace control
# letters before a text is bound, or bind a blob.
#
# Seen: of 401 letters 401 are kept, of 601 letters none behind the NUL.
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
  <ItemGroup>
    <PackageReference Include="Microsoft.Data.Sqlite" Version="10.0.15" />
  </ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
using Microsoft.Data.Sqlite;

using var connection = new SqliteConnection("Data Source=:memory:");
connection.Open();
foreach (var letters in new[] { 400, 600 })
{
    using var command = connection.CreateCommand();
    command.CommandText = "select length(cast($text as blob))";
    command.Parameters.AddWithValue("$text", "\0" + new string('a', letters));
    Console.WriteLine($"{letters + 1} given, {command.ExecuteScalar()} kept");
}
CS
dotnet build -c Release --nologo -v quiet -nodeReuse:false -o out >build.log 2>&1 || { cat build.log >&2; exit 1; }
seen="$(dotnet out/probe.dll)"
echo "$seen"
[[ "$seen" == $'401 given, 401 kept\n601 given, 0 kept' ]]
