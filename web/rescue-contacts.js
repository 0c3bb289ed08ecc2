// The door to a book that cannot be opened, and how a book may be called.
import { WorkerConnection } from './connection.js';
import { ContactError } from './contact-error.js';
import { absoluteUrl, hasWorkers } from './workers.js';

/** @typedef {import('./types.js').Rescue} Rescue */

const NAME = /^[a-z0-9_-]{1,64}$/;

/**
 * Reads what can be read of a book that openContacts() refused as storage_damaged or
 * storage_newer. Nothing is written to it, however often this is called.
 * @param {object} [options]
 * @param {string} [options.name]
 * @param {string | URL} [options.workerUrl]
 * @param {string | URL} [options.wasmUrl]
 * @returns {Promise<Rescue>}
 * @throws {ContactError} request_malformed for `name`; book_name_invalid, storage_unavailable,
 *   storage_damaged: nothing can be read; book_open_elsewhere
 */
export async function rescueContacts({ name = 'contacts', workerUrl, wasmUrl } = {}) {
  checkName(name);
  if (!hasWorkers()) throw new ContactError({ code: 'storage_unavailable' });
  const worker = new WorkerConnection(workerUrl);
  try {
    return await worker.call('rescue', { name, wasmUrl: absoluteUrl(wasmUrl) });
  } finally {
    worker.terminate();
  }
}

/** @param {string} name */
export function checkName(name) {
  if (typeof name !== 'string') {
    throw new ContactError({
      code: 'request_malformed',
      message: 'a text is expected',
      field: 'name',
    });
  }
  if (!NAME.test(name)) throw new ContactError({ code: 'book_name_invalid' });
}
