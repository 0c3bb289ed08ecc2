// What <kartei-check> shows: the drop zone, the progress, and what is wrong in a file, to be mended
// in its place.

import { download, element } from './dom.js';
import { dropZone } from './drop-zone.js';
import { icon } from './icons.js';
import { fileProblem } from './file-problem.js';
import { shorten } from './shorten.js';

/** @import { CsvCheck } from '../check.js' */
/** @import { CheckPage, CheckedRow, Issue } from '../types.js' */
/** @import { Failure } from './book-shape.js' */
/** @import { Key, Words } from '../i18n/translate.js' */

/**
 * @typedef {object} CheckObserver
 * @property {(files: FileList) => void} choose
 * @property {() => void} cancel
 * @property {(mapping: string[]) => void} map
 * @property {(fix: {row: number, column: number, value: string}) => void} fix
 * @property {(code: string) => void} assume
 * @property {(leavesOut: boolean) => void} leaveOut
 */

/**
 * @typedef {object} Shown
 * @property {'idle' | 'checking' | 'failed' | 'checked'} state
 * @property {Failure | null} failure
 * @property {CsvCheck | null} check
 * @property {boolean} isClean
 * @property {boolean} leavesOut
 * @property {boolean} isStrict
 * @property {boolean} hasOwnInput
 */

const pageRows = 20;
const shownLength = 80;

export class CheckView {
  #observer;
  /** @type {Words | null} */
  #words = null;
  /** @type {Shown | null} */
  #shown = null;
  #problem = '';
  #offset = 0;
  /** Counts the answers that were asked for: an old one is dropped. */
  #asked = 0;
  /** An input that is taken away has not been changed by anybody. */
  #isDrawing = false;
  #status = element('p', { class: 'status', role: 'status' });
  #bar = element('progress', { max: '1' });
  #body = element('div', { class: 'body' });
  #rows = element('div', { class: 'rows' });
  element = element('div', { class: 'check' }, this.#body, this.#status);

  /** @param {CheckObserver} observer */
  constructor(observer) {
    this.#observer = observer;
  }

  /**
   * @param {Words} words
   * @param {Shown} shown
   */
  draw(words, shown) {
    if (shown.check !== this.#shown?.check) {
      this.#problem = '';
      this.#offset = 0;
      this.#rows = element('div', { class: 'rows' });
    }
    this.#words = words;
    this.#shown = shown;
    this.#status.textContent = '';
    this.#keepTyping(() =>
      this.#body.replaceChildren(...this.#content(words, shown).filter((part) => part !== false)),
    );
    if (shown.check) this.#loadRows(shown.check);
  }

  /**
   * Somebody may be typing in a cell while another one's mending is shown.
   * @param {() => void} draw
   */
  #keepTyping(draw) {
    const old = /** @type {HTMLInputElement | null} */ (this.#rows.querySelector('input:focus'));
    const [text, start, end] = [old?.value ?? '', old?.selectionStart, old?.selectionEnd];
    this.#isDrawing = true;
    draw();
    this.#isDrawing = false;
    const cell = old && this.#rows.querySelector(`[data-cell="${old.dataset.cell}"]`);
    if (!(cell instanceof HTMLInputElement)) return;
    cell.value = text;
    cell.focus();
    cell.setSelectionRange(start ?? 0, end ?? 0);
  }

  /** @param {number} fraction */
  progress(fraction) {
    this.#bar.value = fraction;
  }

  /** @param {Key} key */
  say(key) {
    this.#status.textContent = this.#words?.text(key) ?? '';
  }

