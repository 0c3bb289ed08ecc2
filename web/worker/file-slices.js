// A large file, read by several workers at once, each of which reads and checks slices of it for
// the one that has all rows in the end (core/import_export/reviewed_file.h).
import { cancelled, ContactError } from '../contact-error.js';
import { Caller, serve } from '../rpc.js';
import { FileBytes, READ_AGAIN_BYTES, readBytes } from './file-bytes.js';
import { CHUNK_BYTES, SAMPLE_BYTES } from './input.js';
import { nextTurn } from './output.js';

/** @import { FileReading, Slice } from '../file-reading.js' */
/** @import { Move } from '../rpc.js' */

/** Below it, the workers' start takes as long as they save. */
const SLICES_FROM_BYTES = 8 << 20;
const SLICE_BYTES = 1 << 20;
/** How far behind its end a slice looks for that of its last row: where the next one begins. */
const LOOK_AHEAD_BYTES = READ_AGAIN_BYTES - 1;
/** The last one may be half as large again. What is found in it seldom takes more. */
const BUFFER_BYTES = 1.5 * SLICE_BYTES + READ_AGAIN_BYTES;
const MOST_WORKERS = 4;
/** Beyond those that were taken. */
const MOST_MISSED = 4;
/** Whoever has not begun by then waits for a network, or for memory: one reads alone. */
const BEGIN_WITHIN_MS = 5_000;

/**
 * What whoever reads slices is told: with `options` and `seed` it reads rows as the other one does,
 * by the same `module`.
 * @template [Options=object]
 * @typedef {{file: Blob, options: Options, seed: number, module: WebAssembly.Module}} SlicedFile
 */

/**
 * It may still be being compiled.
 * @typedef {Omit<SlicedFile, 'module'> & {module: Awaitable<WebAssembly.Module>}} FileToSlice
 */

/**
 * @template T
 * @typedef {T | Promise<T>} Awaitable
 */

/**
 * @typedef {{begin: number, end: number}} Range  bytes of the file
 * @typedef {{bytes: Uint8Array<ArrayBuffer>, end: number, isLast: boolean}} SliceRequest  the
 *   arguments of FileReading.readSlice()
 */

/**
 * Reads a file to its end, by several where that is faster.
 * @template {FileReading} Instance
 * @param {FileToSlice} sliced
 * @param {() => Awaitable<Instance>} open  what is to have all rows
 * @param {(done: number) => void} onRead  up to where; may throw
 * @returns {Promise<Instance>}
 */
export async function readFile(sliced, open, onRead) {
  const { file } = sliced;
  const bytes = new FileBytes(file);
  const team = SliceTeam.of(sliced, bytes);
  let buffer = new ArrayBuffer(Math.min(CHUNK_BYTES, file.size));
  const read = async (/** @type {number} */ done) => {
    onRead(done);
    await nextTurn();
  };
  try {
    const instance = await open();
    for (let done = 0; done < file.size;) {
      // The team starts sooner where this worker is not busy.
      const size = team && done === 0 ? SAMPLE_BYTES + 1 : CHUNK_BYTES;
      const chunk = await bytes.read(done, Math.min(done + size, file.size), buffer);
      instance.feed(chunk);
      buffer = chunk.buffer;
      done += chunk.length;
      await read(done);
      if (team) done = await team.read(instance, done, read);
    }
    return instance;
  } finally {
    team?.close();
    bytes.close();
  }
}

/**
 * Has this worker read slices for another one, once the page says so (workers.js).
 * @param {(sliced: SlicedFile<any>) => Promise<FileReading>} open
 */
export function serveSlices(open) {
  self.addEventListener('message', ({ data: { reader, port } }) => {
    if (reader !== 'begin') return;
    /** @type {FileReading | undefined} */
    let instance;
    serve(port, async (name, args, { move }) => {
      if (name === 'read') return instance && readSlice(instance, args, move);
      instance = await open(args);
      // By which it knows the columns.
      instance.feed(await readBytes(args.file, 0, SAMPLE_BYTES + 1));
    });
  });
}

/**
 * @param {FileReading} instance
 * @param {SliceRequest} request
 * @param {Move} [move]
 */
function readSlice(instance, { bytes, end, isLast }, move) {
  const slice = instance.readSlice(bytes, end, isLast);
  if (slice) move?.(slice.bytes.buffer);
  return slice;
}

/** The side that has slices read. */
class SliceTeam {
  #sliced;
  #bytes;
  /** Those that nobody uses. @type {ArrayBuffer[]} */
  #buffers = [];
  #listening = new AbortController();
  /** @type {Caller[]} */
  #asked = [];
  /** Those of them that have begun. @type {Caller[]} */
  #begun = [];
  #isBroken = false;
  /** Whether one has. @type {Promise<boolean>} */
  #hasBegun;
  #slices = 0;
  #taken = 0;
  #missed = 0;

  /**
   * @param {FileToSlice} sliced
   * @param {FileBytes} bytes
   * @returns {SliceTeam | null} null where one reader is as fast
   */
  static of(sliced, bytes) {
    // Where there are no workers all is read in the process of the page, or of node.
    const isWorker = typeof WorkerGlobalScope !== 'undefined';
    if (sliced.file.size < SLICES_FROM_BYTES || !isWorker) return null;
    const count = Math.min(navigator.hardwareConcurrency ?? 1, MOST_WORKERS);
    return count > 1 ? new SliceTeam(sliced, bytes, count) : null;
  }

