// The public door: openContacts() gives a ContactBook, in the page (a worker of its own, kept in
// OPFS) and in node (in process, in memory).
//
//   const book = await openContacts({ name: 'crm' });
//   const page = await book.search({ filter: { text: 'anna' }, sort: [{ field: 'name' }] });
import { ContactError } from './contact-error.js';
import { Caller } from './rpc.js';

export { ContactError };

/** @typedef {import('./types.js').Contact} Contact */
/** @typedef {import('./types.js').Draft} Draft */
/** @typedef {import('./types.js').CheckedDraft} CheckedDraft */
/** @typedef {import('./types.js').Filter} Filter */
/** @typedef {import('./types.js').Query} Query */
/** @typedef {import('./types.js').Page} Page */
/** @typedef {import('./types.js').Selection} Selection */
/** @typedef {import('./types.js').CallingCode} CallingCode */
/** @typedef {import('./types.js').ImportOptions} ImportOptions */
/** @typedef {import('./types.js').ImportCounts} ImportCounts */
/** @typedef {import('./types.js').Preview} Preview */
/** @typedef {import('./types.js').ReviewQuery} ReviewQuery */
/** @typedef {import('./types.js').ReviewPage} ReviewPage */
/** @typedef {import('./types.js').DuplicateAction} DuplicateAction */
/** @typedef {import('./types.js').ExportOptions} ExportOptions */
/** @typedef {import('./types.js').LongCall} LongCall */
/** @typedef {import('./types.js').ImportRecord} ImportRecord */

/**
 * How a book reaches whoever has it: a worker behind a port, or the service in this process.
 * @typedef {object} Connection
 * @property {(name: string, args?: unknown, options?: LongCall) => Promise<any>} call
 * @property {() => void} close
 */

const NAME = /^[a-z0-9_-]{1,64}$/;

/**
 * Opens a book, or makes it.
 * @param {object} [options]
 * @param {string} [options.name]  1 to 64 of a-z, 0-9, - and _
 * @param {'opfs' | 'memory'} [options.storage]  where it is kept; 'memory' is gone with the page
 * @param {string | URL} [options.workerUrl]  where worker/worker.js is, if it was moved
 * @param {string | URL} [options.wasmUrl]    where kartei.wasm is, if it was moved
 * @returns {Promise<ContactBook>}
 * @throws {ContactError} book_name_invalid, book_open_elsewhere, storage_unavailable,
 *   storage_damaged, storage_newer, storage_failed
 */
export async function openContacts({
  name = 'contacts',
  storage = 'opfs',
  workerUrl,
  wasmUrl,
} = {}) {
  if (!NAME.test(name)) throw new ContactError({ code: 'book_name_invalid' });
  const book = new ContactBook();
  /** @param {string} event @param {object} detail */
  const onEvent = (event, detail) => book.dispatchEvent(new CustomEvent(event, { detail }));
  const wasm = wasmUrl && String(wasmUrl);
  const connection =
    typeof Worker === 'undefined'
      ? await openInProcess(storage, wasm, onEvent)
      : await openWorker({ name, storage, wasmUrl: wasm }, workerUrl, onEvent);
  book.connect(connection);
  return book;
}

/**
 * @param {{name: string, storage: string, wasmUrl?: string}} options
 * @param {string | URL | undefined} workerUrl
 * @param {(event: string, detail: object) => void} onEvent
 * @returns {Promise<Connection>}
 */
async function openWorker(options, workerUrl, onEvent) {
  // Bundlers find the worker by this very form.
  const worker = workerUrl
    ? new Worker(workerUrl, { type: 'module' })
    : new Worker(new URL('./worker/worker.js', import.meta.url), { type: 'module' });
  const caller = new Caller(worker, { toError: (error) => new ContactError(error), onEvent });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    caller.failAll(new ContactError({ code: 'internal', message: event.message }));
  });
  try {
    await caller.call('open', options);
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return {
    call: (name, args, { signal, onProgress } = {}) =>
      caller.call(name, args, { signal, onProgress }),
    close: () => {
      worker.terminate();
      caller.failAll(new ContactError({ code: 'book_closed' }));
    },
  };
}

/**
 * @param {string} storage
 * @param {string | undefined} wasmUrl
 * @param {(event: string, detail: object) => void} onEvent
 * @returns {Promise<Connection>}
 */