  /** @param {number} count  rows that are bad */
  refuse(count) {
    const key = count > 0 ? 'check.refused' : 'check.nothing';
    if (!this.#shown?.failure) this.#status.textContent = this.#words?.text(key, { count }) ?? '';
    const first = this.#rows.querySelector('input') ?? this.#body.querySelector('select');
    first?.focus();
  }

  /** @param {Failure} failure */
  fail(failure) {
    this.#status.textContent = this.#words?.failure(failure) ?? '';
  }

  /**
   * @param {Words} words
   * @param {Shown} shown
   * @returns {(HTMLElement | false)[]}
   */
  #content(words, { state, failure, check, hasOwnInput, ...decided }) {
    const zone = hasOwnInput && this.#dropZone(words);
    if (state === 'checking') return [this.#checking(words)];
    if (state === 'failed' && failure) return [fileProblem(words, failure), zone];
    if (state !== 'checked' || !check) return [zone];
    return [
      this.#summary(words, check, decided.isClean, decided.leavesOut, hasOwnInput),
      ...check.missing.map((name) => this.#missing(words, check, name)),
      check.missing.length === 0 && this.#problems(words, check),
      this.#rows,
      check.counts.rejected > 0 && this.#decision(words, check, decided),
    ];
  }

  /** @param {Words} words */
  #dropZone(words) {
    return dropZone({
      tag: 'strong',
      title: words.text('check.drop'),
      hint: words.text('check.drop_hint'),
      label: words.text('check.choose'),
      choose: this.#observer.choose,
    });
  }

  /** @param {Words} words */
  #checking(words) {
    this.#bar.value = 0;
    this.#bar.setAttribute('aria-label', words.text('check.checking'));
    return element(
      'div',
      { class: 'checking' },
      element('span', {}, words.text('check.checking')),
      this.#bar,
      element(
        'button',
        { type: 'button', onclick: () => this.#observer.cancel() },
        words.text('check.cancel'),
      ),
    );
  }

  /**
   * @param {Words} words
   * @param {CsvCheck} check
   * @param {boolean} isClean
   * @param {boolean} leavesOut
   * @param {boolean} hasOwnInput
   */
  #summary(words, { counts }, isClean, leavesOut, hasOwnInput) {
    const { good, duplicates, rejected } = counts;
    const parts = [
      words.text('check.good', { count: good }),
      rejected > 0 && words.text('check.rejected', { count: rejected }),
      duplicates > 0 && words.text('check.duplicates', { count: duplicates }),
    ];
    const left = leavesOut ? rejected : 0;
    const result = isClean
      ? words.text(left ? 'check.clean_left_out' : 'check.clean', { count: left })
      : good === 0
        ? words.text(counts.rows === 0 ? 'review.none.all' : 'check.nothing')
        : '';
    const again = { type: 'button', class: 'link', onclick: () => this.#observer.cancel() };
    return element(
      'div',
      { class: `notice ${isClean ? 'success' : 'warning'}` },
      icon(isClean ? 'check' : 'alert'),
      element(
        'div',
        { class: 'notice-text' },
        result && element('strong', {}, result),
        element('p', { class: 'counts' }, parts.filter(Boolean).join(' · ')),
      ),
      hasOwnInput && element('button', again, words.text('check.another')),
    );
  }

  /**
   * @param {Words} words
   * @param {CsvCheck} check
   * @param {string} name
   */
  #missing(words, { headers, mapping }, name) {
    const select = element(
      'select',
      {
        id: `missing-${name}`,
        value: '',
        onchange: () => this.#observer.map(mapping.with(Number(select.value), name)),
      },
      element('option', { value: '', disabled: true }, words.text('check.choose_column')),
      ...headers.map((header, i) =>
        element(
          'option',
          { value: String(i) },
          header || words.text('check.column_number', { number: i + 1 }),
        ),
      ),
    );
    return element(
      'p',
      { class: 'missing' },
      element('label', { for: `missing-${name}` }, words.text('check.missing', { name })),
      select,
    );
  }

  /**
   * How many rows have what, to be looked at one by one.
   * @param {Words} words
   * @param {CsvCheck} check
   */
  #problems(words, { issues }) {
    const codes = Object.entries(issues).sort(([, one], [, other]) => other - one);
    if (codes.length === 0) return false;
    const show = (/** @type {string} */ code) => () => {
      this.#problem = code;
      this.#offset = 0;
      this.#redraw();
      const chip = this.#body.querySelector(`.chips [data-code="${code}"]`);
      if (chip instanceof HTMLElement) chip.focus();
    };
    const chip = (/** @type {string} */ code, /** @type {string} */ text) =>
      element(
        'button',
        {
          type: 'button',
          class: 'chip',
          'data-code': code,
          'aria-pressed': String(code === this.#problem),
          onclick: show(code),
        },
        text,
      );
    return element(
      'div',
      { class: 'problems', role: 'group', 'aria-label': words.text('check.problems') },
      element(
        'div',
        { class: 'chips' },
        codes.length > 1 && chip('', words.text('check.all')),
        ...codes.map(([code, rows]) => chip(code, `${words.error(code)} (${words.number(rows)})`)),
      ),
      'phone_calling_code_missing' in issues && this.#assume(words),
    );
  }

