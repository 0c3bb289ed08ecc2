// One row of the grid: made once, shown for many contacts.

import { element } from '../base/dom.js';
import { contactTitle, initials, tintOf } from '../contact/contact-columns.js';
import { isEditable } from './cell-value.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Contact } from '../../types.js' */
/** @import { Column } from '../contact/contact-columns.js' */

/** @typedef {{isSelected: boolean, isOpened: boolean, isSlow: boolean}} RowState */

export class GridRow {
  index = -1;
  /** @type {Contact | undefined} */
  contact;

  #checkbox = element('input', { type: 'checkbox', tabindex: '-1' });
  #avatar = element('span', { class: 'avatar', 'aria-hidden': 'true' });
  /** @type {Text[]} */
  #texts = [];
  /** @type {HTMLElement[]} */
  #cells = [];
  /** By column; the same for nearly all contacts. @type {boolean[]} */
  #areReadOnly = [];
  #words;
  #columns;

  /**
   * @param {Words} words
   * @param {Column[]} columns
   */
  constructor(words, columns) {
    this.#words = words;
    this.#columns = columns;
    this.element = element('div', { role: 'row', part: 'row', class: 'row' });
    this.#addCell('select', this.#checkbox);
    for (const { kind } of columns) {
      const text = document.createTextNode('');
      this.#texts.push(text);
      const span = element('span', { class: 'text' }, text);
      this.#addCell(kind, ...(kind === 'name' ? [this.#avatar, span] : [span]));
    }
  }

  /**
   * What takes the focus for a cell: the checkbox itself, or the cell.
   * @param {number} column
   */
  focusTarget(column) {
    return column === 0 ? this.#checkbox : this.#cells[column];
  }

  /**
   * @param {number} index
   * @param {Contact | undefined} contact
   * @param {RowState} state
   */
  show(index, contact, state) {
    if (index !== this.index) {
      this.index = index;
      // Row 1 is the header.
      this.element.setAttribute('aria-rowindex', String(index + 2));
    }
    if (contact !== this.contact || !contact) this.#showContact(contact);
    this.element.classList.toggle('skeleton', !contact && state.isSlow);
    this.element.setAttribute('aria-selected', String(state.isSelected));
    this.#checkbox.checked = state.isSelected;
    if (state.isOpened) this.element.setAttribute('aria-current', 'true');
    else this.element.removeAttribute('aria-current');
  }

  /** @param {Contact | undefined} contact */
  #showContact(contact) {
    this.contact = contact;
    this.#columns.forEach((column, i) => {
      this.#texts[i].data = contact ? column.text(contact, this.#words) : '';
      const isReadOnly = contact ? !isEditable(column.id, contact) : false;
      if (isReadOnly !== this.#areReadOnly[i]) {
        this.#areReadOnly[i] = isReadOnly;
        // What can be edited says nothing: in a grid that is read-only it would deny it.
        if (isReadOnly) this.#cells[i + 1].setAttribute('aria-readonly', 'true');
        else this.#cells[i + 1].removeAttribute('aria-readonly');
      }
    });
    const isUnnamed = Boolean(contact && !contact.name);
    this.element.classList.toggle('unnamed', isUnnamed);
    const nameAt = this.#columns.findIndex(({ kind }) => kind === 'name');
    if (isUnnamed && nameAt >= 0) this.#texts[nameAt].data = this.#words.text('contact.unnamed');
    this.#avatar.textContent = contact ? initials(contact.name || contact.email) : '';
    this.#avatar.className = contact ? `avatar tint-${tintOf(contact.id)}` : 'avatar';
    const name = contact ? contactTitle(contact, this.#words) : '';
    this.#checkbox.setAttribute('aria-label', this.#words.text('list.select_row', { name }));
  }

  /**
   * @param {string} name
   * @param {...Node} content
   */
  #addCell(name, ...content) {
    const properties = {
      role: 'gridcell',
      part: 'cell',
      class: `cell ${name}`,
      'aria-colindex': this.#cells.length + 1,
      tabindex: name === 'select' ? undefined : '-1',
    };
    const cell = element('div', properties, ...content);
    this.#cells.push(cell);
    this.element.append(cell);
  }
}
