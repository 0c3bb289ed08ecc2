// Files that people give: read in chunks, and unpacked where they are backups.
import { ContactError } from '../contact-error.js';
import { readBytes } from './file-bytes.js';

/** By which a file is recognised: kDialectSampleBytes of core/base/limits.h. */
export const SAMPLE_BYTES = 64 << 10;

/** The rows of a file are kept until it is imported or let go, and a wasm module has 4 GiB. */
export const MAX_FILE_BYTES = 2 ** 30;

/** So many are read at a time. */
export const CHUNK_BYTES = 1 << 20;
const GZIP = [0x1f, 0x8b];

/**
 * Before anything of it is read.
 * @param {Blob} file
 */
export function refuseTooLarge(file) {
  if (file.size > MAX_FILE_BYTES) throw new ContactError({ code: 'file_too_large' });
}

/**
 * @param {Blob} file
 * @param {(done: number) => void} onRead
 */
export async function* readChunks(file, onRead) {
  for (let done = 0; done < file.size; done += CHUNK_BYTES) {
    const end = Math.min(done + CHUNK_BYTES, file.size);
    yield await readBytes(file, done, end);
    onRead(end);
  }
}

/**
 * What a gzip file holds (RFC 1952), as it comes.
 * @param {Blob} file
 * @param {(done: number) => void} onRead
 * @throws {ContactError} backup_unknown: no gzip file; backup_damaged: not to its end;
 *   file_unreadable
 */
export async function* unpack(file, onRead) {
  const magic = await readBytes(file, 0, GZIP.length);
  if (GZIP.some((byte, i) => magic[i] !== byte)) throw new ContactError({ code: 'backup_unknown' });
  const { readable, writable } = new DecompressionStream('gzip');
  const reader = readable.getReader();
  const pumping = pump(readChunks(file, onRead), writable.getWriter());
  try {
    while (true) {
      const { value, done } = await reader.read().catch(failure);
      if (done) break;
      yield value;
    }
    await pumping;
  } finally {
    reader.cancel().catch(() => {});
    pumping.catch(() => {});
  }
}

/**
 * @param {AsyncIterable<Uint8Array<ArrayBuffer>>} chunks
 * @param {WritableStreamDefaultWriter<BufferSource>} writer
 */
async function pump(chunks, writer) {
  try {
    for await (const chunk of chunks) await writer.write(chunk);
    await writer.close();
  } catch (error) {
    writer.abort(error).catch(() => {});
    failure(error);
  }
}

/**
 * @param {unknown} error
 * @returns {never}
 */
function failure(error) {
  if (error instanceof ContactError) throw error;
  throw new ContactError({ code: 'backup_damaged', message: String(error) });
}
