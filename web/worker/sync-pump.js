// Keeps the sync of an open book going: asks the engine what to ask the backend for next, has it
// carried there, and tells the engine what came of it. One per leader.
import { stopIfAborted } from '../contact-error.js';
import { authHeaders, loadHook, transport } from './sync-transport.js';

/** @typedef {import('./sync-transport.js').SyncRequest} SyncRequest */
/** @typedef {import('./sync-transport.js').Hook} Hook */
/** @typedef {import('../types.js').Credentials} Credentials */

/** Status events come at most so often; in a book that is long in counting, less often. */
const EVENT_MS = 200;
const MAX_EVENT_MS = 2_000;
const EVENT_SHARE = 0.1;

/** What cannot be asked now is asked again: after so long, and after a fault ever later. */
const RETRY_MS = 1_000;
const MAX_RETRY_MS = 5 * 60_000;

/** No faults: somebody else is writing, or the backend is being left. */
const PASSING = new Set(['book_busy', 'backend_unknown']);

/** Whoever has credentials is asked again after so long. */
const ASK_AGAIN_MS = 10_000;

/** A request that is to be sent with new credentials waits so long for them. */
const NEW_CREDENTIALS_MS = 5_000;

/** What is no answer; and that since a hook has made none. */
const noAnswer = { status: 0, headers: [], body: '', failure: '' };
const ofHook = { ...noAnswer, failure: 'hook_failed' };

/** Whoever has written the hook finds why in the console. @param {unknown} error */
function failedHook(error) {
  console.error(error);
  return ofHook;
}

const noFault = { code: '', count: 0, until: 0 };

