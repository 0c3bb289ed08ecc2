// Which contacts are selected: single ones by id, or all that match a filter. The second is a
// question and not a list, so it costs the same for a million.

/** @import { Filter, Selection } from '../types.js' */

export class RowSelection {
  /** @type {Set<string>} */
  #ids = new Set();
  /** @type {Filter | null} */
  #filter = null;
  #matches = 0;

  get count() {
    return this.#filter ? this.#matches : this.#ids.size;
  }

  get isAllMatches() {
    return this.#filter !== null;
  }

  /** @param {string} id */
  has(id) {
    return this.#filter !== null || this.#ids.has(id);
  }

  /** @param {string} id */
  toggle(id) {
    if (this.#filter) return this.clear();
    if (!this.#ids.delete(id)) this.#ids.add(id);
  }

  /** @param {string[]} ids */
  add(ids) {
    if (this.#filter) return;
    for (const id of ids) this.#ids.add(id);
  }

  /**
   * @param {Filter} filter
   * @param {number} matches
   */
  selectMatches(filter, matches) {
    this.#ids.clear();
    this.#filter = matches > 0 ? filter : null;
    this.#matches = matches;
  }

  /** @param {number} matches  how many the filter has now */
  updateMatches(matches) {
    if (this.#filter) this.selectMatches(this.#filter, matches);
  }

  clear() {
    this.#ids.clear();
    this.#filter = null;
  }

  /** @returns {Selection} */
  toSelection() {
    return this.#filter ? { filter: this.#filter } : { ids: [...this.#ids] };
  }
}
