#!/usr/bin/env bash
# dt-sql-parser 4.5.1 (npm), grammar SparkSQL, seen on Node.js 20.
# Spark itself runs a derived table that is a union of selects without `from`, as one writes a short list of numbers. The grammar takes
# two of them, takes three at the top level, takes three with `from`, and takes three with `union all`; three with `union` inside
# parentheses it refuses with "missing ')' at 'select'". So a statement that this grammar refuses is not thereby one that Spark refuses.
# Besides, the package is an ES module whose own imports name folders and files without endings, which Node.js does not resolve: it is
# made for bundlers, and needs a resolve hook (below) or a bundler to be imported at all.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --ignore-scripts --no-fund --no-audit --loglevel=error dt-sql-parser@4.5.1 >/dev/null
cat >resolve.mjs <<'JS'
export async function resolve(specifier, context, next) {
  for (const ending of ['', '.js', '/index.js']) {
    try {
      return await next(specifier + ending, context);
    } catch (error) {
      if (!specifier.startsWith('.') || ending === '/index.js') throw error;
    }
  }
}
JS
cat >plain.mjs <<'JS'
await import('dt-sql-parser').then(() => console.log('imported'), error => console.log(error.code));
JS
cat >ask.mjs <<'JS'
import { register } from 'node:module';
register('./resolve.mjs', import.meta.url);
const { SparkSQL } = await import('dt-sql-parser');
const spark = new SparkSQL();
console.error = () => {};
for (const sql of [
  'select 1 as a union select 2 union select 3',
  'select * from (select 1 as a union select 2) as t',
  'select * from (select a from u union select a from v union select a from w) as t',
  'select * from (select 1 as a union all select 2 union all select 3) as t',
  'select * from (select 1 as a union select 2 union select 3) as t',
]) console.log(`${spark.validate(`${sql};`)[0]?.message ?? 'taken'}: ${sql}`);
JS
plain="$(node plain.mjs)"
said="$(node ask.mjs 2>/dev/null)"
printf '%s\n%s\n' "$plain" "$said"
[[ "$plain" == ERR_UNSUPPORTED_DIR_IMPORT ]]
[[ "$(grep -c '^taken: ' <<<"$said")" -eq 4 ]]
grep -q "^missing ')' at 'select': select \* from (select 1 as a union select 2 union select 3) as t" <<<"$said"
