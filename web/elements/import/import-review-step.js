// Third step of an import: what would happen to every row, and the decisions about duplicates.

import { element, isTextEntry, nextFrom } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { pager } from '../base/pager.js';
import { TagField } from '../base/tag-field.js';
import { fileProblem } from '../file/file-problem.js';
import { DuplicateRules } from './import-duplicates.js';
import { Problems } from './import-problems.js';
import { decisions, reviewRow } from './import-review-row.js';
import { splitCounts, sumLine, writtenText } from './import-sum.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { Decision } from '../../import-review.js' */
/** @import { CallingCode, DuplicateAction, ImportCounts, ImportOptions } from '../../types.js' */
/** @import { ReviewPage } from '../../types.js' */
/** @import { Failure, Review } from '../base/book-shape.js' */

/** @typedef {'all' | 'new' | 'duplicates' | 'undecided' | 'rejected'} Tab */

/**
 * @typedef {object} ReviewObserver
 * @property {(failure: Failure) => void} decided  a decision has failed
 * @property {(failure: Failure) => void} lost     the review cannot be read any more
 * @property {() => void} back
 * @property {() => void} commit
 * @property {() => void} downloadRejected
 */

/** @type {Tab[]} */
const tabs = ['all', 'new', 'duplicates', 'undecided', 'rejected'];
const pageRows = 50;

export class ReviewStep {
  #review;
  #observer;
  #codes;
  #defaultCode;
  /** @type {Tab} */
  #tab = 'all';
  #offset = 0;
  /** Whose rows alone are shown: a code, '' for all. */
  #problem = '';
  #problems;
  /** @type {ReviewPage | null} */
  #page = null;
  #rules;
  /** Behind which row the next undecided one gets the focus, once it is drawn.
   * @type {number | null} */
  #goOnAfter = null;
  /** A cell that is mended: what is left of its row gets the focus, once it is drawn.
   * @type {{row: number, column: number} | null} */
  #mended = null;
  /** An answer that is being written; the next one waits for the next key. */
  #isDeciding = false;
  /** @type {Words | null} */
  #words = null;
  /** Counts the pages asked for: an answer to an older question is dropped. */
  #question = 0;

  #tiles = element('div');
  #undecided = element('div');
  #undecidedText = element('p');
  #tabList = element('div');
  #panel = element('div');
  #actions = element('div');
  /** In cells to be mended, and not applied yet. @type {Map<string, string>} */
  #typed = new Map();
  /** For all contacts of the import. @type {TagField | null} */
  #tagField = null;

  /**
   * @param {Review} review
   * @param {{codes: CallingCode[], options: ImportOptions}} given  `options`: with which the file
   *   was read
   * @param {ReviewObserver} observer
   */
  constructor(review, { codes, options }, observer) {
    this.#review = review;
    this.#observer = observer;
    this.#codes = codes;
    this.#defaultCode = options.default_country_code ?? '';
    this.#rules = new DuplicateRules(options.duplicates ?? 'skip', (decision) =>
      this.#decide(decision),
    );
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
    this.#undecidedText = element('p', { role: 'status' });
    this.#undecided = this.#undecidedBar(words);
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
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#rowKeyPressed(event),
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
      this.#rules.element,
      this.#undecided,
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

  /** @returns {Promise<void>} */
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
      if (this.#leavesEmptyPage(page)) return this.#load();
      this.#page = page;
      const mended = this.#mended && this.#isAt(this.#mended) ? this.#mended : null;
      this.#mended = null;
      this.#draw();
      if (mended) this.#mendNext(mended.row);
      this.#goOn();
    } catch (failure) {
      if (question === this.#question) this.#observer.lost(/** @type {Failure} */ (failure));
    }
  }

  /**
   * What was decided is no longer among the undecided, what was mended not among those with its
   * problem.
   * @param {ReviewPage} page
   */
  #leavesEmptyPage({ total, rows }) {
    const isLast = total === 0 && this.#tab !== 'undecided' && !this.#problem;
    if (rows.length > 0 || isLast) return false;
    if (total === 0 && !this.#problem) this.#tab = 'duplicates';
    if (total === 0) this.#problem = '';
    this.#offset = 0;
    return true;
  }

  #draw() {
    if (!this.#words) return;
    this.#drawTiles(this.#words);
    if (this.#page) this.#problems.draw(this.#words, this.#page, this.#problem);
    this.#rules.draw(this.#words, this.#page);
    this.#drawUndecided(this.#words);
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
    const split = splitCounts(counts);
    const tile = (
      /** @type {'new' | 'updated' | 'skipped' | 'rejected' | 'undecided'} */ outcome,
    ) =>
      element(
        'div',
        { class: `tile ${outcome} ${split[outcome] ? '' : 'none'}` },
        element('dd', { class: 'numeric' }, words.number(split[outcome])),
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
        split.undecided > 0 && tile('undecided'),
      ),
      sumLine(words, counts),
    );
  }

  // --- duplicates ---

