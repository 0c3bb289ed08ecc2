// The files of one book in the origin private file system (OPFS): synchronous access handles,
// opened once; three are those of the database, one is of what a page shows first (first-page.js).
// The only file that touches navigator.storage.
import { ContactError } from '../contact-error.js';

/** @typedef {import('../instance.js').Files} Files */

// core/store/files.h: FileSlot and FileStatus.
const SLOTS = ['database', 'journal', 'wal'];
const FIRST_PAGE = 'first-page';
const OK = 0;
const FAILED = 1;
const FULL = 2;

const BOOKS = 'kartei';

// A page that was just left may hold its handles for some seconds longer.
const RETRY_MS = 50;
const RETRIES = 100;

/**
 * @param {unknown} error
 * @returns {ContactError}
 */
function unavailable(error) {
  return new ContactError({ code: 'storage_unavailable', message: String(error) });
}

async function openBooks() {
  if (!navigator.storage?.getDirectory) throw unavailable('no origin private file system');
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(BOOKS, { create: true });
}

/**
 * @param {string} name  of the book
 * @param {boolean} mustExist
 */
async function openDirectory(name, mustExist) {
  try {
    const books = await openBooks();
    return await books.getDirectoryHandle(name, { create: !mustExist });
  } catch (error) {
    const isGone = error instanceof DOMException && error.name === 'NotFoundError';
    if (mustExist && isGone) throw new ContactError({ code: 'book_closed' });
    throw error instanceof ContactError ? error : unavailable(error);
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, RETRY_MS));

/** @param {unknown} error */
const isLocked = (error) =>
  error instanceof DOMException && error.name === 'NoModificationAllowedError';

/** @param {FileSystemFileHandle} file */
async function openHandle(file) {
  if (!file.createSyncAccessHandle) throw unavailable('no synchronous access handles');
  for (let retries = 0; ; ++retries) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      if (!isLocked(error)) throw unavailable(error);
      if (retries === RETRIES) throw new ContactError({ code: 'book_open_elsewhere' });
      await pause();
    }
  }
}

/**
 * @param {() => void} action
 * @returns {number} a status
 */
function attempt(action) {
  try {
    action();
    return OK;
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError' ? FULL : FAILED;
  }
}

/**
 * @param {() => number} measure
 * @returns {number} negative where it failed
 */
function measured(measure) {
  try {
    return measure();
  } catch {
    return -1;
  }
}

/**
 * @typedef {object} Pool
 * @property {Files} files
 * @property {FileSystemSyncAccessHandle} firstPage
 * @property {() => void} empty  wipes what the files hold
 * @property {() => void} close
 */

/**
 * Opens the files of the book `name`, which nobody else may have open.
 * @param {string} name
 * @param {boolean} [mustExist]  it was open before, and is not made anew where it was wiped since
 * @returns {Promise<Pool>}
 * @throws {ContactError} storage_unavailable, book_open_elsewhere; book_closed: it was wiped
 */
export async function openPool(name, mustExist = false) {
  const directory = await openDirectory(name, mustExist);
  /** @type {FileSystemSyncAccessHandle[]} */
  const handles = [];
  const close = () => handles.forEach((handle) => handle.close());
  try {
    for (const slot of [...SLOTS, FIRST_PAGE]) {
      handles.push(await openHandle(await directory.getFileHandle(slot, { create: true })));
    }
  } catch (error) {
    close();
    throw error instanceof ContactError ? error : unavailable(error);
  }
  const empty = () => handles.forEach((handle) => handle.truncate(0));
  return { files: filesOf(handles), firstPage: handles[SLOTS.length], empty, close };
}

/**
 * Takes the files of a book away, which must be closed.
 * @param {string} name
 * @throws {ContactError} storage_failed
 */
export async function removeBook(name) {
  for (let retries = 0; ; ++retries) {
    try {
      const books = await openBooks();
      return await books.removeEntry(name, { recursive: true });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return;
      if (!isLocked(error) || retries === RETRIES) {
        throw new ContactError({ code: 'storage_failed', message: String(error) });
      }
      await pause();
    }
  }
}

/**
 * @param {FileSystemSyncAccessHandle[]} handles
 * @returns {Files}
 */
function filesOf(handles) {
  return {
    read: (slot, bytes, at) => measured(() => handles[slot].read(bytes, { at })),
    write: (slot, bytes, at) => {
      let written = 0;
      const status = attempt(() => {
        written = handles[slot].write(bytes, { at });
      });
      // Chromium answers with fewer bytes where others throw.
      return status === OK && written < bytes.length ? FULL : status;
    },
    truncate: (slot, size) => attempt(() => handles[slot].truncate(size)),
    flush: (slot) => attempt(() => handles[slot].flush()),
    size: (slot) => measured(() => handles[slot].getSize()),
  };
}
