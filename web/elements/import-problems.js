// What is wrong in a file that is reviewed, problem by problem: look at the rows, mend them all at
// once after a look at what would change, or say what becomes of values that are not valid.

import { nameCallingCodes } from './calling-codes.js';
import { element } from './dom.js';
import { shorten } from './shorten.js';

/** @import { Failure, Review } from './book-shape.js' */
/** @import { CallingCode, ImportFix, InvalidAction, ReviewPage } from '../types.js' */
/** @import { Key, Words } from '../i18n/translate.js' */

const shownLength = 40;

/**
 * @typedef {object} ProblemsObserver
 * @property {(problem: string) => void} shown      its rows are to be shown; '' for all
 * @property {() => void} changed                   the review is another one now
 * @property {(failure: Failure) => void} failed
 */

/** @type {InvalidAction[]} */
const actions = ['reject', 'keep', 'leave_out'];

const shownSamples = 5;

// Problems that are about a value, so that leaving it out mends the row.
const valueProblem = /^(email|phone|country_code|date)_/;

export class Problems {
  #review;
  #observer;
  #codes;
  #shown = '';
  /** @type {InvalidAction} */
  #action = 'reject';
  /** What is offered to be done, with what it would do.
   * @type {{problem: string, country_code: string, fix: ImportFix} | null} */
  #trial = null;
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
  }

  /**
   * @param {Words} words
   * @param {ReviewPage} page
   */
  draw(words, page) {
    const problems = Object.entries(page.problems).sort(([, one], [, other]) => other - one);
    this.element.hidden = problems.length === 0;
    const focused = this.element.querySelector(':focus');
    const key = focused?.getAttribute('data-key');
    this.element.replaceChildren(
      element(
        'div',
        { class: 'problem-list', role: 'group', 'aria-labelledby': 'problems-title' },
        element('h4', { id: 'problems-title', tabindex: '-1' }, words.text('problems.title')),
        element('ul', {}, ...problems.map(([code, rows]) => this.#problem(words, code, rows))),
        this.#invalidChoice(words),
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
   */
  #problem(words, code, rows) {
    const isShown = this.#shown === code;
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
    const show = () => {
      this.#shown = isShown ? '' : code;
      this.#observer.shown(this.#shown);
    };
    const isCodeMissing = code === 'phone_calling_code_missing';
    return element(
      'li',
      {},
      element('span', { class: 'numeric problem-count' }, words.number(rows)),
      element('span', { class: 'problem-text' }, words.error(code)),
      button('show', isShown ? 'problems.show_all' : 'problems.show', show),
      isCodeMissing && this.#codeSelect(words, code),
      valueProblem.test(code) && button('leave', 'problems.leave_out', () => this.#try(code)),
      this.#trial?.problem === code && this.#trialPanel(words, this.#trial),
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
        onchange: () => select.value && this.#try(problem, select.value),
      },
      element('option', { value: '' }, words.text('problems.assume')),
      ...choices,
    );
    return select;
  }

  /**
   * @param {string} problem
   * @param {string} [country_code]
   */
  async #try(problem, country_code = '') {
    await this.#do(async () => {
      const fix = await this.#review.tryFix({ problem, country_code });
      this.#trial = { problem, country_code, fix };
    });
  }

  /**
   * What would change, before it does.
   * @param {Words} words
   * @param {{problem: string, country_code: string, fix: ImportFix}} trial
   */
  #trialPanel(words, { problem, country_code, fix }) {
    const apply = () =>
      this.#do(async () => {
        this.#trial = null;
        await this.#review.fixAll({ problem, country_code });
        this.#shown = '';
        this.#observer.shown('');
      });
    const cancel = () =>
      this.#do(async () => {
        this.#trial = null;
      });
    const samples = fix.samples
      .slice(0, shownSamples)
      .map(({ row, before, after }) =>
        element(
          'li',
          {},
          element('span', { class: 'muted numeric' }, words.text('review.row', { row })),
          element('s', {}, shorten(before, shownLength)),
          '→',
          element('strong', {}, shorten(after, shownLength) || words.text('problems.empty')),
        ),
      );
    return element(
      'div',
      { class: 'trial', role: 'group', 'aria-label': words.text('problems.trial') },
      element('p', {}, words.text('problems.would_change', { count: fix.rows })),
      element('ul', {}, ...samples),
      element(
        'div',
        { class: 'trial-actions' },
        element(
          'button',
          { type: 'button', class: 'primary', disabled: !fix.rows, onclick: apply },
          words.text('problems.apply'),
        ),
        element('button', { type: 'button', onclick: cancel }, words.text('problems.cancel')),
      ),
    );
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
