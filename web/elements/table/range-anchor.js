// Where a range of rows begins that is selected: at the contact that was selected last, wherever it
// stands by now.

/** @import { RowWindow } from './row-window.js' */

export class RangeAnchor {
  #rows;
  /** Of the contact, '' where none was selected. */
  #id = '';
  #row = 0;
  /** Of the list in which it stands there; -1: who knows where it stands. */
  #version = -1;

  /** @param {Pick<RowWindow, 'find' | 'version'>} rows */
  constructor(rows) {
    this.#rows = rows;
  }

  /**
   * @param {string} id
   * @param {number} row
   */
  put(id, row) {
    this.#id = id;
    this.#row = row;
    this.#version = this.#rows.version;
  }

  /** Rows have come, perhaps after a change of the book. */
  follow() {
    const row = this.#rows.find(this.#id);
    if (row >= 0) this.put(this.#id, row);
  }

  /** The same rows in another order, or others. */
  beginList() {
    this.#version = -1;
    this.follow();
  }

  /**
   * @param {number} row  the other end
   * @returns {[number, number]} the first and the last row, from the top where nothing was selected
   *   yet; that one alone where nobody knows what is between them
   */
  rangeTo(row) {
    this.follow();
    const isKnown = !this.#id || this.#version === this.#rows.version;
    const from = isKnown ? this.#row : row;
    return [Math.min(from, row), Math.max(from, row)];
  }
}
