// A contact book as a page sees it: a call for each use case, and events. kartei.js opens it.
import { asTable } from './address-list.js';
import { ContactError } from './contact-error.js';
import { CredentialSource } from './credential-source.js';
import { ImportReview } from './import-review.js';
import { Lane } from './lane.js';
import { askToPersist, measureRoom } from './room.js';

/** @import { Contact, Draft, CheckedDraft, Filter, Query, Page, Selection } from './types.js' */
/** @import { CallingCode, EmailAnswer, PhoneAnswer, HeadersAnswer } from './types.js' */
/** @import { ImportOptions, Preview, ExportOptions, LongCall, ImportRecord } from './types.js' */
/** @import { ListSelection, BulkChanges, BulkResult, UndoResult, History } from './types.js' */
/** @import { Trash, BackupSummary, RestoreResult, BookState, StorageReport } from './types.js' */
/** @import { Facets, BackendOptions, GetCredentials, ProbeReport, SyncStatus } from './types.js' */
/** @import { ParkedContact, Conflict, Segment, SegmentDraft, SegmentResult } from './types.js' */
/** @import { Connection } from './connection.js' */

// What makes data worth keeping.
const WRITING = /^(save|update|restore|undo|redo|saveSegment|commitImport|restoreBackup)$/;

/**
 * Every method answers with a Promise that rejects with a ContactError.
 *
 * Any number of tabs have one book open at once; one of them has its files, and when it is gone
 * another one takes over. Calls wait for that.
 *
 * Events: `change` (detail {version, entry?}) after each write of any tab; `status` (detail
 * {state}, see `status`); `sync` (detail: SyncStatus) where a backend is connected.
 */
export class ContactBook extends EventTarget {
  /** @type {Promise<Connection> | null} */
  #connection = null;
  #isOpening = true;
  /** What a list showed when the book was seen last, until it is open. */
  #firstPage = /** @type {{query: string, page: Page} | null} */ (null);
  /** @type {'opfs' | 'memory'} */
  #kind = 'memory';
  #hasAskedToPersist = false;
  /** @type {BookState} */
  #status = 'ready';
  /** @type {Map<unknown, Lane>} */
  #lanes = new Map();
  #credentials = new CredentialSource((name, args) => this.#call(name, args));
  #name;

  /** @param {string} [name]  as openContacts() was told it */
  constructor(name = 'contacts') {
    super();
    this.#name = name;
  }

  /**
   * @param {Promise<Connection>} opening
   * @param {'opfs' | 'memory'} [kind]
   */
  connect(opening, kind = 'memory') {
    this.#connection = opening;
    this.#kind = kind;
    const isOver = () => {
      this.#isOpening = false;
      this.#firstPage = null;
    };
    opening.then(isOver, isOver);
  }

  /**
   * @param {string} event
   * @param {any} detail
   */
  hear(event, detail) {
    if (event === 'credentials-needed') return this.#credentials.answer(detail);
    // A page that has slept opens it again.
    if (event === 'first-page') return void (this.#firstPage = this.#isOpening ? detail : null);
    if (event === 'status') this.#status = detail.state;
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }

  /** Which of the books of this origin it is. */
  get name() {
    return this.#name;
  }

  /** Whether calls are answered, and why not. */
  get status() {
    return this.#status;
  }

  /**
   * @param {string} name
   * @param {object} [args]
   * @param {LongCall} [options]
   * @returns {Promise<any>}
   */
  async #call(name, args = {}, options) {
    // Whoever calls may change it before anybody reads it.
    const given = copyOf(args);
    const connection = await this.#connection;
    if (!connection) throw new ContactError({ code: 'book_closed' });
    const answer = await connection.call(name, given, options);
    if (WRITING.test(name)) this.#keep();
    return answer;
  }

  /** There is something to lose: the browser should not clear it by itself. */
  #keep() {
    if (this.#hasAskedToPersist || this.#kind !== 'opfs') return;
    this.#hasAskedToPersist = true;
    askToPersist();
  }

  /** @returns {Promise<{contacts: number, version: number}>} */
  state() {
    return this.#call('state');
  }

  /**
   * Creates the contact, or changes the one whose `id` the draft has.
   * @param {Draft} draft
   * @returns {Promise<Contact>}
   * @throws {ContactError} contact_invalid with `issues` by field, contact_unknown,
   *   contact_changed: not the one of `expected_updated_at`; storage_full with `missing_bytes`
   */
  save(draft) {
    return this.#call('save', draft);
  }

