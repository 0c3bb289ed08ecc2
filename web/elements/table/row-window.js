// The rows around what is seen, fetched in blocks from whatever has search().
//
// One search at a time, always for what is seen now; an answer to an older question is dropped, and
// rows of two versions of the book are never mixed. Until a new question is answered the old rows
// stay for a moment at most: a list that empties at every key would flicker.

import { slowAfterMs } from '../base/watch-slow.js';

/** @import { Contact, Filter, Page, SortKey } from '../../types.js' */
/** @import { Searchable, Failure } from '../base/book-shape.js' */

const blockRows = 100;
const keptBlocks = 40;
const retryAfterMs = 30;
const maxAttributeNames = 200;

/** @typedef {{filter?: Filter, sort?: SortKey[], locale?: string}} ListQuery */

export class RowWindow {
  total = 0;
  version = 0;
  /** Whether the present question has been answered. */
  isAnswered = false;
  /** Whether rows that are seen have been missing for longer than a moment. */
  isSlow = false;
  /** Whether the last search has failed; then nothing is asked until somebody says refresh(). */
  hasFailed = false;

  /** @type {Set<string>} of the contacts that were here */
  #attributeNames = new Set();

  /** @type {Searchable | null} */
  #source = null;
  /** @type {ListQuery} */
  #query = {};
  /** @type {Map<number, Contact[]>} */
  #blocks = new Map();
  /** @type {Map<number, Contact[]>} */
  #oldBlocks = new Map();
  #first = 0;
  #end = blockRows;
  #question = 0;
  #pending = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #slowTimer;

  /** @param {{changed: () => void, failed: (failure: Failure) => void}} observer */
  constructor(observer) {
    this.#observer = observer;
  }
  #observer;

  /** Another book: of the one before nothing stays, and no answer of it is taken. */
  forget() {
    this.stop();
    this.#blocks.clear();
    this.#oldBlocks.clear();
    this.#attributeNames.clear();
    this.total = 0;
    this.isAnswered = this.hasFailed = this.isSlow = false;
    this.#observer.changed();
  }

  /** @param {Searchable | null} source */
  setSource(source) {
    this.#source = source;
    this.refresh();
  }

  /** @param {ListQuery} query */
  setQuery(query) {
    this.#query = query;
    // What is asked for first is the top of the list.
    this.#first = 0;
    this.refresh();
  }

