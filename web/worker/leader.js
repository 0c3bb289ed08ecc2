// One tab owns the book: it has the files open, and answers its own page and all the other tabs.
// It has the Web Lock of the book from before until after.
import { ContactError } from '../contact-error.js';
import { openInstance } from '../instance.js';
import { measureRoom } from '../room.js';
import { toPlain } from '../rpc.js';
import { FirstPage } from './first-page.js';
import { Guests } from './guests.js';
import { openPool, removeBook } from './opfs-pool.js';
import { Service } from './service.js';

/** @typedef {import('./channel.js').Channel} Channel */
/** @typedef {import('./protocol.js').Message} Message */
/** @typedef {import('../instance.js').Instance} Instance */
/** @typedef {import('./service.js').CallOptions} CallOptions */
/** @typedef {import('./opfs-pool.js').Pool} Pool */

/**
 * @typedef {object} LeaderOptions
 * @property {string} book
 * @property {number} epoch     higher than every leader's before
 * @property {boolean} [mustExist]
 * @property {string} [wasmUrl]
 * @property {Channel} channel
 * @property {(event: string, detail: any) => void} emit  to the own page
 * @property {() => void} onLost      another owner has opened the files
 * @property {(callId: string, outcome: {value: any} | {error: any}) => void} onDestroyed
 */

/**
 * What became of a call; null where the next leader has to answer it.
 * @typedef {{value: any} | {error: any} | null} Outcome
 */

export class Leader {
  #service = /** @type {Service} */ (/** @type {unknown} */ (null));
  #pool;
  #options;
  #firstPage;
  #guests;
  #isOver = false;

  /**
   * @param {Pool} pool
   * @param {LeaderOptions} options
   */
  constructor(pool, options) {
    this.#pool = pool;
    this.#options = options;
    this.#firstPage = new FirstPage(pool);
    this.#guests = new Guests(options.book, (tab) => this.#service.forget(tab));
  }

  /**
   * @param {LeaderOptions} options
   * @throws {ContactError} storage_unavailable, storage_damaged, storage_newer, storage_failed,
   *   storage_full; book_open_elsewhere where an old page does not let go of the files
   */
  static async open(options) {
    const pool = await openPool(options.book, options.mustExist);
    const leader = new Leader(pool, options);
    try {
      const early = leader.#firstPage.read();
      if (early) options.emit('first-page', early);
      leader.#service = await leader.#start();
    } catch (error) {
      pool.close();
      throw error;
    }
    return leader;
  }

  #start() {
    const { channel, emit, wasmUrl } = this.#options;
    /** @type {import('./service.js').Open} */
    const open = async (canSync = false, beforeOpening) => {
      channel.say('working');
      const { files } = this.#pool;
      return this.#saysWhenBusy(await openInstance({ files, wasmUrl, canSync, beforeOpening }));
    };
    const emitToAll = (/** @type {string} */ event, /** @type {any} */ detail) => {
      emit(event, detail);
      channel.say('event', { event, detail });
    };
    const freeBytes = async () => (await measureRoom()).available;
    return Service.start(open, emitToAll, { freeBytes, firstPage: this.#firstPage });
  }

  /**
   * A computing leader hears nothing, which must not be taken for sleep.
   * @param {Instance} instance
   */
  #saysWhenBusy(instance) {
    instance.around = (run) => {
      if (this.#guests.isEmpty) return run();
      this.#options.channel.say('working');
      try {
        return run();
      } finally {
        this.#options.channel.say('idle');
      }
    };
    return instance;
  }

  get epoch() {
    return this.#options.epoch;
  }

  get version() {
    return this.#service.version;
  }

  /** @param {string} [to]  one tab, or all */
  announce(to = '') {
    const { epoch, version } = this;
    this.#options.channel.say('leader', { to, epoch, detail: { version } });
  }

  /** @param {Message} message */
  hear({ kind, from, to, epoch, id = '', ids = [], name = '', args, isResent }) {
    if (kind === 'hello') {
      this.#guests.add(from);
      return this.announce(from);
    }
    if (kind === 'bye') return this.#guests.remove(from);
    // Meant for another one, or for what this one was before.
    if (!to || epoch !== this.epoch) return;
    if (kind === 'here') this.#guests.add(from);
    if (kind === 'call') this.#answer(from, { id, name, args, isResent });
    if (kind === 'cancel') this.#guests.cancel(from, id);
    if (kind === 'ping') {
      const unknown = ids.filter((each) => !this.#guests.has(from, each));
      this.#options.channel.say('pong', { to: from, unknown });
    }
  }

  /**
   * @param {string} tab
   * @param {{id: string, name: string, args: any, isResent?: boolean}} call
   */
  async #answer(tab, { id, name, args, isResent }) {
    const signal = this.#guests.begin(tab, id);
    if (!signal) return;
    const { channel } = this.#options;
    const onProgress = (/** @type {any} */ progress) =>
      channel.say('progress', { to: tab, id, progress });
    const outcome = await this.handle(tab, name, args, { id, isResent, signal, onProgress });
    this.#guests.end(tab, id);
    if (outcome) channel.say('answer', { to: tab, id, ...outcome });
  }

  /**
   * @param {string} tab
   * @param {string} name
   * @param {any} args
   * @param {CallOptions} options
   * @returns {Promise<Outcome>}
   */
  async handle(tab, name, args, options) {
    try {
      if (name === 'destroy') return await this.#destroy(options.id ?? '');
      return { value: await this.#service.handle(name, args, { ...options, tab }) };
    } catch (error) {
      // What was not finished is asked again of the next one.
      if (this.#isOver) return null;
      if (error instanceof ContactError && error.code === 'book_lost') {
        this.#options.onLost();
        return null;
      }
      return { error: toPlain(error) };
    }
  }

  /**
   * The files are emptied before they are removed: what a browser removes late is empty.
   * @param {string} callId
   * @returns {Promise<null>} everybody learns of it, the caller too
   */
  async #destroy(callId) {
    await this.finish();
    this.#service.close();
    this.#pool.empty();
    this.close();
    const outcome = await removeBook(this.#options.book).then(
      () => ({ value: null }),
      (error) => ({ error: toPlain(error) }),
    );
    this.#options.channel.say('destroyed', { id: callId, ...outcome });
    this.#options.onDestroyed(callId, outcome);
    return null;
  }

  /** Until everything that was asked is answered. */
  finish() {
    this.#options.channel.say('working');
    return this.#service.finish();
  }

  /** Lets go of the files. What is under way is left to the next leader. */
  close() {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#guests.close();
    this.#service.close();
    this.#pool.close();
  }
}
