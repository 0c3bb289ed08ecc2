// What <kartei-check> shows: the drop zone, the progress, and what is wrong in a file, to be mended
// in its place.

import { configure, download, element, isFocusSeen } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { BulkFix, emptyingKey } from '../file/bulk-fix.js';
import { dropZone } from '../file/drop-zone.js';
import { fileProblem } from '../file/file-problem.js';
import { CheckColumns } from './check-columns.js';
import { CheckRows } from './check-rows.js';

/** @import { CheckColumn, CheckQuery } from '../../check-types.js' */
/** @import { CsvCheck } from '../../check.js' */
/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { FixRequest } from '../../types.js' */
/** @import { Failure } from '../base/book-shape.js' */

/**
 * @typedef {object} CheckObserver
 * @property {(files: FileList) => void} choose
 * @property {() => void} cancel
 * @property {(mapping: string[]) => void} map
 * @property {(isHeader: boolean) => void} setHeader
 * @property {(fix: {row: number, column: number, value: string}) => void} fix
 * @property {(fix: FixRequest) => Promise<void>} fixAll
 * @property {() => Promise<void>} undoFix
 * @property {(leavesOut: boolean) => void} leaveOut
 */

/**
 * @typedef {object} Shown
 * @property {'idle' | 'checking' | 'failed' | 'checked'} state
 * @property {Failure | null} failure
 * @property {Failure | null} problem  why the page's input is not there
 * @property {CsvCheck | null} check
 * @property {CheckColumn[]} expected
 * @property {number[]} mended  rows, of each mending of many that this check began with
 * @property {boolean} isClean
 * @property {boolean} leavesOut
 * @property {boolean} isStrict
 * @property {boolean} hasOwnInput
 * @property {boolean} isDisabled
 */

const codeMissing = 'phone_calling_code_missing';
const codeUnknown = 'country_code_unknown';

