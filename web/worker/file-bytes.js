// The bytes of a file that is read from its begin to its end, into memory that is used again: new
// memory for each piece, in the page and in the browser, costs more than all that is done with it
// (docs/decisions.md, "Speed of an import").
import { ContactError } from '../contact-error.js';

/** How far one may go back without opening the file anew. */
export const READ_AGAIN_BYTES = (64 << 10) + 1;

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/**
 * @param {Blob} blob
 * @param {number} begin
 * @param {number} end
 * @returns {Promise<Bytes>}
 * @throws {ContactError} file_unreadable: it was changed, or deleted, since it was given
 */
export async function readBytes(blob, begin, end) {
  try {
    return new Uint8Array(await blob.slice(begin, end).arrayBuffer());
  } catch (error) {
    throwUnreadable(error);
  }
}

/**
 * @param {unknown} error
 * @returns {never}
 */
function throwUnreadable(error) {
  if (error instanceof ContactError) throw error;
  throw new ContactError({ code: 'file_unreadable', message: String(error) });
}

export class FileBytes {
  #file;
  /** Null until the first read, and before another one elsewhere. @type {Reader | null} */
  #reader = null;
  /** Up to where that has read. */
  #at = 0;
  /** What lies before. @type {Bytes} */
  #before = new Uint8Array();
  /** One read waits for the other. @type {Promise<unknown>} */
  #last = Promise.resolve();

  /** @param {Blob} file */
  constructor(file) {
    this.#file = file;
  }

  /**
   * @param {number} begin
   * @param {number} end  not behind that of the file
   * @param {ArrayBuffer} buffer  large enough; it is given away
   * @returns {Promise<Bytes>} in the memory that was the buffer's
   * @throws {ContactError} as readBytes(), but of a change perhaps not before the end is read
   */
  read(begin, end, buffer) {
    const read = this.#last.then(() => this.#read(begin, end, buffer));
    this.#last = read.catch(() => this.#leave());
    return read;
  }

  /** Behind the reads that were asked for: one of them would open the file again. */
  close() {
    this.#last = this.#last.then(() => this.#leave());
  }

  #leave() {
    this.#reader?.cancel().catch(() => {});
    this.#reader = null;
  }

  /**
   * @param {number} begin
   * @param {number} end
   * @param {ArrayBuffer} buffer
   */
  async #read(begin, end, buffer) {
    const reader = this.#readerAt(begin);
    const first = this.#before.length - (this.#at - begin);
    const again = this.#before.subarray(first, first + end - begin);
    let bytes = new Uint8Array(buffer, 0, end - begin);
    bytes.set(again);
    for (let done = again.length; done < bytes.length;) {
      const { value } = await reader.read(bytes.subarray(done)).catch(throwUnreadable);
      if (!value?.length) throwUnreadable('the file is shorter than it was');
      bytes = new Uint8Array(value.buffer, 0, end - begin);
      done += value.length;
    }
    if (end > this.#at) {
      this.#at = end;
      this.#before = bytes.slice(-READ_AGAIN_BYTES);
    }
    // Only who opens the file is told of a change.
    if (end === this.#file.size) await readBytes(this.#file, end - 1, end);
    return bytes;
  }

  /** @param {number} begin */
  #readerAt(begin) {
    const isNear = begin <= this.#at && begin >= this.#at - this.#before.length;
    if (this.#reader && isNear) return this.#reader;
    this.#leave();
    this.#at = begin;
    this.#before = new Uint8Array();
    return (this.#reader = openReader(this.#file.slice(begin)));
  }
}

/** @typedef {Pick<ReadableStreamBYOBReader, 'read' | 'cancel'>} Reader */

/**
 * @param {Blob} blob
 * @returns {Reader}
 */
function openReader(blob) {
  try {
    return blob.stream().getReader({ mode: 'byob' });
  } catch {
    // Not every browser reads files into memory that it is given.
    return new PieceReader(blob);
  }
}

/** @implements {Reader} */
class PieceReader {
  #blob;
  #at = 0;

  /** @param {Blob} blob */
  constructor(blob) {
    this.#blob = blob;
  }

  /** @param {any} bytes */
  async read(bytes) {
    const value = await readBytes(this.#blob, this.#at, this.#at + bytes.length);
    bytes.set(value);
    this.#at += value.length;
    return { value: bytes.subarray(0, value.length), done: false };
  }

  async cancel() {}
}
