// scripts/tally.sh: a run is green only if every runner said so.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const tally = fileURLToPath(new URL('../../scripts/tally.sh', import.meta.url));
const doctest = (/** @type {string} */ counts) => `echo '[doctest] test cases: ${counts}'`;
const node = (/** @type {number[]} */ ...[pass, fail, cancelled, skipped]) =>
  `printf 'ℹ pass ${pass}\\nℹ fail ${fail}\\nℹ cancelled ${cancelled}\\nℹ skipped ${skipped}\\n'`;

/**
 * Runs commands with their ways of counting; the last line and the status of the whole.
 * @param {...[string, string]} runs
 */
function sum(...runs) {
  return tell(...runs.map(([count, command]) => `run name ${count} bash -c "${command}"`));
}

/** @param {...string} script */
function tell(...script) {
  const { status, stdout } = spawnSync(
    'bash',
    ['-uo', 'pipefail', '-c', [`. '${tally}'`, ...script, 'summary'].join('\n')],
    { encoding: 'utf8' },
  );
  const lines = stdout.trimEnd().split('\n');
  return { status, last: lines.at(-1), others: lines.slice(0, -1) };
}

/** @type {[string, [string, string][], string][]} */
const cases = [
  ['a check counts as one', [['count_check', 'true']], '1 passed, 0 failed'],
  ['a failing check', [['count_check', 'exit 3']], '0 passed, 1 failed'],
  ['a script that sums up', [['count_sum', `echo '5 passed, 0 failed'`]], '5 passed, 0 failed'],
  [
    'a script that sums up a failure',
    [['count_sum', `echo '4 passed, 1 failed'; exit 1`]],
    '4 passed, 1 failed',
  ],
  ['a build does not count', [['count_nothing', 'true']], '0 passed, 0 failed'],
  ['unless it fails', [['count_nothing', 'false']], '0 passed, 1 failed'],
  [
    'doctest',
    [['count_doctest', doctest('     61 |     58 passed | 0 failed | 3 skipped')]],
    '58 passed, 0 failed, 3 skipped',
  ],
  [
    'doctest with failures',
    [['count_doctest', `${doctest('3 | 1 passed | 2 failed | 0 skipped')}; exit 1`]],
    '1 passed, 2 failed',
  ],
  [
    'corpora that are not there, each once',
    [
      [
        'count_doctest',
        `printf 'skipped: a\\nskipped: b\\nskipped: a\\n'; ` +
          doctest('1 | 1 passed | 0 failed | 0 skipped'),
      ],
    ],
    '1 passed, 0 failed, 2 skipped',
  ],
  ['doctest crashed', [['count_doctest', 'kill -SEGV \\$\\$']], '0 passed, 1 failed'],
  ['doctest said nothing', [['count_doctest', 'true']], '0 passed, 1 failed'],
  [
    'doctest ran no test',
    [['count_doctest', doctest('0 | 0 passed | 0 failed | 9 skipped')]],
    '0 passed, 1 failed',
  ],
  [
    'a sanitizer after green suites',
    [['count_doctest', `${doctest('5 | 5 passed | 0 failed | 0 skipped')}; exit 23`]],
    '5 passed, 1 failed',
  ],
  ['node', [['count_node', node(7, 0, 0, 2)]], '7 passed, 0 failed, 2 skipped'],
  ['node with a test that hung', [['count_node', node(7, 1, 2, 0)]], '7 passed, 3 failed'],
  ['node without tests', [['count_node', node(0, 0, 0, 0)]], '0 passed, 1 failed'],
  ['node not there', [['count_node', 'no-such-program']], '0 passed, 1 failed'],
  [
    'a sum goes on after a failure',
    [
      ['count_check', 'false'],
      ['count_node', node(2, 0, 0, 0)],
      ['count_doctest', doctest('3 | 3 passed | 0 failed | 0 skipped')],
    ],
    '5 passed, 1 failed',
  ],
];

for (const [name, runs, expected] of cases) {
  test(name, () => {
    const { status, last } = sum(...runs);
    assert.deepEqual(
      { last, status },
      { last: expected, status: / 0 failed/.test(expected) ? 0 : 1 },
    );
  });
}

test('the output of what failed is shown, and no line of it looks like the closing line', () => {
  const { others } = sum(['count_check', "echo reason; echo '9 passed, 0 failed'; false"]);
  assert.match(others[0], /^FAIL  name /);
  assert.ok(others.some((line) => line.endsWith('| reason')));
  assert.ok(!others.some((line) => /^\d+ passed/.test(line)));
});

test('what runs side by side is counted one after the other, each by its own log', () => {
  const { others, last, status } = tell(
    // The first ends only when the second has begun.
    `mark=$(mktemp -u)`,
    `start one count_node bash -c "until [ -e $mark ]; do sleep 0.05; done; ${node(7, 0, 0, 0)}"`,
    `start 'two words' count_check bash -c "touch $mark; echo reason; exit 3"`,
    'settle',
    'run three count_check rm "$mark"',
  );
  assert.deepEqual(
    others.map((line) => line.trim().replace(/ +\d+ s /, '')),
    [
      'ok    one  7 passed, 0 failed, 0 skipped',
      'FAIL  two words  0 passed, 1 failed, 0 skipped',
      '| reason',
      '| (exit status 3)',
      'ok    three  1 passed, 0 failed, 0 skipped',
    ],
  );
  assert.deepEqual([last, status], ['8 passed, 1 failed', 1]);
});
