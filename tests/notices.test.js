// THIRD_PARTY_NOTICES.md against the build: every foreign thing that went into kartei.wasm and
// kartei.mjs is named there, and nothing else is. What went in is read from the linker's map, which
// names the archives, and from the compiler's dependency files, which name the headers; each
// becomes a trace such as `libc++abi` or `headers/nlohmann`, and the notices say whose it is.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const build = `${root}build/wasm-release`;
const notices = readFileSync(`${root}THIRD_PARTY_NOTICES.md`, 'utf8');

/** @returns {string[]} the traces that the notices name */
function namedTraces() {
  return [...notices.matchAll(/^In the build: (.*(?:\n.+)*)/gm)]
    .flatMap(([, list]) => [...list.matchAll(/`([^`]+)`/g)])
    .map(([, trace]) => trace)
    .sort();
}

/**
 * The archives in a linker's map: "libc++abi-except.a(cxa_guard.o)" leaves the trace "libc++abi".
 * Their variants (exceptions, debugging, threads) are of the same origin.
 * @param {string} map
 */
function archiveTraces(map) {
  return [...map.matchAll(/\b(lib[\w+-]+)\.a\(/g)]
    .map(([, archive]) => archive.replace(/-.*$/, ''))
    .filter((archive) => !/^libkartei_(?!sqlite$)/.test(archive));
}

/**
 * The header that a dependency file names, as a trace; none for Kartei's own.
 * @param {string} path
 * @returns {string[]}
 */
function headerTraces(path) {
  const known = [
    /\/lib\/(clang)\/[^/]+\/(include)\//,
    /\/sysroot\/(include)\/(?:(c\+\+|bits|compat|emscripten)[/.])?/,
    /(?:^|\/)(headers)\/([^/]+)\//,
    /(?:^|\/)(sqlite-autoconf)-/,
    /(?:^|\/)(tables)\/([^/]+)\.h$/,
  ];
  for (const pattern of known) {
    const found = pattern.exec(path);
    if (found) return [found.slice(1).filter(Boolean).join('/')];
  }
  // The second are files that CMake writes, which include several of Kartei's.
  const own = [/^(core|wasm)\//, /^build\/wasm-release\/core\/.*\/Unity\/unity_\d+_cxx\.cxx$/];
  return own.some((pattern) => pattern.test(relative(root, path))) ? [] : [path];
}

/** @returns {string[]} the headers and sources that the objects of the module were compiled from */
function compiledFiles() {
  const listing = execFileSync('ninja', ['-C', build, '-t', 'deps'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return (
    listing
      .split(/\n\n/)
      .filter((object) => !/^(tests|bench)\//.test(object))
      .flatMap((object) => [...object.matchAll(/^ {4}(.+)$/gm)].map(([, path]) => path))
      // A compiler cache leaves paths from the build's folder on.
      .map((path) => (path.startsWith('../') ? resolve(build, path) : path))
  );
}

/** @param {string[]} traces */
const distinct = (traces) => [...new Set(traces)].sort();

test('the notices name what the wasm is made of, and nothing else', () => {
  assert.ok(existsSync(`${build}/wasm/kartei.map`), 'run scripts/build-wasm.sh first');
  const archives = ['kartei', 'kartei-sync'].flatMap((module) =>
    archiveTraces(readFileSync(`${build}/wasm/${module}.map`, 'utf8')),
  );
  const headers = distinct(compiledFiles()).flatMap(headerTraces);
  assert.deepEqual(distinct([...archives, ...headers, 'kartei.mjs']), namedTraces());
});

test('what is linked in or included later does not go unnoticed', () => {
  assert.deepEqual(archiveTraces('x 0 1 /any/where/libpng-mt.a(png.o):(main)'), ['libpng']);
  assert.deepEqual(archiveTraces('core/libkartei_book.a(x.o)'), []);
  assert.deepEqual(headerTraces('/opt/emsdk/sysroot/include/emscripten.h'), ['include/emscripten']);
  assert.deepEqual(headerTraces('/opt/emsdk/sysroot/include/bits/errno.h'), ['include/bits']);
  assert.deepEqual(headerTraces('/opt/emsdk/sysroot/include/stdio.h'), ['include']);
  assert.deepEqual(headerTraces('/opt/png/png.h'), ['/opt/png/png.h']);
  assert.deepEqual(headerTraces(`${root}core/base/text.h`), []);
});

test('every section of the notices has its address and its licence', () => {
  for (const section of notices.split('# Texts')[0].split('\n## ').slice(1)) {
    const name = section.split('\n')[0];
    assert.match(section, /In the build: `/, name);
    assert.match(section, /https:\/\//, name);
    assert.match(section, /public domain|MIT|Apache-2\.0|Unicode-3\.0|CC0-1\.0/, name);
  }
});

test('every licence that the notices point to is there in full', () => {
  const anchors = [...notices.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor);
  const headings = [...notices.matchAll(/^## (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s/g, '-'),
  );
  assert.deepEqual(
    anchors.filter((anchor) => !headings.includes(anchor)),
    [],
  );
  assert.match(readFileSync(`${root}LICENSE`, 'utf8'), /Apache License\s+Version 2\.0/);
});
