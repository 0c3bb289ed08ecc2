// The rows of the grid that are in the document: those that are seen, and the one with the focus.

import { element, focusedElement } from '../base/dom.js';
import { GridRow } from './grid-row.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Column } from '../contact/contact-columns.js' */

export class GridBody {
  element = element('div', { role: 'rowgroup', class: 'body' });
  #words;
  #columns;
  /** @type {Map<number, GridRow>} by index */
  #rows = new Map();
  /** @type {GridRow[]} to be used again */
  #spareRows = [];

  /**
   * @param {Words} words
   * @param {Column[]} columns
   */
  constructor(words, columns) {
    this.#words = words;
    this.#columns = columns;
  }

  /** @param {number} index */
  row(index) {
    return this.#rows.get(index);
  }

  /**
   * Shows the rows from `first` to before `end`, and keeps `kept` although it may be far away: it
   * has the focus, or would get it by Tab.
   * @param {number} first
   * @param {number} end
   * @param {number} kept  -1: none
   * @param {(row: GridRow, index: number) => void} show
   */
  draw(first, end, kept, show) {
    const indexes = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
    if (kept >= 0 && kept < first) indexes.unshift(kept);
    if (kept >= end) indexes.push(kept);
    this.#release(new Set(indexes));
    const rows = indexes.map((index) => this.#take(index));
    rows.forEach((row, i) => {
      row.element.classList.toggle('away', indexes[i] < first || indexes[i] >= end);
      show(row, indexes[i]);
    });
    this.#arrange(rows);
  }

  /** @param {Set<number>} needed */
  #release(needed) {
    for (const [index, row] of this.#rows) {
      if (needed.has(index)) continue;
      this.#rows.delete(index);
      this.#spareRows.push(row);
    }
  }

  /** @param {number} index */
  #take(index) {
    let row = this.#rows.get(index);
    if (!row) {
      row = this.#spareRows.pop() ?? new GridRow(this.#words, this.#columns);
      this.#rows.set(index, row);
    }
    return row;
  }

  /**
   * Readers go by the order in the document. An element that is moved loses the focus, so the
   * others are moved around it.
   * @param {GridRow[]} rows
   */
  #arrange(rows) {
    for (const row of this.#spareRows) row.element.remove();
    const focused = focusedElement();
    let next = this.element.firstChild;
    for (const { element: node } of rows) {
      if (node.contains(focused)) next = this.#moveAway(next, node);
      if (next === node) next = node.nextSibling;
      else this.element.insertBefore(node, next);
    }
  }

  /**
   * Moves what stands before `node`, from `next` on, to the end.
   * @param {ChildNode | null} next
   * @param {HTMLElement} node
   */
  #moveAway(next, node) {
    while (next && next !== node) {
      const after = next.nextSibling;
      this.element.append(next);
      next = after;
    }
    return next;
  }
}
