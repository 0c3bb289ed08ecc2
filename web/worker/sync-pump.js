// Keeps the sync of an open book going: asks the engine what to ask the backend for next, has it
// carried there, and tells the engine what came of it. One per leader.
import { authHeaders, loadHook, transport } from './sync-transport.js';

/** @typedef {import('./sync-transport.js').SyncRequest} SyncRequest */
/** @typedef {import('./sync-transport.js').Hook} Hook */
/** @typedef {import('../types.js').Credentials} Credentials */

/** Status events come at most so often; in a book that is long in counting, less often. */
const EVENT_MS = 200;
const MAX_EVENT_MS = 2_000;
const EVENT_SHARE = 0.1;

/** What cannot be asked now is asked again. */
const RETRY_MS = 1_000;

/** Whoever has credentials is asked again after so long. */
const ASK_AGAIN_MS = 10_000;

export class SyncPump {
  #call;
  #emit;
  #stopping = new AbortController();
  /** What was said about the backend when it was connected. @type {any} */
  #backend = null;
  /** @type {Credentials | null} */
  #credentials = null;
  #askedAt = 0;
  /** @type {Hook} */
  #hook = {};
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
    globalThis.addEventListener?.('online', () => this.wake(), { signal: this.#stopping.signal });
  }

  /** Reads anew what the book is connected to. */
  async start() {
    const before = this.#backend;
    this.#backend = null;
    const status = await this.#call('syncStatus');
    if (this.#isStopped) return;
    // What one server was told is not for another one.
    const isSame = before?.base === status.base && before?.account === status.account;
    if (before && !isSame) this.#credentials = null;
    if (!status.is_connected) {
      if (before) this.#emit('sync', status);
      return;
    }
    this.#backend = status;
    this.#askedAt = 0;
    this.#hook = await loadHook(status.hook);
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

  /** There may be something to do. */
  wake() {
    this.#isWoken = true;
    this.#wake();
  }

  /** @param {Credentials} credentials  from a tab that has some; they stay in memory */
  async take(credentials) {
    const isAwaited = this.lacksCredentials;
    this.#credentials = credentials;
    const { pause } = await this.#call('syncStatus');
    // Whether they are right is known when something is asked.
    if (pause === 'auth') await this.#call('controlSync', { action: 'resume' });
    else if (isAwaited) await this.#call('controlSync', { action: 'now' });
    this.#tell();
    this.wake();
  }

  /**
   * Looks at a backend that is not connected yet. Nothing is written, here or there.
   * @param {{backend: object, secret: string}} request
   * @param {AbortSignal} [signal]
   */
  async probe({ backend, secret }, signal = this.#stopping.signal) {
    const { auth, hook } = await this.#call('beginProbe', backend);
    const module = await loadHook(hook);
    for (;;) {
      const { request } = await this.#call('nextProbeRequest');
      if (!request) return this.#call('finishProbe');
      const response = await transport(request, authHeaders(auth, secret), signal, module);
      signal.throwIfAborted();
      await this.#call('receiveProbeResponse', response);
    }
  }

  async #run() {
    this.#isRunning = true;
    while (this.#backend && !this.#isStopped) {
      this.#isWoken = false;
      const wait = await this.#step().catch(() => RETRY_MS);
      if (wait > 0) await this.#sleep(wait);
    }
    this.#isRunning = false;
  }

  /** @returns {Promise<number>} how long to wait for the next step, in milliseconds */
  async #step() {
    const account = this.#backend.account;
    if (this.#needsCredentials && !this.#credentials) return this.#askForCredentials(false);
    const given = this.#needsCredentials ? this.#credentials?.account : account;
    const { request, wait_until } = await this.#call('nextSyncRequest', { account: given });
    if (!request) {
      return wait_until ? Math.max(1, Date.parse(wait_until) - Date.now()) : Infinity;
    }
    if (request.refreshes_auth) this.#askForCredentials(true);
    this.#send(request);
    return 0;
  }

  get #needsCredentials() {
    return this.#backend.auth.kind !== 'none';
  }

  /** Whether nothing is sent since no tab has given any. */
  get lacksCredentials() {
    return this.#backend !== null && this.#needsCredentials && !this.#credentials;
  }

  /** @param {boolean} refresh  those that are held were refused */
  #askForCredentials(refresh) {
    if (refresh) this.#credentials = null;
    if (Date.now() - this.#askedAt > ASK_AGAIN_MS || refresh) {
      this.#askedAt = Date.now();
      const { account } = this.#backend;
      this.#emit('credentials-needed', { account, refresh });
      this.#tell();
    }
    return ASK_AGAIN_MS;
  }

  /** @param {SyncRequest & {refreshes_auth: boolean}} request */
  async #send(request) {
    // One that is to be sent with new credentials waits for them for a while.
    for (let i = 0; request.refreshes_auth && !this.#credentials && i < 50; ++i) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const response = await transport(
      request,
      authHeaders(this.#backend.auth, this.#credentials?.secret ?? ''),
      this.#stopping.signal,
      this.#hook,
    ).catch(() => ({ status: 0, headers: [], body: '', failure: 'hook_failed' }));
    if (this.#isStopped) return;
    const { attempt } = request;
    await this.#call('receiveSyncResponse', { attempt, ...response }).catch(() => {});
    this.#tell();
    this.wake();
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
