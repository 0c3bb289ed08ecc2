// The package as scripts/package.sh has written it: what is in it, what its exports lead to, what
// publint says, and what it weighs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findTarball, root } from './consumer.js';

const { exports, bin, version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const notices = readFileSync(`${root}THIRD_PARTY_NOTICES.md`, 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'kartei-package-'));
/** @type {string} */
let tarball;
/** @type {Set<string>} */
let files;

/** @param {string} file  of the package */
const read = (file) => readFileSync(join(folder, 'package', file));

/** @param {string} path */
const filesIn = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1));

before(async () => {
  tarball = await findTarball();
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  files = new Set(filesIn(join(folder, 'package')));
});

after(() => rmSync(folder, { recursive: true }));

// The page itself is built of the package and not part of it (docs/decisions.md).
const ofThePage = ['main.js', 'service-worker.js'];
// They hold types alone, which are in the declarations.
const withoutCode = ['check-types.js', 'types.js'];

test('the package is the sources, the profiles, what is built, and the licences', (t) => {
  const sources = filesIn(join(root, 'web')).filter(
    (file) =>
      (file.endsWith('.js') || /^profiles\/.*\.json$/.test(file)) &&
      !file.startsWith('dist/') &&
      ![...ofThePage, ...withoutCode].includes(file),
  );
  const expected = [
    ...['LICENSE', 'README.md', 'THIRD_PARTY_NOTICES.md', 'package.json'],
    ...sources.map((file) => `web/${file}`),
    ...['kartei', 'kartei-check', 'kartei-tables'].flatMap((module) =>
      ['mjs', 'wasm'].map((end) => `web/dist/${module}.${end}`),
    ),
    'web/dist/kartei-sync.wasm',
    ...['worker', 'check-worker'].flatMap((name) => [
      `web/dist/${name}.js`,
      `web/dist/${name}.js.map`,
    ]),
  ];
  const types = [...files].filter((file) => file.startsWith('web/dist/types/'));
  assert.deepEqual([...files].filter((file) => !types.includes(file)).sort(), expected.sort());
  // Each declaration is of a file of the package.
  const declared = types.map((file) => file.replace('dist/types/', '').replace('.d.ts', '.js'));
  const alone = [...withoutCode, 'elements/tags.js', 'elements/check-tag.js'].map(
    (name) => `web/${name}`,
  );
  assert.deepEqual(
    declared.filter((file) => !files.has(file) && !alone.includes(file)),
    [],
  );
  const kilobytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 1000)} KB`;
  const whole = [...files].reduce((sum, file) => sum + read(file).length, 0);
  t.diagnostic(
    `kartei ${version}: ${kilobytes(statSync(tarball).size)}, unpacked ${kilobytes(whole)}, ` +
      `${files.size} files`,
  );
});

test('its files are those of this build', () => {
  for (const file of [
    'web/kartei.js',
    'web/dist/kartei.wasm',
    'web/dist/kartei-check.wasm',
    'web/dist/worker.js',
    'LICENSE',
  ]) {
    assert.ok(read(file).equals(readFileSync(root + file)), file);
  }
  assert.equal(read('THIRD_PARTY_NOTICES.md').toString(), notices);
});

test('the exports are those that are promised, and lead to files', () => {
  assert.deepEqual(Object.keys(exports), [
    '.',
    './check',
    './check/element',
    './elements',
    './worker',
    './kartei.wasm',
    './kartei-sync.wasm',
    './kartei-check.wasm',
    './profiles/*',
    './i18n/*',
  ]);
  /** @type {string[]} */
  const targets = Object.values(exports)
    .flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)))
    .concat(Object.values(bin))
    .map((target) => target.replace('./', '').replace('profiles/*', 'profiles/template.json'))
    .map((target) => target.replace('*', 'translate'));
  assert.deepEqual(
    targets.filter((target) => !files.has(target)),
    [],
  );
});

test('the types know every element by its tag', () => {
  const tags = ['check-tag', 'tags'].map((name) => read(`web/dist/types/elements/${name}.d.ts`));
  const defined = [...files]
    .filter((file) => /^web\/elements\/[a-z]+\/kartei-[a-z-]+\.js$/.test(file))
    .flatMap((file) => [
      ...read(file)
        .toString()
        .matchAll(/customElements\.define\('([^']+)'/g),
    ])
    .map(([, tag]) => tag);
  assert.ok(defined.length >= 10);
  const known = [...tags.join('\n').matchAll(/^ {4}'([^']+)': /gm)].map(([, tag]) => tag);
  assert.deepEqual(known, defined.sort());
});

test('publint has nothing to say', () => {
  const publint = `${root}node_modules/.bin/publint`;
  const said = execFileSync(publint, ['--strict', tarball], { encoding: 'utf8' });
  assert.match(said, /All good!/);
});
