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

for (const { module, most } of [
  { module: 'kartei', most: 450 },
  { module: 'kartei-check', most: 140 },
]) {
  const skip = existsSync(`${dist}${module}.wasm`) ? false : `${module}.wasm is not built`;
  test(`${module} and its loader take at most ${most} KB`, { skip }, (t) => {
    const [wasm, loader] = [`${module}.wasm`, `${module}.mjs`].map(compressedSize);
    const figures = `${module}.wasm ${wasm} + ${module}.mjs ${loader} = ${wasm + loader} bytes`;
    t.diagnostic(`${figures}, ${((wasm + loader) / 1024).toFixed(1)} KB`);
    assert.ok(wasm + loader <= most * 1024, figures);
  });
}