  /** @param {Words} words */
  #assume(words) {
    const input = element('input', { id: 'assume', size: '6', placeholder: '+49' });
    const apply = () => input.value.trim() && this.#observer.assume(input.value.trim());
    const pressed = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Enter') return;
      // It would send the form around.
      event.preventDefault();
      apply();
    };
    input.addEventListener('keydown', pressed);
    return element(
      'p',
      { class: 'assume' },
      element('label', { for: 'assume' }, words.text('check.assume')),
      input,
      element('button', { type: 'button', onclick: apply }, words.text('check.apply')),
    );
  }

  /**
   * @param {Words} words
   * @param {CsvCheck} check
   * @param {{isStrict: boolean, leavesOut: boolean}} decided
   */
  #decision(words, check, { isStrict, leavesOut }) {
    const count = check.counts.rejected;
    const { leaveOut } = this.#observer;
    const save = async () => {
      const blob = await check.rejectedCsv({ reasons: words.reasons() });
      download(blob, words.text('check.rejected_name'));
    };
    return element(
      'div',
      { class: 'decision' },
      !isStrict &&
        check.counts.good > 0 &&
        element(
          'button',
          { type: 'button', class: 'leave-out', onclick: () => leaveOut(!leavesOut) },
          words.text(leavesOut ? 'check.take_back' : 'check.leave_out', { count }),
        ),
      element(
        'button',
        { type: 'button', class: 'download', onclick: save },
        icon('download'),
        words.text('check.download'),
      ),
    );
  }

  // --- rows ---

  #redraw() {
    if (this.#words && this.#shown) this.draw(this.#words, this.#shown);
  }

  /** @param {CsvCheck} check */
  async #loadRows(check) {
    const asked = ++this.#asked;
    const query = { limit: pageRows, offset: this.#offset };
    const page = await this.#page(check, query).catch((failure) => this.fail(failure));
    if (!page || asked !== this.#asked || !this.#words) return;
    this.#drawRows(this.#words, check, page);
  }

  /**
   * Bad rows; duplicates only where they are asked for: nobody has to do anything about them.
   * @param {CsvCheck} check
   * @param {{limit: number, offset: number}} query
   */
  #page(check, query) {
    if (this.#problem && this.#problem in check.issues) {
      return check.page({ ...query, problem: this.#problem });
    }
    this.#problem = '';
    return check.page({ ...query, only: 'rejected' });
  }

  /**
   * @param {Words} words
   * @param {CsvCheck} check
   * @param {CheckPage} page
   */
  #drawRows(words, check, { total, rows }) {
    const hadFocus = this.#rows.querySelector('input:focus') !== null;
    this.#rows.hidden = total === 0 || check.missing.length > 0;
    const columns = check.mapping.flatMap((name, i) => (name ? [{ name, i }] : []));
    const head = [words.text('check.row'), ...columns.map(({ name }) => name)];
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
      this.#pager(words, total),
    ];
    this.#keepTyping(() => this.#rows.replaceChildren(...table));
    // Whoever has mended a cell goes on with the first that is left.
    const isThere = this.#rows.querySelector('input:focus') !== null;
    if (hadFocus && !isThere) this.#rows.querySelector('input')?.focus();
  }

  /**
   * @param {Words} words
   * @param {{name: string, i: number}[]} columns
   * @param {CheckedRow} row
   */
  #row(words, columns, row) {
    const wrong = new Map(row.issues.map((issue) => [issue.column - 1, issue]));
    const reasons = row.issues.map((issue) => element('li', {}, reason(words, row, issue)));
    return element(
      'tr',
      {},
      element('th', { scope: 'row', class: 'numeric' }, words.number(row.row)),
      ...columns.map(({ name, i }) =>
        element(
          'td',
          {},
          wrong.has(i) && i < row.cells.length
            ? this.#mend(words, row, i, name)
            : shorten(row.cells[i] ?? '', shownLength),
        ),
      ),
      element('td', {}, element('ul', { class: 'reasons' }, ...reasons)),
    );
  }

  /**
   * @param {Words} words
   * @param {CheckedRow} row
   * @param {number} i
   * @param {string} column
   */
  #mend(words, row, i, column) {
    const before = row.cells[i];
    const fix = () => {
      if (input.value !== before && !this.#isDrawing) {
        this.#observer.fix({ row: row.row, column: i + 1, value: input.value });
      }
    };
    const input = element('input', {
      value: before,
      spellcheck: 'false',
      autocomplete: 'off',
      'data-cell': `${row.row}-${i}`,
      'aria-invalid': 'true',
      'aria-label': words.text('check.cell', { column, row: words.number(row.row) }),
      onchange: fix,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        // It would send the form around; what was typed is taken.
        if (event.key !== 'Enter') return;
        event.preventDefault();
        fix();
      },
    });
    return input;
  }

  /**
   * @param {Words} words
   * @param {number} total
   */
  #pager(words, total) {
    const last = Math.min(total, this.#offset + pageRows);
    const turn = (/** @type {number} */ by) => () => {
      this.#offset += by;
      this.#redraw();
    };
    const button = (/** @type {Key} */ key, /** @type {number} */ by, /** @type {boolean} */ is) =>
      element('button', { type: 'button', disabled: !is, onclick: turn(by) }, words.text(key));
    return element(
      'nav',
      { class: 'pager', 'aria-label': words.text('pager.label'), hidden: total <= pageRows },
      button('pager.previous', -pageRows, this.#offset > 0),
      element(
        'span',
        { class: 'numeric muted' },
        words.text('pager.range', {
          from: words.number(this.#offset + 1),
          to: words.number(last),
          count: total,
        }),
      ),
      button('pager.next', pageRows, last < total),
    );
  }
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
