// The header of the grid: what the columns are, and the order of the rows.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { HeaderDrag } from './header-drag.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { SortKey } from '../../types.js' */
/** @import { Column } from '../contact/contact-columns.js' */
/** @import { HeaderDragObserver } from './header-drag.js' */
/** @import { RowSelection } from './row-selection.js' */

/** As many as the book takes. */
export const maxSortKeys = 8;

export class GridHeader {
  #words;
  #columns;
  #selectAll = element('input', { type: 'checkbox', tabindex: '-1' });
  /** @type {HTMLElement[]} */
  #cells = [];
  /** @type {HTMLElement[]} */
  #targets = [this.#selectAll];

  /**
   * @param {Words} words
   * @param {Column[]} columns
   * @param {HeaderDragObserver} observer
   */
  constructor(words, columns, observer) {
    this.#words = words;
    this.#columns = columns;
    const first = { role: 'columnheader', class: 'cell select', 'aria-colindex': '1' };
    this.element = element(
      'div',
      { role: 'rowgroup', class: 'head', part: 'head' },
      element(
        'div',
        { role: 'row', class: 'row', 'aria-rowindex': '1' },
        element('div', first, this.#selectAll),
        ...columns.map((column, i) => this.#makeCell(column, i)),
      ),
    );
    new HeaderDrag(this.element, this.#cells, observer);
  }

  /** @param {number} column  without that of the checkboxes */
  cell(column) {
    return this.#cells[column];
  }

  /** @param {number} column */
  focusTarget(column) {
    return this.#targets[column];
  }

  /** @param {SortKey[]} sort */
  showSort(sort) {
    this.#columns.forEach((column, i) => {
      if (!column.sort) return;
      const order = sort.findIndex((key) => key.field === column.sort);
      const isDescending = order >= 0 && sort[order].direction === 'desc';
      const cell = this.#cells[i];
      // The attribute belongs to one header at most; the further keys say it in words.
      const direction = isDescending ? 'descending' : 'ascending';
      cell.setAttribute('aria-sort', order === 0 ? direction : 'none');
      cell.classList.toggle('sorted', order >= 0);
      cell.classList.toggle('descending', isDescending);
      this.#showOrder(cell, order, sort.length, isDescending);
    });
  }

  /**
   * @param {HTMLElement} cell
   * @param {number} order  -1: no key
   * @param {number} count  of all keys
   * @param {boolean} isDescending
   */
  #showOrder(cell, order, count, isDescending) {
    const [number, words] = cell.querySelectorAll('.order, .order-words');
    number.textContent = order >= 0 && count > 1 ? String(order + 1) : '';
    const key = isDescending ? 'sort.further_down' : 'sort.further_up';
    words.textContent = order > 0 ? this.#words.text(key, { place: order + 1 }) : '';
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
   * @param {Column} column
   * @param {number} index
   */
  #makeCell({ kind, label, sort }, index) {
    const text = element('span', { class: 'caption' }, label(this.#words));
    const button = element(
      'button',
      { type: 'button', tabindex: '-1', class: 'sort' },
      text,
      icon('arrow_up'),
      element('span', { class: 'order', 'aria-hidden': 'true' }),
      element('span', { class: 'order-words visually-hidden' }),
    );
    const cell = element(
      'div',
      { role: 'columnheader', class: `cell ${kind}`, 'aria-colindex': index + 2 },
      sort ? button : element('div', { class: 'label' }, text),
      element('span', { class: 'grip', 'aria-hidden': 'true' }),
    );
    if (!sort) cell.setAttribute('tabindex', '-1');
    this.#cells.push(cell);
    this.#targets.push(sort ? button : cell);
    return cell;
  }
}

/** @returns {SortKey[]} */
export const defaultSort = () => [{ field: 'name', direction: 'asc' }];

/**
 * The first click sorts up, the next one down; with Shift as a further key, in its place.
 * @param {SortKey[]} sort
 * @param {SortKey['field']} field
 * @param {boolean} isFurther
 * @returns {SortKey[]}
 */
export function sortBy(sort, field, isFurther) {
  const at = sort.findIndex((key) => key.field === field);
  const isUp = at >= 0 && sort[at].direction !== 'desc';
  /** @type {SortKey} */
  const key = { field, direction: isUp ? 'desc' : 'asc' };
  if (!isFurther) return [key];
  return at < 0 ? [...sort.slice(0, maxSortKeys - 1), key] : sort.with(at, key);
}
