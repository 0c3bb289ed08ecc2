// One tab owns the book: it holds a Web Lock of the book's name as long as it has the files open.
import { ContactError } from '../contact-error.js';

// A page that is being left or reloaded lets go of its lock within moments.
const RETRY_MS = 100;
const RETRIES = 10;

/**
 * @param {string} name  of the book
 * @returns {Promise<() => void>} releases the lock
 * @throws {ContactError} book_open_elsewhere, storage_unavailable
 */
export async function claimBook(name) {
  if (!navigator.locks) {
    // Insecure pages (http, not on this machine) have neither locks nor files.
    throw new ContactError({ code: 'storage_unavailable', message: 'no Web Locks' });
  }
  for (let retries = 0; retries <= RETRIES; ++retries) {
    const release = await request(`kartei:${name}`);
    if (release) return release;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  throw new ContactError({ code: 'book_open_elsewhere' });
}

/**
 * @param {string} lockName
 * @returns {Promise<(() => void) | null>} null where somebody else has it
 */
function request(lockName) {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(lockName, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(null);
        return new Promise((/** @type {(value?: unknown) => void} */ release) => {
          resolve(() => release());
        });
      })
      .catch(reject);
  });
}
