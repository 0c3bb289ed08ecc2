// How a book's calls reach whoever has it open: a worker behind a port, or the service in this
// process.
import { ContactError } from './contact-error.js';
import { CallIds, Caller } from './rpc.js';

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
  if (typeof Worker === 'undefined') return openInProcess(options, onEvent);
  const connection = startWorker(options.workerUrl, onEvent);
  const { name, storage, wasmUrl } = options;
  try {
    await connection.call('open', { name, storage, wasmUrl });
  } catch (error) {
    connection.terminate();
    throw error;
  }
  return connection;
}

/**
 * @param {string | URL | undefined} workerUrl
 * @param {OnEvent} [onEvent]
 * @returns {Connection & {terminate: () => void}}
 */
export function startWorker(workerUrl, onEvent = () => {}) {
  // Bundlers find the worker by this very form.
  const worker = workerUrl
    ? new Worker(workerUrl, { type: 'module' })
    : new Worker(new URL('./worker/worker.js', import.meta.url), { type: 'module' });
  const caller = new Caller(worker, { toError: (error) => new ContactError(error), onEvent });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    caller.failAll(new ContactError({ code: 'internal', message: event.message }));
  });
  const terminate = () => {
    worker.terminate();
    caller.failAll(closed());
  };
  return {
    call: (name, args, options) => caller.call(name, args, options),
    close: async () => {
      caller.failAll(closed());
      const patience = new Promise((resolve) => setTimeout(resolve, CLOSE_MS));
      await Promise.race([caller.call('close'), patience]).finally(terminate);
    },
    terminate,
  };
}

/**
 * @param {ConnectionOptions} options
 * @param {OnEvent} onEvent
 * @returns {Promise<Connection>}
 */
async function openInProcess({ storage, wasmUrl }, onEvent) {
  if (storage !== 'memory') {
    const message = "here a book can only be kept in memory: say storage: 'memory'";
    throw new ContactError({ code: 'storage_unavailable', message });
  }
  const [{ openInstance }, { Service }] = await Promise.all([
    import('./instance.js'),
    import('./worker/service.js'),
  ]);
  const service = await Service.start(() => openInstance({ wasmUrl }), onEvent);
  const ids = new CallIds();
  /** @type {Set<(error: Error) => void>} */
  const pending = new Set();
  return {
    call: (name, args, options) =>
      new Promise((resolve, reject) => {
        pending.add(reject);
        service
          .handle(name, args, { ...options, id: ids.next() })
          .then(resolve, reject)
          .finally(() => pending.delete(reject));
      }),
    close: async () => {
      for (const reject of pending) reject(closed());
      service.close();
    },
  };
}
