// The rows of a checked file that have problems or suggestions, page by page, each cell to be
// mended in its place.

import { element, lineEnds, nextFrom } from '../base/dom.js';
import { pager } from '../base/pager.js';
import { shorten } from '../base/shorten.js';

/** @import { CheckPage, CheckQuery, CheckedRow } from '../../check-types.js' */
/** @import { CsvCheck } from '../../check.js' */
/** @import { Words } from '../../i18n/translate.js' */
/** @import { Issue } from '../../types.js' */
/** @import { Failure } from '../base/book-shape.js' */

/**
 * @typedef {object} RowsObserver
 * @property {(fix: {row: number, column: number, value: string}) => void} fix
 * @property {(failure: Failure) => void} failed
 * @property {() => void} finished  whoever was mending cells has mended the last one
 */

const pageRows = 20;
const shownLength = 80;

export class CheckRows {
  #observer;
  #offset = 0;
  /** Counts the answers that were asked for: an old one is dropped. */
  #asked = 0;
  /** An input that is taken away has not been changed by anybody. */
  #isDrawing = false;
  element = element('div', { class: 'rows' });

  /** @param {RowsObserver} observer */
  constructor(observer) {
    this.#observer = observer;
  }

  /** Other rows are asked for: from their first. */
  rewind() {
    this.#offset = 0;
  }

  /** The file is another one. */
  clear() {
    this.#offset = 0;
    ++this.#asked;
    this.element = element('div', { class: 'rows' });
  }

  /**
   * Somebody may be typing in a cell while another one's mending is shown.
   * @param {() => void} draw
   */
  keepTyping(draw) {
    const old = /** @type {HTMLInputElement | null} */ (this.element.querySelector('input:focus'));
    const [text, start, end] = [old?.value ?? '', old?.selectionStart, old?.selectionEnd];
    this.#isDrawing = true;
    draw();
    this.#isDrawing = false;
    const cell = old && this.element.querySelector(`[data-cell="${old.dataset.cell}"]`);
    if (!(cell instanceof HTMLInputElement)) return;
    cell.value = text;
    cell.focus();
    cell.setSelectionRange(start ?? 0, end ?? 0);
  }

  focus() {
    const first = this.element.querySelector('input');
    first?.focus();
    return first !== null;
  }

