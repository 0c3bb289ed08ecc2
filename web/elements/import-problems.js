// What is wrong in a file that is reviewed, problem by problem: look at the rows, mend them all at
// once after a look at what would change, take that back, or say what becomes of values that are
// not valid.

import { nameCallingCodes } from './calling-codes.js';
import { element } from './dom.js';
import { icon } from './icons.js';
import { shorten } from './shorten.js';

/** @import { Failure, Review } from './book-shape.js' */
/** @import { CallingCode, FixRequest, ImportFix, InvalidAction, ReviewPage } from '../types.js' */
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

// Stands among the problems, though it may be none.
const mistyped = 'email_domains';

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
   * @type {{problem: string, request: FixRequest, fix: ImportFix} | null} */
  #trial = null;
  /** E-mail domains that are probably mistyped; null until it is known.
   * @type {ImportFix | null} */
  #suggested = null;
  /** Of the domains in #suggested, those that are to stay. @type {Set<string>} */
  #spared = new Set();
  /** How many rows each mending has changed that can be taken back. @type {number[]} */
  #mended = [];
  /** @type {{words: Words, page: ReviewPage} | null} */
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
    this.readSuggestions();
  }

  /** To be called when cells have changed. It takes a look at every row, so nobody waits for it. */
  async readSuggestions() {
    const request = { email_domains: [] };
    // Whatever is wrong with the review is told by whoever shows its rows.
    this.#suggested = await this.#review.tryFix(request).catch(() => null);
    if (this.#drawn) this.draw(this.#drawn.words, this.#drawn.page);
  }

  /**
   * @param {Words} words
   * @param {ReviewPage} page
   */
  draw(words, page) {
    this.#drawn = { words, page };
    const problems = Object.entries(page.problems).sort(([, one], [, other]) => other - one);
    const hasSuggestions = this.#suggested !== null && this.#suggested.rows > 0;
    const title = problems.length || hasSuggestions ? 'problems.title' : 'problems.none';
    this.element.hidden = !problems.length && !hasSuggestions && !this.#mended.length;
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
          ...problems.map(([code, rows]) => this.#problem(words, code, rows)),
          this.#suggested && hasSuggestions && this.#suggestions(words, this.#suggested),
        ),
        this.#mended.length > 0 && this.#undoLine(words),
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
      valueProblem.test(code) &&
        button('leave', 'problems.leave_out', () => this.#try({ problem: code })),
      this.#trial?.problem === code && this.#rowsPanel(words, this.#trial),
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
        onchange: () => select.value && this.#try({ problem, country_code: select.value }),
      },
      element('option', { value: '' }, words.text('problems.assume')),
      ...choices,
    );
    return select;
  }

  /**
   * Domains that are nearly those of well-known providers.
   * @param {Words} words
   * @param {ImportFix} fix
   */
  #suggestions(words, fix) {
    const isOpen = this.#trial?.problem === mistyped;
    const look = () => {
      this.#trial = isOpen ? null : { problem: mistyped, request: {}, fix };
      this.draw(words, /** @type {any} */ (this.#drawn).page);
    };
    const properties = {
      type: 'button',
      class: 'link',
      'data-key': `look-${mistyped}`,
      'aria-expanded': String(isOpen),
      onclick: look,
    };
    return element(
      'li',
      {},
      element('span', { class: 'numeric problem-count' }, words.number(fix.rows)),
      element('span', { class: 'problem-text' }, words.text('problems.mistyped')),
      element('button', properties, words.text('problems.suggestions')),
      isOpen && this.#domainsPanel(words, fix),
    );
  }

  /**
   * @param {Words} words
   * @param {ImportFix} fix
   */
  #domainsPanel(words, { samples, rows }) {
    const meant = samples.filter(({ before }) => !this.#spared.has(before));
    const count = meant.reduce((sum, sample) => sum + sample.rows, 0);
    const listed = samples.reduce((sum, sample) => sum + sample.rows, 0);
    const domains = samples.map(({ before, after, rows }) => {
      const box = element('input', {
        type: 'checkbox',
        checked: !this.#spared.has(before),
        'data-key': `domain-${before}`,
        onchange: () => {
          if (box.checked) this.#spared.delete(before);
          else this.#spared.add(before);
          this.draw(words, /** @type {any} */ (this.#drawn).page);
        },
      });
      return element(
        'li',
        {},
        element('label', { class: 'domain' }, box, ...change(words, before, after)),
        element('span', { class: 'muted numeric' }, words.text('problems.rows', { count: rows })),
      );
    });
    const request = { email_domains: meant.map(({ before }) => before) };
    return this.#trialPanel(words, count, () => this.#apply(request, count), [
      ...domains,
      listed < rows && element('li', { class: 'muted' }, words.text('problems.more_domains')),
    ]);
  }

  /** @param {FixRequest} request */
  async #try(request) {
    await this.#do(async () => {
      const fix = await this.#review.tryFix(request);
      this.#trial = { problem: request.problem ?? '', request, fix };
    });
  }

  /**
   * @param {FixRequest} request
   * @param {number} rows  that it changes
   */
  async #apply(request, rows) {
    await this.#do(async () => {
      this.#trial = null;
      await this.#review.fixAll(request);
      this.#mended.push(rows);
      this.#shown = '';
      this.#observer.shown('');
    });
    await this.readSuggestions();
  }

  /** @param {Words} words */
  #undoLine(words) {
    const undo = async () => {
      await this.#do(async () => {
        this.#trial = null;
        await this.#review.undoFix();
        this.#mended.pop();
      });
      await this.readSuggestions();
    };
    return element(
      'p',
      { class: 'mended', role: 'status' },
      icon('check'),
      words.text('problems.mended', { count: this.#mended.at(-1) ?? 0 }),
      element(
        'button',
        { type: 'button', class: 'link', 'data-key': 'undo', onclick: undo },
        words.text('history.undo'),
      ),
    );
  }

  /**
   * What would change in the rows with a problem, before it does.
   * @param {Words} words
   * @param {{request: FixRequest, fix: ImportFix}} trial
   */
  #rowsPanel(words, { request, fix }) {
    const samples = fix.samples
      .slice(0, shownSamples)
      .map(({ row, before, after }) =>
        element(
          'li',
          {},
          element('span', { class: 'muted numeric' }, words.text('review.row', { row })),
          ...change(words, before, after),
        ),
      );
    return this.#trialPanel(words, fix.rows, () => this.#apply(request, fix.rows), samples);
  }

  /**
   * @param {Words} words
   * @param {number} count  rows that would change
   * @param {() => void} apply
   * @param {(Node | false)[]} samples
   */
  #trialPanel(words, count, apply, samples) {
    const cancel = () =>
      this.#do(async () => {
        this.#trial = null;
      });
    return element(
      'div',
      { class: 'trial', role: 'group', 'aria-label': words.text('problems.trial') },
      element('p', {}, words.text('problems.would_change', { count })),
      element('ul', {}, ...samples),
      element(
        'div',
        { class: 'trial-actions' },
        element(
          'button',
          { type: 'button', class: 'primary', disabled: !count, onclick: apply },
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

/**
 * @param {Words} words
 * @param {string} before
 * @param {string} after
 */
function change(words, before, after) {
  return [
    element('s', {}, shorten(before, shownLength)),
    '→',
    element('strong', {}, shorten(after, shownLength) || words.text('problems.empty')),
  ];
}
