// What a book can be asked, beside an open wasm instance: the use cases, one by one, and the long
// ones that read or write files in steps. Runs in the worker, or in process in node.
import { ContactError, stopIfAborted } from '../contact-error.js';
import { randomSeed } from '../file-reading.js';
import { readBytes } from './file-bytes.js';
import { readFile } from './file-slices.js';
import { FirstPage } from './first-page.js';
import { SAMPLE_BYTES, refuseTooLarge, unpack } from './input.js';
import { nextTurn, readOutput, toBlob, toGzip } from './output.js';
import { SyncPump } from './sync-pump.js';

/** @typedef {import('../instance.js').Instance} Instance */
/**
 * On the same files, each time.
 * @typedef {(canSync?: boolean, beforeOpening?: () => void) => Promise<Instance>} Open
 */
/**
 * @typedef {object} Storage
 * @property {boolean} [isVolatile]  what was written is gone with its instance
 * @property {() => Promise<number>} [freeBytes]  0 where unknown
 * @property {import('./first-page.js').FirstPage} [firstPage]  what the next page may show at once
 */
/** @typedef {import('../types.js').ImportOptions} ImportOptions */
/**
 * @typedef {object} CallOptions
 * @property {string} [id]         of the call: the same one however often it arrives
 * @property {string} [tab]        whose it is
 * @property {boolean} [isResent]  an earlier leader may have done it
 * @property {AbortSignal} [signal]
 * @property {(progress: any) => void} [onProgress]
 */

const COMMIT_ROWS = 5_000;
// Some tens of milliseconds: what a key in the search box may have to wait.
const BULK_CONTACTS = 1_000;
const PAGE_BYTES = 4096;
// After the last call: who writes much writes the first page once.
const FIRST_PAGE_MS = 1_000;

// An imported row takes about so much more in the database than in its file: measured for files of
// one, five and five long columns.
const BYTES_PER_ROW = 100;

/** @param {import('../types.js').ExportOptions & {format?: string}} options */
function exportType({ format, encoding = 'utf-8' }) {
  if (format === 'json') return 'application/json';
  return `text/csv;charset=${encoding.replace('-bom', '')}`;
}

// These answer while something long is going on; everything else waits for its turn.
const READING = new Set([
  'state',
  'search',
  'count',
  'facets',
  'segments',
  'get',
  'check',
  'checkEmails',
  'checkPhones',
  'checkHeaders',
  'callingCodes',
  'imports',
]);

// These are remembered with their answers under the id of the call.
const WRITING = new Set(['save', 'erase', 'resolveConflict', 'saveSegment', 'deleteSegment']);

// After these the book may look different.
const CHANGING = new Set([
  ...WRITING,
  'undo',
  'redo',
  'update',
  'remove',
  'restore',
  'commitImport',
  'restoreBackup',
]);

// What the sync does itself, and what only looks.
const SYNCING = new Set([
  'syncStatus',
  'nextSyncRequest',
  'receiveSyncResponse',
  'parkedContacts',
  'conflicts',
  'history',
  'trash',
  'storageState',
]);

// After these another backend is connected, or none.
const CONNECTING = new Set(['connectBackend', 'disconnectBackend', 'restoreBackup']);

/**
 * Whether a call was refused, and not because its instance is broken.
 * @param {unknown} error
 */
function isInOrder(error) {
  return error instanceof ContactError && !/^(internal|memory_full)$/.test(error.code);
}

export class Service {
  #instance;
  #open;
  #emit;
  #freeBytes;
  #firstPage;
  /** What the first list asked for. @type {import('../types.js').Query | null} */
  #firstQuery = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #keepTimer;
  /** The end of the queue of calls that may not overlap. It never rejects. @type {Promise<any>} */
  #turn = Promise.resolve();
  /** @type {{id?: string, tab?: string, bytes: number, isDone: boolean} | null} */
  #import = null;
  /** About what the call under way will have written. */
  #neededBytes = 0;
  /** As it has neither of its modules. */
  #isReopening = false;
  /** What has broken the instance, until there is another one. @type {unknown} */
  #failure = null;
  #isVolatile;
  #pump;

  /**
   * @param {Instance} instance
   * @param {Open} open
   * @param {(event: string, detail: object) => void} emit
   * @param {Storage} storage
   */
  constructor(instance, open, emit, storage) {
    const { isVolatile = false, freeBytes = async () => 0, firstPage } = storage;
    this.#instance = instance;
    this.#open = open;
    this.#emit = emit;
    this.#isVolatile = isVolatile;
    this.#freeBytes = freeBytes;
    this.#firstPage = firstPage;
    this.#pump = new SyncPump((name, args) => this.handle(name, args, {}), emit);
  }

