// The files of one book in the origin private file system (OPFS): three synchronous access handles,
// opened once. The only file that touches navigator.storage.
import { ContactError } from '../contact-error.js';

/** @typedef {import('../instance.js').Files} Files */

// core/store/files.h: FileSlot and FileStatus.
const SLOTS = ['database', 'journal', 'wal'];
const OK = 0;
const FAILED = 1;
const FULL = 2;

// A page that was just left may hold its handles for a moment longer.
const RETRY_MS = 100;
const RETRIES = 20;

/**
 * @param {unknown} error
 * @returns {ContactError}
 */
function unavailable(error) {
  return new ContactError({ code: 'storage_unavailable', message: String(error) });
}

/** @param {string} name  of the book */
async function openDirectory(name) {
  if (!navigator.storage?.getDirectory) throw unavailable('no origin private file system');
  try {
    const root = await navigator.storage.getDirectory();
    const books = await root.getDirectoryHandle('kartei', { create: true });
    return await books.getDirectoryHandle(name, { create: true });
  } catch (error) {
    throw unavailable(error);
  }
}

/** @param {FileSystemFileHandle} file */
async function openHandle(file) {
  if (!file.createSyncAccessHandle) throw unavailable('no synchronous access handles');
  for (let retries = 0; ; ++retries) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      const isLocked = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!isLocked) throw unavailable(error);
      if (retries === RETRIES) throw new ContactError({ code: 'book_open_elsewhere' });
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
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
 * Opens the files of the book `name`, which nobody else may have open.
 * @param {string} name
 * @returns {Promise<{files: Files, close: () => void}>}
 * @throws {ContactError} storage_unavailable, book_open_elsewhere
 */
export async function openPool(name) {
  const directory = await openDirectory(name);
  /** @type {FileSystemSyncAccessHandle[]} */
  const handles = [];
  const close = () => handles.forEach((handle) => handle.close());
  try {
    for (const slot of SLOTS) {
      handles.push(await openHandle(await directory.getFileHandle(slot, { create: true })));
    }
  } catch (error) {
    close();
    throw error instanceof ContactError ? error : unavailable(error);
  }
  return { files: filesOf(handles), close };
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