  /** Asks again: the book or the question has changed. */
  refresh() {
    if (this.#blocks.size) this.#oldBlocks = this.#blocks;
    this.#blocks = new Map();
    this.#question++;
    this.isAnswered = false;
    this.hasFailed = false;
    this.#fetch();
  }

  /**
   * Says which rows are seen.
   * @param {number} first
   * @param {number} end
   */
  show(first, end) {
    this.#first = first;
    this.#end = Math.max(end, first + 1);
    this.#fetch();
  }

  /**
   * @param {number} row
   * @returns {Contact | undefined} undefined while it is not there yet
   */
  row(row) {
    const block = Math.floor(row / blockRows);
    const rows = this.#blocks.get(block) ?? this.#oldBlocks.get(block);
    return rows?.[row - block * blockRows];
  }

  /**
   * The row at which a contact stands, if it is one of those that are here.
   * @param {string} id
   */
  find(id) {
    for (const [block, rows] of this.#blocks) {
      const index = rows.findIndex((contact) => contact.id === id);
      if (index >= 0) return block * blockRows + index;
    }
    return -1;
  }

  /**
   * One of them was saved: it is shown as it is now until the book has been asked again.
   * @param {Contact} contact
   */
  replace(contact) {
    for (const rows of [...this.#blocks.values(), ...this.#oldBlocks.values()]) {
      const index = rows.findIndex(({ id }) => id === contact.id);
      if (index >= 0) rows[index] = contact;
    }
  }

  /**
   * The ids of rows that may not be here. Those that are here are taken as they are shown, whatever
   * changes meanwhile; others are asked for, and are none where the book changes between two pages:
   * other contacts than those that were meant would stand there.
   * @param {number} first
   * @param {number} end
   * @returns {Promise<string[]>}
   */
  async ids(first, end) {
    const here = this.#idsHere(first, end);
    if (here) return here;
    /** @type {string[]} */
    const ids = [];
    const question = this.#question;
    while (ids.length < end - first && question === this.#question) {
      const offset = first + ids.length;
      const page = await this.#search(offset, Math.min(1000, end - offset));
      if (!page.rows.length) break;
      ids.push(...page.rows.map((contact) => contact.id));
    }
    return question === this.#question ? ids : [];
  }

  /**
   * @param {number} first
   * @param {number} end
   * @returns {string[] | null} null where not all of them are here
   */
  #idsHere(first, end) {
    const ids = [];
    for (let row = first; row < end; row++) {
      const contact = this.row(row);
      if (!contact) return null;
      ids.push(contact.id);
    }
    return ids;
  }

  /**
   * Names of attributes of the contacts that were seen, and of the first ones of the list.
   * @returns {Promise<string[]>}
   */
  async attributeNames() {
    const question = this.#question;
    const page = await this.#search(0, 1000).catch(() => null);
    if (page && question === this.#question) this.#learnAttributes(page.rows);
    return [...this.#attributeNames].sort();
  }

  /** @param {Contact[]} rows */
  #learnAttributes(rows) {
    for (const { attributes } of rows) {
      if (this.#attributeNames.size >= maxAttributeNames) return;
      for (const name in attributes) this.#attributeNames.add(name);
    }
  }

  stop() {
    this.#source = null;
    this.#question++;
    clearTimeout(this.#slowTimer);
    this.#slowTimer = undefined;
  }

  /** @returns {[number, number] | null} the blocks to ask for: those seen, and near them */
  #missing() {
    const lastBlock = this.isAnswered ? Math.ceil(this.total / blockRows) - 1 : Infinity;
    const from = Math.max(0, Math.floor((this.#first - blockRows / 2) / blockRows));
    const to = Math.min(lastBlock, Math.floor((this.#end + blockRows / 2) / blockRows));
    let [first, last] = [Infinity, -1];
    for (let block = from; block <= to; block++) {
      if (this.#blocks.has(block)) continue;
      first = Math.min(first, block);
      last = block;
    }
    return last < 0 ? null : [first, Math.min(last, first + 9)];
  }

  async #fetch() {
    const missing = this.#source && !this.hasFailed && this.#missing();
    if (!missing) return this.#stopWaiting();
    this.#startWaiting();
    if (this.#pending === this.#question) return;
    const question = (this.#pending = this.#question);
    const [first, last] = missing;
    try {
      const ask = () => this.#search(first * blockRows, (last - first + 1) * blockRows);
      let page = await ask();
      if (question === this.#question && page.is_early) {
        this.#take(first, last, page);
        this.#stopWaiting();
        this.#observer.changed();
        page = await ask();
      }
      if (question !== this.#question) return;
      this.#take(first, last, page);
    } catch (failure) {
      if (question !== this.#question) return;
      this.#pending = -1;
      this.hasFailed = true;
      this.#stopWaiting();
      return this.#observer.failed(/** @type {Failure} */ (failure));
    }
    this.#pending = -1;
    this.#stopWaiting();
    this.#fetch();
    this.#observer.changed();
  }

  /**
   * A source may have one place for searches that wait, and drop ours for another caller's.
   * @param {number} offset
   * @param {number} limit
   * @returns {Promise<Page>}
   */
  async #search(offset, limit) {
    const question = this.#question;
    while (true) {
      try {
        return await /** @type {Searchable} */ (this.#source).search({
          ...this.#query,
          offset,
          limit,
        });
      } catch (failure) {
        if (/** @type {Failure} */ (failure).code !== 'cancelled') throw failure;
      }
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
      if (question !== this.#question || !this.#source) return { rows: [], total: 0, version: 0 };
    }
  }

  /**
   * @param {number} first
   * @param {number} last
   * @param {Page} page
   */
  #take(first, last, page) {
    // The book has changed between two pages: what came before may stand elsewhere now.
    if (this.isAnswered && page.version !== this.version) this.#blocks.clear();
    this.#oldBlocks.clear();
    this.isAnswered = true;
    this.total = page.total;
    this.version = page.version;
    this.#learnAttributes(page.rows);
    for (let block = first; block <= last; block++) {
      const start = (block - first) * blockRows;
      this.#blocks.set(block, page.rows.slice(start, start + blockRows));
    }
    this.#forgetFarBlocks();
  }

  #forgetFarBlocks() {
    const middle = (this.#first + this.#end) / 2 / blockRows;
    const byDistance = [...this.#blocks.keys()].sort(
      (a, b) => Math.abs(a - middle) - Math.abs(b - middle),
    );
    for (const block of byDistance.slice(keptBlocks)) this.#blocks.delete(block);
  }

  #startWaiting() {
    this.#slowTimer ||= setTimeout(() => {
      this.isSlow = true;
      this.#oldBlocks.clear();
      this.#observer.changed();
    }, slowAfterMs);
  }

  #stopWaiting() {
    clearTimeout(this.#slowTimer);
    this.#slowTimer = undefined;
    this.isSlow = false;
  }
}
