// What can be read of a book that cannot be opened: its files are read and never written.
import { ContactError } from '../contact-error.js';
import { openRescue } from '../instance.js';
import { acquireLock, leaderLock } from './locks.js';
import { openPool } from './opfs-pool.js';
import { OPEN_MS } from './protocol.js';
import { readOutput, toBlob, toGzip } from './output.js';

/**
 * @param {{name: string, wasmUrl?: string}} options
 * @returns {Promise<import('../types.js').Rescue>}
 * @throws {ContactError} storage_unavailable, storage_failed; book_open_elsewhere: another tab has
 *   it open, so it is in order
 */
export async function rescue({ name, wasmUrl }) {
  const signal = AbortSignal.timeout(OPEN_MS);
  const release = await acquireLock(leaderLock(name), { signal }).catch((error) => {
    throw error instanceof ContactError ? error : new ContactError({ code: 'book_open_elsewhere' });
  });
  try {
    const pool = await openPool(name);
    try {
      return await readAll(await openRescue({ files: pool.files, wasmUrl }));
    } finally {
      pool.close();
    }
  } finally {
    release();
  }
}

/** @param {import('../instance.js').Instance} instance */
async function readAll(instance) {
  try {
    const { contacts, is_complete } = instance.call('rescueState');
    const backup = await toGzip(readOutput(instance, { begin: 'beginBackup', step: 'backup' }));
    const csv = await toBlob(readOutput(instance, { begin: 'beginExport', step: 'export' }));
    return { contacts, is_complete, backup, csv };
  } finally {
    instance.close();
  }
}