  /**
   * @param {Decision} decision
   * @param {number} [after]  the row behind which it goes on
   */
  async #decide(decision, after) {
    try {
      await this.#review.decide(decision);
      const row = this.#page?.rows.find(({ row }) => row === decision.row);
      this.#rules.note(decision, Boolean(row?.duplicate?.row));
      // Not before: rows that are drawn meanwhile are not the next ones yet.
      if (after !== undefined) this.#goOnAfter = after;
      await this.#load();
    } catch (failure) {
      this.#observer.decided(/** @type {Failure} */ (failure));
    }
  }

  // --- undecided ---

  /**
   * Of two keys in a row the second one would be about a row that is decided already.
   * @param {Decision} decision
   * @param {number} after
   */
  async #answer(decision, after) {
    if (this.#isDeciding) return;
    this.#isDeciding = true;
    await this.#decide(decision, after);
    this.#isDeciding = false;
  }

  /** @param {Words} words */
  #undecidedBar(words) {
    const all = decisions.map((action) =>
      element(
        'button',
        {
          type: 'button',
          onclick: () => this.#answer({ action, remaining: true }, 0),
        },
        words.text(`review.decide.${action}`),
      ),
    );
    return element(
      'div',
      { class: 'undecided-bar' },
      this.#undecidedText,
      element(
        'button',
        {
          type: 'button',
          class: 'primary',
          'aria-keyshortcuts': '.',
          onclick: () => this.#nextUndecided(),
        },
        words.text('review.next_undecided'),
      ),
      element(
        'div',
        { class: 'decisions', role: 'group', 'aria-labelledby': 'remaining' },
        element('span', { id: 'remaining' }, words.text('review.decide_remaining')),
        ...all,
      ),
      element('p', { class: 'muted hint' }, words.text('review.undecided_keys')),
    );
  }

  /** @param {Words} words */
  #drawUndecided(words) {
    const count = this.#counts.undecided ?? 0;
    this.#undecided.hidden = count === 0;
    const text = count > 0 ? words.text('review.undecided', { count }) : '';
    if (this.#undecidedText.textContent !== text) this.#undecidedText.textContent = text;
  }

  /** The one behind that which has the focus, or the first. */
  #nextUndecided() {
    const focused = this.#panel.querySelector('[data-undecided]:focus-within');
    const rows = [...this.#panel.querySelectorAll('[data-undecided]')];
    const isLast = focused !== null && focused === rows.at(-1);
    this.#goOnAfter = isLast ? 0 : Number(focused?.getAttribute('data-undecided') ?? 0);
    if (this.#tab === 'undecided' && !this.#problem && !isLast) return this.#goOn();
    const isTurning =
      this.#tab === 'undecided' && this.#offset + pageRows < this.#tabCount('undecided');
    this.#problem = '';
    this.#tab = 'undecided';
    this.#offset = isTurning ? this.#offset + pageRows : 0;
    this.#load();
  }

  /** The next decision is one key away; after the last one the import is. */
  #goOn() {
    const after = this.#goOnAfter;
    this.#goOnAfter = null;
    if (after === null) return;
    const rows = [...this.#panel.querySelectorAll('[data-undecided]')];
    const next = nextFrom(rows, 'data-undecided', after + 1);
    const button = next?.querySelector('button') ?? this.#actions.querySelector('button.primary');
    if (!(button instanceof HTMLElement)) return;
    next?.scrollIntoView({ block: 'nearest' });
    button.focus();
  }

  /** @param {KeyboardEvent} event */
  #rowKeyPressed(event) {
    if (event.key !== '.' || !this.#counts.undecided || isTextEntry(event.composedPath()[0]))
      return;
    event.preventDefault();
    this.#nextUndecided();
  }

  // --- tabs and rows ---

  /** @param {Tab} tab */
  #tabCount(tab) {
    const counts = this.#counts;
    if (tab === 'all') return counts.rows;
    return tab === 'duplicates' ? this.#duplicateCount : (counts[tab] ?? 0);
  }

  /** Most imports leave nothing to be decided one by one. */
  get #tabs() {
    return tabs.filter((tab) => tab !== 'undecided' || this.#tab === tab || this.#tabCount(tab));
  }

  /** @param {Words} words */
  #drawTabs(words) {
    const hadFocus = this.#tabList.querySelector(':focus') !== null;
    const shown = this.#tabs;
    const buttons = shown.map((tab) => {
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
    const selected = buttons[shown.indexOf(this.#tab)];
    if (hadFocus) selected.focus();
    this.#showWhole(selected);
  }

  /** Of tabs that are scrolled sideways. @param {HTMLElement} tab */
  #showWhole({ offsetLeft, offsetWidth }) {
    const list = this.#tabList;
    const least = offsetLeft + offsetWidth - list.clientWidth;
    list.scrollLeft = Math.min(Math.max(list.scrollLeft, least), offsetLeft);
  }

  /**
   * The tab of the rejected ones is there for the rows of a problem, and goes with them; one that
   * was chosen meanwhile stays.
   * @param {string} problem  '' for all rows
   */
  #showProblem(problem) {
    if (problem) this.#tab = 'rejected';
    else if (this.#problem) this.#tab = 'all';
    this.#problem = problem;
    this.#offset = 0;
    const shown = this.#load();
    if (!problem) return;
    shown.then(() => {
      if (problem !== this.#problem) return;
      this.#tabList.scrollIntoView({ block: 'start' });
      const tab = this.#tabList.querySelector('[aria-selected=true]');
      /** @type {HTMLElement | null} */ (tab)?.focus({ preventScroll: true });
    });
  }

  /** @param {{row: number, column: number, value: string}} fix */
  async #fixCell(fix) {
    try {
      await this.#review.fixCell(fix);
      const isOfCell = (/** @type {string} */ key) => key.startsWith(`${fix.row}:${fix.column}:`);
      for (const key of [...this.#typed.keys()].filter(isOfCell)) this.#typed.delete(key);
      this.#mended = fix;
      await this.#load();
      await this.#problems.readSuggestions();
    } catch (failure) {
      this.#observer.decided(/** @type {Failure} */ (failure));
    }
  }

  /**
   * Whether the focus is where a cell is mended, or nowhere: whoever went elsewhere stays there.
   * @param {{row: number, column: number}} cell
   */
  #isAt({ row, column }) {
    const { activeElement } = /** @type {ShadowRoot} */ (this.#panel.getRootNode());
    const key = activeElement?.getAttribute('data-key');
    return (
      !activeElement || [`mend-${row}-${column}`, `change-${row}-${column}`].includes(key ?? '')
    );
  }

  /**
   * What is left of the row, or the next one that is not right; after the last one, the first.
   * @param {number} row
   */
  #mendNext(row) {
    const cells = [...this.#panel.querySelectorAll('input[data-mends]')];
    const next = nextFrom(cells, 'data-mends', row) ?? this.#panel;
    /** @type {HTMLElement} */ (next).focus();
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
    const shown = this.#tabs;
    this.#selectTab(shown[(shown.indexOf(this.#tab) + step + shown.length) % shown.length]);
  }

  /** @param {Words} words */
  #drawRows(words) {
    const page = this.#page;
    if (!page) return;
    const observer = {
      decide: (/** @type {number} */ row, /** @type {DuplicateAction} */ action) => {
        const isAnswer = this.#panel.querySelector(`[data-undecided="${row}"]`) !== null;
        if (isAnswer) this.#answer({ action, row }, row);
        else this.#decide({ action, row });
      },
      fix: (/** @type {{row: number, column: number, value: string}} */ fix) => this.#fixCell(fix),
      typed: this.#typed,
      invalid: this.#problems.invalidAction,
      codes: this.#codes,
      defaultCode: this.#defaultCode,
    };
    const none = element('p', { class: 'none muted' }, words.text(`review.none.${this.#tab}`));
    const download = element(
      'button',
      { type: 'button', class: 'download', onclick: this.#observer.downloadRejected },
      icon('download'),
      words.text('import.download_rejected'),
    );
    const rows = page.rows.map((row) => reviewRow(words, page, row, observer));
    const place = { offset: this.#offset, size: pageRows, total: page.total };
    const turn = (/** @type {number} */ offset) => {
      this.#offset = offset;
      this.#panel.focus();
      this.#load();
    };
    const draw = () =>
      this.#panel.replaceChildren(
        ...(this.#tab === 'rejected' && page.total ? [download] : []),
        page.total ? element('ol', {}, ...rows) : none,
        pager(words, place, turn, 'review') ?? '',
      );
    this.#keepFocus(draw);
  }

  /**
   * Somebody may be typing in a cell while what became of another one is shown.
   * @param {() => void} draw
   */
  #keepFocus(draw) {
    const old = this.#panel.querySelector(':focus');
    const key = old?.getAttribute('data-key');
    draw();
    if (!old) return;
    const again = key ? this.#panel.querySelector(`[data-key="${key}"]`) : null;
    /** @type {HTMLElement} */ (again ?? this.#panel).focus({ preventScroll: true });
    if (!(old instanceof HTMLInputElement && again instanceof HTMLInputElement)) return;
    // What is in the cell may be another value by now.
    const text = this.#typed.get(old.dataset.cell ?? '');
    if (text !== undefined) {
      again.value = text;
      again.dispatchEvent(new Event('input'));
    }
    again.setSelectionRange(old.selectionStart, old.selectionEnd, old.selectionDirection ?? 'none');
  }

  // --- going on ---

  /** @param {Words} words */
  #drawActions(words) {
    /** @type {ImportCounts} */
    const counts = this.#counts;
    const { undecided = 0 } = counts;
    const written = counts.new + counts.updated;
    const { back, commit } = this.#observer;
    const go = written ? writtenText(words, 'import.commit', counts) : words.text('import.nothing');
    this.#actions.replaceChildren(
      element('button', { type: 'button', onclick: back }, words.text('import.back')),
      element(
        'button',
        {
          type: 'button',
          class: 'primary',
          disabled: undecided > 0 || !written,
          onclick: commit,
        },
        undecided > 0 ? words.text('import.undecided', { count: undecided }) : go,
      ),
    );
  }
}
