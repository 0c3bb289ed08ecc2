// What a book can be asked, beside an open wasm instance: the use cases, one by one, and the long
// ones that read or write files in steps. Runs in the worker, or in process in node.
import { ContactError } from '../contact-error.js';

/** @typedef {import('../instance.js').Instance} Instance */
/** @typedef {import('../rpc.js').CallOptions} CallOptions */
/** @typedef {import('../types.js').ImportOptions} ImportOptions */

const SAMPLE_BYTES = 64 << 10;
const CHUNK_BYTES = 1 << 20;
const COMMIT_ROWS = 5_000;

// These answer while something long is going on; everything else waits for its turn.
const READING = new Set(['state', 'search', 'count', 'get', 'check', 'callingCodes', 'imports']);

// After these the book may look different.
const CHANGING = new Set(['save', 'remove', 'restore', 'commitImport']);

/** @param {AbortSignal} [signal] */
function stopIfAborted(signal) {
  if (signal?.aborted) throw new ContactError({ code: 'cancelled' });
}

/** Lets messages in: a long call must not keep others waiting. */
function nextTurn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });
}

/**
 * @param {Blob} blob
 * @param {number} start
 * @param {number} end
 */
async function readBytes(blob, start, end) {
  try {
    return new Uint8Array(await blob.slice(start, end).arrayBuffer());
  } catch (error) {
    throw new ContactError({ code: 'file_unreadable', message: String(error) });
  }
}

export class Service {
  #instance;
  #open;
  #emit;
  /** The end of the queue of calls that may not overlap. */
  #turn = Promise.resolve();

  /**
   * @param {Instance} instance
   * @param {() => Promise<Instance>} open
   * @param {(event: string, detail: object) => void} emit
   */
  constructor(instance, open, emit) {
    this.#instance = instance;
    this.#open = open;
    this.#emit = emit;
  }

  /**
   * @param {() => Promise<Instance>} open  makes an instance on the same files, each time
   * @param {(event: string, detail: object) => void} emit
   */
  static async start(open, emit) {
    return new Service(await open(), open, emit);
  }

  /**
   * @param {string} name
   * @param {any} args
   * @param {CallOptions} options
   * @returns {Promise<any>}
   */
  async handle(name, args, options) {
    if (READING.has(name)) return this.#instance.call(name, args);
    const answer = this.#turn.then(() => this.#run(name, args, options));
    this.#turn = answer.catch((error) => this.#startAnew(error));
    return answer;
  }

  close() {
    this.#instance.close();
  }

  /**
   * An instance that has contradicted itself, or whose memory ran out, is thrown away and opened
   * again: the truth is in its files. A call that was refused in order changes nothing here.
   * @param {unknown} error
   */
  async #startAnew(error) {
    if (error instanceof ContactError && error.code !== 'internal') return;
    this.#instance = await this.#open();
    this.#emit('change', { version: this.#instance.call('state').version });
  }

  /**
   * @param {string} name
   * @param {any} args
   * @param {CallOptions} options
   */
  async #run(name, args, options) {
    stopIfAborted(options.signal);
    const value = await this.#perform(name, args, options);
    if (CHANGING.has(name)) {
      this.#emit('change', { version: this.#instance.call('state').version });
    }
    return value;
  }

  /**
   * @param {string} name
   * @param {any} args
   * @param {CallOptions} options
   */
  #perform(name, args, options) {
    switch (name) {
      case 'previewCsv':
        return this.#preview(args);
      case 'importFile':
        return this.#import(args, options);
      case 'commitImport':
        return this.#commit(options);
      case 'exportCsv':
        return this.#write('beginExport', args, options);
      case 'rejectedCsv':
        return this.#write('beginRejected', args, options);
      default:
        return this.#instance.call(name, args);
    }
  }

  /** @param {{file: Blob, options: ImportOptions}} args */
  async #preview({ file, options }) {
    const sample = await readBytes(file, 0, SAMPLE_BYTES);
    return this.#instance.previewImport(options, sample, file.size <= SAMPLE_BYTES);
  }

  /**
   * @param {{file: Blob, options: ImportOptions}} args
   * @param {CallOptions} options
   */
  async #import({ file, options }, { signal, onProgress }) {
    this.#instance.call('beginImport', options);
    try {
      for (let done = 0; done < file.size; done += CHUNK_BYTES) {
        const end = Math.min(done + CHUNK_BYTES, file.size);
        this.#instance.feedImport(await readBytes(file, done, end));
        onProgress?.({ step: 'read', done: end, total: file.size });
        stopIfAborted(signal);
      }
      this.#instance.call('finishImport');
      return this.#instance.call('reviewImport', { limit: 0 });
    } catch (error) {
      this.#instance.call('cancelImport');
      throw error;
    }
  }

  /** @param {CallOptions} options */
  async #commit({ signal, onProgress }) {
    while (true) {
      if (signal?.aborted) this.#instance.call('stopCommit');
      stopIfAborted(signal);
      const progress = this.#instance.call('commitImport', { rows: COMMIT_ROWS });
      const { done, total, is_done, entry, counts } = progress;
      onProgress?.({ step: 'write', done, total });
      if (is_done) return { ...counts, entry };
      await nextTurn();
    }
  }

  /**
   * @param {string} begin
   * @param {object} args
   * @param {CallOptions} options
   * @returns {Promise<Blob>}
   */
  async #write(begin, args, { signal, onProgress }) {
    this.#instance.call(begin, args);
    const pieces = [];
    let done = 0;
    while (true) {
      stopIfAborted(signal);
      const piece = this.#instance.readOutput();
      if (piece.length === 0) return new Blob(pieces, { type: 'text/csv;charset=utf-8' });
      pieces.push(piece);
      done += piece.length;
      onProgress?.({ step: 'export', done, total: 0 });
      await nextTurn();
    }
  }
}
