// The segments of a book, with live counts: named first, then counted one by one, so that what is
// typed meanwhile is answered in between.

/** @import { Segment } from '../../types.js' */
/** @import { Book } from '../base/book-shape.js' */

export class SegmentList {
  /** @type {Segment[]} By name. */
  all = [];
  #changed;
  /** @type {Book | null} */
  #book = null;
  #frame = 0;
  #isLoading = false;
  #isStale = false;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {Book | null} book */
  setSource(book) {
    this.#book = book;
    this.all = [];
    this.#changed();
    return this.refresh();
  }

  /** @param {string} id */
  find(id) {
    return this.all.find((segment) => segment.id === id);
  }

  /** Reads them again; while that is under way, once more afterwards. */
  async refresh() {
    this.#isStale = true;
    if (this.#isLoading) return;
    this.#isLoading = true;
    while (this.#isStale) {
      this.#isStale = false;
      await this.#load(this.#book);
    }
    this.#isLoading = false;
  }

  /** @param {Book | null} book */
  async #load(book) {
    const named = await book?.segments?.({ counts: false }).catch(() => null);
    if (!named || book !== this.#book) return;
    // The last number stands until there is another one.
    this.all = named.map((segment) => ({
      ...segment,
      count: this.find(segment.id)?.count ?? null,
    }));
    this.#changed();
    for (const segment of this.all) {
      // The filter of one may not be answerable; the others are.
      const count = await book?.count({ segment: segment.id }).catch(() => null);
      if (this.#isStale) return;
      segment.count = count ?? null;
      this.#changedSoon();
    }
  }

  /** Many numbers are drawn at once. */
  #changedSoon() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#changed();
    });
  }
}