export class CheckView {
  #observer;
  /** @type {Words | null} */
  #words = null;
  /** @type {Shown | null} */
  #shown = null;
  /** Whose rows alone are shown: a code, '' for all. */
  #problem = '';
  /** The calling code that is to be assumed. */
  #code = '';
  /** Why it cannot be. */
  #codeProblem = '';
  /** What had the focus before the file was read again. */
  #lostKey = '';
  /** What has come out, which is read aloud when it changes; so it is drawn apart. */
  #result = element('div', { class: 'result', role: 'status' });
  #status = element('p', { class: 'status', role: 'status' });
  #bar = element('progress', { max: '1' });
  #body = element('div', { class: 'body' });
  #rows;
  /** Of rows that were asked for. @type {Promise<void> | null} */
  #loading = null;
  #columns;
  /** Of a checked file. @type {BulkFix | null} */
  #fixes = null;
  element = element('div', { class: 'check' }, this.#result, this.#body, this.#status);

  /** @param {CheckObserver} observer */
  constructor(observer) {
    this.#observer = observer;
    this.#rows = new CheckRows({
      fix: observer.fix,
      failed: (failure) => this.#failOf(failure),
      finished: () => this.#focusNotice(),
    });
    this.#columns = new CheckColumns(observer.map, observer.setHeader);
  }

  /**
   * @param {Words} words
   * @param {Shown} shown
   */
  draw(words, shown) {
    const isOther = shown.check !== this.#shown?.check;
    this.#words = words;
    this.#shown = shown;
    if (isOther) this.#begin(shown);
    if (shown.state === 'idle') this.#columns.forget();
    this.#tell('');
    this.#redraw();
    if (!shown.check) return;
    this.#loading = this.#loadRows(shown.check);
    // Cells may have changed.
    this.#fixes?.readSuggestions();
  }

  /** @param {Shown} shown */
  #begin({ check, mended }) {
    this.#problem = this.#codeProblem = '';
    this.#rows.clear();
    this.#fixes =
      check &&
      new BulkFix(
        {
          tryFix: (fix) => check.tryFix(fix),
          fixAll: (fix) => this.#observer.fixAll(fix),
          undoFix: () => this.#observer.undoFix(),
        },
        {
          drawn: () => check === this.#shown?.check && this.#redraw(),
          changed: (isRows) => {
            if (isRows) this.#problem = '';
            this.#rows.rewind();
            this.#showAnew();
          },
          failed: (failure) => this.#failOf(failure),
        },
        mended,
      );
  }

  /** What is chosen has the focus again, once it is there again. */
  #redraw() {
    const words = this.#words;
    const shown = this.#shown;
    if (!words || !shown) return;
    const focused = this.element.querySelector(':focus');
    // Whoever has gone elsewhere meanwhile stays there.
    const lostKey = isFocusSeen() ? '' : this.#lostKey;
    const key = focused ? (focused.getAttribute('data-key') ?? '') : lostKey;
    const [result, ...parts] = this.#content(words, shown);
    this.#drawResult(result);
    const drawn = parts.filter((part) => part !== false);
    this.#rows.keepTyping(() => this.#body.replaceChildren(...drawn));
    const again = key && this.element.querySelector(`[data-key="${CSS.escape(key)}"]`);
    this.#lostKey = shown.state === 'checking' ? key : '';
    if (again instanceof HTMLElement) again.focus();
    // What was mended is gone; whoever mended it goes on from the top.
    else if (key) this.#focusNotice();
  }

  /** @param {HTMLElement | false} result */
  #drawResult(result) {
    const old = this.#result.firstElementChild;
    const isSame = result && result.textContent === old?.textContent;
    if (isSame && result.className === old?.className) return;
    this.#result.replaceChildren(...(result ? [result] : []));
  }

  #focusNotice() {
    const notice = this.element.querySelector('.notice');
    if (notice instanceof HTMLElement) notice.focus();
  }

  /** @param {number} fraction */
  progress(fraction) {
    this.#bar.value = fraction;
  }

  /** @param {Key} key */
  say(key) {
    this.#tell(this.#words?.text(key) ?? '');
  }

  /** @param {string} text @param {boolean} [isSeen]  in its place already: it is read aloud only */
  #tell(text, isSeen = false) {
    this.#status.classList.remove('problem');
    this.#status.classList.toggle('visually-hidden', isSeen);
    this.#status.textContent = text;
  }

  /** @param {string} text @param {boolean} [isSeen] */
  #tellProblem(text, isSeen) {
    this.#tell(text, isSeen);
    this.#status.classList.add('problem');
    this.#status.prepend(icon('alert'));
  }

  /** Of a file without any good row nothing would be left. */
  get #canLeaveOut() {
    return !this.#shown?.isStrict && (this.#shown?.check?.counts.good ?? 0) > 0;
  }

  /** @param {number} count  rows that are bad */
  async refuse(count) {
    const check = this.#shown?.check;
    const refused = this.#canLeaveOut ? 'check.refused' : 'check.refused_strictly';
    // What is wrong stands there, and is read with the focus.
    if (this.#shown?.failure) return this.#focusNotice();
    if (this.#words) {
      const reason = check && (count === 0 || !isRead(check)) && complaint(this.#words, check);
      this.#tellProblem(reason || this.#words.text(refused, { count }));
    }
    // Of a form that had to wait they are asked for at this moment.
    await this.#loading;
    if (check !== this.#shown?.check || this.#rows.focus()) return;
    const select = this.#body.querySelector('[open] > .column select');
    if (select instanceof HTMLElement) select.focus();
    else this.#focusNotice();
  }

  /**
   * Of a check that was let go, nothing is said.
   * @param {Failure} failure
   */
  #failOf(failure) {
    if (failure.code !== 'cancelled') this.fail(failure);
  }

  /** @param {Failure} failure */
  fail(failure) {
    const text = this.#words?.failure(ofCheck(this.#words, failure)) ?? '';
    const isOfCode = failure.code === codeUnknown;
    this.#tellProblem(text, isOfCode);
    if (!isOfCode) return;
    this.#codeProblem = text;
    this.#redraw();
  }

  /**
   * @param {Words} words
   * @param {Shown} shown
   * @returns {[HTMLElement | false, ...(HTMLElement | false)[]]}  the result first
   */
  #content(words, { state, failure, problem, check, isClean, leavesOut, ...shown }) {
    const { hasOwnInput, isDisabled } = shown;
    const zone = hasOwnInput && configure(this.#dropZone(words), { inert: isDisabled });
    // Whatever is checked does not come to where it would be sent.
    if (problem) return [false, this.#failed(words, problem)];
    if (state === 'checking') return [false, this.#checking(words)];
    if (state === 'failed' && failure) return [false, this.#failed(words, failure), zone];
    if (state !== 'checked' || !check) return [false, zone];
    const summary = this.#summary(words, check, isClean, leavesOut, hasOwnInput);
    const columns = this.#columns.draw(words, check);
    if (!isRead(check)) return [summary, columns];
    return [
      summary,
      this.#problems(words, check),
      this.#rows.element,
      check.counts.rejected > 0 && this.#decision(words, check, leavesOut),
      columns,
    ];
  }

  /**
   * @param {Words} words
   * @param {Failure} failure
   */
  #failed(words, failure) {
    return configure(fileProblem(words, ofCheck(words, failure)), { tabindex: '-1' });
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
        { type: 'button', 'data-key': 'choose', onclick: () => this.#observer.cancel() },
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
  #summary(words, check, isClean, leavesOut, hasOwnInput) {
    const { good, duplicates, rejected } = check.counts;
    const parts = [
      words.text('check.good', { count: good }),
      rejected > 0 && words.text('check.rejected', { count: rejected }),
      duplicates > 0 && words.text('check.duplicates', { count: duplicates }),
    ];
    const result = isClean
      ? words.text(leavesOut && rejected ? 'check.clean_left_out' : 'check.clean', {
          count: rejected,
        })
      : complaint(words, check);
    const again = {
      type: 'button',
      class: 'link',
      'data-key': 'choose',
      onclick: () => this.#observer.cancel(),
    };
    return element(
      'div',
      { class: `notice ${isClean ? 'success' : 'warning'}`, tabindex: '-1', 'data-key': 'result' },
      icon(isClean ? 'check' : 'alert'),
      element(
        'div',
        { class: 'notice-text' },
        result && element('strong', {}, result),
        // Of what was not checked there is nothing to be counted.
        isRead(check) && element('p', { class: 'counts' }, parts.filter(Boolean).join(' · ')),
      ),
      hasOwnInput && element('button', again, words.text('check.another')),
    );
  }

  /**
   * How many rows have what, to be looked at one by one or mended all at once.
   * @param {Words} words
   * @param {CsvCheck} check
   */
  #problems(words, { issues }) {
    const codes = Object.entries(issues).sort(([, one], [, other]) => other - one);
    const fixes = /** @type {BulkFix} */ (this.#fixes);
    if (codes.length === 0 && !fixes.hasSuggestions && !fixes.canUndo) return false;
    const show = (/** @type {string} */ code) => () => {
      this.#problem = code;
      fixes.close();
      this.#rows.rewind();
      this.#showAnew();
    };
    const chip = (/** @type {string} */ code, /** @type {string} */ text) =>
      element(
        'button',
        {
          type: 'button',
          class: 'chip',
          'data-key': `chip-${code}`,
          'aria-pressed': String(code === this.#problem && !fixes.isAtSuggestions),
          onclick: show(code),
        },
        text,
      );
    const shown = this.#problem || (codes.length === 1 ? codes[0][0] : '');
    return element(
      'div',
      { class: 'problems', role: 'group', 'aria-label': words.text('check.problems') },
      codes.length > 0 &&
        element(
          'div',
          { class: 'chips' },
          codes.length > 1 && chip('', words.text('check.all')),
          ...codes.map(([code, rows]) =>
            chip(code, `${words.error(code)} (${words.number(rows)})`),
          ),
        ),
      this.#emptying(words, fixes, shown),
      codeMissing in issues && this.#assume(words, fixes),
      fixes.hasSuggestions && element('ul', { class: 'suggestions' }, fixes.suggestionLine(words)),
      fixes.undoLine(words),
    );
  }

  /**
   * @param {BulkFix} fixes
   * @param {FixRequest & {problem: string}} request
   */
  async #try(fixes, request) {
    await fixes.try(request);
    const apply = this.#body.querySelector('[data-key="apply"]');
    if (apply instanceof HTMLElement) apply.focus();
  }

  /**
   * Rows with a problem are taken without the value that has it, where that mends them.
   * @param {Words} words
   * @param {BulkFix} fixes
   * @param {string} problem
   */
  #emptying(words, fixes, problem) {
    const key = emptyingKey(problem);
    const columns = (this.#shown?.expected ?? []).filter(({ type }) =>
      problem.startsWith(`${type}_`),
    );
    const isNeeded = columns.length > 0 && columns.every(({ required }) => required);
    if (!key || isNeeded) return false;
    const button = {
      type: 'button',
      class: 'link',
      'data-key': 'leave-value',
      onclick: () => this.#try(fixes, { problem }),
    };
    return element(
      'div',
      { class: 'emptying' },
      element('button', button, words.text(key)),
      problem !== codeMissing && fixes.panel(words, problem),
    );
  }

  /**
   * @param {Words} words
   * @param {BulkFix} fixes
   */
  #assume(words, fixes) {
    const problem = this.#codeProblem;
    const look = async () => {
      this.#code = input.value.trim();
      this.#codeProblem = '';
      if (this.#code) await this.#try(fixes, { problem: codeMissing, country_code: this.#code });
    };
    const input = element('input', {
      id: 'assume',
      'data-key': 'assume',
      size: '6',
      placeholder: '+49',
      value: this.#code,
      'aria-invalid': problem ? 'true' : undefined,
      'aria-describedby': problem ? 'assume-problem' : undefined,
      oninput: () => (this.#code = input.value),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== 'Enter' || event.isComposing) return;
        // It would send the form around.
        event.preventDefault();
        look();
      },
    });
    return element(
      'div',
      { class: 'assume' },
      element('label', { for: 'assume' }, words.text('check.assume')),
      input,
      element(
        'button',
        { type: 'button', 'data-key': 'assume-look', onclick: look },
        words.text('check.preview'),
      ),
      problem && element('p', { class: 'field-error', id: 'assume-problem' }, problem),
      fixes.panel(words, codeMissing),
    );
  }

  /**
   * @param {Words} words
   * @param {CsvCheck} check
   * @param {boolean} leavesOut
   */
  #decision(words, check, leavesOut) {
    const count = check.counts.rejected;
    const { leaveOut } = this.#observer;
    const save = async () => {
      try {
        const blob = await check.rejectedCsv({ reasons: words.reasons() });
        download(blob, words.text('check.rejected_name'));
      } catch (failure) {
        // Of a file that is let go nobody waits for anything.
        if (check === this.#shown?.check) this.fail(/** @type {Failure} */ (failure));
      }
    };
    return element(
      'div',
      { class: 'decision' },
      this.#canLeaveOut &&
        element(
          'button',
          {
            type: 'button',
            class: 'leave-out',
            'data-key': 'leave-out',
            onclick: () => leaveOut(!leavesOut),
          },
          words.text(leavesOut ? 'check.take_back' : 'check.leave_out', { count }),
        ),
      element(
        'button',
        { type: 'button', class: 'download', 'data-key': 'download', onclick: save },
        icon('download'),
        words.text('check.download'),
      ),
    );
  }

  // --- rows ---

  #showAnew() {
    this.#redraw();
    if (this.#shown?.check) this.#loading = this.#loadRows(this.#shown.check);
  }

  /**
   * Bad rows; duplicates only where they are asked for: nobody has to do anything about them.
   * @param {CsvCheck} check
   */
  async #loadRows(check) {
    if (!this.#words) return;
    if (!(this.#problem in check.issues)) this.#problem = '';
    /** @type {CheckQuery} */
    const query = this.#fixes?.isAtSuggestions
      ? { only: 'suggested' }
      : this.#problem
        ? { problem: this.#problem }
        : { only: 'rejected' };
    await this.#rows.load(this.#words, check, query);
  }
}

/**
 * What goes wrong inside of Kartei is about contacts that are kept, and said to people who know
 * Kartei; here is neither.
 * @param {Words} words
 * @param {Failure} failure
 * @returns {Failure}
 */
function ofCheck(words, failure) {
  if (failure.code === 'request_malformed') return { ...failure, code: 'check_misused' };
  const isInside = failure.code === 'internal' || !words.has(`error.${failure.code}`);
  return isInside ? { ...failure, code: 'check_failed' } : failure;
}

/** @param {CsvCheck} check */
const isRead = ({ missing, isUnrecognised }) => missing.length === 0 && !isUnrecognised;

/**
 * What is wrong with a file as a whole.
 * @param {Words} words
 * @param {CsvCheck} check
 */
function complaint(words, { counts, isUnrecognised, missing }) {
  if (counts.rows === 0) return words.text('review.none.all');
  if (missing.length > 0) {
    return words.text('check.columns_missing', {
      names: words.listAll(missing),
      count: missing.length,
    });
  }
  if (isUnrecognised) return words.text('check.unrecognised');
  return counts.good === 0 ? words.text('check.nothing') : '';
}
