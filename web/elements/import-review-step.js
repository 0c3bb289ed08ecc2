// Third step of an import: what would happen to every row, and the decisions about duplicates.

import { element } from './dom.js';
import { icon } from './icons.js';
import { fileProblem } from './file-problem.js';
import { Problems } from './import-problems.js';
import { decisions, reviewRow } from './import-review-row.js';
import { sumLine } from './import-sum.js';
import { TagField } from './tag-field.js';

/** @import { Failure, Review } from './book-shape.js' */
/** @import { CallingCode, DuplicateAction, ImportCounts, ReviewPage } from '../types.js' */
/** @import { Key, Words } from '../i18n/translate.js' */

/** @typedef {'all' | 'new' | 'duplicates' | 'rejected'} Tab */

/**
 * @typedef {object} ReviewObserver
 * @property {(failure: Failure) => void} decided  a decision has failed
 * @property {(failure: Failure) => void} lost     the review cannot be read any more
 * @property {() => void} back
 * @property {() => void} commit
 * @property {() => void} downloadRejected
 */

/** @type {Tab[]} */
const tabs = ['all', 'new', 'duplicates', 'rejected'];
const pageRows = 50;

export class ReviewStep {
  #review;
  #observer;
  /** @type {Tab} */
  #tab = 'all';
  #offset = 0;
  /** Whose rows alone are shown: a code, '' for all. */
  #problem = '';
  #problems;
  /** @type {ReviewPage | null} */
  #page = null;
  /** @type {DuplicateAction | ''} for all duplicates; '' where single rows differ */
  #action = 'skip';
  /** @type {Words | null} */
  #words = null;
  /** Counts the pages asked for: an answer to an older question is dropped. */
  #question = 0;

  #tiles = element('div');
  #duplicates = element('div');
  #tabList = element('div');
  #panel = element('div');
  #actions = element('div');
  /** For all contacts of the import. @type {TagField | null} */
  #tagField = null;