async function openInProcess(storage, wasmUrl, onEvent) {
  if (storage !== 'memory') {
    const message = "here a book can only be kept in memory: say storage: 'memory'";
    throw new ContactError({ code: 'storage_unavailable', message });
  }
  const [{ openInstance }, { Service }] = await Promise.all([
    import('./instance.js'),
    import('./worker/service.js'),
  ]);
  const service = await Service.start(() => openInstance({ wasmUrl }), onEvent);
  return {
    call: async (name, args, options = {}) =>
      name === 'close' ? service.close() : service.handle(name, args, options),
    close: () => {},
  };
}

/**
 * A contact book. Every method answers with a Promise that rejects with a ContactError.
 * Events: `change` (detail {version}) after each write.
 */
export class ContactBook extends EventTarget {
  /** @type {Connection | null} */
  #connection = null;
  /** @type {Map<unknown, Lane>} */
  #lanes = new Map();

  /** @param {Connection} connection */
  connect(connection) {
    this.#connection = connection;
  }

  /**
   * @param {string} name
   * @param {unknown} [args]
   * @param {LongCall} [options]
   * @returns {Promise<any>}
   */
  async #call(name, args = {}, options) {
    if (!this.#connection) throw new ContactError({ code: 'book_closed' });
    return this.#connection.call(name, args, options);
  }

  /** @returns {Promise<{contacts: number, version: number}>} */
  state() {
    return this.#call('state');
  }

  /**
   * Creates the contact, or changes the one whose `id` the draft has.
   * @param {Draft} draft
   * @returns {Promise<Contact>}
   * @throws {ContactError} contact_invalid with `issues` by field, contact_unknown, storage_full
   */
  save(draft) {
    return this.#call('save', draft);
  }

  /**
   * What save() would object to, and who has the same e-mail or phone. Writes nothing.
   * @param {Draft} draft
   * @returns {Promise<CheckedDraft>}
   */
  check(draft) {
    return this.#call('check', draft);
  }

  /**
   * @param {string} id
   * @returns {Promise<Contact>} deleted ones, too
   * @throws {ContactError} contact_unknown
   */
  get(id) {
    return this.#call('get', { id });
  }

  /**
   * Sets `deleted_at`. `entry` names the change, for restore().
   * @param {Selection} selection
   * @returns {Promise<{count: number, entry: number}>}
   */
  remove(selection) {
    return this.#call('remove', selection);
  }

  /**
   * Takes a remove() back: wholly ({entry}), or for some contacts ({ids}).
   * @param {Selection} selection
   * @returns {Promise<{count: number, entry: number}>}
   */
  restore(selection) {
    return this.#call('restore', selection);
  }

  /**
   * A page of the filtered, sorted list. With a `lane` (any value), one call of the lane is under
   * way and only the newest one waits: those between reject with `cancelled`.
   * @param {Query} query
   * @param {{lane?: unknown}} [options]
   * @returns {Promise<Page>}
   * @throws {ContactError} filter_malformed, filter_field_unknown, filter_operator_unknown,
   *   sort_field_unknown; `field` is the place in the query
   */
  search(query, { lane } = {}) {
    const send = () => this.#call('search', query);
    if (lane === undefined) return send();
    let own = this.#lanes.get(lane);
    if (!own) this.#lanes.set(lane, (own = new Lane(() => this.#lanes.delete(lane))));
    return own.push(send);
  }

  /**
   * @param {Filter} [filter]
   * @returns {Promise<number>}
   */
  count(filter) {
    return this.#call('count', { filter });
  }

  /** @returns {Promise<CallingCode[]>} all calling codes, by number */
  callingCodes() {
    return this.#call('callingCodes');
  }

  /**
   * What the beginning of a CSV file says: dialect, columns with samples, the first rows.
   * @param {Blob} file
   * @param {ImportOptions} [options]
   * @returns {Promise<Preview>}
   * @throws {ContactError} csv_empty, csv_not_text, csv_column_unknown
   */
  previewCsv(file, options = {}) {
    return this.#call('previewCsv', { file, options });
  }

