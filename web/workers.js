// What starts the workers of a book and of a check, and what is said where one does not start.
import { ContactError } from './contact-error.js';

/**
 * Neither in node nor in a sandboxed frame without `allow-same-origin`, whose origin is like no
 * other: it has no files, and no script is of the origin that a worker must have.
 */
export const hasWorkers = () => typeof Worker !== 'undefined' && globalThis.origin !== 'null';

/**
 * @param {() => Worker} start  has `new Worker(new URL('…', import.meta.url))` in it: bundlers find
 *   the worker by this very form
 * @param {(failure: ContactError) => void} onFailure  it could not be loaded, or broke down
 * @returns {Worker}
 * @throws {ContactError} internal: the script is of another origin
 */
export function startWorker(start, onFailure) {
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
