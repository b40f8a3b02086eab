#!/usr/bin/env bash
# SQLite (here sql.js 1.14.0, SQLite's own C code compiled to WebAssembly): asking about one attached database with the table-valued
# form of a pragma, select ... from pragma_quick_check. Two things one would guess wrong, both on files that can be read:
#
# 1. "where schema = 'two'" looks like the way to name the database; the column is documented. Without a first argument the condition
#    does not reach the pragma: it runs over every database, and the condition then drops all its rows. A check that counts faults
#    this way counts none, whatever the database holds.
# 2. The first argument of the pragma statement may be a number, the most faults to report: pragma two.quick_check(1). The same number
#    in the table-valued form is taken for the name of a table: no such table: two.1.
#
# What works in both: null as the first argument and the database as the second, pragma_quick_check(null, 'two').
# Ends with 1 when that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > npm.log
npm install --no-audit --no-fund sql.js@1.14.0 >> npm.log 2>&1
cat > ask.js <<'JS'
require('sql.js')().then(({ Database }) => {
  const db = new Database();
  const ask = sql => {
    try {
      return db.exec(sql).flatMap(result => result.values.map(row => row.join(' ').replace(/\s+/g, ' '))).join('; ') || '(no rows)';
    } catch (fault) {
      return `error: ${fault.message}`;
    }
  };
  // Database two holds a row that its own check forbids, as data from before the check was added does; database one is all right.
  ask("attach ':memory:' as one; attach ':memory:' as two");
  ask('create table one.good (age integer check (age < 125)); insert into one.good values (40)');
  ask('create table two.old (age integer check (age < 125)); pragma ignore_check_constraints = on; insert into two.old values (130); pragma ignore_check_constraints = off');
  const version = ask('select sqlite_version()');
  const seen = {
    statement: ask('pragma two.quick_check(1)'),
    condition: ask("select quick_check from pragma_quick_check where schema = 'two'"),
    number: ask("select quick_check from pragma_quick_check(1, 'two')"),
    both: ask("select quick_check from pragma_quick_check(null, 'two')"),
  };
  console.log(`SQLite ${version}`);
  console.log(`pragma two.quick_check(1)                        ${seen.statement}`);
  console.log(`from pragma_quick_check where schema = 'two'     ${seen.condition}`);
  console.log(`from pragma_quick_check(1, 'two')                ${seen.number}`);
  console.log(`from pragma_quick_check(null, 'two')             ${seen.both}`);
  const fault = 'CHECK constraint failed in old';
  process.exit(seen.statement === fault && seen.condition === '(no rows)' && seen.number.includes('no such table: two.1') && seen.both === fault ? 0 : 1);
});
JS
node ask.js
