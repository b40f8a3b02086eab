#!/usr/bin/env bash
# Npgsql 10.0.3 with PostgreSQL: amounts in whole cents, copied with the binary importer into a column numeric(12,2) without naming the column's type.
# The importer takes the type from the value: a long goes as the eight bytes of a bigint, and PostgreSQL reads them as the head of a numeric of no digits.
# Seen: neither side complains, all rows are there, and every amount is 0.00. With NpgsqlDbType.Numeric named, the amounts are right.
# Needs the .NET 10 SDK and PostgreSQL's initdb. Exits with another status than 0 when that changes.
set -euo pipefail
folder="$(mktemp -d)"
initdb="$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -1 || command -v initdb)"
as=()
if [[ $EUID -eq 0 ]]; then
  as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
  chown nobody "$folder"
fi
cd /
"${as[@]}" "$initdb" -D "$folder/data" -U probe --auth=trust --no-sync --encoding=UTF8 --locale=C.UTF-8 >/dev/null
"${as[@]}" "$(dirname "$initdb")/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off >/dev/null 2>&1 &
server=$!
trap 'kill -QUIT "$server"; wait "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
mkdir "$folder/probe"
cd "$folder/probe"
cat >probe.cs <<'CS'
#:package Npgsql@10.0.3
using Npgsql;
using NpgsqlTypes;

await using var server = NpgsqlDataSource.Create(args[0]);
await using var connection = await server.OpenConnectionAsync();
await new NpgsqlCommand("create temp table amounts (cents numeric(12,2))", connection).ExecuteNonQueryAsync();
foreach (var isNamed in new[] { false, true })
{
    await using (var copy = await connection.BeginBinaryImportAsync("copy amounts from stdin (format binary)"))
    {
        await copy.StartRowAsync();
        if (isNamed)
            await copy.WriteAsync(12345L, NpgsqlDbType.Numeric);
        else
            await copy.WriteAsync(12345L);
        await copy.CompleteAsync();
    }
}

Console.WriteLine(await new NpgsqlCommand("select string_agg(cents::text, ' then ') from amounts", connection).ExecuteScalarAsync());
CS
for _ in $(seq 100); do [[ -S "$folder/.s.PGSQL.5432" ]] && break; sleep 0.1; done
seen="$(DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 dotnet run probe.cs -- "Host=$folder;Database=postgres;Username=probe" | tail -1)"
echo "unnamed then named: $seen"
[[ "$seen" == "0.00 then 12345.00" ]]
