// Which columns the list shows, in which order and how wide. Widths are in rem, so that they fit
// larger text; a column without one takes its share of the room.

import { columnOf, columnsOf, defaultColumns, furtherColumns } from '../contact/contact-columns.js';

/** @import { Column } from '../contact/contact-columns.js' */

/** @typedef {{shown: string[], widths?: Record<string, number>}} ColumnChoice */

const maxColumns = 40;
/** In rem. */
export const [minWidth, maxWidth] = [4, 60];
// The column with the checkboxes.
const selectWidth = 3;

export class ColumnLayout {
  #shown = [...defaultColumns];
  /** @type {Map<string, number>} */
  #widths = new Map();

  /** @returns {Column[]} in order */
  get columns() {
    return columnsOf(this.#shown);
  }

  get shown() {
    return [...this.#shown];
  }

  /** Whether nothing but the usual columns is shown: those fit into the lines of a narrow row. */
  get isUsual() {
    return this.#shown.every((id) => defaultColumns.includes(id)) && this.#widths.size === 0;
  }

  /** @returns {ColumnChoice} */
  get choice() {
    return { shown: this.shown, widths: Object.fromEntries(this.#widths) };
  }

  /** What cannot be shown is left out: a choice may come from an older version. */
  set choice(choice) {
    const ids = Array.isArray(choice?.shown) ? choice.shown : [];
    const known = ids.filter((id) => typeof id === 'string' && columnOf(id));
    const shown = [...new Set(known)].slice(0, maxColumns);
    this.#shown = shown.length ? shown : [...defaultColumns];
    this.#widths.clear();
    for (const [id, width] of Object.entries(choice?.widths ?? {})) {
      if (this.#shown.includes(id) && Number.isFinite(width)) this.resize(id, width);
    }
  }

  reset() {
    this.choice = { shown: defaultColumns };
  }

  /**
   * Those that are not shown and could be.
   * @param {Iterable<string>} attributes  ids of columns of attributes
   */
  hidden(attributes) {
    const all = [...defaultColumns, ...furtherColumns, ...attributes];
    return [...new Set(all)].filter((id) => !this.#shown.includes(id));
  }

  /** @param {string} id */
  show(id) {
    const isKnown = columnOf(id) && !this.#shown.includes(id);
    if (isKnown && this.#shown.length < maxColumns) this.#shown.push(id);
  }

  /**
   * The last one stays.
   * @param {string} id
   */
  hide(id) {
    if (this.#shown.length === 1) return;
    this.#shown = this.#shown.filter((other) => other !== id);
    this.#widths.delete(id);
  }

  /**
   * @param {string} id
   * @param {number} place  where it shall stand, from 0
   */
  move(id, place) {
    if (!this.#shown.includes(id)) return;
    const others = this.#shown.filter((other) => other !== id);
    const at = Math.max(0, Math.min(others.length, place));
    this.#shown = others.toSpliced(at, 0, id);
  }

  /**
   * @param {string} id
   * @returns {number | null} null: its share of the room
   */
  width(id) {
    return this.#widths.get(id) ?? null;
  }

  /**
   * @param {string} id
   * @param {number | null} width
   */
  resize(id, width) {
    if (width === null) this.#widths.delete(id);
    else this.#widths.set(id, Math.round(Math.max(minWidth, Math.min(maxWidth, width)) * 10) / 10);
  }

  /**
   * `--columns` are the tracks, `--columns-least` all of them at their narrowest.
   * @param {CSSStyleDeclaration} style
   */
  applyTo(style) {
    const tracks = [`${selectWidth}rem`];
    let leastWidth = selectWidth;
    for (const { id, least, share } of this.columns) {
      const width = this.#widths.get(id);
      tracks.push(width ? `${width}rem` : `minmax(${least}rem, ${share}fr)`);
      leastWidth += width ?? least;
    }
    style.setProperty('--columns', tracks.join(' '));
    style.setProperty('--columns-least', `${leastWidth}rem`);
  }
}
