// The columns of a table: their layout, the window in which they are chosen, and what dragging and
// keys in the header do to them. This browser remembers them.

import { loadPreference, storePreference } from '../base/preferences.js';
import { attributeColumnId } from '../contact/contact-columns.js';
import { ColumnChooser, sayMoved } from './column-chooser.js';
import { ColumnLayout } from './column-layout.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { ColumnChoice } from './column-layout.js' */

/**
 * @typedef {object} ColumnsObserver
 * @property {(choice: ColumnChoice) => void} chosen  by a person
 * @property {() => void} changed     the columns are others, or stand or end elsewhere
 * @property {() => void} widened     while a pointer drags: only widths are others
 * @property {(text: string) => void} said
 */

export class TableColumns {
  #layout = new ColumnLayout();
  #observer;
  /** @type {Words | null} */
  #words = null;
  /** @type {ColumnChooser | null} */
  #chooser = null;

  /** @param {ColumnsObserver} observer */
  constructor(observer) {
    this.#observer = observer;
    this.#layout.choice = storedChoice();
  }

  /** @param {Words} words */
  build(words) {
    this.#words = words;
    this.#chooser = new ColumnChooser(words, this.#layout, (said) => {
      this.#changed();
      this.#observer.said(said);
    });
    return this.#chooser.element;
  }

  get layout() {
    return this.#layout;
  }

  /**
   * Those that a page wants. What a person has chosen is remembered and told; this is neither, or
   * a page that sets what it was told would never end.
   * @param {ColumnChoice} choice
   */
  show(choice) {
    const before = JSON.stringify(this.#layout.choice);
    this.#layout.choice = choice;
    if (JSON.stringify(this.#layout.choice) !== before) this.#observer.changed();
  }

  /**
   * @param {HTMLElement} anchor
   * @param {Promise<string[]>} attributes  names of attributes that may become columns
   */
  async open(anchor, attributes) {
    const chooser = this.#chooser;
    chooser?.open(anchor);
    const names = await attributes;
    if (chooser) chooser.attributes = names.map(attributeColumnId);
  }

  /**
   * @param {number} column
   * @param {number} width   in rem
   * @param {boolean} isDone
   */
  drag(column, width, isDone) {
    this.#layout.resize(this.#layout.shown[column], width);
    if (isDone) this.#changed();
    else this.#observer.widened();
  }

  /**
   * Gives it back its share of the room.
   * @param {number} column
   */
  release(column) {
    this.#layout.resize(this.#layout.shown[column], null);
    this.#changed();
  }

  /**
   * @param {number} column
   * @param {number} width   in rem
   */
  widen(column, width) {
    const { id, label } = this.#layout.columns[column];
    this.#layout.resize(id, Math.round(width));
    this.#changed();
    if (!this.#words) return;
    const values = { column: label(this.#words), width: this.#layout.width(id) ?? 0 };
    this.#observer.said(this.#words.text('columns.resized', values));
  }

  /**
   * @param {number} column
   * @param {number} place
   */
  move(column, place) {
    const { id, label } = this.#layout.columns[column];
    this.#layout.move(id, place);
    this.#changed();
    if (this.#words) {
      this.#observer.said(sayMoved(this.#words, this.#layout, id, label(this.#words)));
    }
  }

  #changed() {
    const { choice } = this.#layout;
    storePreference('columns', JSON.stringify(choice));
    this.#observer.chosen(choice);
    this.#observer.changed();
  }
}

/** @returns {ColumnChoice} */
function storedChoice() {
  try {
    return JSON.parse(loadPreference('columns') ?? '{}') ?? {};
  } catch {
    return { shown: [] };
  }
}