  /**
   * @param {Open} open
   * @param {(event: string, detail: object) => void} emit
   * @param {Storage} [storage]
   */
  static async start(open, emit, storage = {}) {
    const service = new Service(await open(), open, emit, storage);
    service.#restartSync();
    return service;
  }

  /** Nothing of it is waited for: the book is open without it. */
  #restartSync() {
    this.#pump.start().catch(() => {});
  }

  /** @returns {number} another one after each change */
  get version() {
    return this.#instance.call('state').version;
  }

  /**
   * @param {string} name
   * @param {any} args
   * @param {CallOptions} options
   * @returns {Promise<any>}
   */
  async handle(name, args, options) {
    if (name === 'search') this.#noticeQuery(args);
    const canRead = !this.#isReopening && !this.#failure;
    if (READING.has(name) && canRead) return this.#read(name, args);
    // These ask the book themselves, each time in its turn.
    switch (name) {
      case 'provideCredentials':
        return this.#pump.take(args);
      case 'probeBackend':
        return this.#pump.probe(args, options.signal);
    }
    const answer = this.#queue(() => this.#run(name, args, options));
    const refused = () => this.#pump.wake();
    if (CONNECTING.has(name)) answer.then(() => this.#restartSync(), refused);
    else if (!SYNCING.has(name)) this.#turn.then(() => this.#pump.wake());
    return answer;
  }

  /**
   * @param {string} name
   * @param {any} args
   */
  #read(name, args) {
    try {
      return this.#instance.call(name, args);
    } catch (error) {
      if (!isInOrder(error)) {
        this.#failure = error;
        this.#queue(() => {}).catch(() => {});
      }
      throw error;
    }
  }

  /**
   * What it fails with is the caller's alone.
   * @template T
   * @param {() => T | Promise<T>} work
   * @returns {Promise<T>}
   */
  #queue(work) {
    const answer = this.#turn.then(async () => {
      if (this.#failure) await this.#startAnew();
      return work();
    });
    this.#turn = answer.catch(async (error) => {
      if (isInOrder(error)) return;
      this.#failure = error;
      // Where that fails, the next call tries again.
      await this.#startAnew().catch(() => {});
    });
    return answer;
  }

  /**
   * A tab is gone, and with it the import that it was looking at.
   * @param {string} tab
   */
  forget(tab) {
    const cancel = () => {
      if (this.#import?.tab === tab) this.#cancelImport();
    };
    this.#queue(cancel).catch(() => {});
  }

  /** Until everything that was asked is answered. */
  async finish() {
    for (let turn; turn !== this.#turn;) {
      turn = this.#turn;
      await turn;
    }
  }

  close() {
    clearTimeout(this.#keepTimer);
    this.#pump.stop();
    this.#instance.close();
  }

  /** @param {import('../types.js').Query} query */
  #noticeQuery(query) {
    if (!this.#firstPage || this.#firstQuery || !FirstPage.canKeep(query)) return;
    this.#firstQuery = query;
    this.#keepFirstPageSoon();
  }

  #keepFirstPageSoon() {
    const query = this.#firstQuery;
    if (!query) return;
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(() => {
      const keep = () => this.#firstPage?.keep(query, () => this.#instance.call('search', query));
      this.#queue(keep).catch(() => {});
    }, FIRST_PAGE_MS);
  }

  /**
   * An instance that has contradicted itself, or whose memory ran out, is thrown away and opened
   * again: the truth is in its files.
   * @throws what has broken it, where there are none: an empty book is not what somebody had
   */
  async #startAnew() {
    this.#import = null;
    if (this.#isVolatile) throw this.#failure;
    this.#instance = await this.#open(this.#instance.canSync);
    this.#failure = null;
    this.#emit('change', { version: this.version });
    this.#restartSync();
  }

  /**
   * The book is opened again by the module that can sync, for its first look at a backend.
   * @throws {ContactError} import_already_open: it would be lost
   */
  async #learnToSync() {
    if (this.#import && !this.#import.isDone)
      throw new ContactError({ code: 'import_already_open' });
    const closeBook = () => {
      this.#import = null;
      this.#isReopening = true;
      this.#instance.close();
    };
    try {
      this.#instance = await this.#open(true, closeBook);
    } catch (error) {
      if (this.#isReopening) {
        this.#failure = error;
        await this.#startAnew().catch(() => {});
      }
      throw error;
    } finally {
      this.#isReopening = false;
    }
    this.#emit('change', { version: this.version });
  }

  /**
   * @param {string} name
   * @param {any} args
   * @param {CallOptions} options
   */
  async #run(name, args, options) {
    // What may have been done before has to be said.
    if (!options.isResent) stopIfAborted(options.signal);
    this.#neededBytes = 0;
    if (!SYNCING.has(name) || name === 'receiveSyncResponse') {
      this.#firstPage?.forget();
      this.#keepFirstPageSoon();
    }
    const before = CHANGING.has(name) ? this.version : null;
    const value = await this.#perform(name, args, options).catch((error) => {
      this.#tellOfWhatWasSeen(before, error);
      return this.#sayWhatIsMissing(error);
    });
    if (CHANGING.has(name)) {
      this.#emit('change', {
        version: this.version,
        ...(typeof value?.entry === 'number' && { entry: value.entry }),
      });
    }
    return value;
  }

  /**
   * Whoever has read while a change was written in slices has seen what was taken back since.
   * @param {number | null} before  the version when a change began
   * @param {unknown} error  of an instance that cannot be asked any more, or one in order
   */
  #tellOfWhatWasSeen(before, error) {
    if (before === null || !isInOrder(error)) return;
    const { version } = this;
    if (version !== before) this.#emit('change', { version });
  }

  /**
   * @param {any} error
   * @returns {Promise<never>}
   */
  async #sayWhatIsMissing(error) {
    if (error instanceof ContactError && error.code === 'storage_full') {
      const missing = this.#neededBytes - (await this.#freeBytes());
      error.missing_bytes = Math.max(PAGE_BYTES, missing);
    }
    throw error;
  }

  /**
   * @param {string} name
   * @param {any} args
   * @param {CallOptions} options
   * @returns {Promise<any>}
   */
  async #perform(name, args, options) {
    const { import_id, ...request } = args ?? {};
    switch (name) {
      case 'syncStatus':
        // A book that is connected is opened by a module that can sync.
        if (!this.#instance.canSync) return { is_connected: false };
        return this.#pump.complete(this.#instance.call(name));
      case 'update':
      case 'remove':
      case 'restore':
        return this.#changeMany('beginBulk', { action: name, request: args }, options);
      case 'undo':
        return this.#changeMany('beginUndo', args, options);
      case 'redo':
        return this.#changeMany('beginRedo', args, options);
      case 'previewCsv':
        return this.#preview(args);
      case 'importFile':
        return this.#importFile(args, options);
      case 'reviewImport':
      case 'decideImport':
      case 'decideInvalid':
      case 'fixCell':
      case 'fixAll':
        return this.#ofImport(import_id).call(name, request);
      case 'rejectedCsv':
        return toBlob(
          readOutput(
            this.#ofImport(import_id),
            { begin: 'beginRejected', args: request, step: 'export' },
            options,
          ),
        );
      case 'commitImport':
        return this.#commit(import_id, request.tags, options);
      case 'cancelImport':
        return this.#import?.id === import_id ? this.#cancelImport() : null;
      case 'exportCsv':
        return toBlob(
          this.#output({ begin: 'beginExport', args, step: 'export' }, options),
          exportType(args),
        );
      case 'backup':
        return toGzip(this.#output({ begin: 'beginBackup', step: 'backup' }, options));
      case 'inspectBackup':
        return this.#restore(args.file, 'inspect', options);
      case 'restoreBackup':
        return this.#restore(args.file, args.mode, options);
      case 'receiveSyncResponse':
        return this.#receive(args);
      case 'destroy':
        // In memory there is nothing else to wipe; whoever has files does that (leader.js).
        return this.#emit('status', { state: 'destroyed' });
      default:
        if (!this.#instance.has(name) && !this.#instance.canSync) await this.#learnToSync();
        return this.#instance.call(name, args, WRITING.has(name) ? options.id : '');
    }
  }

  /**
   * @param {'beginBulk' | 'beginUndo' | 'beginRedo'} begin
   * @param {object} request
   * @param {CallOptions} options
   */
  async #changeMany(begin, request, options) {
    const known = this.#instance.call(begin, request, options.id);
    if (known) return known;
    const write = () => this.#instance.call('writeBulk', { contacts: BULK_CONTACTS }, options.id);
    const stop = () => this.#instance.call('stopBulk');
    return (await this.#inSlices(write, stop, options)).answer;
  }

  /**
   * A write in slices, so that others are answered meanwhile.
   * @param {() => any} write  the next slice
   * @param {() => void} stop  where it is given up
   * @param {CallOptions} options
   * @returns {Promise<any>} what the last slice has answered
   */
  async #inSlices(write, stop, { signal, onProgress }) {
    while (true) {
      if (signal?.aborted) stop();
      stopIfAborted(signal);
      const progress = write();
      onProgress?.({ step: 'write', done: progress.done, total: progress.total });
      if (progress.is_done) return progress;
      await nextTurn();
    }
  }

  /** @param {object} response  of the backend, which may have changed the book */
  #receive(response) {
    const before = this.version;
    this.#instance.call('receiveSyncResponse', response);
    if (this.version !== before) this.#emit('change', { version: this.version });
  }

  /**
   * @param {Parameters<typeof readOutput>[1]} output
   * @param {CallOptions} options
   */
  #output(output, options) {
    return readOutput(this.#instance, output, options);
  }

  /** @param {{file: Blob, options: ImportOptions}} args */
  async #preview({ file, options }) {
    refuseTooLarge(file);
    const sample = await readBytes(file, 0, SAMPLE_BYTES);
    return this.#instance.previewImport(options, sample, file.size <= SAMPLE_BYTES);
  }

  /**
   * @param {{file: Blob, options: ImportOptions}} args
   * @param {CallOptions} options
   */
  async #importFile({ file, options }, { id, tab, signal, onProgress }) {
    refuseTooLarge(file);
    const seed = randomSeed();
    this.#instance.call('beginImport', { ...options, seed });
    const { size: total } = file;
    this.#import = { id, tab, bytes: total, isDone: false };
    const sliced = { file, options, seed, module: this.#instance.module };
    try {
      await readFile(
        sliced,
        () => this.#instance,
        (done) => {
          onProgress?.({ step: 'read', done, total });
          stopIfAborted(signal);
        },
      );
      this.#instance.call('finishImport');
      const page = this.#instance.call('reviewImport', { limit: 0 });
      this.#import.bytes += page.counts.rows * BYTES_PER_ROW;
      return { import_id: id, ...page };
    } catch (error) {
      this.#cancelImport();
      throw error;
    }
  }

  #cancelImport() {
    this.#import = null;
    return this.#instance.call('cancelImport');
  }

  /**
   * @param {string} [import_id]
   * @returns {Instance}
   * @throws {ContactError} import_not_open: this one is not
   */
  #ofImport(import_id) {
    if (!this.#import || this.#import.id !== import_id) {
      throw new ContactError({ code: 'import_not_open' });
    }
    return this.#instance;
  }

  /**
   * How a commit ended that an earlier leader was asked for, null where it did not. The store looks
   * for the id before it reads the request, and a key that nobody knows is always refused.
   * @param {string} [id]
   */
  #answerTo(id) {
    try {
      return this.#instance.call('commitImport', { is_question: true }, id);
    } catch (error) {
      if (error instanceof ContactError && error.code === 'request_malformed') return null;
      throw error;
    }
  }

  /**
   * @param {string | undefined} import_id
   * @param {string[] | undefined} tags
   * @param {CallOptions} options
   */
  async #commit(import_id, tags, options) {
    const isOurs = this.#import?.id === import_id;
    const earlier = options.isResent || !isOurs ? this.#answerTo(options.id) : null;
    if (earlier) return { ...earlier.counts, entry: earlier.entry };
    this.#ofImport(import_id);
    this.#neededBytes = this.#import?.bytes ?? 0;
    const args = { rows: COMMIT_ROWS, tags };
    const write = () => this.#instance.call('commitImport', args, options.id);
    const stop = () => this.#instance.call('stopCommit');
    const { entry, counts } = await this.#inSlices(write, stop, options);
    if (this.#import) this.#import.isDone = true;
    return { ...counts, entry };
  }

  /**
   * @param {Blob} file
   * @param {'inspect' | 'replace' | 'merge'} mode
   * @param {CallOptions} options
   */
  async #restore(file, mode, { id, signal, onProgress }) {
    const requestId = mode === 'inspect' ? '' : id;
    const known = this.#instance.call('beginRestore', { mode }, requestId);
    if (known) return known;
    const { size: total } = file;
    try {
      const onRead = (/** @type {number} */ done) => onProgress?.({ step: 'restore', done, total });
      for await (const bytes of unpack(file, onRead)) {
        stopIfAborted(signal);
        this.#neededBytes += bytes.length;
        this.#instance.feedRestore(bytes);
      }
      return this.#instance.call('finishRestore', {}, requestId);
    } finally {
      this.#instance.call('cancelRestore');
    }
  }
}
