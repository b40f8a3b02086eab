#!/usr/bin/env bash
# .NET SDK 10.0 with MudBlazor 9.12.0 (a package that brings static web assets with a fingerprint of its own).
#
# MapStaticAssets serves what the build compressed, and `@Assets["_content/MudBlazor/MudBlazor.min.css"]`, the documented way to name
# a file, answers the address with the fingerprint. The build compresses the file, but offers the compressed one under the plain
# address only: under the fingerprint, the address that every page uses, 627 kB go over the wire instead of 67 (gzip) or 43 (brotli).
# The framework's own script has both. Nothing warns. What helps: name such files plainly, or hand copies of them to
# DefineStaticWebAssets as files of the project.
#
# Seen: plain address: identity + gzip; fingerprinted address: identity alone; _framework/blazor.web.<hash>.js: identity + gzip.
set -euo pipefail
command -v dotnet >/dev/null && command -v python3 >/dev/null || { echo "needs dotnet 10 and python3" >&2; exit 1; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cat >probe.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <RequiresAspNetWebAssets>true</RequiresAspNetWebAssets>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="MudBlazor" Version="9.12.0" /></ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
var app = WebApplication.CreateBuilder(args).Build();
app.MapStaticAssets();
app.Run();
CS
dotnet build -c Release --nologo -v quiet -nodeReuse:false >build.log 2>&1 || { cat build.log >&2; exit 1; }
python3 - bin/Release/net10.0/probe.staticwebassets.endpoints.json <<'PY'
import json, re, sys
found = {}
for endpoint in json.load(open(sys.argv[1]))["Endpoints"]:
    encodings = [each["Value"] for each in endpoint["Selectors"] if each["Name"] == "Content-Encoding"] or ["identity"]
    found.setdefault(endpoint["Route"], set()).update(encodings)
plain = found["_content/MudBlazor/MudBlazor.min.css"]
hashed = next(e for r, e in found.items() if re.fullmatch(r"_content/MudBlazor/MudBlazor\.min\.[a-z0-9]{10}\.css", r))
framework = next(e for r, e in found.items() if re.fullmatch(r"_framework/blazor\.web\.[a-z0-9]{10}\.js", r))
print("plain", sorted(plain), "| fingerprinted", sorted(hashed), "| framework, fingerprinted", sorted(framework))
sys.exit(0 if "gzip" in plain and hashed == {"identity"} and "gzip" in framework else 1)
PY
