// One use case has one name in three places: ContactBook's table in wasm/bindings.cpp, the calls of
// the page (web/contact-book.js, web/import-review.js), and those of web/worker, which answers some
// of them in several steps. And each error code is in core/base/error_codes.def.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import loadKartei from '../../web/dist/kartei.mjs';
import { compileWasm, instanceOf } from '../../web/wasm-module.js';

// The one that has all.
const wasm = new URL('../../web/dist/kartei-sync.wasm', import.meta.url);

/** @param {string} path */
const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/**
 * @param {string} text
 * @param {RegExp} pattern  with one group
 */
const all = (text, pattern) => new Set([...text.matchAll(pattern)].map(([, name]) => name));

/** @param {string} folder */
const readAll = (folder) =>
  readdirSync(new URL(`../../${folder}`, import.meta.url))
    .filter((name) => name.endsWith('.js'))
    .map((name) => read(`${folder}/${name}`))
    .join('\n');

const page = read('web/contact-book.js') + read('web/import-review.js');
const worker = readAll('web/worker');
const module = await loadKartei(instanceOf(await compileWasm(wasm)));
const bound = new Set(module.useCaseNames().trimEnd().split('\n'));

// What the service answers itself, in several steps of the instance.
const steps = all(read('web/worker/service.js'), /case '(\w+)':/g);
const asked = all(page, /#(?:call|ask|send|change)\('(\w+)'/g);

test('everything that the page asks for is answered', () => {
  assert.ok(asked.size > 25);
  assert.deepEqual(
    [...asked].filter((name) => !bound.has(name) && !steps.has(name)),
    [],
  );
});

test('every use case is asked for', () => {
  const used = new Set([
    ...asked,
    ...all(worker, /call\('(\w+)'/g),
    ...all(worker, /'(begin\w+)'/g),
  ]);
  assert.deepEqual(
    [...bound].filter((name) => !used.has(name)),
    [],
  );
});

test('every code that JavaScript throws is in the list of codes', () => {
  const codes = all(read('core/base/error_codes.def'), /^KARTEI_ERROR\((\w+),/gm);
  // What is met before there is a core: its module cannot be fetched.
  codes.add('module_unreachable');
  const thrown = all(readAll('web') + worker, /code: '(\w+)'/g);
  assert.ok(thrown.size > 5);
  assert.deepEqual(
    [...thrown].filter((code) => !codes.has(code)),
    [],
  );
});
