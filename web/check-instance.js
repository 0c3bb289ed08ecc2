// Loads the small wasm module: in the worker of a check, or in process in node. The only file that
// does.
import { compilePattern } from './check-pattern.js';
import loadKarteiCheck from './dist/kartei-check.mjs';
import { copyOutput, putBytes, takeBytes, unwrap } from './envelope.js';
import { wasmFile } from './wasm-file.js';

/** @import { CheckOptions } from './check-types.js' */

/**
 * Some rows of a file (core/check/table_checker.h).
 * @typedef {object} Slice
 * @property {number} begin  in the bytes that it was read from, as `end`
 * @property {number} end
 * @property {number} rows
 * @property {number} lines
 * @property {number} encoding  -1: only later rows will tell
 * @property {Uint8Array<ArrayBuffer>} bytes  the rows
 */

/** One file that is checked. Every method answers at once. */
export class CheckInstance {
  #native;

  /** @param {import('./dist/kartei-check.mjs').NativeCheckModule} native */
  constructor(native) {
    this.#native = native;
  }

  /** @param {Uint8Array} chunk */
  feed(chunk) {
    putBytes(this.#native, chunk);
    unwrap(this.#native.feed());
  }

  /**
   * The next bytes, up to where a row begins and slices of the file may.
   * @param {Uint8Array} bytes
   * @returns {number | null} how many they were; null where all were taken, without such a place
   */
  feedRowEnd(bytes) {
    putBytes(this.#native, bytes);
    return unwrap(this.#native.feedRowEnd());
  }

  /**
   * Reads rows for another instance: takeSlice().
   * @param {Uint8Array} bytes  of the file; the first row begins behind a LF of them
   * @param {number} end        before which the last row begins
   * @param {boolean} isLast    whether nothing of the file is behind them
   * @returns {Slice | null} null where it takes the rows before to read them
   */
  readSlice(bytes, end, isLast) {
    putBytes(this.#native, bytes);
    const slice = unwrap(this.#native.readSlice(end, isLast));
    if (!slice) return null;
    const [begin, behind, rows, lines, size, encoding] = slice;
    const kept = copyOutput(this.#native, size);
    return { begin, end: behind, rows, lines, encoding, bytes: kept };
  }

  /**
   * Rows that follow those that were read; feed() goes on behind them.
   * @param {Slice} slice
   * @returns {boolean} whether they fit: nothing is taken where they do not
   */
  takeSlice({ bytes, rows, lines, encoding }) {
    putBytes(this.#native, bytes);
    return unwrap(this.#native.takeSlice(rows, lines, encoding));
  }

  /**
   * One use case: wasm/check_bindings.cpp has the list.
   * @param {string} name
   * @param {unknown} [request]
   * @returns {any}
   */
  call(name, request = {}) {
    return unwrap(this.#native.call(name, JSON.stringify(request)));
  }

  /** @returns {Uint8Array<ArrayBuffer>} the next piece of a file, empty at its end */
  readOutput() {
    return takeBytes(this.#native);
  }
}

/** @returns {number} random: by which values are compared (core/dedupe/keys.h) */
export function randomSeed() {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  return high * 2 ** 20 + (low >>> 12);
}

/**
 * @param {CheckOptions} options
 * @param {number} seed       randomSeed(), the same for all that read one file
 * @param {string} [wasmUrl]  where kartei-check.wasm is; beside the module if absent
 * @returns {Promise<CheckInstance>}
 * @throws {ContactError} request_malformed, country_code_malformed, country_code_unknown
 */
export async function openCheckInstance({ columns = [], ...options }, seed, wasmUrl) {
  const patterns = columns.map(({ pattern }) => pattern && compilePattern(pattern));
  // Bundlers find the file by this very form.
  const url = wasmUrl ? new URL(wasmUrl) : new URL('./dist/kartei-check.wasm', import.meta.url);
  const text = new TextDecoder();
  const native = await loadKarteiCheck({
    matches: (/** @type {number} */ column, /** @type {Uint8Array} */ bytes) =>
      /** @type {RegExp} */ (patterns[column]).test(text.decode(bytes)),
    ...wasmFile(url),
  });
  const rules = columns.map(({ pattern, ...rule }) => ({ ...rule, has_pattern: !!pattern }));
  unwrap(native.begin(JSON.stringify({ ...options, columns: rules }), seed));
  return new CheckInstance(native);
}
