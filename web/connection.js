// How a book's calls reach whoever has it open: a worker behind a port, or the service in this
// process.
import { ContactError } from './contact-error.js';
import { CallIds, Caller } from './rpc.js';
import { hasWorkers, StartedWorker } from './workers.js';

/** @typedef {import('./types.js').LongCall} LongCall */
/** @typedef {(event: string, detail: any) => void} OnEvent */

/**
 * @typedef {object} Connection
 * @property {(name: string, args?: unknown, options?: LongCall) => Promise<any>} call
 * @property {() => Promise<void>} close  calls without an answer reject with `book_closed`
 */

/**
 * @typedef {object} ConnectionOptions
 * @property {string} name
 * @property {'opfs' | 'memory'} storage
 * @property {string} [wasmUrl]
 * @property {string | URL} [workerUrl]
 */

const closed = () => new ContactError({ code: 'book_closed' });

// Whoever closes does not wait for a worker that computes: its files are let go with it.
const CLOSE_MS = 2_000;

/**
 * @param {ConnectionOptions} options
 * @param {OnEvent} onEvent
 * @returns {Promise<Connection>}
 */
export async function connect(options, onEvent) {
  if (!hasWorkers()) return openInProcess(options, onEvent);
  const connection = new WorkerConnection(options.workerUrl, onEvent);
  try {
    await connection.open(options);
  } catch (error) {
    connection.terminate();
    throw error;
  }
  return connection;
}

/**
 * A worker that lets go of the book while its page sleeps: a page that was left may be kept by the
 * browser for a while, and a tab in the background may be frozen. No other tab has to wait for it.
 */
export class WorkerConnection {
  #workerUrl;
  #onEvent;
  /** @type {StartedWorker | null} */
  #worker;
  #caller;
  /** What was opened. @type {{name: string, storage: string, wasmUrl?: string} | null} */
  #opened = null;
  #listening = new AbortController();
  #isClosing = false;
  /** Why there is no worker, where it broke. @type {ContactError | null} */
  #failure = null;

  /**
   * @param {string | URL | undefined} workerUrl
   * @param {OnEvent} [onEvent]
   */
  constructor(workerUrl, onEvent = () => {}) {
    this.#workerUrl = workerUrl;
    this.#onEvent = onEvent;
    this.#worker = this.#start();
    this.#caller = new Caller(this.#worker.port, {
      toError: (error) => new ContactError(error),
      onEvent,
    });
  }

  #start() {
    const workerUrl = this.#workerUrl;
    const worker = new StartedWorker(
      () =>
        workerUrl
          ? new Worker(workerUrl, { type: 'module' })
          : new Worker(new URL('./dist/worker.js', import.meta.url), { type: 'module' }),
      (failure) => worker === this.#worker && this.#fail(failure),
    );
    return worker;
  }

  /**
   * Whoever calls next begins again.
   * @param {ContactError} failure
   */
  #fail(failure) {
    this.#sleep();
    this.#failure = failure;
    this.#caller.failAll(failure);
  }

  /** @param {ConnectionOptions} options */
  async open({ name, storage, wasmUrl }) {
    await this.call('open', { name, storage, wasmUrl });
    // What is in memory would be gone.
    if (storage === 'memory') return;
    this.#opened = { name, storage, wasmUrl };
    const { signal } = this.#listening;
    const [sleep, wake] = [() => this.#sleep(), () => this.#wake()];
    window.addEventListener('pagehide', (event) => event.persisted && sleep(), { signal });
    window.addEventListener('pageshow', wake, { signal });
    document.addEventListener('freeze', sleep, { signal });
    document.addEventListener('resume', wake, { signal });
  }

  #sleep() {
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** Others may have written meanwhile, or wiped it. What was asked before is asked again. */
  #wake() {
    if (this.#worker) return;
    this.#failure = null;
    this.#worker = this.#start();
    this.#caller.moveTo(this.#worker.port, async () => {
      try {
        await this.call('open', { ...this.#opened, mustExist: true });
        this.#onEvent('change', { version: (await this.call('state')).version });
      } catch (error) {
        const { code } = /** @type {ContactError} */ (error);
        if (code === 'page_outdated') this.#onEvent('status', { state: 'outdated' });
        if (code === 'book_closed' && !this.#isClosing)
          this.#onEvent('status', { state: 'destroyed' });
      }
    });
  }

  /**
   * @param {string} name
   * @param {unknown} [args]
   * @param {LongCall} [options]
   * @returns {Promise<any>}
   */
  async call(name, args, options) {
    if (this.#failure && !this.#opened) throw this.#failure;
    if (this.#failure) this.#wake();
    return this.#caller.call(name, args, options);
  }

  async close() {
    this.#isClosing = true;
    this.#caller.failAll(closed());
    const patience = new Promise((resolve) => setTimeout(resolve, CLOSE_MS));
    await Promise.race([this.call('close'), patience]).finally(() => this.terminate());
  }

  terminate() {
    this.#listening.abort();
    this.#sleep();
    this.#caller.failAll(closed());
  }
}

/**
 * @param {ConnectionOptions} options
 * @param {OnEvent} onEvent
 * @returns {Promise<Connection>}
 */
async function openInProcess({ storage, wasmUrl }, onEvent) {
  if (storage !== 'memory') {
    const message =
      "here a book can only be kept in memory: say storage: 'memory'" +
      (globalThis.document ? ', or give the frame sandbox="allow-same-origin"' : '');
    throw new ContactError({ code: 'storage_unavailable', message });
  }
  const [{ openInstance }, { Service }] = await Promise.all([
    import('./instance.js'),
    import('./worker/service.js'),
  ]);
  const service = await Service.start(() => openInstance({ wasmUrl }), onEvent, {
    isVolatile: true,
  });
  const ids = new CallIds();
  /** @type {Set<(error: Error) => void>} */
  const pending = new Set();
  return {
    call: (name, args, options = {}) =>
      new Promise((resolve, reject) => {
        pending.add(reject);
        service
          .handle(name, args, { ...guarded(options, reject), id: ids.next() })
          .then(resolve, reject)
          .finally(() => pending.delete(reject));
      }),
    close: async () => {
      for (const reject of pending) reject(closed());
      service.close();
    },
  };
}

/**
 * What an application throws while it is told how far a call is ends that call, and not the book.
 * @param {LongCall} options
 * @param {(error: unknown) => void} reject
 * @returns {LongCall}
 */
function guarded({ signal, onProgress }, reject) {
  if (!onProgress) return { signal };
  const stop = new AbortController();
  return {
    signal: AbortSignal.any(signal ? [signal, stop.signal] : [stop.signal]),
    onProgress: (progress) => {
      try {
        onProgress(progress);
      } catch (error) {
        reject(error);
        stop.abort();
      }
    },
  };
}
