// Loads the small wasm module: in the worker of a check, or in process in node. The only file that
// does.
import { compilePattern } from './check-pattern.js';
import loadKarteiCheck from './dist/kartei-check.mjs';
import { unwrap } from './envelope.js';
import { wasmFile } from './wasm-file.js';

/** @import { CheckOptions } from './types.js' */

/** One file that is checked. Every method answers at once. */
export class CheckInstance {
  #native;

  /** @param {import('./dist/kartei-check.mjs').NativeChecker} native */
  constructor(native) {
    this.#native = native;
  }

  /** @param {Uint8Array} chunk */
  feed(chunk) {
    unwrap(this.#native.feed(chunk));
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
    const piece = this.#native.readOutput();
    return typeof piece === 'string' ? unwrap(piece) : piece;
  }
}

/**
 * @param {CheckOptions} options
 * @param {string} [wasmUrl]  where kartei-check.wasm is; beside the module if absent
 * @returns {Promise<CheckInstance>}
 * @throws {ContactError} request_malformed, country_code_malformed, country_code_unknown
 */
export async function openCheckInstance({ columns = [], ...options }, wasmUrl) {
  const patterns = columns.map(({ pattern }) => pattern && compilePattern(pattern));
  // Bundlers find the file by this very form.
  const url = wasmUrl ? new URL(wasmUrl) : new URL('./dist/kartei-check.wasm', import.meta.url);
  const { Checker } = await loadKarteiCheck({
    matches: (/** @type {number} */ column, /** @type {string} */ text) =>
      /** @type {RegExp} */ (patterns[column]).test(text),
    ...wasmFile(url),
  });
  const native = new Checker();
  const rules = columns.map(({ pattern, ...rule }) => ({ ...rule, has_pattern: !!pattern }));
  unwrap(native.begin(JSON.stringify({ ...options, columns: rules })));
  return new CheckInstance(native);
}
