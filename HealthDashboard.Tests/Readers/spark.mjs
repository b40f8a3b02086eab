// Reads named statements from standard input ({"name": "sql", …}) and writes which of them Spark's grammar does not take, and why.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';

register('./resolve.mjs', import.meta.url);
const { SparkSQL } = await import('dt-sql-parser');

const spark = new SparkSQL();
console.error = console.log = () => {};
const faults = {};
for (const [name, sql] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
  const [first] = spark.validate(`${sql};`);
  if (first) faults[name] = `line ${first.startLine}: ${first.message}`;
}
process.stdout.write(JSON.stringify(faults));