/** @param {number} ms */
const delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class SyncPump {
  #call;
  #emit;
  #stopping = new AbortController();
  /** What was said about the backend when it was connected. @type {any} */
  #backend = null;
  /** The one before, while a start is under way. @type {any} */
  #previous = null;
  /** The end of the newest start. @type {Promise<unknown>} */
  #starting = Promise.resolve();
  /** Counts starts: what an earlier one still waits for is nothing any more. */
  #starts = 0;
  /** Of the backend's account. @type {Credentials | null} */
  #credentials = null;
  /** A secret that the server has refused. */
  #refused = '';
  #askedAt = -Infinity;
  /** null: it could not be loaded yet. @type {Hook | null} */
  #hook = null;
  /** The end of the queue of probes: a book looks at one backend at a time. @type {Promise<any>} */
  #probing = Promise.resolve();
  /** What the book itself has failed at, so many times in a row, and until when that is waited. */
  #fault = noFault;
  /** Ends the wait of the loop. */
  #wake = () => {};
  #isWoken = false;
  #isRunning = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #event;
  #eventMs = EVENT_MS;

  /**
   * @param {(name: string, args?: object) => Promise<any>} call  of the book, in its turn
   * @param {(event: string, detail: object) => void} emit
   */
  constructor(call, emit) {
    this.#call = call;
    this.#emit = emit;
    const { signal } = this.#stopping;
    globalThis.addEventListener?.('online', () => this.#goOnline(), { signal });
  }

  /** Reads anew what the book is connected to. */
  start() {
    const start = this.#start();
    this.#starting = start.catch(() => {});
    return start;
  }

  async #start() {
    const start = ++this.#starts;
    const before = this.#backend ?? this.#previous;
    this.#backend = null;
    this.#previous = before;
    const status = await this.#call('syncStatus');
    const hook = status.is_connected ? await loadHook(status.hook).catch(() => null) : null;
    if (this.#isStopped || start !== this.#starts) return;
    // What one server was told is not for another one.
    const isSame = before?.base === status.base && before?.account === status.account;
    if (!isSame) this.#credentials = null;
    this.#previous = null;
    if (!status.is_connected) {
      if (before) this.#emit('sync', status);
      return;
    }
    // Of the same one, what is under way still counts: the engine waits for its answer.
    this.#backend = isSame ? Object.assign(before, status) : status;
    this.#askedAt = -Infinity;
    this.#hook = hook;
    this.#tell();
    if (!this.#isRunning) this.#run();
    this.wake();
  }

  stop() {
    this.#stopping.abort();
    clearTimeout(this.#event);
    this.wake();
  }

  get #isStopped() {
    return this.#stopping.signal.aborted;
  }

  /** What was waited for while nobody could be reached is tried at once. */
  async #goOnline() {
    this.#fault = noFault;
    if (this.#backend) await this.#call('controlSync', { action: 'now' }).catch(() => {});
    this.wake();
  }

  /** There may be something to do. */
  wake() {
    this.#isWoken = true;
    this.#wake();
  }

  /**
   * From a tab that has some; they stay in memory. Those for another backend or account are none.
   * @param {Credentials & {base: string, isAsked?: boolean}} credentials  `isAsked`: no person has
   *   just given them
   */
  async take({ account, base, secret, isAsked = false }) {
    if (account !== this.#backend?.account || base !== this.#backend.base) return;
    const isAwaited = this.lacksCredentials;
    this.#credentials = { account, secret };
    const { pause } = await this.#call('syncStatus');
    // Whether they are right is known when something is asked.
    const isRefused = isAsked && secret === this.#refused;
    if (pause !== 'auth' && isAwaited) await this.#call('controlSync', { action: 'now' });
    if (pause === 'auth' && !isRefused) await this.#call('controlSync', { action: 'resume' });
    this.#tell();
    this.wake();
  }

  /**
   * Looks at a backend that is not connected yet. Nothing is written, here or there.
   * @param {{backend: object, secret: string}} request
   * @param {AbortSignal} [signal]
   */
  probe({ backend, secret }, signal = this.#stopping.signal) {
    const answer = this.#probing.then(() => this.#probe(backend, secret, signal));
    this.#probing = answer.catch(() => {});
    return answer;
  }

  /**
   * @param {object} backend
   * @param {string} secret
   * @param {AbortSignal} signal
   */
  async #probe(backend, secret, signal) {
    stopIfAborted(signal);
    const { auth, hook } = await this.#call('beginProbe', backend);
    const headers = authHeaders(auth, secret);
    /** @type {Hook | undefined} */
    let module;
    const ask = async (/** @type {SyncRequest} */ request) => {
      module ??= await loadHook(hook);
      return transport(request, headers, signal, module);
    };
    for (;;) {
      const { request } = await this.#call('nextProbeRequest');
      if (!request) return this.#call('finishProbe');
      const response = await ask(request).catch(failedHook);
      stopIfAborted(signal);
      await this.#call('receiveProbeResponse', response);
    }
  }

  async #run() {
    this.#isRunning = true;
    while (this.#backend && !this.#isStopped) {
      this.#isWoken = false;
      const wait = await this.#step().catch((error) => this.#noteFault(error));
      if (wait > 0) await this.#sleep(wait);
    }
    this.#isRunning = false;
  }

  /**
   * The disk is full, say: what is asked again at once fails again at once.
   * @param {any} error
   * @returns {number} how long to wait, in milliseconds
   */
  #noteFault({ code = 'internal' }) {
    if (PASSING.has(code)) return RETRY_MS;
    const count = this.#fault.count + 1;
    const wait = Math.min(RETRY_MS * 2 ** (count - 1), MAX_RETRY_MS);
    this.#fault = { code, count, until: performance.now() + wait };
    this.#tell();
    return wait;
  }

  /**
   * What the status of the book does not know.
   * @param {any} status
   */
  complete(status) {
    const { code, count } = this.#fault;
    const waits_until = new Date(Date.now() + this.#fault.until - performance.now()).toISOString();
    return {
      ...status,
      needs_credentials: this.lacksCredentials,
      ...(code && { failure: code, failures: count, waits_until }),
    };
  }

  /** @returns {Promise<number>} how long to wait for the next step, in milliseconds */
  async #step() {
    const backend = this.#backend;
    const rest = this.#fault.until - performance.now();
    if (rest > 0) return rest;
    if (this.lacksCredentials) return this.#askForCredentials(false);
    const { account } = backend;
    const { request, wait_until } = await this.#call('nextSyncRequest', { account });
    if (!request) {
      this.#fault = noFault;
      return wait_until ? Math.max(1, Date.parse(wait_until) - Date.now()) : Infinity;
    }
    // Meanwhile the book may have got another backend.
    if (request.refreshes_auth && backend === this.#backend) this.#askForCredentials(true);
    this.#send(request, backend);
    return 0;
  }

  /** Whether nothing is sent since no tab has given any. */
  get lacksCredentials() {
    return this.#backend !== null && this.#backend.auth.kind !== 'none' && !this.#credentials;
  }

  /** @param {boolean} refresh  those that are held were refused */
  #askForCredentials(refresh) {
    if (refresh) {
      this.#refused = this.#credentials?.secret ?? '';
      this.#credentials = null;
    }
    if (performance.now() - this.#askedAt > ASK_AGAIN_MS || refresh) {
      this.#askedAt = performance.now();
      const { account, base } = this.#backend;
      this.#emit('credentials-needed', { account, base, refresh });
      this.#tell();
    }
    return ASK_AGAIN_MS;
  }

  /**
   * @param {SyncRequest & {refreshes_auth: boolean}} request
   * @param {any} backend  that it is for: meanwhile the book may have another one
   */
  async #send(request, backend) {
    const isOver = async () => {
      await this.#starting;
      return this.#isStopped || backend !== this.#backend;
    };
    const end = performance.now() + NEW_CREDENTIALS_MS;
    while (this.lacksCredentials && performance.now() < end && !(await isOver())) await delay(100);
    if (await isOver()) return;
    let response = await this.#ask(request, backend);
    const { attempt } = request;
    while (!(await isOver())) {
      try {
        await this.#call('receiveSyncResponse', { attempt, ...response });
        this.#fault = noFault;
        break;
      } catch (/** @type {any} */ error) {
        const wait = this.#noteFault(error);
        const isMalformed = error.code === 'request_malformed' && response !== ofHook;
        // A book that is busy hears it later; one that has failed asks anew.
        if (error.code !== 'book_busy' && !isMalformed) break;
        // What a hook has made of the answer is none, and one is waited for.
        if (isMalformed) response = ofHook;
        else await delay(wait);
      }
    }
    this.#tell();
    this.wake();
  }

  /**
   * @param {SyncRequest} request
   * @param {any} backend
   */
  async #ask(request, { auth, hook: path }) {
    // Nobody is asked without credentials: a server may answer that there is nothing.
    if (this.lacksCredentials) return { ...noAnswer, status: 401 };
    const headers = authHeaders(auth, this.#credentials?.secret ?? '');
    try {
      this.#hook ??= await loadHook(path);
      return await transport(request, headers, this.#stopping.signal, this.#hook);
    } catch (error) {
      return failedHook(error);
    }
  }

  /** @param {number} ms */
  #sleep(ms) {
    if (this.#isWoken) return;
    return new Promise((resolve) => {
      const timer = ms < 2 ** 31 ? setTimeout(() => this.#wake(), ms) : undefined;
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = () => {};
        resolve(undefined);
      };
    });
  }

  /** Everybody learns how it stands, once for many answers. */
  #tell() {
    this.#event ??= setTimeout(async () => {
      this.#event = undefined;
      if (this.#isStopped) return;
      const start = performance.now();
      const status = await this.#call('syncStatus').catch(() => null);
      const wait = (performance.now() - start) / EVENT_SHARE;
      this.#eventMs = Math.min(Math.max(wait, EVENT_MS), MAX_EVENT_MS);
      if (status) this.#emit('sync', status);
    }, this.#eventMs);
  }
}
