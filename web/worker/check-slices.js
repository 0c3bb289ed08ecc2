// A large file, read by several workers at once, each of which checks slices of it for the one that
// has all rows in the end (core/check/table_checker.h).
import { openCheckInstance } from '../check-instance.js';
import { cancelled, ContactError } from '../contact-error.js';
import { Caller } from '../rpc.js';
import { hasWorkers, startWorker } from '../workers.js';
import { readBytes, SAMPLE_BYTES } from './input.js';

/** @import { CheckInstance, Slice } from '../check-instance.js' */
/** @import { CheckOptions } from '../check-types.js' */

/** Below it, the workers' start takes as long as they save. */
const SLICES_FROM_BYTES = 8 << 20;
const SLICE_BYTES = 2 << 20;
/** How far behind its end a slice looks for that of its last row. */
const LOOK_AHEAD_BYTES = 64 << 10;
const MOST_WORKERS = 4;
/** Whoever has not begun by then waits for a network, or for memory: one reads alone. */
const BEGIN_WITHIN_MS = 2_000;

/**
 * @typedef {{file: Blob, options: CheckOptions, seed: number, wasmUrl?: string}} SlicedFile
 * @typedef {{begin: number, end: number, isExact?: boolean}} SliceRequest  bytes of the file;
 *   `isExact`: a row begins there
 */

/** The side that reads slices: of one file. */
export class SliceReader {
  #file;
  #instance;

  /**
   * @param {Blob} file
   * @param {CheckInstance} instance
   */
  constructor(file, instance) {
    this.#file = file;
    this.#instance = instance;
  }

  /** @param {SlicedFile} sliced */
  static async open({ file, options, seed, wasmUrl }) {
    const instance = await openCheckInstance(options, seed, wasmUrl);
    // By which it knows the columns.
    instance.feed(await readBytes(file, 0, SAMPLE_BYTES + 1));
    return new SliceReader(file, instance);
  }

  /**
   * @param {SliceRequest} request
   * @returns {Promise<Slice | null>} its `begin` and `end` in the file
   */
  async read({ begin, end, isExact }) {
    // The byte before may be the end of a line.
    const from = isExact ? begin : begin - 1;
    const isLast = end === this.#file.size;
    const bytes = await readBytes(this.#file, from, isLast ? end : end + LOOK_AHEAD_BYTES);
    const place = { begin: isExact ? 0 : undefined, end: end - from, isLast };
    const slice = this.#instance.readSlice(bytes, place);
    return slice && { ...slice, begin: from + slice.begin, end: from + slice.end };
  }
}

/** The side that has slices read. */
export class SliceTeam {
  #sliced;
  /** @type {Worker[]} */
  #workers = [];
  /** @type {Caller[]} */
  #callers = [];
  #isBroken = false;
  /** Whether all have begun. @type {Promise<boolean>} */
  #hasBegun;
  /** Up to where one reads alone after slices could not tell, and how much that was. */
  #restsUntil = 0;
  #rest = SLICE_BYTES;

  /**
   * @param {SlicedFile} sliced
   * @returns {SliceTeam | null} null where one reader is as fast, or no other can be started
   */
  static of(sliced) {
    if (sliced.file.size < SLICES_FROM_BYTES || !hasWorkers()) return null;
    const count = Math.min(navigator.hardwareConcurrency, MOST_WORKERS);
    try {
      return count < 2 ? null : new SliceTeam(sliced, count);
    } catch {
      return null;
    }
  }

  /**
   * @param {SlicedFile} sliced
   * @param {number} count
   */
  constructor(sliced, count) {
    this.#sliced = sliced;
    for (let i = 0; i < count; i++) {
      // What this one runs, wherever an application has put it.
      const start = () => new Worker(self.location.href, { type: 'module' });
      const worker = startWorker(start, () => this.close());
      this.#workers.push(worker);
      const toError = (/** @type {any} */ error) => new ContactError(error);
      const caller = new Caller(worker, { toError, onEvent: () => {} });
      this.#callers.push(caller);
    }
    const begun = Promise.all(this.#callers.map((caller) => caller.call('openSlices', sliced)));
    this.#hasBegun = Promise.race([
      begun.then(
        () => true,
        () => false,
      ),
      new Promise((late) => setTimeout(() => late(false), BEGIN_WITHIN_MS)),
    ]);
  }

  /** Whoever waits for a slice gets none. */
  close() {
    this.#isBroken = true;
    for (const worker of this.#workers) worker.terminate();
    for (const caller of this.#callers) caller.failAll(cancelled());
  }

  /**
   * Reads on as far as slices can tell.
   * @param {CheckInstance} instance  has read the file up to `done`, which may be inside a row
   * @param {number} done
   * @param {(done: number) => Promise<void>} onRead
   * @returns {Promise<number>} up to where the file is read now
   */
  async read(instance, done, onRead) {
    const { file } = this.#sliced;
    if (this.#isBroken || done < this.#restsUntil || done === file.size) return done;
    const bytes = await readBytes(file, done, done + LOOK_AHEAD_BYTES);
    const rowEnd = instance.feedRowEnd(bytes);
    if (rowEnd === null) return done + bytes.length;
    if (!(await this.#hasBegun)) {
      this.close();
      return done + rowEnd;
    }
    const end = await this.#readSlices(instance, done + rowEnd, onRead);
    // A quote that nothing closes stops every slice behind it.
    this.#rest *= 4;
    this.#restsUntil = end + this.#rest;
    return end;
  }

  /**
   * @param {CheckInstance} instance
   * @param {number} begin  of a row
   * @param {(done: number) => Promise<void>} onRead
   * @returns {Promise<number>} behind the last slice that was taken
   */
  async #readSlices(instance, begin, onRead) {
    const slices = cut(begin, this.#sliced.file.size);
    const ahead = 2 * this.#callers.length;
    const asked = slices.slice(0, ahead).map((slice, i) => this.#ask(i, slice));
    let at = begin;
    for (const [i, { end }] of slices.entries()) {
      let slice = await asked.shift();
      const next = i + ahead;
      if (next < slices.length) asked.push(this.#ask(next, slices[next]));
      // A row of the one before has gone over it.
      if (end <= at) continue;
      if (slice?.begin !== at) slice = await this.#ask(i, { begin: at, end, isExact: true });
      if (!slice || !instance.takeSlice(slice)) break;
      at = slice.end;
      await onRead(at);
    }
    return at;
  }

  /**
   * @param {number} i
   * @param {SliceRequest} request
   * @returns {Promise<Slice | null>} null, too, where the file cannot be read: whoever goes on from
   *   there says so
   */
  async #ask(i, request) {
    if (this.#isBroken) return null;
    const caller = this.#callers[i % this.#callers.length];
    return caller.call('slice', request).catch(() => null);
  }
}

/**
 * @param {number} begin
 * @param {number} end
 * @returns {SliceRequest[]}
 */
function cut(begin, end) {
  const slices = [];
  for (let at = begin; at < end;) {
    const next = end - at < 1.5 * SLICE_BYTES ? end : at + SLICE_BYTES;
    slices.push({ begin: at, end: next, isExact: at === begin });
    at = next;
  }
  return slices;
}
