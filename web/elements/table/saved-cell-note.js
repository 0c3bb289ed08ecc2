// What there is to say of a cell that was saved. It is said while one is at the cell, wherever its
// row stands by then, and to nobody who has gone on before there was an answer.

import { focusedElement } from '../base/dom.js';

/** @import { CellMessage, CellNote } from './cell-message.js' */

/** @typedef {{id: string, column: string}} CellPlace  a contact's id, and a column's */

export class SavedCellNote {
  #message;
  #cellAt;
  /** @type {{place: CellPlace, note: CellNote} | null} */
  #said = null;
  /** @type {HTMLElement | null} */
  #cell = null;

  /**
   * @param {CellMessage} message
   * @param {(place: CellPlace) => HTMLElement | null} cellAt  null where the cursor is elsewhere
   */
  constructor(message, cellAt) {
    this.#message = message;
    this.#cellAt = cellAt;
  }

  /**
   * @param {CellPlace} place
   * @param {CellNote} note
   */
  show(place, note) {
    this.#said = { place, note };
    this.follow();
  }

  /**
   * The row stands elsewhere by now, or the focus goes elsewhere.
   * @param {EventTarget | null} focused
   */
  follow(focused = focusedElement()) {
    if (!this.#said) return;
    const cell = this.#cellAt(this.#said.place);
    const isAtActions = this.#message.element.contains(/** @type {Node | null} */ (focused));
    if (!isAtActions && (!cell || cell !== focused)) return this.hide();
    if (!cell || cell === this.#cell) return;
    this.#cell = cell;
    this.#message.show(this.#said.note, cell);
  }

  hide() {
    if (this.#cell) this.#message.hide();
    this.#said = this.#cell = null;
  }
}
