// The cell of the grid that has the focus, or would get it by Tab; it stays with its contact.

/** @import { Cell } from './grid-keys.js' */
/** @import { GridView } from './grid-view.js' */
/** @import { RowWindow } from './row-window.js' */

export class GridCursor {
  row = -1;
  column = 1;
  #id = '';
  /** @type {HTMLElement | null} */
  #tabStop = null;
  #view;
  #rows;

  /**
   * @param {GridView} view
   * @param {RowWindow} rows
   */
  constructor(view, rows) {
    this.#view = view;
    this.#rows = rows;
  }

  /** Of the contact, '' where there is none. */
  get id() {
    return this.#id;
  }

  /** What takes the focus; null where it is not in the document. */
  get target() {
    return this.#view.focusTarget(this);
  }

  /** @param {Cell} cell */
  put({ row, column }) {
    this.row = row;
    this.column = column;
    this.#id = this.#rows.row(row)?.id ?? '';
  }

  /** Goes to a contact, or waits for one whose row is still to come. @param {string} id */
  goTo(id) {
    const row = this.#rows.find(id);
    this.row = row >= 0 ? row : Math.max(0, this.row);
    this.#id = id;
  }

  /** After a change of the book it is on the same contact, wherever that stands now. */
  follow() {
    const row = this.#id ? this.#rows.find(this.#id) : -1;
    if (this.row >= 0 && row >= 0) this.row = row;
    this.row = Math.min(this.row, this.#rows.total - 1);
  }

  focus() {
    this.target?.focus({ preventScroll: true });
  }

  /** One cell of the grid is in the tab order. */
  moveTabStop() {
    this.row = Math.min(this.row, this.#view.rows - 1);
    const { target } = this;
    if (target === this.#tabStop) return;
    const hadFocus = this.#tabStop?.matches(':focus');
    this.#tabStop?.setAttribute('tabindex', '-1');
    target?.setAttribute('tabindex', '0');
    this.#tabStop = target;
    if (hadFocus) this.focus();
  }

  /** The grid is made anew. */
  forgetTabStop() {
    this.#tabStop = null;
  }
}