  /**
   * Reads and checks a whole CSV file. Nothing is written before `review.commit()`.
   * @param {Blob} file
   * @param {ImportOptions & LongCall} [options]
   * @returns {Promise<ImportReview>}
   * @throws {ContactError} csv_empty, csv_not_text, csv_header_missing, csv_column_twice,
   *   csv_oversize, file_unreadable, import_already_open, cancelled
   */
  async importFile(file, { signal, onProgress, ...options } = {}) {
    if (!(file instanceof Blob)) {
      throw new ContactError({ code: 'request_malformed', message: 'a File or Blob is expected' });
    }
    const file_name = options.file_name ?? ('name' in file ? String(file.name) : '');
    const args = { file, options: { ...options, file_name } };
    const page = await this.#call('importFile', args, { signal, onProgress });
    return new ImportReview((name, given, long) => this.#call(name, given, long), page);
  }

  /** @returns {Promise<ImportRecord[]>} finished imports, oldest first */
  imports() {
    return this.#call('imports');
  }

  /**
   * The filtered, sorted list as CSV: UTF-8, by default with byte order mark (Excel needs it) and
   * safe against formulas.
   * @param {Pick<Query, 'filter' | 'sort'> & ExportOptions & LongCall} [options]
   * @returns {Promise<Blob>}
   */
  exportCsv({ signal, onProgress, ...query } = {}) {
    return this.#call('exportCsv', query, { signal, onProgress });
  }

  /** Lets go of the files. Whatever is called afterwards rejects with `book_closed`. */
  async close() {
    const connection = this.#connection;
    this.#connection = null;
    await connection?.call('close');
    connection?.close();
  }
}

/** One call under way, one waiting: the newest. */
class Lane {
  #isBusy = false;
  /** @type {{send: () => Promise<any>, resolve: Function, reject: Function} | null} */
  #waiting = null;
  #onIdle;

  /** @param {() => void} onIdle */
  constructor(onIdle) {
    this.#onIdle = onIdle;
  }

  /**
   * @param {() => Promise<any>} send
   * @returns {Promise<any>}
   */
  push(send) {
    this.#waiting?.reject(new ContactError({ code: 'cancelled' }));
    return new Promise((resolve, reject) => {
      this.#waiting = { send, resolve, reject };
      if (!this.#isBusy) this.#next();
    });
  }

  #next() {
    const call = this.#waiting;
    this.#waiting = null;
    this.#isBusy = call !== null;
    if (!call) return this.#onIdle();
    call
      .send()
      .then(
        (value) => call.resolve(value),
        (error) => call.reject(error),
      )
      .finally(() => this.#next());
  }
}

/** A file that was read and checked, and waits for a decision. */
export class ImportReview {
  #call;

  /**
   * @param {(name: string, args?: unknown, options?: LongCall) => Promise<any>} call
   * @param {ReviewPage} page
   */
  constructor(call, page) {
    this.#call = call;
    /** rows = new + updated + skipped + rejected @type {ImportCounts} */
    this.counts = page.counts;
    /** Everything about the file but its rows. @type {ReviewPage} */
    this.summary = page;
  }

  /**
   * @param {ReviewQuery} [query]
   * @returns {Promise<ReviewPage>}
   */
  page(query = {}) {
    return this.#call('reviewImport', query);
  }

  /**
   * What to do with all duplicates, or with the one in `row`.
   * @param {{action: DuplicateAction, row?: number}} decision
   * @returns {Promise<ImportCounts>}
   */
  async decide(decision) {
    this.counts = await this.#call('decideImport', decision);
    return this.counts;
  }

  /**
   * All rejected rows: the original columns, then row, column, reason_code, reason. Also after
   * commit(), until the next import begins.
   * @param {{reasons?: Record<string, string>} & LongCall} [options]  `reasons`: words by code
   * @returns {Promise<Blob>}
   */
  rejectedCsv({ reasons = {}, signal, onProgress } = {}) {
    return this.#call('rejectedCsv', { reasons }, { signal, onProgress });
  }

  /**
   * Writes everything in one transaction. Cancelled or failed, the book is as it was, and so is
   * this review: it can be committed again.
   * @param {LongCall} [options]
   * @returns {Promise<ImportCounts & {entry: number}>}
   */
  commit(options) {
    return this.#call('commitImport', {}, options);
  }

  /** Leaves the book as it is. */
  cancel() {
    return this.#call('cancelImport');
  }
}
