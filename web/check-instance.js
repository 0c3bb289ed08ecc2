// Loads the small wasm module: in the worker of a check, or in process in node. The only file that
// does.
import { compilePattern } from './check-pattern.js';
import loadKarteiCheck from './dist/kartei-check.mjs';
import { takeBytes, unwrap } from './envelope.js';
import { FileReading } from './file-reading.js';
import { compileWasm, instanceOf } from './wasm-module.js';

/** @import { CheckOptions } from './check-types.js' */

/** One file that is checked. Every method answers at once. */
export class CheckInstance extends FileReading {
  #native;

  /** @param {import('./dist/kartei-check.mjs').NativeCheckModule} native */
  constructor(native) {
    super(native);
    this.#native = native;
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

/**
 * @param {string} [wasmUrl]  where kartei-check.wasm is; beside the module if absent
 * @returns {Promise<WebAssembly.Module>}
 */
export const compileCheck = (wasmUrl) =>
  // Bundlers find the file by this very form.
  compileWasm(wasmUrl ? new URL(wasmUrl) : new URL('./dist/kartei-check.wasm', import.meta.url));

/**
 * @param {WebAssembly.Module} module
 * @param {CheckOptions} options
 * @param {number} seed  randomSeed(), the same for all that read one file
 * @returns {Promise<CheckInstance>}
 * @throws {ContactError} request_malformed, country_code_malformed, country_code_unknown
 */
export async function openCheckInstance(module, { columns = [], ...options }, seed) {
  const patterns = columns.map(({ pattern }) => pattern && compilePattern(pattern));
  const text = new TextDecoder();
  const native = await loadKarteiCheck({
    matches: (/** @type {number} */ column, /** @type {Uint8Array} */ bytes) =>
      /** @type {RegExp} */ (patterns[column]).test(text.decode(bytes)),
    ...instanceOf(module),
  });
  const rules = columns.map(({ pattern, ...rule }) => ({ ...rule, has_pattern: !!pattern }));
  unwrap(native.begin(JSON.stringify({ ...options, columns: rules }), seed));
  return new CheckInstance(native);
}
