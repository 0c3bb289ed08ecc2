// Parts of Kartei alone: bench/import/parts.cpp in a worker.
import { PARSE_TIMES, timed } from './timed.js';

const { default: loadParts } = await import('/build/wasm-release/bench/kartei_import_parts.mjs');

const CHUNK_BYTES = 1 << 20;

/**
 * The file's bytes in memory; chunk by chunk they go where the parser wants them, as in an import.
 * @param {File} file
 */
async function parse(file) {
  const parts = await loadParts();
  const bytes = new Uint8Array(await file.arrayBuffer());
  return timed(PARSE_TIMES, () => {
    const parser = new parts.Parse();
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      const chunk = bytes.subarray(at, at + CHUNK_BYTES);
      parser.buffer(chunk.length).set(chunk);
      parser.feed();
    }
    const counts = parser.finish();
    parser.delete();
    return counts;
  });
}

/**
 * The fewest steps that any parser can take: every byte is compared with three others.
 * @param {File} file
 */
async function scan(file) {
  const parts = await loadParts();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const scanner = new parts.Scan();
  scanner.buffer(bytes.length).set(bytes);
  const start = performance.now();
  const counts = scanner.finish();
  return { total: performance.now() - start, counts };
}

/** @type {Record<string, (file: File) => Promise<object>>} */
const tasks = { parse, scan };

self.onmessage = async ({ data: { task, file } }) => {
  try {
    postMessage(await tasks[task](file));
  } catch (error) {
    postMessage({ error: String(/** @type {any} */ (error)?.stack ?? error) });
  }
};
postMessage('ready');
