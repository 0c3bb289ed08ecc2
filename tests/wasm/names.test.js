// One use case has one name in three places: ContactBook's table in wasm/bindings.cpp, the calls of
// web/kartei.js and web/worker/service.js, and the error codes in core/base/error_codes.def.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import loadKartei from '../../web/dist/kartei.mjs';

/** @param {string} path */
const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/**
 * @param {string} text
 * @param {RegExp} pattern  with one group
 */
const all = (text, pattern) => new Set([...text.matchAll(pattern)].map(([, name]) => name));

const page = read('web/kartei.js');
const service = read('web/worker/service.js');
const module = await loadKartei({});
const bound = new Set(module.useCaseNames());

// What the service answers itself, in several steps of the instance.
const steps = all(service, /case '(\w+)':/g);
const asked = all(page, /#call\('(\w+)'/g);

test('everything that the page asks for is answered', () => {
  const missing = [...asked].filter((name) => !bound.has(name) && !steps.has(name));
  assert.deepEqual(
    missing,
    ['close'].filter((name) => asked.has(name)),
  );
});

test('every use case is asked for', () => {
  const used = new Set([
    ...asked,
    ...all(service, /call\('(\w+)'/g),
    ...all(service, /'(begin\w+)'/g),
  ]);
  assert.deepEqual(
    [...bound].filter((name) => !used.has(name)),
    [],
  );
});

test('every code that JavaScript throws is in the list of codes', () => {
  const codes = all(read('core/base/error_codes.def'), /^KARTEI_ERROR\((\w+),/gm);
  const sources = ['kartei.js', 'instance.js', 'worker/service.js', 'worker/opfs-pool.js'];
  const thrown = new Set(
    [...sources, 'worker/leader.js', 'cli.js'].flatMap((file) => [
      ...all(read(`web/${file}`), /code: '(\w+)'/g),
    ]),
  );
  assert.ok(thrown.size > 5);
  assert.deepEqual(
    [...thrown].filter((code) => !codes.has(code)),
    [],
  );
});