  /**
   * @param {FileToSlice} sliced
   * @param {FileBytes} bytes
   * @param {number} count
   */
  constructor(sliced, bytes, count) {
    this.#sliced = sliced;
    this.#bytes = bytes;
    const { signal } = this.#listening;
    const hear = (/** @type {MessageEvent} */ { data }) => {
      if (data.reader === 'failed') this.close();
    };
    self.addEventListener('message', hear, { signal });
    this.#hasBegun = Promise.race([
      this.#add().then(
        () => true,
        () => false,
      ),
      new Promise((late) => setTimeout(() => late(false), BEGIN_WITHIN_MS)),
    ]);
    this.#addOthers(count - 1);
  }

  /**
   * One after another, so that the first begins soon.
   * @param {number} count
   */
  async #addOthers(count) {
    for (let i = 0; i < count && (await this.#hasBegun) && !this.#isBroken; i++) {
      await this.#add().catch(() => this.close());
    }
  }

  async #add() {
    const { port1, port2 } = new MessageChannel();
    self.postMessage({ reader: 'wanted', port: port2 }, [port2]);
    const toError = (/** @type {any} */ error) => new ContactError(error);
    const caller = new Caller(port1, { toError, onEvent: () => {} });
    this.#asked.push(caller);
    const module = await this.#sliced.module;
    await caller.call('open', { ...this.#sliced, module });
    this.#begun.push(caller);
  }

  /** Whoever waits for a slice gets none. */
  close() {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#listening.abort();
    self.postMessage({ reader: 'released' });
    for (const caller of this.#asked) caller.failAll(cancelled());
    // Some megabytes, which would be there until garbage is collected.
    for (const buffer of this.#buffers.splice(0)) buffer.transfer?.(0);
  }

  /**
   * Reads on as far as slices can tell.
   * @param {FileReading} instance  has read the file up to `done`, which may be inside a row
   * @param {number} done
   * @param {(done: number) => Promise<void>} onRead
   * @returns {Promise<number>} up to where the file is read now
   */
  async read(instance, done, onRead) {
    if (this.#isBroken) return done;
    const { end, isRowEnd } = await this.#findRowEnd(instance, done);
    if (!isRowEnd) return end;
    if (await this.#hasBegun) return this.#readSlices(instance, end, onRead);
    this.close();
    return end;
  }

  /**
   * @param {FileReading} instance
   * @param {number} begin  of a row
   * @param {(done: number) => Promise<void>} onRead
   * @returns {Promise<number>} up to where the file is read now
   */
  async #readSlices(instance, begin, onRead) {
    const slices = cut(begin, this.#sliced.file.size);
    /** @type {Promise<Slice | null>[]} */
    const asked = [];
    let next = 0;
    let at = begin;
    for (const { end } of slices) {
      const most = 2 * this.#begun.length;
      while (asked.length < most && next < slices.length) asked.push(this.#ask(slices[next++]));
      const slice = await asked.shift();
      // A row of the one before has gone over it.
      if (end <= at) continue;
      const isTaken = slice?.begin === at && instance.takeSlice(slice);
      if (slice) this.#buffers.push(slice.bytes.buffer);
      if (isTaken) {
        ++this.#taken;
        at = slice.end;
      } else {
        const alone = await this.#readAlone(instance, at, end);
        at = alone.end;
        if (!alone.isRowEnd || this.#isBroken) return at;
      }
      await onRead(at);
    }
    return at;
  }

  /**
   * What was guessed wrong, or cannot be guessed. A team that is of little use is given up.
   * @param {FileReading} instance
   * @param {number} begin
   * @param {number} end
   */
  async #readAlone(instance, begin, end) {
    if (++this.#missed > this.#taken + MOST_MISSED) this.close();
    instance.feed(await readBytes(this.#sliced.file, begin, end));
    return this.#findRowEnd(instance, end);
  }

  /**
   * Reads on to where a row begins.
   * @param {FileReading} instance
   * @param {number} done
   */
  async #findRowEnd(instance, done) {
    const bytes = await readBytes(this.#sliced.file, done, done + LOOK_AHEAD_BYTES);
    const rowEnd = instance.feedRowEnd(bytes);
    return { end: done + (rowEnd ?? bytes.length), isRowEnd: rowEnd !== null };
  }

  /**
   * @param {Range} range
   * @returns {Promise<Slice | null>} null, too, where the file cannot be read: whoever goes on from
   *   there says so
   */
  async #ask({ begin, end }) {
    if (this.#isBroken) return null;
    const caller = this.#begun[++this.#slices % this.#begun.length];
    // The byte before may be the end of a line.
    const from = begin - 1;
    const { size } = this.#sliced.file;
    const behind = Math.min(end + LOOK_AHEAD_BYTES, size);
    const buffer = this.#buffers.pop() ?? new ArrayBuffer(BUFFER_BYTES);
    try {
      const bytes = await this.#bytes.read(from, behind, buffer);
      if (this.#isBroken) return null;
      const request = { bytes, end: end - from, isLast: end === size };
      const slice = await caller.call('read', request, { transfer: [bytes.buffer] });
      return slice && { ...slice, begin: from + slice.begin, end: from + slice.end };
    } catch {
      return null;
    }
  }
}

/**
 * @param {number} begin
 * @param {number} end
 * @returns {Range[]}
 */
function cut(begin, end) {
  const slices = [];
  for (let at = begin; at < end;) {
    const next = end - at < 1.5 * SLICE_BYTES ? end : at + SLICE_BYTES;
    slices.push({ begin: at, end: next });
    at = next;
  }
  return slices;
}
