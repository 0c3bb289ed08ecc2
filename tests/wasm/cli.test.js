import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../web/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kartei-cli-'));
after(() => rmSync(folder, { recursive: true }));

/**
 * @param {string | Uint8Array} contents
 * @param {...string} options
 */
function check(contents, ...options) {
  const file = join(folder, 'contacts.csv');
  writeFileSync(file, contents);
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'check', file, ...options], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('a good file: status 0', () => {
  const { status, stdout } = check('name,email\nAnna,a@example.org\n');
  assert.equal(status, 0);
  assert.match(stdout, /^1 rows: 1 good/);
});

test('rejected rows: status 1, each with its place and reason', () => {
  const { status, stdout } = check('name,email\nAnna,a@example.org\nBert,bert\n\u001b[31m,x@\n');
  assert.equal(status, 1);
  assert.match(
    stdout,
    /row 3, column 2: The e-mail address has no @\. "bert" \(email_missing_at\)/,
  );
  assert.doesNotMatch(stdout, /\u001b/);
});

test('a file that cannot be used: status 2', () => {
  assert.equal(check('').status, 2);
  assert.match(check('a,b\n1,2\n').stderr, /No column could be recognised.*\(row 1/);
  const missing = spawnSync(process.execPath, [cli, 'check', join(folder, 'none.csv')]);
  assert.equal(missing.status, 2);
  assert.equal(spawnSync(process.execPath, [cli]).status, 2);
});

test('--json is one object', () => {
  const text = 'Name;E-Mail;Telefon;Firma\nAnna;a@x.de;030 1234;X\nA;A@x.de;;\nB;b;;\n';
  const { status, stdout } = check(text, '--json', '--country-code', '+49');
  assert.equal(status, 1);
  assert.deepEqual(JSON.parse(stdout), {
    rows: 3,
    valid: 2,
    rejected: 1,
    duplicates: 1,
    issues: { email_missing_at: 1 },
    dialect: { encoding: 'utf-8', delimiter: ';', quote: '"', has_header: true },
    mapping: { Name: 'name', 'E-Mail': 'email', Telefon: 'phone', Firma: 'attribute' },
  });
  assert.equal(JSON.parse(check('', '--json').stdout).error.code, 'csv_empty');
});
