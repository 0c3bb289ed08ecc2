// Loads the wasm module of the command line, which reads and converts tables and sorts texts. The
// only file that does.
import loadKarteiTables from './dist/kartei-tables.mjs';
import { unwrap } from './envelope.js';
import { compileWasm, instanceOf } from './wasm-module.js';

/** @import { Dialect } from './types.js' */

async function loadModule() {
  const module = await compileWasm(new URL('./dist/kartei-tables.wasm', import.meta.url));
  return loadKarteiTables(instanceOf(module));
}

/** The rows of one CSV file as lines of JSON, without a book. */
export class CsvReader {
  #native;

  /** @param {any} native */
  constructor(native) {
    this.#native = native;
  }

  /**
   * @param {Uint8Array} sample  the first 64 KiB
   * @returns {Dialect}
   */
  detect(sample) {
    return unwrap(this.#native.detect(sample));
  }

  /**
   * @param {(bytes: Uint8Array) => void} sink  takes lines, during its call only: an array of texts
   *   for each row
   * @param {Uint8Array} [chunk]                none: the end of the file
   */
  read(sink, chunk) {
    unwrap(chunk ? this.#native.feed(chunk, sink) : this.#native.finish(sink));
  }
}

/**
 * @param {Partial<Dialect>} [options]  what is known of the file
 * @returns {Promise<CsvReader>}
 */
export async function openCsvReader(options = {}) {
  const { CsvReader: Native } = await loadModule();
  const native = new Native();
  unwrap(native.begin(JSON.stringify(options)));
  return new CsvReader(native);
}

/** A table from CSV or JSON to CSV or JSON, without a book. */
export class Converter {
  #native;

  /**
   * @param {any} native
   * @param {number} passes  how often the whole file is to be fed, each time with finish()
   */
  constructor(native, passes) {
    this.#native = native;
    this.passes = passes;
  }

  /**
   * @param {Uint8Array} chunk
   * @param {(bytes: Uint8Array) => void} sink  takes what is written, during its call only
   */
  feed(chunk, sink) {
    unwrap(this.#native.feed(chunk, sink));
  }

  /**
   * @param {(bytes: Uint8Array) => void} sink
   * @returns {number} rows before a CSV file's table, which were left out
   */
  finish(sink) {
    return unwrap(this.#native.finish(sink));
  }
}

/**
 * @param {object} options
 * @param {'csv' | 'json'} options.from
 * @param {'csv' | 'json'} options.to
 * @param {Partial<Dialect>} [options.dialect]  what is known of CSV that is read
 * @param {string} [options.delimiter]          of CSV that is written
 * @param {string} [options.encoding]           of CSV that is written
 * @returns {Promise<Converter>}
 */
export async function openConverter(options) {
  const { Converter: Native } = await loadModule();
  const native = new Native();
  return new Converter(native, unwrap(native.begin(JSON.stringify(options))));
}

/** Texts in the order of a locale. */
export class Sorter {
  #native;

  /** @param {any} native */
  constructor(native) {
    this.#native = native;
  }

  /** @param {string[]} texts */
  add(texts) {
    // The order knows code points; half of a surrogate pair is none.
    unwrap(
      this.#native.add(
        JSON.stringify(texts.map((text) => text.replace(/\p{Surrogate}/gu, '\uFFFD'))),
      ),
    );
  }

  /** @returns {Uint32Array} the places of the texts as they were added, in their new order */
  finish() {
    let places = new Uint32Array();
    unwrap(this.#native.finish((/** @type {Uint32Array} */ view) => (places = view.slice())));
    return places;
  }
}

/**
 * @param {string} locale  a language tag: "de", "de-u-co-phonebk", "en"
 * @returns {Promise<Sorter>}
 * @throws {ContactError} request_malformed, with the locales that are known
 */
export async function openSorter(locale) {
  const { Sorter: Native } = await loadModule();
  const native = new Native();
  unwrap(native.begin(locale));
  return new Sorter(native);
}
