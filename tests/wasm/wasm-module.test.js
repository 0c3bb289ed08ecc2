// A wasm file as servers give it: with its type, with another one, or not at all.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import loadKarteiCheck from '../../web/dist/kartei-check.mjs';
import { compileWasm, instanceOf } from '../../web/wasm-module.js';

const bytes = readFileSync(new URL('../../web/dist/kartei-check.wasm', import.meta.url));

const types = new Map([
  ['/typed.wasm', 'application/wasm'],
  ['/untyped.wasm', 'application/octet-stream'],
  ['/described.wasm', 'application/wasm; charset=utf-8'],
]);

const server = createServer((request, response) => {
  const type = types.get(String(request.url));
  response.writeHead(type ? 200 : 404, type ? { 'Content-Type': type } : {});
  response.end(type ? bytes : 'There is no such file.');
});
let origin = '';

before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  origin = `http://127.0.0.1:${port}`;
});

after(() => server.close());

for (const [path, type] of types) {
  test(`a module that comes as ${type} is compiled`, async () => {
    const module = await compileWasm(new URL(path, origin));
    const { begin } = await loadKarteiCheck(instanceOf(module));
    assert.deepEqual(JSON.parse(begin('{}', 1)), { value: null });
  });
}

test('several instances are of one module, each with memory of its own', async () => {
  const module = await compileWasm(new URL('/typed.wasm', origin));
  const [one, other] = await Promise.all([1, 2].map(() => loadKarteiCheck(instanceOf(module))));
  assert.notEqual(one.HEAPU8.buffer, other.HEAPU8.buffer);
});

test('a server that has no such file is told of, with the address', async () => {
  const missing = new URL('/nowhere.wasm', origin);
  await assert.rejects(compileWasm(missing), { message: `${missing}: 404` });
});