  /**
   * @param {Words} words
   * @param {CsvCheck} check
   * @param {CheckQuery} query  which rows
   */
  async load(words, check, query) {
    const asked = ++this.#asked;
    const page = await check
      .page({ ...query, limit: pageRows, offset: this.#offset })
      .catch((failure) => this.#observer.failed(failure));
    if (!page || asked !== this.#asked) return;
    // What was mended may have been all of the last page.
    if (page.rows.length === 0 && this.#offset > 0) {
      this.#offset = Math.max(0, Math.floor((page.total - 1) / pageRows)) * pageRows;
      await this.load(words, check, query);
      return;
    }
    this.#draw(words, check, page, () => this.load(words, check, query));
  }

  /**
   * @param {Words} words
   * @param {CsvCheck} check
   * @param {CheckPage} page
   * @param {() => void} load
   */
  #draw(words, check, { total, rows }, load) {
    const focused = this.element.querySelector(':focus');
    const row = Number(focused?.closest('[data-row]')?.getAttribute('data-row') ?? 0);
    this.element.hidden = total === 0;
    const columns = shownColumns(words, check, rows);
    const head = [words.text('check.row'), ...columns.map(({ name }) => name)];
    const turn = (/** @type {number} */ offset) => {
      this.#offset = offset;
      load();
    };
    const table = [
      element(
        'div',
        { class: 'scroll', tabindex: '-1' },
        element(
          'table',
          { 'aria-label': words.text('check.rows') },
          element(
            'thead',
            {},
            element(
              'tr',
              {},
              ...head.map((text) => element('th', { scope: 'col' }, text)),
              element('th', { scope: 'col' }, words.text('check.problem')),
            ),
          ),
          element('tbody', {}, ...rows.map((row) => this.#row(words, columns, row))),
        ),
      ),
      pager(words, { offset: this.#offset, size: pageRows, total }, turn) ?? '',
    ];
    this.keepTyping(() => this.element.replaceChildren(...table));
    if (focused && !this.element.querySelector('input:focus')) this.#goOn(row);
  }

  /**
   * Whoever has mended a cell goes on from there; after the last one, with the first that is left.
   * @param {number} row
   */
  #goOn(row) {
    const rows = [...this.element.querySelectorAll('[data-row]:has(input)')];
    const next = nextFrom(rows, 'data-row', row)?.querySelector('input');
    if (next) next.focus();
    else this.#observer.finished();
  }

  /**
   * @param {Words} words
   * @param {{name: string, i: number}[]} columns
   * @param {CheckedRow} row
   */
  #row(words, columns, row) {
    const wrong = new Set(row.issues.map(({ column }) => column - 1));
    const meant = new Map(
      row.suggestions.map(({ column, suggestion }) => [column - 1, suggestion]),
    );
    const isToMend = (/** @type {number} */ i) => wrong.has(i) || meant.has(i);
    const reasons = row.issues.map((issue) => element('li', {}, reason(words, row, issue)));
    const doubts = row.suggestions
      .filter(({ column }) => !wrong.has(column - 1))
      .map(({ field }) =>
        element('li', { class: 'doubt' }, `${field}: ${words.text('problems.mistyped')}`),
      );
    return element(
      'tr',
      { 'data-row': row.row },
      element(
        'th',
        { scope: 'row', class: 'numeric', 'data-column': words.text('check.row') },
        words.number(row.row),
      ),
      ...columns.map(({ name, i }) =>
        element(
          'td',
          // Where there is no room for a head, each cell says what it is.
          { 'data-column': name, class: isToMend(i) ? 'to-mend' : '' },
          ...(isToMend(i)
            ? this.#mend(words, row, { i, name, isWrong: wrong.has(i), meant: meant.get(i) })
            : [shorten(row.cells[i] ?? '', shownLength)]),
        ),
      ),
      element(
        'td',
        { class: 'problem' },
        element('ul', { id: reasonsId(row), class: 'reasons' }, ...reasons, ...doubts),
      ),
    );
  }

  /**
   * @param {Words} words
   * @param {CheckedRow} row
   * @param {{i: number, name: string, isWrong: boolean, meant?: string}} cell
   */
  #mend(words, row, { i, name, isWrong, meant }) {
    // Of a row that is too short none is there.
    const before = row.cells[i]?.replace(lineEnds, ' ');
    const take = (/** @type {string} */ value) => {
      if (value !== before && !this.#isDrawing) {
        this.#observer.fix({ row: row.row, column: i + 1, value });
      }
    };
    const input = element('input', {
      value: before ?? '',
      spellcheck: 'false',
      autocomplete: 'off',
      'data-cell': `${row.row}-${i}`,
      'aria-invalid': isWrong ? 'true' : undefined,
      'aria-label': words.text('check.cell', { column: name, row: words.number(row.row) }),
      'aria-describedby': reasonsId(row),
      onchange: () => take(input.value),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        // It would send the form around; what was typed is taken, or with Alt what is suggested.
        if (event.key !== 'Enter' || event.isComposing) return;
        event.preventDefault();
        if (event.altKey && meant) input.value = meant;
        take(input.value);
      },
    });
    return meant ? [input, suggestion(words, meant, () => take(meant))] : [input];
  }
}

/**
 * Those that are expected, and those in which something else has to be mended: a cell too many, or
 * one that is no text.
 * @param {Words} words
 * @param {CsvCheck} check
 * @param {CheckedRow[]} rows
 */
function shownColumns(words, { headers, mapping }, rows) {
  const wrong = rows.flatMap(({ cells, issues }) =>
    issues.map(({ column }) => column - 1).filter((i) => i in cells || i in headers),
  );
  const expected = mapping.flatMap((name, i) => (name ? [i] : []));
  return [...new Set([...expected, ...wrong])]
    .sort((a, b) => a - b)
    .map((i) => {
      const header = headers[i] || words.text('check.column_number', { number: i + 1 });
      return { name: mapping[i] || header, i };
    });
}

/** @param {CheckedRow} row */
const reasonsId = ({ row }) => `reasons-${row}`;

/**
 * @param {Words} words
 * @param {string} address
 * @param {() => void} onclick
 */
function suggestion(words, address, onclick) {
  const label = words.text('check.take_suggestion', { address });
  return element(
    'button',
    {
      type: 'button',
      class: 'suggestion link',
      'aria-keyshortcuts': 'Alt+Enter',
      title: `${label} (${words.text('check.suggestion_keys')})`,
      'aria-label': label,
      onclick,
    },
    `${address}?`,
  );
}

/**
 * @param {Words} words
 * @param {CheckedRow} row
 * @param {Issue} issue
 */
function reason(words, row, { code, field }) {
  const text =
    code === 'cell_duplicate' && row.duplicate_of
      ? words.text('check.same_row', { row: words.number(row.duplicate_of) })
      : words.error(code);
  return field ? `${field}: ${text}` : text;
}
