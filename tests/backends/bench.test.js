// scripts/bench.sh sync on a few contacts: it runs to its end, and everything has arrived. What it
// takes is for a quiet machine and a million.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const bench = fileURLToPath(new URL('../../bench/sync.mjs', import.meta.url));

test('the bench of sync pulls all contacts, pushes all changes, and uses bulk', () => {
  const { status, stdout, stderr } = spawnSync('node', [bench, '3000', '1200'], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr + stdout);
  assert.match(stdout, /^a save in OPFS, .* with sync [\d.]+, -?\d+ % more$/m);
  assert.match(stdout, /^1200 new contacts to CouchDB: .*, [1-9]\d* bulk calls/m);
  assert.match(stdout, /^first pull: 3000 contacts in /m);
  assert.match(stdout, /^1200 changes, one by one: /m);
});
