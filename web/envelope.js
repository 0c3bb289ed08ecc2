// What a wasm module answers (wasm/dispatch.h), and bytes in and out of its memory
// (wasm/host_bytes.h).
import { ContactError } from './contact-error.js';

/**
 * @param {string} envelope  {"value": …} or {"error": …}
 * @returns {any}
 */
export function unwrap(envelope) {
  const { value, error } = JSON.parse(envelope);
  if (error) throw new ContactError(error);
  return value;
}

/** @typedef {{HEAPU8: Uint8Array<ArrayBuffer>}} Memory  a new one whenever it has grown */

/**
 * Copies bytes to where a module reads them.
 * @param {Memory & {reserve: (size: number) => string, input: () => number}} native
 * @param {Uint8Array} bytes
 */
export function putBytes(native, bytes) {
  unwrap(native.reserve(bytes.length));
  native.HEAPU8.set(bytes, native.input());
}

/**
 * The next piece of what a module writes, empty at its end.
 * @param {Memory & {writeOutput: () => string, output: () => number}} native
 */
export function takeBytes(native) {
  return copyOutput(native, unwrap(native.writeOutput()));
}

/**
 * What a module has written by its last call.
 * @param {Memory & {output: () => number}} native
 * @param {number} size
 * @param {ArrayBuffer} [into]  is taken for it where it is large enough
 */
export function copyOutput(native, size, into = new ArrayBuffer(0)) {
  const from = native.output();
  if (into.byteLength < size) return native.HEAPU8.slice(from, from + size);
  const bytes = new Uint8Array(into, 0, size);
  bytes.set(native.HEAPU8.subarray(from, from + size));
  return bytes;
}
