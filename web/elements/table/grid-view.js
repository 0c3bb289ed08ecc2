// The grid as it is seen: its header, the rows that are in the document, how high they are and how
// far it is scrolled. What stands in the rows, and where the focus is, others know.

import { element } from '../base/dom.js';
import { ScrollEnd } from '../base/scroll-end.js';
import { GridBody } from './grid-body.js';
import { GridHeader } from './grid-header.js';
import { remPixels, rowLayout } from './grid-room.js';
import { RowScroll } from './row-scroll.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { ColumnLayout } from './column-layout.js' */
/** @import { Cell } from './grid-keys.js' */
/** @import { GridRow } from './grid-row.js' */
/** @import { HeaderDragObserver } from './header-drag.js' */

/**
 * @typedef {object} GridViewObserver
 * @property {() => void} draw        other rows are seen, or as many of them in another place
 * @property {() => number} focusedRow  that must not be hidden by a smaller view; -1: none
 */

export class GridView {
  element = element('div');
  /** @type {GridHeader | null} */
  header = null;
  /** @type {GridBody | null} */
  #body = null;
  #layout;
  #observer;
  #scroll = new RowScroll();
  #scrollEnd = new ScrollEnd(() => this.settle());
  #resize = new ResizeObserver(() => this.#measure());

  /**
   * @param {ColumnLayout} layout
   * @param {GridViewObserver} observer
   */
  constructor(layout, observer) {
    this.#layout = layout;
    this.#observer = observer;
  }

  /**
   * Makes it anew, for other columns or in another language.
   * @param {Words} words
   * @param {HeaderDragObserver} drag
   * @param {Record<string, unknown>} properties  listeners, and what else the grid has
   */
  build(words, drag, properties) {
    const { columns } = this.#layout;
    this.header = new GridHeader(words, columns, drag);
    this.#body = new GridBody(words, columns);
    this.element = element(
      'div',
      {
        role: 'grid',
        part: 'grid',
        // Until it is measured: as the one before.
        class: this.element.className || 'grid',
        'aria-label': words.text('list.label'),
        'aria-multiselectable': 'true',
        'aria-colcount': columns.length + 1,
        onscroll: () => this.#scrolled(),
        onscrollend: () => this.settle(),
        ...properties,
      },
      this.header.element,
      this.#body.element,
    );
    this.showWidths();
  }

  /** Measures it, now and whenever its room changes. */
  watchSize() {
    this.#resize.disconnect();
    this.#resize.observe(this.element);
    this.#measure();
  }

  stop() {
    this.#resize.disconnect();
    this.#scrollEnd.stop();
  }

  showWidths() {
    this.#layout.applyTo(this.element.style);
  }

  // --- where it is scrolled to ---

  get rows() {
    return this.#scroll.rows;
  }

  set rows(rows) {
    this.#scroll.rows = rows;
  }

  /** @param {number} pixels  of its lower edge that something else covers */
  set covered(pixels) {
    this.#scroll.covered = pixels;
    if (this.isMeasured) this.settle();
  }

  /** Whole rows that fit. */
  get pageRows() {
    return this.#scroll.pageRows;
  }

  /** The rows that are seen, also partly: from `first` to before `end`. */
  get seen() {
    return { first: this.#scroll.firstRow, end: this.#scroll.endRow };
  }

  /** Those that are in the document. */
  get drawn() {
    return { first: this.#scroll.firstDrawn, end: this.#scroll.endDrawn };
  }

  /** Before it is measured rows would be seen in another shape than the one that they keep. */
  get isMeasured() {
    return this.#scroll.viewHeight > 0;
  }

  /** @param {number} row */
  isSeen(row) {
    return row >= this.#scroll.firstRow && row < this.#scroll.endRow;
  }

  scrollToTop() {
    this.#scroll.moveTo(0);
  }

  /** @param {number} row */
  reveal(row) {
    if (row >= 0) this.#moveTo(this.#scroll.positionThatShows(row));
  }

  /** Puts the bar where it belongs, and draws; what is seen stays. */
  settle() {
    this.#moveTo(this.#scroll.position);
  }

  /** @param {number} position */
  #moveTo(position) {
    if (this.#body) this.#body.element.style.height = `${this.#scroll.height}px`;
    const scrollTop = this.#scroll.moveTo(position);
    if (Math.abs(this.element.scrollTop - scrollTop) >= 0.5) this.element.scrollTop = scrollTop;
    this.#observer.draw();
  }

  #scrolled() {
    this.#scroll.scrolled(this.element.scrollTop);
    this.#observer.draw();
    this.#scrollEnd.moved();
    if (this.#scroll.isStuck) this.settle();
  }

  #measure() {
    // Of a grid that nobody sees nothing is known.
    if (!this.element.clientWidth) return;
    const rem = remPixels();
    const width = this.element.clientWidth / rem;
    const layout = rowLayout(width, this.#layout.isUsual);
    this.element.className = `grid ${layout.name}`;
    const firstRow = this.#scroll.position / this.#scroll.rowHeight;
    const focused = this.#observer.focusedRow();
    const wasSeen = this.isSeen(focused);
    const headHeight = this.header?.element.offsetHeight ?? 0;
    this.#scroll.rowHeight = layout.rowHeight * rem;
    this.#scroll.viewHeight = Math.max(0, this.element.clientHeight - headHeight);
    this.#moveTo(firstRow * this.#scroll.rowHeight);
    // A smaller view must not hide the focus (WCAG 2.4.11).
    if (wasSeen) this.reveal(focused);
  }

  // --- rows ---

  /**
   * @param {number} kept  a row that stays in the document wherever it is; -1: none
   * @param {(row: GridRow, index: number) => void} show
   */
  drawRows(kept, show) {
    const { first, end } = this.drawn;
    this.#body?.draw(first, end, kept, (row, index) => {
      show(row, index);
      // The row with the focus waits just outside of what is drawn.
      const near = Math.max(first - 1, Math.min(end, index));
      row.element.style.transform = `translateY(${this.#scroll.offsetOf(near)}px)`;
    });
  }

  /** @param {Cell} cell  in the document */
  focusTarget({ row, column }) {
    if (row < 0) return this.header?.focusTarget(column) ?? null;
    return this.#body?.row(row)?.focusTarget(column) ?? null;
  }
}
