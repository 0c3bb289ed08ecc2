// <kartei-contacts>: the screen of the contact list: actions, filter bar, segments, table,
// selection.
//
// It shows a view (text, conditions, segment, sort) and says when a person changes it; who embeds
// it keeps the view, in the address for example. Events: kartei-view-changed {view, isTyping},
// kartei-opened {id}, kartei-new, kartei-import, kartei-export {filter or ids, except, sort,
// locale, count}, kartei-deleted {count, entry}, kartei-changed {count, entry, refused},
// kartei-segment-changed {text, phrase, entry}, kartei-saved {contact} of a cell that was edited,
// kartei-announced {text}, kartei-refused {failure},
// kartei-selection-placed {room}: how many pixels of the window's lower edge what can be done with
// the selection takes, 0 for none.

import { element, isFocusSeen, showIfOther } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { KarteiElement } from '../base/kartei-element.js';
import { popoverStyles } from '../base/popover.css.js';
import { printStyles } from '../base/print.css.js';
import { runningTaskStyles } from '../base/running-task.css.js';
import { isSameFilter, toFilter } from '../filter/filter-conditions.js';
import { filterEditorStyles } from '../filter/filter-editor.css.js';
import { KarteiFilterBar } from '../filter/kartei-filter-bar.js';
import { segmentBuilderStyles } from '../segment/segment-builder.css.js';
import { KarteiTable } from '../table/kartei-table.js';
import { ContactSegments } from './contact-segments.js';
import { contactsStyles } from './kartei-contacts.css.js';
import { SelectionActions } from './selection-actions.js';
import { welcome } from './welcome.js';

/** @import { Key } from '../../i18n/translate.js' */
/** @import { Filter, SortKey } from '../../types.js' */
/** @import { Failure } from '../base/book-shape.js' */
/** @import { Condition } from '../filter/filter-conditions.js' */

/** @typedef {{text: string, conditions: Condition[], segment: string, sort: SortKey[]}} View */

export class KarteiContacts extends KarteiElement {
  #bar = new KarteiFilterBar();
  #table = new KarteiTable();
  /** All contacts, whatever the filter; null until it is known. */
  #all = /** @type {number | null} */ (null);
  /** @type {Failure | null} */
  #failure = null;

