// Web Locks: the browser gives one to the next in the queue when the tab that had it is gone,
// however it went. One says who leads, and one of each tab's own says that the tab is there.
import { ContactError } from '../contact-error.js';

/** @param {string} book */
export const leaderLock = (book) => `kartei:${book}`;

/**
 * @param {string} book
 * @param {string} tab
 */
export const tabLock = (book, tab) => `kartei:${book}:tab:${tab}`;

/**
 * Waits in the queue for a lock.
 * @param {string} name
 * @param {object} [options]
 * @param {AbortSignal} [options.signal]   leaves the queue
 * @param {() => void} [options.onLost]    somebody has taken the lock by force
 * @returns {Promise<() => void>} releases the lock
 * @throws {ContactError} storage_unavailable; and the signal's reason
 */
export function acquireLock(name, { signal, onLost } = {}) {
  if (!navigator.locks) {
    // Insecure pages (http, not on this machine) have neither locks nor files.
    throw new ContactError({ code: 'storage_unavailable', message: 'no Web Locks' });
  }
  return new Promise((resolve, reject) => {
    let isHeld = false;
    navigator.locks
      .request(name, { signal }, () => {
        isHeld = true;
        return new Promise((/** @type {(value?: unknown) => void} */ release) => {
          resolve(() => release());
        });
      })
      .catch((error) => (isHeld ? onLost?.() : reject(error)));
  });
}
