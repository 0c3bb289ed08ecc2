// What a page has to load: each wasm module with its loader, as brotli 11 makes them. 1 KB is 1,024
// bytes. docs/decisions.md says what they consist of.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const dist = fileURLToPath(new URL('../../web/dist/', import.meta.url));

/** @param {string} file */
function compressedSize(file) {
  const bytes = readFileSync(dist + file);
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length;
}

for (const { module, loader = module, most } of [
  { module: 'kartei', most: 450 },
  // In the place of the one above, in books that have a server.
  { module: 'kartei-sync', loader: 'kartei', most: 512 },
  { module: 'kartei-check', most: 140 },
]) {
  const skip = existsSync(`${dist}${module}.wasm`) ? false : `${module}.wasm is not built`;
  test(`${module} and its loader take at most ${most} KB`, { skip }, (t) => {
    const [binary, script] = [`${module}.wasm`, `${loader}.mjs`].map(compressedSize);
    const sum = binary + script;
    const figures = `${module}.wasm ${binary} + ${loader}.mjs ${script} = ${sum} bytes`;
    t.diagnostic(`${figures}, ${(sum / 1024).toFixed(1)} KB`);
    assert.ok(sum <= most * 1024, figures);
  });
}
