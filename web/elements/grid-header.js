// The header of the grid: what the columns are, and the order of the rows.

import { contactColumns } from './contact-columns.js';
import { element } from './dom.js';
import { icon } from './icons.js';

/** @import { SortKey } from '../types.js' */
/** @import { Words } from '../i18n/translate.js' */
/** @import { RowSelection } from './row-selection.js' */

export class GridHeader {
  #words;
  #selectAll = element('input', { type: 'checkbox', tabindex: '-1' });
  /** @type {HTMLElement[]} */
  #cells = [];
  /** @type {HTMLElement[]} */
  #targets = [this.#selectAll];

  /** @param {Words} words */
  constructor(words) {
    this.#words = words;
    const first = { role: 'columnheader', class: 'cell select', 'aria-colindex': '1' };
    this.element = element(
      'div',
      { role: 'rowgroup', class: 'head', part: 'head' },
      element(
        'div',
        { role: 'row', class: 'row', 'aria-rowindex': '1' },
        element('div', first, this.#selectAll),
        ...contactColumns.map((column, i) => this.#makeCell(column, i)),
      ),
    );
  }

  /** @param {number} column */
  focusTarget(column) {
    return this.#targets[column];
  }

  /** @param {SortKey[]} sort */
  showSort(sort) {
    contactColumns.forEach(({ field }, i) => {
      const order = sort.findIndex((key) => key.field === field);
      const isDescending = order >= 0 && sort[order].direction === 'desc';
      const cell = this.#cells[i];
      // The attribute belongs to one header at most; the further keys have their arrow and number.
      const direction = isDescending ? 'descending' : 'ascending';
      cell.setAttribute('aria-sort', order === 0 ? direction : 'none');
      cell.classList.toggle('sorted', order >= 0);
      cell.classList.toggle('descending', isDescending);
      const number = cell.querySelector('.order');
      if (number) number.textContent = order > 0 ? String(order + 1) : '';
    });
  }

  /**
   * @param {RowSelection} selection
   * @param {number} total
   */
  showSelection(selection, total) {
    const areAll = selection.isAllMatches && !selection.hasExceptions;
    this.#selectAll.checked = areAll;
    this.#selectAll.indeterminate = !areAll && selection.count > 0;
    const label = selection.count
      ? this.#words.text('list.clear_selection')
      : this.#words.text('list.select_all', { count: total });
    if (this.#selectAll.getAttribute('aria-label') !== label) {
      this.#selectAll.setAttribute('aria-label', label);
    }
  }

  /**
   * @param {typeof contactColumns[number]} column
   * @param {number} index
   */
  #makeCell({ field, label }, index) {
    const button = element(
      'button',
      { type: 'button', tabindex: '-1', class: 'sort' },
      element('span', {}, this.#words.text(label)),
      icon('arrow_up'),
      element('span', { class: 'order' }),
    );
    const cell = element(
      'div',
      { role: 'columnheader', class: `cell ${field}`, 'aria-colindex': index + 2 },
      button,
    );
    this.#cells.push(cell);
    this.#targets.push(button);
    return cell;
  }
}
