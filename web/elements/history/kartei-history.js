// <kartei-history>: what happened to the contacts, newest first; each change can be taken back and
// done again.
//
//   history.book = book;
//
// Events: kartei-opened {id}, kartei-announced {text}, kartei-refused {failure}, kartei-reversing
// {entry}, and kartei-busy {isBusy} while an undo keeps the book from all else.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { KarteiElement } from '../base/kartei-element.js';
import { printStyles } from '../base/print.css.js';
import { runningTaskStyles } from '../base/running-task.css.js';
import { RunningTask } from '../base/running-task.js';
import { ScreenPages } from '../base/screen-pages.js';
import { screenStyles } from '../base/screen.css.js';
import { nothing, screenHead, showScreen, waitingRows } from '../base/screen.js';
import { watchSlow } from '../base/watch-slow.js';
import { keptNotice, readKept } from '../contact/kept-contacts.js';
import { sumText } from '../import/import-sum.js';
import { describeEntry, entryIcon, isNothingLeft, isReversible } from './history-words.js';
import { historyStyles } from './kartei-history.css.js';
import { describeReversed, reverseAndCompare } from './segment-outcome.js';

/** @import { ImportRecord } from '../../types.js' */
/** @import { HistoryEntry, HistoryPage } from '../base/book-shape.js' */
/** @import { Kept } from '../contact/kept-contacts.js' */
/** @import { Reversed } from './segment-outcome.js' */
/** @import { Way } from './undo-actions.js' */

