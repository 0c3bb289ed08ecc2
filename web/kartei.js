// The public door: openContacts() gives a ContactBook, in the page (a worker of its own, kept in
// OPFS) and in node (in process, in memory).
//
//   const book = await openContacts({ name: 'crm' });
//   const page = await book.search({ filter: { text: 'anna' }, sort: [{ field: 'name' }] });
import { connect } from './connection.js';
import { ContactBook } from './contact-book.js';
import { ContactError } from './contact-error.js';
import { ImportReview } from './import-review.js';
import { checkName, rescueContacts } from './rescue-contacts.js';
import { absoluteUrl } from './workers.js';

export { ContactBook, ContactError, ImportReview, rescueContacts };

/** @typedef {import('./types.js').Contact} Contact */
/** @typedef {import('./types.js').Draft} Draft */
/** @typedef {import('./types.js').CheckedDraft} CheckedDraft */
/** @typedef {import('./types.js').Filter} Filter */
/** @typedef {import('./types.js').Query} Query */
/** @typedef {import('./types.js').Page} Page */
/** @typedef {import('./types.js').Selection} Selection */
/** @typedef {import('./types.js').CallingCode} CallingCode */
/** @typedef {import('./types.js').EmailAnswer} EmailAnswer */
/** @typedef {import('./types.js').PhoneAnswer} PhoneAnswer */
/** @typedef {import('./types.js').HeadersAnswer} HeadersAnswer */
/** @typedef {import('./types.js').ImportOptions} ImportOptions */
/** @typedef {import('./types.js').Preview} Preview */
/** @typedef {import('./types.js').ExportOptions} ExportOptions */
/** @typedef {import('./types.js').LongCall} LongCall */
/** @typedef {import('./types.js').ImportRecord} ImportRecord */
/** @typedef {import('./types.js').ListSelection} ListSelection */
/** @typedef {import('./types.js').BulkChanges} BulkChanges */
/** @typedef {import('./types.js').BulkResult} BulkResult */
/** @typedef {import('./types.js').UndoResult} UndoResult */
/** @typedef {import('./types.js').History} History */
/** @typedef {import('./types.js').Trash} Trash */
/** @typedef {import('./types.js').BackupSummary} BackupSummary */
/** @typedef {import('./types.js').RestoreResult} RestoreResult */
/** @typedef {import('./types.js').Rescue} Rescue */
/** @typedef {import('./types.js').BookState} BookState */
/** @typedef {import('./types.js').StorageReport} StorageReport */
/** @typedef {import('./types.js').Facets} Facets */
/** @typedef {import('./types.js').BackendOptions} BackendOptions */
/** @typedef {import('./types.js').GetCredentials} GetCredentials */
/** @typedef {import('./types.js').ProbeReport} ProbeReport */
/** @typedef {import('./types.js').SyncStatus} SyncStatus */
/** @typedef {import('./types.js').ParkedContact} ParkedContact */
/** @typedef {import('./types.js').Conflict} Conflict */
/** @typedef {import('./types.js').Segment} Segment */
/** @typedef {import('./types.js').SegmentDraft} SegmentDraft */
/** @typedef {import('./types.js').SegmentResult} SegmentResult */

/**
 * Opens a book, or makes it.
 * @param {object} [options]
 * @param {string} [options.name]  1 to 64 of a-z, 0-9, - and _
 * @param {'opfs' | 'memory'} [options.storage]  where it is kept; 'memory' is gone with the page,
 *   and all there is in node and in sandboxed frames
 * @param {string | URL} [options.workerUrl]  where dist/worker.js is, if it was moved; of the
 *   page's own origin
 * @param {string | URL} [options.wasmUrl]    where kartei.wasm is, and kartei-sync.wasm beside it,
 *   if they were moved
 * @param {(book: ContactBook) => void} [options.onFirstPage]  told of the book while it is still
 *   being opened, where the rows are known that its list showed first when it was seen last: its
 *   search() for these is answered at once (see Page), all else waits
 * @returns {Promise<ContactBook>}
 * @throws {ContactError} request_malformed for options; book_name_invalid, storage_unavailable,
 *   storage_failed; storage_damaged, storage_newer: see rescueContacts(); page_outdated: a newer
 *   page has the book; and book_open_elsewhere where a sleeping tab has it
 */
export async function openContacts(options = {}) {
  checkOptions(options);
  const { name = 'contacts', storage = 'opfs', workerUrl, wasmUrl, onFirstPage } = options;
  checkName(name);
  const book = new ContactBook(name);
  const where = { name, storage, workerUrl, wasmUrl: absoluteUrl(wasmUrl) };
  const opening = connect(where, (event, detail) => {
    book.hear(event, detail);
    if (event === 'first-page') onFirstPage?.(book);
  });
  book.connect(opening, storage);
  await opening;
  return book;
}

const optionNames = ['name', 'storage', 'workerUrl', 'wasmUrl', 'onFirstPage'];
const storages = ['opfs', 'memory'];

/**
 * Whoever mistypes an option would get another book than they meant, and a lasting one.
 * @param {{storage?: string}} options
 */
function checkOptions(options) {
  const refuse = (/** @type {string} */ field, /** @type {string} */ message) => {
    throw new ContactError({ code: 'request_malformed', message, field });
  };
  for (const key of Object.keys(options)) {
    if (!optionNames.includes(key)) refuse(key, `openContacts() has no option ${key}`);
  }
  const { storage } = options;
  if (storage !== undefined && !storages.includes(storage)) {
    refuse('storage', `one of these is expected: ${storages.join(', ')}`);
  }
}