  /**
   * @param {Review} review
   * @param {CallingCode[]} codes
   * @param {ReviewObserver} observer
   */
  constructor(review, codes, observer) {
    this.#review = review;
    this.#observer = observer;
    this.#problems = new Problems(review, codes, {
      shown: (problem) => this.#showProblem(problem),
      changed: () => this.#load(),
      failed: (failure) => this.#observer.decided(failure),
    });
  }

  get tags() {
    return this.#tagField?.tags ?? [];
  }

  /**
   * @param {Words} words
   * @param {Failure | null} failure
   */
  build(words, failure) {
    this.#words = words;
    this.#tiles = element('div');
    this.#duplicates = element('div');
    this.#tabList = element('div', {
      role: 'tablist',
      class: 'tabs',
      'aria-label': words.text('review.tabs'),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#tabKeyPressed(event),
    });
    this.#panel = element('div', {
      role: 'tabpanel',
      id: 'panel',
      class: 'rows',
      tabindex: '0',
      'aria-labelledby': 'tab-all',
    });
    this.#actions = element('div', { class: 'step-actions' });
    const { tags } = this;
    this.#tagField = new TagField(words, () => {});
    this.#tagField.tags = tags;
    this.#draw();
    this.#load();
    return element(
      'div',
      { class: 'review-step' },
      element('h3', {}, words.text('review.title')),
      failure && fileProblem(words, failure),
      this.#tiles,
      this.#problems.element,
      this.#duplicates,
      this.#tabList,
      this.#panel,
      element(
        'div',
        { class: 'import-tags' },
        this.#tagField.element,
        element('p', { class: 'muted' }, words.text('import.tags_hint')),
      ),
      this.#actions,
    );
  }

  async #load() {
    const question = ++this.#question;
    try {
      const only = this.#problem ? 'all' : this.#tab;
      const query = {
        only,
        offset: this.#offset,
        limit: pageRows,
        ...(this.#problem && { problem: this.#problem }),
      };
      const page = await this.#review.page(query);
      if (question !== this.#question) return;
      this.#page = page;
      this.#draw();
    } catch (failure) {
      this.#observer.lost(/** @type {Failure} */ (failure));
    }
  }

  #draw() {
    if (!this.#words) return;
    this.#drawTiles(this.#words);
    if (this.#page) this.#problems.draw(this.#words, this.#page);
    this.#drawDuplicates(this.#words);
    this.#drawTabs(this.#words);
    this.#drawRows(this.#words);
    this.#drawActions(this.#words);
  }

  get #counts() {
    return this.#review.counts;
  }

  get #duplicateCount() {
    return (this.#page?.duplicates_in_book ?? 0) + (this.#page?.duplicates_in_file ?? 0);
  }

  /** @param {Words} words */
  #drawTiles(words) {
    const counts = this.#counts;
    const tile = (/** @type {'new' | 'updated' | 'skipped' | 'rejected'} */ outcome) =>
      element(
        'div',
        { class: `tile ${outcome} ${counts[outcome] ? '' : 'none'}` },
        element('dd', { class: 'numeric' }, words.number(counts[outcome])),
        element('dt', {}, words.text(`review.tile.${outcome}`)),
      );
    this.#tiles.replaceChildren(
      element(
        'dl',
        { class: 'tiles' },
        tile('new'),
        tile('updated'),
        tile('skipped'),
        tile('rejected'),
      ),
      sumLine(words, counts),
    );
  }

  // --- duplicates ---

  /** @param {Words} words */
  #drawDuplicates(words) {
    const page = this.#page;
    this.#duplicates.hidden = !page || this.#duplicateCount === 0;
    if (!page || this.#duplicates.hidden) return;
    const focused = this.#duplicates.querySelector('input:focus');
    const choices = decisions.map((action) =>
      element(
        'label',
        { class: 'choice' },
        element('input', {
          type: 'radio',
          name: 'decision',
          value: action,
          checked: action === this.#action,
          onchange: () => this.#decide({ action }),
        }),
        element(
          'span',
          {},
          element('strong', {}, words.text(`review.decide.${action}`)),
          element('span', { class: 'muted' }, words.text(`review.decide.${action}_hint`)),
        ),
      ),
    );
    const title = words.text('review.duplicates_title', { count: this.#duplicateCount });
    const where = [
      words.text('review.in_book', { count: page.duplicates_in_book }),
      words.text('review.in_file', { count: page.duplicates_in_file }),
    ].join(', ');
    this.#duplicates.replaceChildren(
      element(
        'fieldset',
        { class: 'duplicates' },
        element('legend', {}, `${title} `, element('span', { class: 'muted' }, `(${where})`)),
        element('div', { class: 'choices' }, ...choices),
      ),
    );
    if (focused) this.#focusChoice();
  }

  #focusChoice() {
    const selector = `input[value="${this.#action}"]`;
    /** @type {HTMLElement | null} */ (this.#duplicates.querySelector(selector))?.focus();
  }

  /** @param {{action: DuplicateAction, row?: number}} decision */
  async #decide(decision) {
    try {
      await this.#review.decide(decision);
      this.#action = decision.row === undefined ? decision.action : '';
      await this.#load();
    } catch (failure) {
      this.#observer.decided(/** @type {Failure} */ (failure));
    }
  }

  // --- tabs and rows ---

  /** @param {Tab} tab */
  #tabCount(tab) {
    const counts = this.#counts;
    if (tab === 'all') return counts.rows;
    return tab === 'duplicates' ? this.#duplicateCount : counts[tab];
  }

  /** @param {Words} words */
  #drawTabs(words) {
    const hadFocus = this.#tabList.querySelector(':focus') !== null;
    const buttons = tabs.map((tab) => {
      const isSelected = tab === this.#tab;
      return element(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `tab-${tab}`,
          class: 'quiet',
          'aria-selected': String(isSelected),
          'aria-controls': 'panel',
          tabindex: isSelected ? '0' : '-1',
          onclick: () => this.#selectTab(tab),
        },
        words.text(`review.tab.${tab}`),
        element('span', { class: 'tab-count numeric' }, words.number(this.#tabCount(tab))),
      );
    });
    this.#tabList.replaceChildren(...buttons);
    this.#panel.setAttribute('aria-labelledby', `tab-${this.#tab}`);
    if (hadFocus) buttons[tabs.indexOf(this.#tab)].focus();
  }

  /** @param {string} problem */
  #showProblem(problem) {
    this.#problem = problem;
    this.#tab = problem ? 'rejected' : this.#tab;
    this.#offset = 0;
    this.#load();
  }

  /** @param {{row: number, column: number, value: string}} fix */
  async #fixCell(fix) {
    try {
      await this.#review.fixCell(fix);
      await this.#load();
      this.#panel.focus();
      await this.#problems.readSuggestions();
    } catch (failure) {
      this.#observer.decided(/** @type {Failure} */ (failure));
    }
  }

  /** @param {Tab} tab */
  #selectTab(tab) {
    this.#problem = '';
    this.#tab = tab;
    this.#offset = 0;
    this.#load();
  }

  /** @param {KeyboardEvent} event */
  #tabKeyPressed(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.#selectTab(tabs[(tabs.indexOf(this.#tab) + step + tabs.length) % tabs.length]);
  }

  /** @param {Words} words */
  #drawRows(words) {
    const page = this.#page;
    if (!page) return;
    const observer = {
      decide: (/** @type {number} */ row, /** @type {DuplicateAction} */ action) =>
        this.#decide({ action, row }),
      fix: (/** @type {{row: number, column: number, value: string}} */ fix) => this.#fixCell(fix),
    };
    const focused = this.#panel.querySelector('select:focus')?.getAttribute('data-row');
    const none = element('p', { class: 'none muted' }, words.text(`review.none.${this.#tab}`));
    const download = element(
      'button',
      { type: 'button', class: 'download', onclick: this.#observer.downloadRejected },
      icon('download'),
      words.text('import.download_rejected'),
    );
    const rows = page.rows.map((row) => reviewRow(words, page, row, observer));
    this.#panel.replaceChildren(
      ...(this.#tab === 'rejected' && page.total ? [download] : []),
      page.total ? element('ol', {}, ...rows) : none,
      this.#pager(words, page.total),
    );
    if (focused) {
      const select = this.#panel.querySelector(`select[data-row="${focused}"]`);
      /** @type {HTMLElement | null} */ (select)?.focus();
    }
  }

  /**
   * @param {Words} words
   * @param {number} total
   */
  #pager(words, total) {
    const last = Math.min(total, this.#offset + pageRows);
    const turn = (/** @type {number} */ offset) => {
      this.#offset = offset;
      this.#panel.focus();
      this.#load();
    };
    const button = (/** @type {Key} */ key, /** @type {number} */ offset) =>
      element(
        'button',
        { type: 'button', disabled: offset < 0 || offset >= total, onclick: () => turn(offset) },
        words.text(key),
      );
    const from = words.number(this.#offset + 1);
    const range = words.text('review.range', { from, to: words.number(last), count: total });
    return element(
      'nav',
      { class: 'pager', 'aria-label': words.text('review.pager'), hidden: total <= pageRows },
      button('review.previous', this.#offset - pageRows),
      element('span', { class: 'numeric muted' }, range),
      button('review.next', this.#offset + pageRows),
    );
  }

  // --- going on ---

  /** @param {Words} words */
  #drawActions(words) {
    /** @type {ImportCounts} */
    const counts = this.#counts;
    const written = counts.new + counts.updated;
    const { back, commit } = this.#observer;
    this.#actions.replaceChildren(
      element('button', { type: 'button', onclick: back }, words.text('import.back')),
      element(
        'button',
        { type: 'button', class: 'primary', disabled: !written, onclick: commit },
        words.text(written ? 'import.commit' : 'import.nothing', { count: written }),
      ),
    );
  }
}