export class KarteiHistory extends KarteiElement {
  #pages = new ScreenPages(this, {
    read: (book, range) => Promise.all([book.history(range), book.imports()]),
    take: ([page, imports]) => this.#take(page, imports),
    show: () => this.#show(),
  });
  /** @type {HistoryPage | null} */
  #page = null;
  /** @type {Map<number, ImportRecord>} */
  #imports = new Map();
  /** Entries by number, of every page seen: an undo may be on another page than what it undid. */
  #known = /** @type {Map<number, HistoryEntry>} */ (new Map());
  /** What undoing an entry has left alone. @type {Map<number, {way: Way, kept: Kept}>} */
  #kept = new Map();
  /** What nothing was left of to be taken back or done again. @type {Map<number, Way>} */
  #nothingLeft = new Map();
  #isAsking = false;
  /** Whether it is seen that nothing can be asked. */
  #isBusy = false;
  /** What takes so long. @type {{entry: number, task: RunningTask} | null} */
  #running = null;

  constructor() {
    super(screenStyles, runningTaskStyles, historyStyles, printStyles);
  }

  /** Whether the book is at something that nobody can stop. */
  get isBusy() {
    return this.#isBusy;
  }

  set isBusy(isBusy) {
    if (isBusy === this.#isBusy) return;
    this.#isBusy = isBusy;
    this.#show();
  }

  focus() {
    /** @type {HTMLElement | null} */ (this.root.querySelector('h2'))?.focus();
  }

  build() {
    this.#show();
  }

  bookReplaced() {
    this.#pages.forget();
    this.#page = null;
    for (const held of [this.#kept, this.#nothingLeft, this.#known, this.#imports]) held.clear();
  }

  connected() {
    this.#pages.connected();
  }

  bookChanged() {
    this.reload();
  }

  // --- reading ---

  /** Reads the page that is shown. */
  reload() {
    return this.#pages.reload();
  }

  /**
   * @param {HistoryPage} page
   * @param {ImportRecord[]} imports
   */
  #take(page, imports) {
    this.#page = page;
    this.#imports = new Map(imports.map((record) => [record.entry, record]));
    for (const entry of page.entries) this.#known.set(entry.entry, entry);
    return page.entries.length;
  }

  // --- what is shown ---

  #show() {
    const { words } = this;
    const count = this.#page?.total ?? 0;
    const said = count ? words.text('history.count', { count }) : '';
    const isLost = showScreen(
      this,
      screenHead(words.text('nav.history'), said),
      ...this.#content(),
    );
    if (isLost) this.focus();
  }

  /** @returns {(Node | null)[]} */
  #content() {
    const { words } = this;
    const { failure } = this.#pages;
    if (failure) return [this.#pages.problem(failure)];
    if (!this.#page) return [waitingRows(this.book !== null)];
    const { entries, total } = this.#page;
    if (!total) {
      const [title, hint] = [words.text('history.empty'), words.text('history.empty_hint')];
      return [nothing('clock', title, hint)];
    }
    return [
      element('ol', { class: 'card rows' }, ...entries.map((entry) => this.#row(entry))),
      this.#pages.pager(total),
    ];
  }

  /** @param {HistoryEntry} entry */
  #row(entry) {
    const { words } = this;
    const what = describeEntry(words, entry, [...this.#known.values()]);
    const record = this.#imports.get(entry.entry);
    return element(
      'li',
      {
        class: `entry ${entry.kind}${entry.is_undone ? ' undone' : ''}`,
        'data-entry': entry.entry,
      },
      element('span', { class: 'entry-mark' }, icon(entryIcon(entry))),
      element(
        'div',
        { class: 'entry-text' },
        this.#title(entry, what),
        element(
          'p',
          { class: 'muted' },
          element('time', { datetime: entry.at }, words.dateTime(entry.at)),
          record && element('span', { class: 'numeric' }, ` · ${sumText(words, record)}`),
        ),
      ),
      entry.is_undone && element('span', { class: 'pill' }, words.text('history.undone')),
      isReversible(entry) && this.#button(entry, what),
      this.#running?.entry === entry.entry && this.#running.task.element,
      this.#nothingLeftOf(entry, what),
      this.#keptOf(entry),
    );
  }

  /**
   * @param {HistoryEntry} entry
   * @param {string} what
   */
  #nothingLeftOf({ entry }, what) {
    const way = this.#nothingLeft.get(entry);
    if (!way) return null;
    const text = this.words.text(`${way}.nothing_left`, { what });
    return element(
      'div',
      { class: 'notice warning entry-notice' },
      icon('info'),
      element('p', { class: 'notice-text' }, text),
    );
  }

  /**
   * What was about one contact leads there.
   * @param {HistoryEntry} entry
   * @param {string} what
   */
  #title({ contact_id }, what) {
    if (!contact_id) return element('p', { class: 'entry-title' }, what);
    const open = () => this.emit('kartei-opened', { id: contact_id });
    return element(
      'p',
      { class: 'entry-title' },
      element('button', { type: 'button', class: 'link', onclick: open }, what),
    );
  }

  /**
   * @param {HistoryEntry} entry
   * @param {string} what
   */
  #button(entry, what) {
    const { words } = this;
    const way = entry.is_undone ? 'redo' : 'undo';
    return element(
      'button',
      {
        type: 'button',
        class: 'reverse',
        'data-key': `reverse-${entry.entry}`,
        'aria-label': words.text(`history.${way}_label`, { what }),
        // Disabled in truth it would lose the focus.
        'aria-disabled': this.#isBusy && 'true',
        onclick: () => this.#reverse(entry, way, false),
      },
      icon(way),
      element('span', {}, words.text(`history.${way}`)),
    );
  }

  /** @param {HistoryEntry} entry */
  #keptOf(entry) {
    const found = this.#kept.get(entry.entry);
    if (!found) return null;
    return keptNotice(this.words, found.kept, {
      takeBack: () => this.#reverse(entry, found.way, true),
      leave: () => {
        this.#kept.delete(entry.entry);
        this.#show();
        this.#buttonOf(entry.entry)?.focus();
      },
      open: (id) => this.emit('kartei-opened', { id }),
    });
  }

  /** @param {number} entry @returns {HTMLElement | null} */
  #buttonOf(entry) {
    return this.root.querySelector(`[data-key="reverse-${entry}"]`);
  }

  // --- undo and redo ---

  /**
   * @param {HistoryEntry} entry
   * @param {Way} way
   * @param {boolean} overwrite  also what was changed since
   */
  async #reverse(entry, way, overwrite) {
    const { book, words } = this;
    // A second press of the button is not a second undo.
    if (!book || this.#isAsking || this.#isBusy) return;
    this.#isAsking = true;
    this.emit('kartei-reversing', { entry: entry.entry });
    try {
      const request = { entry: entry.entry, ...(overwrite && { overwrite }) };
      const reversed = await reverseAndCompare(book, entry, () =>
        this.#watch(entry, way, (long) => book[way]({ ...request, ...long })),
      );
      const { answer } = reversed;
      const kept = answer.kept ? await readKept(words, book, answer) : null;
      // In another book the number means something else.
      if (book !== this.book) return;
      this.#kept.delete(entry.entry);
      this.#nothingLeft.delete(entry.entry);
      if (isNothingLeft(answer)) this.#nothingLeft.set(entry.entry, way);
      if (kept) this.#kept.set(entry.entry, { way, kept });
      await this.reload();
      const button = this.#buttonOf(entry.entry);
      if (overwrite) button?.focus();
      if (answer.kept) button?.parentElement?.scrollIntoView({ block: 'nearest' });
      this.#say(entry, way, reversed);
    } catch (failure) {
      this.emitOf(book, 'kartei-refused', { failure });
    } finally {
      this.#isAsking = false;
    }
  }

  /**
   * @template Answer
   * @param {HistoryEntry} entry
   * @param {Way} way
   * @param {(long: RunningTask['long']) => Promise<Answer>} call
   */
  #watch(entry, way, call) {
    const { words } = this;
    const what = describeEntry(words, entry, [...this.#known.values()]);
    const label = words.text(`${way}.running`, { what });
    const announce = (/** @type {string} */ text) => this.emit('kartei-announced', { text });
    const task = new RunningTask(words, label, announce);
    const show = (/** @type {boolean} */ isBusy) => {
      this.#running = isBusy ? { entry: entry.entry, task } : null;
      this.isBusy = isBusy;
      this.emit('kartei-busy', { isBusy });
      if (isBusy) announce(label);
    };
    return watchSlow(show, () => call(task.long));
  }

  /**
   * @param {HistoryEntry} entry
   * @param {Way} way
   * @param {Reversed} reversed
   */
  #say(entry, way, reversed) {
    const { words } = this;
    const what = describeEntry(words, entry, [...this.#known.values()]);
    this.emit('kartei-announced', { text: describeReversed(words, way, what, reversed) });
  }
}

customElements.define('kartei-history', KarteiHistory);
