// What starts the workers of a book and of a check, and what is said where one does not start.
import { ContactError } from './contact-error.js';

/**
 * Neither in node nor in a sandboxed frame without `allow-same-origin`, whose origin is like no
 * other: it has no files, and no script is of the origin that a worker must have.
 */
export const hasWorkers = () => typeof Worker !== 'undefined' && globalThis.origin !== 'null';

/**
 * A worker, and others with the same script that read files for it, once it asks for them
 * (worker/file-slices.js). The page starts them all: in Firefox a worker that starts one itself
 * waits for ever now and then, about once in eight times, inside `new Worker` (ESR 153).
 *
 * From the worker: {reader: 'wanted', port}, {reader: 'released'}, which is all of them. To it:
 * {reader: 'failed'}. To a reader: {reader: 'begin', port}.
 */
export class StartedWorker {
  #start;
  /** @type {Worker[]} */
  #readers = [];

  /**
   * @param {() => Worker} start  has `new Worker(new URL('…', import.meta.url))` in it: bundlers
   *   find the worker by this very form
   * @param {(failure: ContactError) => void} onFailure  it could not be loaded, or broke down
   * @throws {ContactError} internal: the script is of another origin
   */
  constructor(start, onFailure) {
    this.#start = start;
    /** What is asked. @type {Worker} */
    this.port = begin(start, onFailure);
    this.port.addEventListener('message', ({ data: { reader, port } }) => {
      if (reader === 'wanted') this.#addReader(port);
      if (reader === 'released') this.#release();
    });
  }

  /** @param {MessagePort} port  by which it is asked */
  #addReader(port) {
    const fail = () => this.port.postMessage({ reader: 'failed' });
    try {
      const reader = begin(this.#start, fail);
      this.#readers.push(reader);
      reader.postMessage({ reader: 'begin', port }, [port]);
    } catch {
      fail();
    }
  }

  #release() {
    for (const reader of this.#readers) reader.terminate();
    this.#readers = [];
  }

  terminate() {
    this.#release();
    this.port.terminate();
  }
}

/**
 * @param {() => Worker} start
 * @param {(failure: ContactError) => void} onFailure
 * @returns {Worker}
 * @throws {ContactError} internal
 */
function begin(start, onFailure) {
  try {
    const worker = start();
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // A script that cannot be loaded, for whatever reason, fails without a word.
      const message = event.message ?? 'the worker cannot be loaded: is it where workerUrl says?';
      onFailure(new ContactError({ code: 'internal', message }));
    });
    return worker;
  } catch (error) {
    throw new ContactError({ code: 'internal', message: String(error) });
  }
}

/**
 * A worker would look from where its own script is.
 * @param {string | URL | undefined} wasmUrl
 * @throws {ContactError} request_malformed: it is none
 */
export function absoluteUrl(wasmUrl) {
  try {
    return wasmUrl && new URL(wasmUrl, globalThis.document?.baseURI ?? import.meta.url).href;
  } catch (error) {
    const message = String(error);
    throw new ContactError({ code: 'request_malformed', message, field: 'wasmUrl' });
  }
}
