// The other tabs, as the leader knows them: what it is doing for each, and whether it is still
// there. A tab that is gone lets go of its own lock, however it went.
import { acquireLock, tabLock } from './locks.js';

/** @typedef {{calls: Map<string, AbortController>, watch: AbortController}} Guest */

export class Guests {
  /** @type {Map<string, Guest>} */
  #guests = new Map();
  #book;
  #onGone;

  /**
   * @param {string} book
   * @param {(tab: string) => void} onGone
   */
  constructor(book, onGone) {
    this.#book = book;
    this.#onGone = onGone;
  }

  get isEmpty() {
    return this.#guests.size === 0;
  }

  /** @param {string} tab */
  add(tab) {
    const known = this.#guests.get(tab);
    if (known) return known;
    const guest = { calls: new Map(), watch: new AbortController() };
    this.#guests.set(tab, guest);
    acquireLock(tabLock(this.#book, tab), { signal: guest.watch.signal }).then(
      (release) => {
        release();
        this.remove(tab);
      },
      () => {},
    );
    return guest;
  }

  /**
   * @param {string} tab
   * @param {string} id
   * @returns {AbortSignal | null} null where this very call is under way already
   */
  begin(tab, id) {
    const { calls } = this.add(tab);
    if (calls.has(id)) return null;
    const controller = new AbortController();
    calls.set(id, controller);
    return controller.signal;
  }

  /**
   * @param {string} tab
   * @param {string} id
   */
  end(tab, id) {
    this.#guests.get(tab)?.calls.delete(id);
  }

  /**
   * @param {string} tab
   * @param {string} id
   */
  has(tab, id) {
    return this.#guests.get(tab)?.calls.has(id) ?? false;
  }

  /**
   * @param {string} tab
   * @param {string} id
   */
  cancel(tab, id) {
    this.#guests.get(tab)?.calls.get(id)?.abort();
  }

  /**
   * The tab is gone: nobody waits for its answers.
   * @param {string} tab
   */
  remove(tab) {
    const guest = this.#guests.get(tab);
    if (!guest) return;
    this.#guests.delete(tab);
    guest.watch.abort();
    for (const controller of guest.calls.values()) controller.abort();
    this.#onGone(tab);
  }

  /** Watches nobody any more. */
  close() {
    for (const { watch } of this.#guests.values()) watch.abort();
    this.#guests.clear();
  }
}
