// scripts/bench.sh import on a few rows: it runs, says every ratio, and both sides count the same.
// What the ratios are is for a quiet machine and a million rows.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const bench = fileURLToPath(new URL('../../scripts/bench.sh', import.meta.url));

test('bench.sh import prints its ratios, and both pipelines find the same', () => {
  const { status, stdout, stderr } = spawnSync(bench, ['import', '2000', '1'], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr + stdout);
  for (const ratio of [
    'import, speed',
    'import, processor time',
    'import, memory',
    'parse, beside uDSV',
    'parse, beside Papa Parse',
    'check, beside Papa Parse and the rest',
  ]) {
    assert.match(stdout, new RegExp(`^${ratio}: \\d+\\.\\d times \\(.*\\); goal \\d+`, 'm'));
  }
  const counted = /^import: (.+?) +2000 rows, (\d+) contacts, (\d+) duplicates$/gm;
  const found = [...stdout.matchAll(counted)].map(([, name, contacts, duplicates]) => {
    assert.equal(Number(contacts) + Number(duplicates), 2000);
    return name;
  });
  assert.deepEqual(found, ['uDSV to SQLite', 'Kartei']);
  assert.doesNotMatch(stdout, /expected/);
});

test('bench.sh knows two benches', () => {
  const { status, stderr } = spawnSync(bench, ['export'], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /usage: bench\.sh validation\|import/);
});
