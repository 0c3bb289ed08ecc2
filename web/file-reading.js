// A file that a wasm module reads, in chunks or in slices; the functions for it are the same in all
// modules that do (wasm/slice_answers.h).
import { copyOutput, putBytes, unwrap } from './envelope.js';

/**
 * Some rows of a file (core/import_export/reviewed_file.h).
 * @typedef {object} Slice
 * @property {number} begin  in the bytes that it was read from, as `end`
 * @property {number} end
 * @property {number} rows
 * @property {number} lines
 * @property {number} encoding  -1: only later rows will tell
 * @property {Uint8Array<ArrayBuffer>} bytes  the rows
 */

/**
 * @typedef {object} NativeReading
 * @property {Uint8Array<ArrayBuffer>} HEAPU8
 * @property {(size: number) => string} reserve
 * @property {() => number} input
 * @property {() => number} output
 * @property {() => string} feed
 * @property {() => string} feedRowEnd
 * @property {(end: number, isLast: boolean) => string} readSlice
 * @property {(rows: number, lines: number, encoding: number) => string} takeSlice
 */

/** An instance that reads a file. Every method answers at once. */
export class FileReading {
  #native;

  /**
   * What is done around every call: nothing. For whoever wants to say that it computes.
   * @type {<T>(run: () => T) => T}
   */
  around = (run) => run();

  /** @param {NativeReading} native */
  constructor(native) {
    this.#native = native;
  }

  /** @param {Uint8Array} chunk */
  feed(chunk) {
    this.#ask(chunk, () => this.#native.feed());
  }

  /**
   * The next bytes, up to where a row begins and slices of the file may.
   * @param {Uint8Array} bytes
   * @returns {number | null} how many they were; null where all were taken, without such a place
   */
  feedRowEnd(bytes) {
    return this.#ask(bytes, () => this.#native.feedRowEnd());
  }

  /**
   * Reads rows for another instance: takeSlice().
   * @param {Uint8Array<ArrayBuffer>} bytes  of the file; the first row begins behind a LF of them.
   *   The slice takes their memory where it is large enough
   * @param {number} end        before which the last row begins
   * @param {boolean} isLast    whether nothing of the file is behind them
   * @returns {Slice | null} null where it takes the rows before to read them
   */
  readSlice(bytes, end, isLast) {
    const slice = this.#ask(bytes, () => this.#native.readSlice(end, isLast));
    if (!slice) return null;
    const [begin, behind, rows, lines, size, encoding] = slice;
    const kept = copyOutput(this.#native, size, bytes.buffer);
    return { begin, end: behind, rows, lines, encoding, bytes: kept };
  }

  /**
   * Rows that follow those that were read; feed() goes on behind them.
   * @param {Slice} slice
   * @returns {boolean} whether they fit: nothing is taken where they do not
   */
  takeSlice({ bytes, rows, lines, encoding }) {
    return this.#ask(bytes, () => this.#native.takeSlice(rows, lines, encoding));
  }

  /**
   * @param {Uint8Array} bytes
   * @param {() => string} call
   * @returns {any}
   */
  #ask(bytes, call) {
    return this.around(() => {
      putBytes(this.#native, bytes);
      return unwrap(call());
    });
  }
}

/** @returns {number} random: by which rows are compared (core/dedupe/keys.h) */
export function randomSeed() {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  return high * 2 ** 20 + (low >>> 12);
}
