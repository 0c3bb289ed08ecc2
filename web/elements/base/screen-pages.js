// The pages of a screen that is a long list: reads the one that is shown, again after each change,
// and goes to others. Where it cannot be read, that is said in its place.

import { element } from './dom.js';
import { pager } from './pager.js';
import { PressWatch } from './press-watch.js';
import { problem } from './screen.js';

/** @import { Book, Failure } from './book-shape.js' */
/** @import { KarteiElement } from './kartei-element.js' */

const pageSize = 50;

/**
 * @template Answer
 * @typedef {object} List
 * @property {(book: Book, range: {offset: number, limit: number}) => Promise<Answer>} read
 * @property {(answer: Answer) => number} take  how many rows the page has
 * @property {() => void} show  the page, or the failure
 */

/** @template Answer */
export class ScreenPages {
  /** @type {Failure | null} */
  failure = null;
  #host;
  #list;
  #offset = 0;
  /** Counts loads: an answer to an older one is dropped. */
  #load = 0;
  #press = new PressWatch();

  /**
   * @param {KarteiElement} host
   * @param {List<Answer>} list
   */
  constructor(host, list) {
    this.#host = host;
    this.#list = list;
  }

  /** There is another book, or none. */
  forget() {
    ++this.#load;
    this.failure = null;
    this.#offset = 0;
  }

  connected() {
    this.#press.watch(this.#host.root, this.#host.connection);
    if (this.#host.book) this.reload();
  }

  /**
   * A screen that nobody sees asks for nothing.
   * @returns {Promise<void>}
   */
  async reload() {
    const { book, hidden } = this.#host;
    if (!book || hidden) return;
    const load = ++this.#load;
    try {
      const answer = await this.#list.read(book, { offset: this.#offset, limit: pageSize });
      await this.#press.released();
      if (load !== this.#load) return;
      this.failure = null;
      // What was the last page may be gone.
      if (!this.#list.take(answer) && this.#offset > 0) return this.#go(0);
    } catch (failure) {
      if (load !== this.#load) return;
      this.failure = /** @type {Failure} */ (failure);
    }
    this.#list.show();
  }

  /** @param {number} offset */
  async #go(offset) {
    this.#offset = offset;
    await this.reload();
    this.#host.scrollTop = 0;
    this.#host.focus();
  }

  /** @param {number} total  of all pages */
  pager(total) {
    const place = { offset: this.#offset, size: pageSize, total };
    return pager(this.#host.words, place, (offset) => this.#go(offset));
  }

  /** @param {Failure} failure */
  problem(failure) {
    const { words } = this.#host;
    const onclick = () => this.reload();
    const retry = element('button', { type: 'button', onclick }, words.text('error.retry'));
    return problem(words, failure, retry);
  }
}
