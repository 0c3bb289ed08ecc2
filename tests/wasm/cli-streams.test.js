// The command line at its edges: files that are missing, pipes, output that nobody takes, options
// that a command does not know.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../web/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kartei-cli-'));
after(() => rmSync(folder, { recursive: true }));

const table = join(folder, 'a.csv');
writeFileSync(table, 'name,email\nAnna,a@example.org\n');
const large = join(folder, 'large.csv');
writeFileSync(large, `name,email\n${'Anna,a@example.org\n'.repeat(200_000)}`);

/** @param {string[]} args */
function run(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/**
 * A line of bash, in which `kartei` is the command; the status is that of the first one in a pipe.
 * @param {string} line
 */
function shell(line) {
  const script = `kartei() { '${process.execPath}' '${cli}' "$@"; }
    cd '${folder}'; ${line}; exit \${PIPESTATUS[0]}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const none = join(folder, 'none.csv');
const inNone = join(folder, 'none', 'out.csv');

for (const [name, args, code, message] of /** @type {[string, string[], string, string][]} */ ([
  ['no file', ['check', none], 'file_unreadable', `${none}: no such file or directory`],
  ['a folder', ['check', folder], 'file_unreadable', `${folder}: a folder, not a file`],
  [
    'no file, and a place for its rejected rows',
    ['check', none, '--rejected', join(folder, 'out.csv')],
    'file_unreadable',
    `${none}: no such file or directory`,
  ],
  [
    'no folder for the rejected rows',
    ['check', table, '--rejected', inNone],
    'request_malformed',
    `${inNone}: no such file or directory`,
  ],
  [
    'an option of another command',
    ['check', table, '--delimiter', ';'],
    'request_malformed',
    '--delimiter is no option of kartei check (see kartei --help)',
  ],
])) {
  test(`check: ${name}: status 2, said in words and as JSON`, () => {
    const { status, stdout, stderr } = run(...args);
    assert.deepEqual({ status, stdout, stderr }, { status: 2, stdout: '', stderr });
    assert.equal(stderr, `kartei: ${message}\n`);
    const json = run(...args, '--json');
    assert.equal(json.status, 2);
    assert.deepEqual(JSON.parse(json.stdout).error, { code, message, row: 0, column: 0 });
  });
}

test('check: an option that no command knows is JSON, too', () => {
  const { status, stdout } = run('check', table, '--json', '--strict');
  assert.equal(status, 2);
  assert.match(JSON.parse(stdout).error.message, /--strict/);
});

test('each command refuses what it would not look at, and convert names what it cannot use', () => {
  for (const args of [
    ['parse', table, '--json'],
    ['sort', '--country', 'DE'],
    ['headers', '--profile', 'html5'],
    ['convert', table, join(folder, 'b.csv'), '--quote', "'"],
  ]) {
    const { status, stdout, stderr } = run(...args);
    const option = args.findLast((arg) => arg.startsWith('--'));
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, new RegExp(`^kartei: ${option} is no option of kartei ${args[0]} `));
    // Where JSON is asked for, it is answered.
    assert.equal(stdout !== '', option === '--json');
  }
  assert.equal(existsSync(join(folder, 'b.csv')), false);
  assert.equal(run('convert', none, table).stderr, `kartei: ${none}: no such file or directory\n`);
  const { stderr } = run('convert', table, inNone);
  assert.equal(stderr, `kartei: ${inNone}: no such file or directory\n`);
  assert.match(run('parse', folder).stderr, /a folder, not a file/);
});

test('a pipe is read to its end', () => {
  const rows = '["name","email"]\n["Anna","a@example.org"]\n';
  assert.equal(shell('cat a.csv | kartei parse /dev/stdin').stdout, rows);
  assert.equal(shell('kartei parse /dev/stdin <a.csv').stdout, rows);
  assert.equal(shell('kartei parse <(cat a.csv)').stdout, rows);
  assert.equal(shell('mkfifo fifo; cat a.csv >fifo & kartei parse fifo').stdout, rows);
  assert.match(shell('kartei check <(cat large.csv)').stdout, /^200000 rows: 200000 good/);
  assert.equal(shell('cat a.csv | kartei convert /dev/stdin b.csv').stderr, '');
  assert.equal(readFileSync(join(folder, 'b.csv'), 'utf8'), 'name,email\r\nAnna,a@example.org\r\n');
  // A socket, as node makes it.
  const { stdout } = spawnSync(process.execPath, [cli, 'parse', '/dev/stdin'], {
    input: 'name,email\nAnna,a@example.org\n',
    encoding: 'utf8',
  });
  assert.equal(stdout, rows);
});

test('output that cannot be written is status 2, without a trace', () => {
  for (const command of ['check a.csv', 'parse a.csv', 'parse large.csv', '--help']) {
    const { status, stderr } = shell(`kartei ${command} >/dev/full`);
    assert.equal(status, 2, command);
    assert.equal(stderr, 'kartei: the output: no space left on device\n');
  }
  assert.equal(shell('kartei check none.csv 2>/dev/full').status, 2);
});

test('whoever has read enough is not told so', () => {
  const { status, stdout, stderr } = shell('kartei parse large.csv | head -1');
  assert.deepEqual(
    { status, stdout, stderr },
    { status: 2, stdout: '["name","email"]\n', stderr: '' },
  );
  const slow = shell('(sleep 0.5; kartei check a.csv --json) | true');
  assert.equal(slow.stderr, '');
});