  /**
   * The same changes to many contacts, in one entry of the history, all of them or none.
   * @param {Selection & {changes: BulkChanges} & LongCall} request
   * @returns {Promise<BulkResult>}
   * @throws {ContactError} contact_invalid, country_code_unknown, filter_malformed, storage_full,
   *   cancelled
   */
  update({ signal, onProgress, ...request }) {
    return this.#call('update', request, { signal, onProgress });
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
   * Puts contacts into the trash: sets `deleted_at`. `entry` names the change, for undo().
   * @param {Selection & LongCall} selection
   * @returns {Promise<BulkResult>}
   */
  remove({ signal, onProgress, ...selection }) {
    return this.#call('remove', selection, { signal, onProgress });
  }

  /**
   * Takes contacts out of the trash: what one remove() put there ({entry}), or some ({ids}).
   * @param {Selection & LongCall} selection
   * @returns {Promise<BulkResult>}
   */
  restore({ signal, onProgress, ...selection }) {
    return this.#call('restore', selection, { signal, onProgress });
  }

  /**
   * Removes contacts everywhere and for good: the history's copies and the bytes in the files, too.
   * @param {Selection} selection
   * @returns {Promise<{count: number}>}
   */
  erase(selection) {
    return this.#call('erase', selection);
  }

  /**
   * Takes an entry of the history back, without one the newest. Fields that were changed again
   * since then stay as they are, unless `overwrite` says otherwise; `kept` counts their contacts.
   * @param {{entry?: number, overwrite?: boolean} & LongCall} [request]
   * @returns {Promise<UndoResult>}
   * @throws {ContactError} nothing_to_undo, entry_unknown, cancelled
   */
  undo({ signal, onProgress, ...request } = {}) {
    return this.#call('undo', request, { signal, onProgress });
  }

  /**
   * Takes an undo() back: `entry` is the undo or what it had undone; without it the last one, as
   * long as nothing else was written since.
   * @param {{entry?: number, overwrite?: boolean} & LongCall} [request]
   * @returns {Promise<UndoResult>}
   * @throws {ContactError} nothing_to_redo, entry_unknown, cancelled
   */
  redo({ signal, onProgress, ...request } = {}) {
    return this.#call('redo', request, { signal, onProgress });
  }

  /**
   * What was done, newest first, and what undo() and redo() without an entry would take.
   * @param {{offset?: number, limit?: number}} [request]
   * @returns {Promise<History>}
   */
  history(request = {}) {
    return this.#call('history', request);
  }

  /**
   * The deleted contacts, newest first. They are erased after `days`.
   * @param {{offset?: number, limit?: number}} [request]
   * @returns {Promise<Trash>}
   */
  trash(request = {}) {
    return this.#call('trash', request);
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
    const early = this.#firstPage;
    if (early?.query === JSON.stringify(query)) {
      this.#firstPage = null;
      return Promise.resolve({ ...early.page, version: -1, is_early: true });
    }
    const send = () => this.#call('search', query);
    if (lane === undefined) return send();
    let own = this.#lanes.get(lane);
    if (!own) this.#lanes.set(lane, (own = new Lane(() => this.#lanes.delete(lane))));
    return own.push(send);
  }

  /**
   * @param {Filter} [filter]
   * @param {{except?: string[]}} [options]  ids that are not counted
   * @returns {Promise<number>}
   */
  count(filter, { except } = {}) {
    return this.#call('count', { filter, except });
  }

  /**
   * How what the filter selects divides: what one could filter by next, with its numbers.
   * @param {Filter} [filter]
   * @returns {Promise<Facets>}
   * @throws {ContactError} filter_malformed, filter_field_unknown, filter_operator_unknown
   */
  facets(filter) {
    return this.#call('facets', { filter });
  }

  /**
   * Named filters and lists, by name, with the contacts that are in them now. They can be parts of
   * filters: {segment: id}.
   * @param {{counts?: boolean}} [options]  without counts, nothing has to be counted
   * @returns {Promise<Segment[]>}
   */
  async segments(options = {}) {
    /** @type {Segment[]} */
    const segments = await this.#call('segments', options);
    return segments.sort((a, b) => a.name.localeCompare(b.name));
  }

  /**
   * Makes a segment, or changes the one whose `id` the draft has: its name, its filter, or, of a
   * list, its contacts.
   * @param {SegmentDraft} draft
   * @returns {Promise<SegmentResult>}
   * @throws {ContactError} segment_name_missing, segment_name_taken, segment_unknown,
   *   segment_not_list, segment_limit, field_too_long; segment_cycle with the segment as issue;
   *   contact_unknown, and those of filters, with their place
   */
  saveSegment(draft) {
    return this.#call('saveSegment', draft);
  }

  /**
   * Makes a list of the contacts that a segment has now: a new one of that name, or the segment
   * itself.
   * @param {string} id
   * @param {{name?: string}} [options]
   * @returns {Promise<SegmentResult>}
   * @throws {ContactError} as saveSegment()
   */
  freezeSegment(id, { name } = {}) {
    const contacts = { filter: { segment: id } };
    return this.saveSegment(name === undefined ? { id, contacts } : { name, contacts });
  }

  /**
   * @param {string} id
   * @returns {Promise<SegmentResult>}
   * @throws {ContactError} segment_unknown; segment_in_use, with the segments that are made of it
   *   as issues: `segment` is the name, `field` the place in the filter
   */
  deleteSegment(id) {
    return this.#call('deleteSegment', { id });
  }

  /**
   * What is to be said of e-mail addresses, one answer each.
   * @param {string[]} values
   * @param {{profile?: 'practical' | 'html5' | 'rfc5321'}} [options]
   * @returns {Promise<EmailAnswer[]>}
   */
  checkEmails(values, options = {}) {
    return this.#call('checkEmails', { values, ...options });
  }

  /**
   * What is to be said of phone numbers, one answer each, as libphonenumber says it.
   * @param {(string | {input: string, country: string})[]} values
   * @param {{country?: string}} [options]  where they are dialled: "DE", "+49", or "" for anywhere
   * @returns {Promise<PhoneAnswer[]>}
   */
  checkPhones(values, options = {}) {
    return this.#call('checkPhones', { values, ...options });
  }

  /**
   * What the columns of a file are, by their headers and first rows, one answer each.
   * @param {(string[] | {headers: string[], rows?: string[][]})[]} values
   * @returns {Promise<HeadersAnswer[]>}
   */
  checkHeaders(values) {
    return this.#call('checkHeaders', { values });
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
  async previewCsv(file, options = {}) {
    return this.#call('previewCsv', { file: await asTable(file), options });
  }

  /**
   * Reads and checks a whole CSV file, or a list of addresses as mail programs copy it. Nothing is
   * written before `review.commit()`.
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
    const args = { file: await asTable(file), options: { ...options, file_name } };
    const page = await this.#call('importFile', args, { signal, onProgress });
    return new ImportReview((name, given, long) => this.#call(name, given, long), args, page);
  }

  /** @returns {Promise<ImportRecord[]>} finished imports, oldest first */
  imports() {
    return this.#call('imports');
  }

  /**
   * The filtered, sorted list, or a selection of it, as CSV: by default UTF-8 with byte order mark
   * (Excel needs it) and safe against formulas.
   * @param {ListSelection & ExportOptions & LongCall} [options]
   * @returns {Promise<Blob>}
   * @throws {ContactError} csv_character_not_in_encoding with row and column, contact_unknown,
   *   cancelled
   */
  exportCsv({ signal, onProgress, ...query } = {}) {
    return this.#call('exportCsv', query, { signal, onProgress });
  }

  /**
   * The filtered, sorted list as a JSON array with one object per contact (docs/formats.md).
   * @param {ListSelection & Pick<ExportOptions, 'columns'> & LongCall} [options]
   * @returns {Promise<Blob>}
   */
  exportJson({ signal, onProgress, ...query } = {}) {
    return this.#call('exportCsv', { ...query, format: 'json' }, { signal, onProgress });
  }

  /**
   * The whole book as one file: contacts, trash, history.
   * @param {LongCall} [options]
   * @returns {Promise<Blob>} gzip
   */
  backup({ signal, onProgress } = {}) {
    return this.#call('backup', {}, { signal, onProgress });
  }

  /**
   * What is in a backup. Nothing is written.
   * @param {Blob} file
   * @param {LongCall} [options]
   * @returns {Promise<BackupSummary>}
   * @throws {ContactError} backup_unknown: it is none; backup_damaged, backup_newer,
   *   file_unreadable
   */
  inspectBackup(file, { signal, onProgress } = {}) {
    return this.#call('inspectBackup', { file }, { signal, onProgress });
  }

  /**
   * Puts a backup in the place of the book, or adds to the book what it has more of.
   * @param {Blob} file
   * @param {{mode: 'replace' | 'merge'} & LongCall} options
   * @returns {Promise<RestoreResult>}
   * @throws {ContactError} as inspectBackup(); storage_full
   */
  restoreBackup(file, { mode, signal, onProgress }) {
    return this.#call('restoreBackup', { file, mode }, { signal, onProgress });
  }

  /**
   * What a backend does of what its profile says, how many records it has, and how many of them
   * are here already. Only reads.
   * @param {BackendOptions & {secret?: string, signal?: AbortSignal}} options
   * @returns {Promise<ProbeReport>}
   * @throws {ContactError} profile_invalid, backend_insecure
   */
  async probeBackend({ profile, base, account = '', getCredentials, secret, signal }) {
    const asked = { account, base: base ?? Object(profile).base ?? '', refresh: false };
    const given = secret ?? (await getCredentials?.(asked))?.secret ?? '';
    const request = { backend: { profile, base }, secret: given };
    return this.#call('probeBackend', request, { signal });
  }

  /**
   * Connects the book to a backend: from now on changes go there and come from there.
   * @param {BackendOptions} options
   * @returns {Promise<void>}
   * @throws {ContactError} profile_invalid with the JSON pointer of what is wrong as `field`,
   *   backend_insecure, backend_connected
   */
  async connectBackend({ getCredentials, ...backend }) {
    if (getCredentials) this.#credentials.use(getCredentials);
    await this.#call('connectBackend', backend);
  }

  /**
   * Where the credentials come from: asked whenever the sync needs some, in any tab that has said
   * this. They stay in memory.
   * @param {GetCredentials} getCredentials
   */
  async useCredentials(getCredentials) {
    this.#credentials.use(getCredentials);
    const { is_connected, account = '', base = '' } = await this.syncStatus();
    if (is_connected) await this.#credentials.provide({ account, base });
  }

  /** Forgets the backend and what is known of it. The contacts stay, here and there. */
  disconnectBackend() {
    return this.#call('disconnectBackend');
  }

  /** @returns {Promise<SyncStatus>} */
  syncStatus() {
    return this.#call('syncStatus');
  }

  /**
   * Tells the sync what to do: to look at once (`now`), at all records (`whole`), to go on after a
   * pause (`resume`), or what to do with contacts of which too many are gone there: to delete them
   * (`delete_lost`) or to send them again (`send_lost`).
   * @param {'now' | 'whole' | 'resume' | 'delete_lost' | 'send_lost'} action
   * @returns {Promise<void>}
   * @throws {ContactError} backend_unknown
   */
  controlSync(action) {
    return this.#call('controlSync', { action });
  }

  /**
   * Contacts that the server does not take, each with its reason. An edit has them tried again.
   * @param {{offset?: number, limit?: number}} [request]
   * @returns {Promise<ParkedContact[]>}
   */
  parkedContacts(request = {}) {
    return this.#call('parkedContacts', request);
  }

  /** @param {string[]} ids  of parked contacts that are to be sent again as they are */
  retryParked(ids) {
    return this.#call('retryParked', { ids });
  }

  /**
   * What both sides have changed differently. Until then mine stays here and theirs there.
   * @param {{offset?: number, limit?: number}} [request]
   * @returns {Promise<Conflict[]>}
   */
  conflicts(request = {}) {
    return this.#call('conflicts', request);
  }

  /**
   * @param {{id: string, field: string, take: 'mine' | 'theirs', mine?: unknown,
   *   theirs?: unknown}} decision  `mine` and `theirs`: the sides as they were shown
   * @returns {Promise<BulkResult>}
   * @throws {ContactError} conflict_unknown, contact_unknown; conflict_changed: the sides are not
   *   any more what was shown
   */
  resolveConflict(decision) {
    return this.#call('resolveConflict', decision);
  }

  /**
   * Reads the whole database and compares it with itself.
   * @returns {Promise<{report: string}>} '' where it is in order, else SQLite's words
   */
  checkIntegrity() {
    return this.#call('checkIntegrity');
  }

  /**
   * Where the book is kept, how much room there is, and how old the last backup is.
   * @returns {Promise<StorageReport>}
   */
  async storage() {
    const [room, state] = await Promise.all([measureRoom(), this.#call('storageState')]);
    return { ...room, ...state, kind: this.#kind };
  }

  /**
   * Lets go of the book: always safe, also twice and while calls are under way. Those, and whatever
   * is called afterwards, reject with `book_closed`.
   */
  async close() {
    const opening = this.#connection;
    this.#connection = null;
    const connection = await opening?.catch(() => null);
    await connection?.close();
  }

  /**
   * Wipes the book and its files, in all tabs, for signing out. All tabs get the status
   * `destroyed`; whatever they call afterwards rejects with `book_closed`.
   */
  async destroy() {
    await this.#call('destroy');
    await this.close();
  }
}

/**
 * Of a file nothing can be changed, and not everywhere can it be copied.
 * @param {{file?: Blob}} args
 */
function copyOf({ file, ...args }) {
  try {
    return { ...structuredClone(args), ...(file && { file }) };
  } catch (error) {
    throw new ContactError({ code: 'request_malformed', message: String(error) });
  }
}
