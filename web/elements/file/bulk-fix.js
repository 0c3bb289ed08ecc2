// What is mended in many rows of a file at once: tried first, with what was and what would be there
// and how many rows it changes; then done; then undone, if it was wrong after all. Part of an
// import's review and of a check.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { shorten } from '../base/shorten.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { BulkFix as Fix, FixRequest } from '../../types.js' */
/** @import { Failure } from '../base/book-shape.js' */

/**
 * What is mended: the review of an import, or a check.
 * @typedef {object} Mendable
 * @property {(fix: FixRequest) => Promise<Fix>} tryFix
 * @property {(fix: FixRequest) => Promise<unknown>} fixAll
 * @property {() => Promise<unknown>} undoFix
 */

/**
 * @typedef {object} BulkFixObserver
 * @property {() => void} drawn                     something else is to be shown
 * @property {(isRows: boolean) => void} changed    the rows are others now, or may be
 * @property {(failure: Failure) => void} failed
 */

/**
 * The words of a mending by which nothing stands where a problem is; null where it mends no row.
 * @param {string} problem
 */
export function emptyingKey(problem) {
  if (problem === 'csv_too_few_cells') return 'problems.fill_missing';
  return /^(email|phone|country_code|date)_/.test(problem) ? 'problems.leave_out' : null;
}

const shownLength = 40;

const shownSamples = 5;

// Stands among the problems, though it may be none.
const mistyped = 'email_domains';

export class BulkFix {
  #isChanging = false;
  #file;
  #observer;
  /** What is offered to be done, with what it would do.
   * @type {{problem: string, request: FixRequest, fix: Fix} | null} */
  #trial = null;
  /** E-mail domains that are probably mistyped; null until it is known.
   * @type {Fix | null} */
  #suggested = null;
  /** Of the domains in #suggested, those that are to stay. @type {Set<string>} */
  #spared = new Set();
  /** How many rows each mending has changed that can be taken back. */
  #mended;

  /**
   * @param {Mendable} file
   * @param {BulkFixObserver} observer
   * @param {number[]} [mended]  rows, of each mending that was there before
   */
  constructor(file, observer, mended = []) {
    this.#file = file;
    this.#observer = observer;
    this.#mended = [...mended];
  }

  get hasSuggestions() {
    return this.#suggested !== null && this.#suggested.rows > 0;
  }

  /** Whether the domains are looked at one by one. */
  get isAtSuggestions() {
    return this.#trial?.problem === mistyped;
  }

  get canUndo() {
    return this.#mended.length > 0;
  }

  /** To be called when cells have changed. It takes a look at every row, so nobody waits for it. */
  async readSuggestions() {
    const before = JSON.stringify(this.#suggested?.samples ?? []);
    // Whatever is wrong with the file is told by whoever shows its rows.
    this.#suggested = await this.#file.tryFix({ email_domains: [] }).catch(() => null);
    if (before === JSON.stringify(this.#suggested?.samples ?? [])) return;
    if (this.isAtSuggestions) this.#look();
    this.#observer.drawn();
  }

  /** Nothing is offered any more. */
  close() {
    this.#trial = null;
  }

  /**
   * Shows what would change in the rows with a problem, before it does.
   * @param {FixRequest & {problem: string}} request
   */
  async try(request) {
    await this.#do(false, async () => {
      const fix = await this.#file.tryFix(request);
      this.#trial = { problem: request.problem, request, fix };
    });
  }

  /**
   * @param {FixRequest} request
   * @param {number} rows  that it changes
   */
  async #apply(request, rows) {
    await this.#do(true, async () => {
      this.#trial = null;
      await this.#file.fixAll(request);
      this.#mended.push(rows);
    });
  }

  async #undo() {
    await this.#do(true, async () => {
      this.#trial = null;
      await this.#file.undoFix();
      this.#mended.pop();
    });
  }

  /**
   * @param {boolean} isRows  whether the rows are others then
   * @param {() => Promise<void>} change
   */
  async #do(isRows, change) {
    // Pressed twice, it is done once.
    if (this.#isChanging) return;
    this.#isChanging = true;
    try {
      await change();
      this.#observer.changed(isRows);
    } catch (failure) {
      this.#observer.failed(/** @type {Failure} */ (failure));
    } finally {
      this.#isChanging = false;
    }
  }

  #look() {
    const fix = this.#suggested;
    this.#trial = fix?.rows ? { problem: mistyped, request: {}, fix } : null;
  }

  // --- what is seen ---

  /**
   * How many addresses have a domain that is nearly that of a well-known provider.
   * @param {Words} words
   */
  suggestionLine(words) {
    const fix = this.#suggested;
    if (!fix || fix.rows === 0) return false;
    const isOpen = this.isAtSuggestions;
    const look = () =>
      this.#do(false, async () => {
        if (isOpen) this.#trial = null;
        else this.#look();
      });
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

  /** @param {Words} words */
  undoLine(words) {
    if (!this.canUndo) return false;
    return element(
      'p',
      { class: 'mended', role: 'status' },
      icon('check'),
      words.text('problems.mended', { count: this.#mended.at(-1) ?? 0 }),
      element(
        'button',
        { type: 'button', class: 'link', 'data-key': 'undo', onclick: () => this.#undo() },
        words.text('history.undo'),
      ),
    );
  }

  /**
   * What is tried with the rows of a problem, if something is.
   * @param {Words} words
   * @param {string} problem
   */
  panel(words, problem) {
    if (this.#trial?.problem !== problem) return false;
    const { request, fix } = this.#trial;
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
   * @param {Fix} fix
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
          this.#observer.drawn();
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

  /**
   * @param {Words} words
   * @param {number} count  rows that would change
   * @param {() => void} apply
   * @param {(Node | false)[]} samples
   */
  #trialPanel(words, count, apply, samples) {
    const cancel = () => this.#do(false, async () => this.close());
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
          {
            type: 'button',
            class: 'primary',
            'data-key': 'apply',
            disabled: !count,
            onclick: apply,
          },
          words.text('problems.apply'),
        ),
        element('button', { type: 'button', onclick: cancel }, words.text('problems.cancel')),
      ),
    );
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
