// One tab of a book: it keeps the calls of its page until they are answered, whoever answers them.
// It waits in the queue of the book's lock; until it has that, it asks the one who leads.
import { ContactError } from '../contact-error.js';
import { randomId } from '../rpc.js';
import { Channel } from './channel.js';
import { Leader } from './leader.js';
import { acquireLock, leaderLock, tabLock } from './locks.js';
import { PendingCalls } from './pending-calls.js';
import { OPEN_MS, PROTOCOL } from './protocol.js';
import { Pulse } from './pulse.js';

/** @typedef {import('./protocol.js').Message} Message */
/** @typedef {import('./pending-calls.js').Call} Call */
/** @typedef {import('../rpc.js').AnswerOptions} AnswerOptions */
/** @typedef {{value: any} | {error: any}} Outcome */
/** @typedef {import('../types.js').BookState} BookState */

/**
 * @typedef {object} TabOptions
 * @property {string} name      of the book
 * @property {boolean} [mustExist]  it was open before
 * @property {string} [wasmUrl]
 * @property {(event: string, detail: any) => void} emit  to the page
 */

export class Tab {
  #id = randomId();
  #options;
  #calls = new PendingCalls(
    (plain) => new ContactError(plain),
    () => this.#isAnswered(),
  );
  /** @type {Channel | null} */
  #channel = null;
  /** Who leads, as far as is known; no tab where that one is no more. */
  #known = { tab: '', epoch: 0 };
  /** Where it is this one. @type {Leader | null} */
  #leader = null;
  #leaving = new AbortController();
  #isQueued = false;
  /** What lets go of the lock of the book, and of the own one. */
  #releaseBook = () => {};
  #releaseTab = () => {};
  #pulse = new Pulse({
    ask: () => this.#ping(),
    onSilence: (ms) => this.#hearsNothing(ms),
    onSign: () => this.#setState('ready'),
  });
  /** Opening ends, well or with an error. @type {((error?: unknown) => void) | null} */
  #onOpened = null;
  /** @type {BookState} */
  #state = 'ready';
  /** Why nothing is answered any more. @type {ContactError | null} */
  #end = null;

  /** @param {TabOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /**
   * @param {TabOptions} options
   * @throws {ContactError} what Leader.open() throws; page_outdated; book_open_elsewhere where
   *   there is neither the lock nor an answer of whoever has it
   */
  static async open(options) {
    const tab = new Tab(options);
    try {
      await tab.#open();
    } catch (error) {
      tab.close();
      throw error;
    }
    return tab;
  }

  async #open() {
    const { name } = this.#options;
    this.#releaseTab = await acquireLock(tabLock(name, this.#id));
    this.#channel = new Channel(name, this.#id, (message) => this.#hear(message));
    await new Promise((resolve, reject) => {
      this.#onOpened = (error) => (error ? reject(error) : resolve(undefined));
      this.#queueUp();
      this.#say('hello');
    });
  }

  /** @param {unknown} [error] */
  #opened(error) {
    this.#onOpened?.(error);
    this.#onOpened = null;
  }

  /**
   * @param {string} name
   * @param {any} args
   * @param {AnswerOptions} options
   * @returns {Promise<any>}
   */
  async call(name, args, options) {
    if (this.#end) throw this.#end;
    const { id, signal } = options;
    const call = { id, name, args, options, isResent: false };
    const answer = this.#calls.add(call);
    signal?.addEventListener('abort', () => this.#cancel(call), { once: true });
    this.#send(call);
    return answer;
  }

  /** Lets go of everything. Calls without an answer reject with `book_closed`. */
  close() {
    this.#end ??= new ContactError({ code: 'book_closed' });
    this.#stop();
  }

  // --- the lock ----------------------------------------------------------------------------------

  async #queueUp() {
    this.#isQueued = true;
    this.#pulse.watch();
    try {
      this.#releaseBook = await acquireLock(leaderLock(this.#options.name), {
        signal: this.#leaving.signal,
        onLost: () => this.#lose(),
      });
      await this.#lead();
    } catch (error) {
      this.#isQueued = false;
      this.#releaseBook();
      if (!this.#end) this.#cannotLead(error);
    }
  }

  /** The lock is ours. */
  async #lead() {
    if (this.#end) return this.#releaseBook();
    this.#pulse.heard(true);
    const isTakeover = this.#known.epoch > 0;
    const epoch = Math.max(Date.now(), this.#known.epoch + 1);
    const leader = await this.#openLeader(epoch, isTakeover);
    if (this.#end) {
      leader.close();
      return this.#releaseBook();
    }
    this.#leader = leader;
    this.#known = { tab: this.#id, epoch };
    leader.announce();
    this.#pulse.rest();
    this.#setState('ready');
    if (isTakeover) this.#options.emit('change', { version: leader.version });
    this.#sendAgain();
    this.#opened();
  }

  /**
   * A page that was left lets go of its files late: whoever takes over waits for that.
   * @param {number} epoch
   * @param {boolean} isTakeover
   * @returns {Promise<Leader>}
   */
  async #openLeader(epoch, isTakeover) {
    const { name, mustExist, wasmUrl, emit } = this.#options;
    const channel = /** @type {Channel} */ (this.#channel);
    while (true) {
      try {
        return await Leader.open({
          ...{ book: name, mustExist, epoch, wasmUrl, channel, emit },
          onLost: () => this.#lose(),
          onDestroyed: (id, outcome) => this.#isDestroyed(id, outcome),
        });
      } catch (error) {
        const isLocked = error instanceof ContactError && error.code === 'book_open_elsewhere';
        if (!isLocked || !isTakeover || this.#end) throw error;
        this.#setState('waiting');
      }
    }
  }

  /**
   * Others may try; this tab tries again with its next call.
   * @param {any} error
   */
  #cannotLead(error) {
    if (this.#onOpened) return this.#opened(error);
    this.#known.tab = '';
    if (error.code === 'storage_newer') return this.#becomeOutdated();
    this.#calls.failAll(error);
    this.#pulse.rest();
  }

  /** Somebody else has the book now. */
  #lose() {
    if (!this.#leader || this.#end) return;
    this.#leader.close();
    this.#leader = null;
    this.#known.tab = '';
    this.#releaseBook();
    this.#queueUp();
    this.#say('hello');
  }

  // --- asking the one who leads ------------------------------------------------------------------

  /**
   * @param {string} kind
   * @param {Partial<Message>} [content]
   */
  #say(kind, content) {
    this.#channel?.say(kind, content);
  }

  /**
   * @param {string} kind
   * @param {Partial<Message>} [content]
   */
  #tellLeader(kind, content) {
    const { tab, epoch } = this.#known;
    if (tab) this.#say(kind, { to: tab, epoch, ...content });
  }

  /** @param {Call} call */
  #send(call) {
    if (this.#leader) return this.#serve(call, this.#leader);
    if (!this.#isQueued) {
      this.#queueUp();
      this.#say('hello');
    }
    this.#pulse.watch();
    const { id, name, args, isResent, options } = call;
    this.#tellLeader('call', { id, name, args, isResent });
    if (options.signal?.aborted) this.#tellLeader('cancel', { id });
  }

  #sendAgain(calls = this.#calls.all) {
    for (const call of calls) {
      call.isResent = true;
      this.#send(call);
    }
  }

  /** @param {Call} call */
  #cancel({ id }) {
    // Where this tab leads, the service has the signal itself.
    if (!this.#leader && this.#calls.get(id)) this.#tellLeader('cancel', { id });
  }

  /**
   * @param {Call} call
   * @param {Leader} leader
   */
  async #serve({ id, name, args, isResent, options }, leader) {
    const outcome = await leader.handle(this.#id, name, args, { ...options, id, isResent });
    if (outcome) this.#calls.settle(id, outcome);
  }

  #ping() {
    this.#tellLeader('ping', { ids: this.#calls.ids });
    if (!this.#known.tab || this.#state === 'waiting') this.#say('hello');
  }

  // --- hearing -----------------------------------------------------------------------------------

  /** @param {Message} message */
  #hear(message) {
    if (message.protocol > PROTOCOL) return this.#becomeOutdated();
    if (message.protocol < PROTOCOL) return this.#hearOlder(message);
    const { kind, from } = message;
    if (kind === 'leader') return this.#hearLeader(message);
    if (kind === 'destroyed') return this.#isDestroyed(message.id ?? '', outcomeOf(message));
    if (this.#leader) return this.#leader.hear(message);
    // Whoever is about to lead says so, too, before anybody knows it.
    if (kind === 'working') return this.#pulse.heard(true);
    if (from === this.#known.tab) this.#hearAnswer(message);
  }

  /** @param {Message} message */
  #hearOlder({ kind, from }) {
    // Whoever hears a newer one is outdated; one that leads steps down as soon as it has finished.
    if (kind === 'leader') this.#say('hello');
    if (kind === 'hello') this.#leader?.announce(from);
    if (!this.#leader) this.#pulse.heard(kind === 'working');
  }

  /** @param {Message} message */
  #hearLeader({ from, epoch = 0, detail }) {
    if (this.#end || epoch < this.#known.epoch) return;
    if (this.#leader) this.#lose();
    this.#pulse.heard();
    if (from === this.#known.tab && epoch === this.#known.epoch) return;
    const isTakeover = this.#known.epoch > 0;
    this.#known = { tab: from, epoch };
    if (!this.#isQueued) this.#queueUp();
    this.#tellLeader('here');
    if (isTakeover) this.#options.emit('change', detail);
    this.#sendAgain();
    this.#opened();
    this.#isAnswered();
  }

  /** @param {Message} message */
  #hearAnswer(message) {
    const { kind, id = '', unknown = [], event = '', detail } = message;
    this.#pulse.heard();
    if (kind === 'answer') this.#calls.settle(id, outcomeOf(message));
    if (kind === 'progress') this.#calls.get(id)?.options.onProgress?.(message.progress);
    if (kind === 'event') this.#options.emit(event, detail);
    if (kind === 'pong')
      this.#sendAgain(this.#calls.all.filter((call) => unknown.includes(call.id)));
    if (kind === 'bye' && this.#end) this.#stop();
  }

  /** Nothing is awaited any more. */
  #isAnswered() {
    if (this.#calls.size > 0 || this.#onOpened) return;
    this.#pulse.rest();
    if (this.#end && !this.#leader) this.#stop();
  }

  /** @param {number} ms */
  #hearsNothing(ms) {
    if (this.#end) return this.#stop();
    this.#setState('waiting');
    if (ms > OPEN_MS) this.#opened(new ContactError({ code: 'book_open_elsewhere' }));
  }

  // --- the end -----------------------------------------------------------------------------------

  /**
   * A newer page is there. What is under way is finished by whoever leads, then it has the book.
   */
  async #becomeOutdated() {
    if (this.#end) return;
    const error = new ContactError({ code: 'page_outdated' });
    this.#setState('outdated');
    this.#end = error;
    this.#leaving.abort();
    this.#opened(error);
    await this.#leader?.finish();
    if (this.#leader || this.#calls.size === 0 || !this.#known.tab) this.#stop();
  }

  /**
   * @param {string} id  of the call that wished it
   * @param {Outcome} outcome
   */
  #isDestroyed(id, outcome) {
    if (this.#end) return;
    this.#setState('destroyed');
    this.#end = new ContactError({ code: 'book_closed' });
    this.#calls.settle(id, outcome);
    this.#stop();
  }

  #stop() {
    this.#leaving.abort();
    this.#pulse.rest();
    this.#leader?.close();
    this.#leader = null;
    this.#say('bye');
    this.#channel?.close();
    this.#channel = null;
    this.#releaseBook();
    this.#releaseTab();
    this.#calls.failAll(this.#end);
  }

  /** @param {BookState} state */
  #setState(state) {
    if (this.#end || state === this.#state) return;
    this.#state = state;
    this.#options.emit('status', { state });
  }
}

/**
 * @param {Message} message
 * @returns {Outcome}
 */
function outcomeOf(message) {
  return 'error' in message ? { error: message.error } : { value: message.value };
}
