// What is wrong in a file that is reviewed, problem by problem: look at the rows, mend them all at
// once after a look at what would change, take that back, or say what becomes of values that are
// not valid.

import { element } from '../base/dom.js';
import { nameCallingCodes } from '../contact/calling-codes.js';
import { BulkFix, emptyingKey } from '../file/bulk-fix.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { CallingCode, InvalidAction, ReviewPage } from '../../types.js' */
/** @import { Failure, Review } from '../base/book-shape.js' */

/**
 * @typedef {object} ProblemsObserver
 * @property {(problem: string) => void} shown      its rows are to be shown; '' for all
 * @property {() => void} changed                   the review is another one now
 * @property {(failure: Failure) => void} failed
 */

/** @type {InvalidAction[]} */
const actions = ['reject', 'keep', 'leave_out'];

export class Problems {
  #review;
  #observer;
  #codes;
  /** @type {InvalidAction} */
  #action = 'reject';
  #fixes;
  /** @type {{words: Words, page: ReviewPage, shown: string} | null} */
  #drawn = null;
  element = element('div');

  /**
   * @param {Review} review
   * @param {CallingCode[]} codes
   * @param {ProblemsObserver} observer
   */
  constructor(review, codes, observer) {
    this.#review = review;
    this.#codes = codes;
    this.#observer = observer;
    this.#fixes = new BulkFix(review, {
      drawn: () => this.#redraw(),
      changed: (isRows) => {
        if (!isRows) return this.#observer.changed();
        this.#observer.shown('');
        this.readSuggestions();
      },
      failed: (failure) => this.#observer.failed(failure),
    });
    this.readSuggestions();
  }

  /** What becomes of values that are not valid. */
  get invalidAction() {
    return this.#action;
  }

  /** To be called when cells have changed. */
  readSuggestions() {
    return this.#fixes.readSuggestions();
  }

  #redraw() {
    if (this.#drawn) this.draw(this.#drawn.words, this.#drawn.page, this.#drawn.shown);
  }

  /**
   * @param {Words} words
   * @param {ReviewPage} page
   * @param {string} shown  the problem whose rows alone are shown, '' for all rows
   */
  draw(words, page, shown) {
    this.#drawn = { words, page, shown };
    const problems = Object.entries(page.problems).sort(([, one], [, other]) => other - one);
    const isWrong = problems.length > 0 || this.#fixes.hasSuggestions;
    const title = isWrong ? 'problems.title' : 'problems.none';
    this.element.hidden = !isWrong && !this.#fixes.canUndo;
    const focused = this.element.querySelector(':focus');
    const key = focused?.getAttribute('data-key');
    this.element.replaceChildren(
      element(
        'div',
        { class: 'problem-list', role: 'group', 'aria-labelledby': 'problems-title' },
        element('h4', { id: 'problems-title', tabindex: '-1' }, words.text(title)),
        element(
          'ul',
          {},
          ...problems.map(([code, rows]) => this.#problem(words, code, rows, code === shown)),
          this.#fixes.suggestionLine(words),
        ),
        this.#fixes.undoLine(words),
        problems.length > 0 && this.#invalidChoice(words),
      ),
    );
    if (!focused) return;
    // What was mended is gone; whoever mended it goes on from the top.
    const again = key && this.element.querySelector(`[data-key="${key}"]`);
    /** @type {HTMLElement | null} */ (again || this.element.querySelector('h4'))?.focus();
  }

  /**
   * @param {Words} words
   * @param {string} code
   * @param {number} rows
   * @param {boolean} isShown
   */
  #problem(words, code, rows, isShown) {
    const button = (
      /** @type {string} */ name,
      /** @type {Key} */ key,
      /** @type {() => void} */ onclick,
    ) =>
      element(
        'button',
        { type: 'button', class: 'link', 'data-key': `${name}-${code}`, onclick },
        words.text(key),
      );
    const show = () => this.#observer.shown(isShown ? '' : code);
    const isCodeMissing = code === 'phone_calling_code_missing';
    const emptying = emptyingKey(code);
    return element(
      'li',
      {},
      element('span', { class: 'numeric problem-count' }, words.number(rows)),
      element('span', { class: 'problem-text' }, words.error(code)),
      button('show', isShown ? 'problems.show_all' : 'problems.show', show),
      isCodeMissing && this.#codeSelect(words, code),
      emptying && button('leave', emptying, () => this.#fixes.try({ problem: code })),
      this.#fixes.panel(words, code),
    );
  }

  /**
   * @param {Words} words
   * @param {string} problem
   */
  #codeSelect(words, problem) {
    const choices = nameCallingCodes(this.#codes, words).map(({ code, name }) =>
      element('option', { value: code }, `${name} (${code})`),
    );
    const select = element(
      'select',
      {
        'aria-label': words.text('problems.assume'),
        'data-key': `assume-${problem}`,
        value: '',
        onchange: () => select.value && this.#fixes.try({ problem, country_code: select.value }),
      },
      element('option', { value: '' }, words.text('problems.assume')),
      ...choices,
    );
    return select;
  }

  /** @param {Words} words */
  #invalidChoice(words) {
    const select = element(
      'select',
      {
        id: 'invalid-action',
        'data-key': 'invalid-action',
        value: this.#action,
        onchange: () =>
          this.#do(async () => {
            this.#action = /** @type {InvalidAction} */ (select.value);
            await this.#review.decideInvalid(this.#action);
          }),
      },
      ...actions.map((action) =>
        element('option', { value: action }, words.text(`problems.invalid.${action}`)),
      ),
    );
    return element(
      'p',
      { class: 'invalid-choice' },
      element('label', { for: 'invalid-action' }, words.text('problems.invalid')),
      select,
    );
  }

  /** @param {() => Promise<void>} change */
  async #do(change) {
    try {
      await change();
      this.#observer.changed();
    } catch (failure) {
      this.#observer.failed(/** @type {Failure} */ (failure));
    }
  }
}
