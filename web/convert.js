// kartei convert: a table from one file into another, in bounded memory, whole or not at all.
import {
  closeSync,
  createReadStream,
  fchmodSync,
  fsyncSync,
  openAsBlob,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { openConverter } from './tables-instance.js';
import { ContactError } from './contact-error.js';
import { MAX_FILE_BYTES, readChunks } from './worker/input.js';

/** @import { Dialect } from './types.js' */

/** By which a file is CSV that we write, and its delimiter. @type {Record<string, string>} */
const DELIMITERS = { '.csv': ',', '.txt': ',', '.tsv': '\t', '.tab': '\t' };

/**
 * @typedef {object} ConvertOptions
 * @property {string} [delimiter]  of CSV that is written
 * @property {string} [encoding]
 * @property {Partial<Dialect>} [dialect]  of CSV that is read, where it is not to be detected
 */

/** @param {string} file */
const isJson = (file) => extname(file).toLowerCase() === '.json';

/**
 * @param {string} message
 * @returns {never}
 */
function refuse(message) {
  throw new ContactError({ code: 'request_malformed', message });
}

/**
 * What node says of a file, without what it was doing with it.
 * @param {string} file
 * @param {unknown} error
 */
export function fileProblem(file, error) {
  const { message } = /** @type {Error} */ (error);
  return `${file}: ${message.replace(/^E[A-Z]+: /, '').replace(/, \w+( '.*')?$/, '')}`;
}

/**
 * @param {string} file
 * @throws {ContactError} file_unreadable, file_too_large
 */
export async function openInput(file) {
  try {
    const info = await stat(file);
    if (info.isFile()) return await openAsBlob(file);
    if (!info.isDirectory()) return await readPipe(file);
  } catch (error) {
    if (error instanceof ContactError) throw error;
    throw new ContactError({ code: 'file_unreadable', message: fileProblem(file, error) });
  }
  throw new ContactError({ code: 'file_unreadable', message: `${file}: a folder, not a file` });
}

/**
 * What is no file has no size before it ends, and can be read only once.
 * @param {string} file
 */
async function readPipe(file) {
  // Where it is a socket, which node makes of it, it cannot be opened by its name.
  const stream = file === '/dev/stdin' ? process.stdin : createReadStream(file);
  const chunks = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_FILE_BYTES) {
      throw new ContactError({ code: 'file_too_large', message: `${file}: more than 1 GB` });
    }
  }
  return new Blob(chunks);
}

/**
 * Where `out` is to be written: what a link points to. A link to what does not exist is refused, as
 * cp does: replacing it would break what somebody has set up, and following it could make a file
 * where nobody expects one.
 * @param {string} input
 * @param {string} out
 */
export async function findTarget(input, out) {
  const noFile = (/** @type {any} */ error) =>
    error.code === 'ENOENT' ? undefined : refuse(fileProblem(out, error));
  // That there is no input is said by whoever opens it.
  const [source, target] = await Promise.all([
    stat(input).catch(() => undefined),
    stat(out).catch(noFile),
  ]);
  if (!target) {
    await stat(dirname(out)).catch((error) => refuse(fileProblem(out, error)));
    const isLink = await lstat(out).catch(() => undefined);
    return isLink ? refuse(`${out}: a link to a file that does not exist`) : out;
  }
  if (!target.isFile()) refuse(`${out}: not a file`);
  if (source?.dev === target.dev && source.ino === target.ino) {
    refuse(`${out}: IN and OUT are the same file`);
  }
  return realpath(out);
}

/**
 * Runs `write` on a new file beside `target`, which becomes `target` when all is written, and is
 * gone when something fails or the program is stopped.
 * @param {string} target
 * @param {(sink: (bytes: Uint8Array) => void) => Promise<void>} write
 */
async function writeWhole(target, write) {
  const part = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  const file = openPart(part, target);
  const discard = () => rmSync(part, { force: true });
  const stop = () => {
    discard();
    process.exit(130);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    await write((bytes) => {
      for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    });
    fsyncSync(file);
    renameSync(part, target);
  } finally {
    closeSync(file);
    discard();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/**
 * @param {string} part
 * @param {string} target  by which it is known
 */
function openPart(part, target) {
  try {
    const mode = statSync(target, { throwIfNoEntry: false })?.mode;
    const file = openSync(part, 'wx', mode);
    // Who may read the file that it replaces may read this one; a new one is as all new ones are.
    if (mode !== undefined) fchmodSync(file, mode & 0o777);
    return file;
  } catch (error) {
    return refuse(fileProblem(target, error));
  }
}

/**
 * @param {string} input  JSON where it is called .json, else CSV
 * @param {string} out    .json, or .csv, .txt, .tsv, .tab
 * @param {ConvertOptions} options
 * @returns {Promise<{skippedRows: number, bytes: number}>} rows before the table of a CSV file,
 *   which were left out, and how long OUT is
 * @throws {ContactError} request_malformed, file_unreadable, and what cannot be converted
 */
export async function convert(input, out, { delimiter, encoding, dialect }) {
  const own = DELIMITERS[extname(out).toLowerCase()];
  if (!isJson(out) && !own) {
    refuse(
      `${out}: a file that is written is called ${Object.keys(DELIMITERS).join(', ')} or .json`,
    );
  }
  if (isJson(out) && (delimiter || encoding)) refuse('JSON has no delimiter and is always UTF-8.');
  if (isJson(input) && isJson(out)) refuse('IN and OUT are both JSON.');
  const target = await findTarget(input, out);
  const converter = await openConverter({
    from: isJson(input) ? 'json' : 'csv',
    to: isJson(out) ? 'json' : 'csv',
    delimiter: delimiter ?? own ?? ',',
    encoding: encoding ?? 'utf-8',
    dialect,
  });
  const blob = await openInput(input);
  let [skippedRows, bytes] = [0, 0];
  await writeWhole(target, async (write) => {
    const sink = (/** @type {Uint8Array} */ piece) => {
      bytes += piece.length;
      write(piece);
    };
    for (let pass = 0; pass < converter.passes; ++pass) {
      for await (const chunk of readChunks(blob, () => {})) converter.feed(chunk, sink);
      skippedRows = converter.finish(sink);
    }
  });
  return { skippedRows, bytes };
}
