// Reads paths of Parquet files from standard input (["…"]) and writes their rows, all of them, as texts.
import { readFileSync } from 'node:fs';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

const text = value => value === null || value === undefined ? null : value instanceof Date ? value.toISOString() : String(value);
const rows = [];
for (const path of JSON.parse(readFileSync(0, 'utf8'))) {
  const file = await asyncBufferFromFile(path);
  for (const row of await parquetReadObjects({ file, compressors })) rows.push(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(value)])));
}
console.log(JSON.stringify(rows));
