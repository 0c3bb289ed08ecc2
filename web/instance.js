// Loads a wasm module of a book: in the worker, or in process in node. The only file that does.
// There are two, kartei.wasm and, with sync, kartei-sync.wasm, which only a book that is connected
// to a backend has to load.
import { ContactError } from './contact-error.js';
import loadKartei from './dist/kartei.mjs';
import { putBytes, takeBytes, unwrap } from './envelope.js';
import { FileReading } from './file-reading.js';
import { compileWasm, instanceOf } from './wasm-module.js';

/**
 * The five calls of the file abstraction (core/store/files.h) over numbered slots. A status is
 * 0 ok, 1 failed, 2 full; a negative size or count is a failure.
 * @typedef {object} Files
 * @property {(slot: number, bytes: Uint8Array, offset: number) => number} read
 * @property {(slot: number, bytes: Uint8Array, offset: number) => number} write
 * @property {(slot: number, size: number) => number} truncate
 * @property {(slot: number) => number} flush
 * @property {(slot: number) => number} size
 */

/**
 * @typedef {object} InstanceOptions
 * @property {Files} [files]    where the book lives; in memory if absent
 * @property {string} [wasmUrl] where kartei.wasm is, and kartei-sync.wasm beside it; beside the
 *   module if absent
 * @property {WebAssembly.Module} [module]  of another instance, which is not compiled again
 * @property {boolean} [canSync] whether it has to; always in memory, which another instance could
 *   not take over
 * @property {() => void} [beforeOpening]  lets go of the files, once the module is there
 */

/**
 * @param {unknown} request
 * @throws {ContactError} request_malformed: there is no JSON for it
 */
function toJson(request) {
  try {
    return JSON.stringify(request);
  } catch (error) {
    throw new ContactError({ code: 'request_malformed', message: String(error) });
  }
}

/** One wasm module with one open book, which reads the file of its import. */
export class Instance extends FileReading {
  #native;
  #names;

  /**
   * @param {import('./dist/kartei.mjs').NativeModule} native
   * @param {WebAssembly.Module} module  of which it is
   */
  constructor(native, module) {
    super(native);
    this.#native = native;
    this.module = module;
    this.#names = new Set(native.useCaseNames().trimEnd().split('\n'));
  }

  get canSync() {
    return this.has('syncStatus');
  }

  /** @param {string} name  of a use case */
  has(name) {
    return this.#names.has(name);
  }

  /**
   * One use case: wasm/bindings.cpp has the list.
   * @param {string} name
   * @param {unknown} [request]
   * @param {string} [requestId]  a write that was answered under this id is not done again
   * @returns {any}
   */
  call(name, request = {}, requestId = '') {
    const json = toJson(request);
    return this.around(() => unwrap(this.#native.call(name, json, requestId)));
  }

  /**
   * @param {object} options
   * @param {Uint8Array} sample
   * @param {boolean} isWhole
   * @returns {any}
   */
  previewImport(options, sample, isWhole) {
    putBytes(this.#native, sample);
    return unwrap(this.#native.previewImport(toJson(options), isWhole));
  }

  /** @param {Uint8Array} chunk  of the unpacked backup */
  feedRestore(chunk) {
    this.around(() => {
      putBytes(this.#native, chunk);
      unwrap(this.#native.feedRestore());
    });
  }

  /** @returns {Uint8Array<ArrayBuffer>} the next piece of a file, empty at its end */
  readOutput() {
    return this.around(() => takeBytes(this.#native));
  }

  close() {
    this.#native.close();
  }
}

/**
 * @param {InstanceOptions} options
 * @returns {Promise<Instance>}
 */
export async function openInstance(options) {
  const { files, wasmUrl, canSync = !files, beforeOpening } = options;
  const module = options.module ?? (await compile({ files, wasmUrl, canSync }));
  const native = await loadKartei({ files, ...instanceOf(module) });
  beforeOpening?.();
  try {
    unwrap(native.open(files ? 'opfs' : 'memory'));
  } catch (error) {
    if (!(error instanceof ContactError && error.code === 'sync_missing')) throw error;
    return openInstance({ files, wasmUrl, canSync: true });
  }
  return new Instance(native, module);
}

/**
 * What can be read of files that cannot be opened. Nothing is written to them.
 * @param {InstanceOptions} options
 * @returns {Promise<Instance>}
 */
export async function openRescue({ files, wasmUrl }) {
  const module = await compile({ wasmUrl });
  const native = await loadKartei({ files, ...instanceOf(module) });
  unwrap(native.openRescue());
  return new Instance(native, module);
}

/**
 * @param {InstanceOptions} options
 * @returns {Promise<WebAssembly.Module>}
 */
async function compile({ files, wasmUrl, canSync }) {
  // One loader is that of both (scripts/build-wasm.sh). Bundlers find the files by this very form.
  const url = canSync
    ? wasmUrl
      ? new URL('kartei-sync.wasm', wasmUrl)
      : new URL('./dist/kartei-sync.wasm', import.meta.url)
    : wasmUrl
      ? new URL(wasmUrl)
      : new URL('./dist/kartei.wasm', import.meta.url);
  try {
    return await compileWasm(url);
  } catch (error) {
    // This one is fetched when it is first needed, and there may be no network then, or no server.
    if (!canSync || !files) throw error;
    throw new ContactError({ code: 'module_unreachable', message: `${url}: ${error}` });
  }
}