  #count = element('p');
  /** Of a long list not every row is in the document. */
  #onPaper = element('p', { class: 'on-paper' });
  #main = element('div');
  #welcome = element('section');
  #columns = element('button');
  #export = element('button');
  #isBusy = false;
  /** Of which all matches are selected. */
  #selectedView = /** @type {View | null} */ (null);
  #segments = new ContactSegments(this, this.#bar, {
    filter: () => this.#filter,
    show: (change) => this.#showView(change),
    focus: () => this.#table.focus(),
  });
  #selection = new SelectionActions(this, this.#table, {
    goBack: () => this.#goBackToSelected(),
    list: (selection) => this.#segments.list(selection),
  });

  constructor() {
    super(
      popoverStyles,
      filterEditorStyles,
      runningTaskStyles,
      contactsStyles,
      segmentBuilderStyles,
      printStyles,
    );
    this.#table.setAttribute('part', 'table');
    this.#bar.setAttribute('part', 'filter-bar');
    this.root.addEventListener('kartei-filter-changed', (event) => this.#filterChanged(event));
    this.root.addEventListener('kartei-filter-left', () => this.#table.focus());
    this.root.addEventListener('kartei-sorted', () => this.#viewChanged(false));
    this.root.addEventListener('kartei-selected', () => this.#showSelection());
    this.root.addEventListener('kartei-loaded', () => this.#loaded());
    this.root.addEventListener('kartei-failed', (event) => this.#failed(event));
    this.root.addEventListener('kartei-delete-requested', (event) => this.#deleteRequested(event));
  }

  /** @returns {View} */
  get view() {
    const { text, conditions } = this.#bar;
    return { text, conditions, segment: this.#segments.opened, sort: this.#table.query.sort };
  }

  set view({ text, conditions, segment, sort }) {
    // Another filter is not saved in the segment whose filter was being changed.
    if (segment || !isSameFilter(this.#bar, { text, conditions })) this.#bar.changing = null;
    this.#bar.text = text;
    this.#bar.conditions = conditions;
    const isOther = segment !== this.#segments.opened;
    this.#segments.opened = segment;
    this.#table.query = { filter: this.#filter, sort };
    if (isOther) this.#segments.reveal();
  }

  /** @returns {Filter} */
  get #filter() {
    return toFilter(this.#bar.text, this.#bar.conditions, this.#segments.opened);
  }

  get #isUnfiltered() {
    return this.#bar.isEmpty && !this.#segments.opened;
  }

  set openedId(/** @type {string} */ id) {
    this.#table.openedId = id;
  }

  /** Whether the book is at something that nobody can stop: nothing else is asked of it. */
  set isBusy(/** @type {boolean} */ isBusy) {
    this.#isBusy = isBusy;
    this.#selection.isBusy = isBusy;
    if (isBusy) this.#export.setAttribute('aria-disabled', 'true');
    else this.#export.removeAttribute('aria-disabled');
  }

  /** How many pixels of the list's lower edge a message covers. */
  set covered(/** @type {number} */ pixels) {
    this.#table.covered = pixels;
  }

  /** Another screen is shown: whoever comes back does not go on changing a segment's filter. */
  leave() {
    this.#bar.changing = null;
  }

  focusSearch() {
    this.#bar.focus();
  }

  /** Whoever comes to this screen begins here. */
  focusTitle() {
    /** @type {HTMLElement | null} */ (this.root.querySelector('h2'))?.focus();
  }

  /** @param {string} id  the contact whose row is meant, if it is there */
  focusTable(id) {
    this.#table.focusContact(id);
    // There is no table while there is no contact.
    if (!this.root.activeElement) this.focusTitle();
  }

  /** Opens the next contact of the list, or the one before. @param {number} step  1 or -1 */
  openNext(step) {
    const id = this.#table.stepFromOpened(step);
    if (id) this.emit('kartei-opened', { id });
  }

  /** Those of the book, with their numbers as far as they are known. */
  get segments() {
    return this.#segments.all;
  }

  createSegment() {
    this.#segments.create();
  }

  showColumns() {
    this.#table.showColumns(this.#columns);
  }

  /** Whether there is more than the ways to the first one. */
  get hasContacts() {
    return this.#all !== 0;
  }

  /** How many contacts an export of the list has; 0 where none can be made now. */
  get exported() {
    return this.#isBusy || !this.#table.isLoaded ? 0 : this.#table.total;
  }

  exportList() {
    if (this.#isBusy) return;
    const { filter, sort } = this.#table.query;
    const { locale } = this.words;
    this.emit('kartei-export', { filter, sort, locale, count: this.#table.total });
  }

  // --- life ---

  build() {
    const { words } = this;
    this.#bar.lang = this.#table.lang = words.locale;
    this.#count = element('p', { class: 'count muted numeric', part: 'count' });
    this.#columns = this.#action('columns.action', 'columns', () => this.showColumns());
    this.#columns.setAttribute('aria-haspopup', 'dialog');
    this.#export = this.#action('export.action', 'download', () => this.exportList());
    this.#main = element(
      'div',
      { class: 'list' },
      this.#bar,
      this.#segments.build(),
      element('div', { class: 'card', part: 'card' }, this.#table, this.#selection.build()),
      this.#onPaper,
    );
    this.#welcome = welcome(words, {
      create: () => this.emit('kartei-new'),
      bring: () => this.emit('kartei-import'),
      loadSample: () => this.emit('kartei-import', { isSample: true }),
    });
    this.#table.replaceChildren(this.#buildEmpty());
    this.root.replaceChildren(this.#buildToolbar(), this.#welcome, this.#main);
    this.#showCount();
    this.#showSelection();
    this.#segments.show(this.#all);
  }

  bookReplaced() {
    this.#bar.book = this.#table.book = this.#all = this.#failure = null;
  }

  connected() {
    this.#bar.book = this.#table.book = this.book;
    this.#segments.setSource(this.book);
    addEventListener('beforeprint', () => this.#tellPaper(), { signal: this.connection });
    this.#countAll();
  }

  bookChanged() {
    this.#countAll();
    this.#segments.refresh();
  }

  #buildToolbar() {
    const { words } = this;
    const create = element(
      'button',
      { type: 'button', class: 'primary', onclick: () => this.emit('kartei-new') },
      icon('plus'),
      element('span', {}, words.text('contact.new')),
    );
    return element(
      'div',
      { class: 'toolbar', part: 'toolbar' },
      element(
        'div',
        { class: 'heading' },
        element('h2', { class: 'title', tabindex: '-1' }, words.text('list.title')),
        this.#count,
      ),
      element(
        'div',
        { class: 'actions' },
        this.#columns,
        this.#action('import.action', 'upload', () => this.emit('kartei-import')),
        this.#export,
        create,
      ),
    );
  }

  /**
   * @param {Key} key
   * @param {import('../base/icons.js').IconName} iconName
   * @param {() => void} onclick
   */
  #action(key, iconName, onclick) {
    const text = element('span', {}, this.words.text(key));
    return element('button', { type: 'button', class: 'action', onclick }, icon(iconName), text);
  }

  #buildEmpty() {
    const { words } = this;
    const reset = () => {
      this.#failure = null;
      this.#segments.opened = '';
      this.#bar.reset();
      this.#bar.focus();
    };
    const retry = () => {
      this.#failure = null;
      this.#table.reload();
    };
    // Asked again, what is gone is still gone.
    const canRetry = this.#failure && this.#failure.code !== 'segment_unknown';
    const kind = this.#filterKind;
    const key = this.#failure ? 'error.title' : 'list.no_matches';
    const text = this.#failure
      ? words.failure(this.#failure)
      : words.text(`list.no_matches_${kind}`);
    return element(
      'div',
      { slot: 'empty', class: 'nothing' },
      element('h3', {}, words.text(key)),
      element('p', { class: 'muted' }, text),
      canRetry
        ? element('button', { type: 'button', onclick: retry }, words.text('error.retry'))
        : element('button', { type: 'button', onclick: reset }, words.text(`filter.reset_${kind}`)),
    );
  }

  /** @returns {'search' | 'filter' | 'both'} what keeps contacts out of the list */
  get #filterKind() {
    const { text, conditions } = this.#bar;
    const isFiltered = conditions.length > 0 || this.#segments.opened !== '';
    if (text.trim() && isFiltered) return 'both';
    return isFiltered ? 'filter' : 'search';
  }

  #showEmpty() {
    showIfOther(this.#table, [this.#buildEmpty()]);
  }

  // --- what is shown ---

  async #countAll() {
    const { book } = this;
    const count = await book?.count({ all: [] }).catch(() => null);
    // The number of a book that was here before says nothing of this one.
    if (count === undefined || count === null || book !== this.book) return;
    this.#all = count;
    this.#showCount();
    this.#segments.show(this.#all);
  }

  #loaded() {
    if (this.#isUnfiltered) this.#all = this.#table.total;
    this.#failure = null;
    this.#showEmpty();
    this.#showCount();
    this.#announceCount();
  }

  get #countText() {
    const { words } = this;
    const count = this.#table.total;
    if (this.#isUnfiltered || this.#all === null) return words.text('list.count', { count });
    return words.text('list.count_of', { count: this.#all, matches: count });
  }

  #announceCount() {
    // Live updates change nothing that has to be said again, and nobody is told of another screen.
    if (this.hidden) return;
    const text = this.#countText;
    if (text === this.#announced) return;
    this.#announced = text;
    this.emit('kartei-announced', { text });
  }

  #announced = '';

  #showCount() {
    // The number of the list before says nothing of one that could not be read.
    if (this.#failure) return this.#count.replaceChildren();
    // While an answer is awaited the last one stands: numbers that vanish for a moment disturb.
    if (!this.#table.isLoaded) return;
    this.#count.textContent = this.#countText;
    const isFirstRun = this.#all === 0 && this.#isUnfiltered;
    this.#welcome.hidden = !isFirstRun;
    this.#main.hidden = isFirstRun;
    this.#count.hidden = isFirstRun;
    this.#export.hidden = this.#columns.hidden = isFirstRun;
    // The last contact is gone with its list, or the first one is there.
    if (this.root.activeElement && !isFocusSeen()) this.focusTitle();
  }

  #tellPaper() {
    const { total, drawn } = this.#table;
    const place = { from: drawn.first + 1, to: drawn.end, count: total };
    const isWhole = drawn.end - drawn.first >= total;
    this.#onPaper.textContent = isWhole ? '' : this.words.text('list.on_paper', place);
  }

  #showSelection() {
    const { selection } = this.#table;
    if (selection.isAllMatches) this.#selectedView = this.view;
    this.#selection.show();
  }

  #goBackToSelected() {
    if (!this.#selectedView) return;
    this.#showView({ ...this.#selectedView, sort: this.#table.query.sort });
    this.#table.focus();
  }

  // --- what a person does ---

  /** @param {Event} event */
  #filterChanged(event) {
    event.stopPropagation();
    const { isTyping } = detailOf(event);
    this.#table.query = { filter: this.#filter, sort: this.#table.query.sort };
    this.#segments.show(this.#all);
    this.#viewChanged(isTyping);
  }

  /** @param {Partial<View>} change  that a person wants */
  #showView(change) {
    this.view = { ...this.view, ...change };
    this.#viewChanged(false);
  }

  /** @param {boolean} isTyping */
  #viewChanged(isTyping) {
    this.emit('kartei-view-changed', { view: this.view, isTyping });
  }

  /** @param {Event} event */
  #failed(event) {
    event.stopPropagation();
    const { failure } = detailOf(event);
    this.#failure = failure;
    this.#showEmpty();
    this.#announced = '';
    this.#showCount();
    this.emit('kartei-announced', { text: this.words.failure(failure) });
  }

  /** @param {Event} event */
  #deleteRequested(event) {
    event.stopPropagation();
    this.#selection.delete(detailOf(event).selection);
  }
}

/** @param {Event} event */
function detailOf(event) {
  return /** @type {CustomEvent} */ (event).detail;
}

customElements.define('kartei-contacts', KarteiContacts);
