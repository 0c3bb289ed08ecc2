// <kartei-contacts>: the screen of the contact list: actions, filter bar, segments, table,
// selection.
//
// It shows a view (text, conditions, segment, sort) and says when a person changes it; who embeds
// it keeps the view, in the address for example. Events: kartei-view-changed {view, isTyping},
// kartei-opened {id}, kartei-new, kartei-import, kartei-export {filter or ids, except, sort,
// locale, count}, kartei-deleted {count, entry}, kartei-changed {count, entry, refused},
// kartei-segment-changed {text, phrase, entry}, kartei-announced {text}, kartei-failed {failure},
// kartei-selection-placed {room}: how many pixels of the window's lower edge what can be done with
// the selection takes, 0 for none.

import { countSelected, deleteMany, editMany } from './bulk-actions.js';
import { element, isFocusSeen } from './dom.js';
import { fromFilter, isSameFilter, toFilter } from './filter-conditions.js';
import { filterEditorStyles } from './filter-editor.css.js';
import { icon } from './icons.js';
import { contactsStyles } from './kartei-contacts.css.js';
import { KarteiElement } from './kartei-element.js';
import { KarteiFilterBar } from './kartei-filter-bar.js';
import { KarteiTable } from './kartei-table.js';
import { popoverStyles } from './popover.css.js';
import {
  buildFilter,
  changeFilter,
  deleteSegment,
  freezeSegment,
  listMany,
  renameSegment,
  saveFilter,
} from './segment-actions.js';
import { runningTaskStyles } from './running-task.css.js';
import { RunningTask } from './running-task.js';
import { segmentBuilderStyles } from './segment-builder.css.js';
import { SegmentList } from './segment-list.js';
import { SegmentStrip } from './segment-strip.js';
import { SelectionBar } from './selection-bar.js';
import { watchSlow } from './watch-slow.js';
import { welcome } from './welcome.js';

/** @import { Failure } from './book-shape.js' */
/** @import { Filter, Segment, SortKey } from '../types.js' */
/** @import { Condition } from './filter-conditions.js' */
/** @import { Done, Place } from './segment-actions.js' */
/** @import { Key } from '../i18n/translate.js' */

/** @typedef {{text: string, conditions: Condition[], segment: string, sort: SortKey[]}} View */

export class KarteiContacts extends KarteiElement {
  #bar = new KarteiFilterBar();
  #table = new KarteiTable();
  /** All contacts, whatever the filter; null until it is known. */
  #all = /** @type {number | null} */ (null);
  /** @type {Failure | null} */
  #failure = null;

  #count = element('p');
  #main = element('div');
  #welcome = element('section');
  #columns = element('button');
  #export = element('button');
  /** @type {SelectionBar | null} */
  #selectionBar = null;
  /** The id of the one that is open, or ''. */
  #segment = '';
  #segments = new SegmentList(() => this.#showSegments());
  /** @type {SegmentStrip | null} */
  #strip = null;
  /** Of the list and of what is below it. */
  #sizes = new ResizeObserver(() => this.#placeSelection());

  constructor() {
    super(
      popoverStyles,
      filterEditorStyles,
      runningTaskStyles,
      contactsStyles,
      segmentBuilderStyles,
    );
    this.#table.setAttribute('part', 'table');
    this.#bar.setAttribute('part', 'filter-bar');
    this.root.addEventListener('kartei-filter-changed', (event) => this.#filterChanged(event));
    this.root.addEventListener('kartei-filter-save', () => this.#saveFilter());
    this.root.addEventListener('kartei-filter-build', () =>
      this.#buildFilter(this.#filter, this.#bar.changing),
    );
    this.root.addEventListener('kartei-filter-kept', () => this.#openChanged());
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
    return { text, conditions, segment: this.#segment, sort: this.#table.query.sort };
  }

  set view({ text, conditions, segment, sort }) {
    // Another filter is not saved in the segment whose filter was being changed.
    if (segment || !isSameFilter(this.#bar, { text, conditions })) this.#bar.changing = null;
    this.#bar.text = text;
    this.#bar.conditions = conditions;
    const isOther = segment !== this.#segment;
    this.#segment = segment;
    this.#table.query = { filter: this.#filter, sort };
    if (!isOther) return;
    this.#showSegments();
    this.#strip?.reveal();
  }

  get #filter() {
    return toFilter(this.#bar.text, this.#bar.conditions, this.#segment);
  }

  get #isUnfiltered() {
    return this.#bar.isEmpty && !this.#segment;
  }

  set openedId(/** @type {string} */ id) {
    this.#table.openedId = id;
  }

  /** Whether the book is at something that nobody can stop: nothing else is asked of it. */
  set isBusy(/** @type {boolean} */ isBusy) {
    this.#isBusy = isBusy;
    this.#selectionBar?.setBusy(isBusy);
    if (isBusy) this.#export.setAttribute('aria-disabled', 'true');
    else this.#export.removeAttribute('aria-disabled');
  }

  #isBusy = false;
  /** Whether many are being changed, or it is asked how. */
  #isActing = false;

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
    this.#columns = this.#action('columns.action', 'columns', () =>
      this.#table.showColumns(this.#columns),
    );
    this.#columns.setAttribute('aria-haspopup', 'dialog');
    this.#export = this.#action('export.action', 'download', () => this.exportList());
    // A question that was open is gone, and is never answered.
    const task = this.#selectionBar?.task ?? null;
    this.#isActing = task !== null;
    this.#selectionBar = new SelectionBar(words, {
      clear: () => this.#clearSelection(),
      keep: () => this.#table.keepSelection(),
      goBack: () => this.#goBackToSelected(),
      list: () => this.#listSelected(),
      edit: () => this.#actOnSelected(editMany, 'kartei-changed'),
      export: () => this.#exportSelected(),
      delete: () => this.#actOnSelected(deleteMany, 'kartei-deleted'),
    });
    if (task) this.#selectionBar.showRunning(task);
    this.#strip = new SegmentStrip(words, {
      open: (id) => this.#openSegment(id),
      create: () => this.#buildFilter({ all: [] }, null),
      change: (segment) => this.#changeFilter(segment),
      rename: (segment) => this.#actFromMenu((place) => renameSegment(place, segment)),
      freeze: (segment) => this.#actFromMenu((place) => freezeSegment(place, segment)),
      remove: (segment) => this.#removeSegment(segment),
    });
    this.#main = element(
      'div',
      { class: 'list' },
      this.#bar,
      this.#strip.element,
      element('div', { class: 'card', part: 'card' }, this.#table, this.#selectionBar.element),
    );
    this.#welcome = welcome(words, {
      create: () => this.emit('kartei-new'),
      bring: () => this.emit('kartei-import'),
      loadSample: () => this.emit('kartei-import', { isSample: true }),
    });
    this.#table.replaceChildren(this.#buildEmpty());
    this.root.replaceChildren(this.#buildToolbar(), this.#welcome, this.#main);
    this.#sizes.disconnect();
    for (const part of [this, this.#selectionBar.element]) this.#sizes.observe(part);
    this.#showCount();
    this.#showSelection();
    this.#showSegments();
  }

  bookReplaced() {
    this.#bar.book = this.#table.book = this.#all = this.#failure = null;
  }

  connected() {
    this.#bar.book = this.#table.book = this.book;
    this.#segments.setSource(this.book);
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
   * @param {import('./icons.js').IconName} iconName
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
      this.#segment = '';
      this.#bar.reset();
      this.#bar.focus();
    };
    const retry = () => {
      this.#failure = null;
      this.#table.reload();
    };
    // Asked again, what is gone is still gone.
    const canRetry = this.#failure && this.#failure.code !== 'segment_unknown';
    const key = this.#failure ? 'error.title' : 'list.no_matches';
    const text = this.#failure ? words.failure(this.#failure) : words.text('list.no_matches_hint');
    return element(
      'div',
      { slot: 'empty', class: 'nothing' },
      element('h3', {}, words.text(key)),
      element('p', { class: 'muted' }, text),
      canRetry
        ? element('button', { type: 'button', onclick: retry }, words.text('error.retry'))
        : element('button', { type: 'button', onclick: reset }, words.text('filter.reset')),
    );
  }

  // --- what is shown ---

  async #countAll() {
    const { book } = this;
    const count = await book?.count({ all: [] }).catch(() => null);
    // The number of a book that was here before says nothing of this one.
    if (count === undefined || count === null || book !== this.book) return;
    this.#all = count;
    this.#showCount();
    this.#showSegments();
  }

  #loaded() {
    if (this.#isUnfiltered) this.#all = this.#table.total;
    if (this.#failure) {
      this.#failure = null;
      this.#table.replaceChildren(this.#buildEmpty());
    }
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

  #showSelection() {
    const { selection } = this.#table;
    if (selection.isAllMatches) this.#selectedView = this.view;
    const focused = this.root.activeElement;
    const text = this.#selectionBar?.show(selection) ?? '';
    // A button that vanishes with what it was for.
    if (focused && !this.root.activeElement) this.#table.focus();
    if (text && text !== this.#saidOfSelection) this.emit('kartei-announced', { text });
    this.#saidOfSelection = text;
  }

  /** What is said at the window's edge must not cover it. */
  #placeSelection() {
    const bar = this.#selectionBar?.element.getBoundingClientRect();
    const room = bar?.height ? Math.max(0, Math.round(innerHeight - bar.top)) : 0;
    this.emit('kartei-selection-placed', { room });
  }

  /** Of which all matches are selected. */
  #selectedView = /** @type {View | null} */ (null);
  #saidOfSelection = '';

  #goBackToSelected() {
    if (!this.#selectedView) return;
    this.view = { ...this.#selectedView, sort: this.#table.query.sort };
    this.#viewChanged(false);
    this.#table.focus();
  }

  #clearSelection() {
    this.#table.clearSelection();
    this.#table.focus();
  }

  // --- what a person does ---

  /** @param {Event} event */
  #filterChanged(event) {
    event.stopPropagation();
    const { isTyping } = detailOf(event);
    this.#table.query = { filter: this.#filter, sort: this.#table.query.sort };
    this.#showSegments();
    this.#viewChanged(isTyping);
  }

  /** @param {boolean} isTyping */
  #viewChanged(isTyping) {
    this.emit('kartei-view-changed', { view: this.view, isTyping });
  }

  // --- segments ---

  #showSegments() {
    this.#strip?.show(this.#segments.all, this.#segment, this.#all);
    this.#bar.segments = this.#segments.all;
    if (!this.#made || !this.#segments.find(this.#made)) return;
    this.#made = '';
    this.#strip?.focus();
    this.#strip?.reveal();
  }

  /** What was just saved gets the focus when it is there. */
  #made = '';

  /** @param {string} id  '': all contacts */
  #openSegment(id) {
    this.#bar.changing = null;
    this.view = { ...this.view, segment: id === this.#segment ? '' : id };
    this.#viewChanged(false);
  }

  /**
   * @param {(place: Place) => Promise<Done | null>} act
   * @returns {Promise<Done | null>} null: nothing was done
   */
  async #actOnSegment(act) {
    const { book, root, words } = this;
    if (!book) return null;
    try {
      const done = await act({ root, words, book });
      if (done) this.emit('kartei-segment-changed', { ...done, text: done.phrase(words) });
      return done;
    } catch (failure) {
      this.emit('kartei-refused', { failure });
      return null;
    }
  }

  /**
   * Whoever thinks better of it is where they were.
   * @param {(place: Place) => Promise<Done | null>} act
   */
  async #actFromMenu(act) {
    const done = await this.#actOnSegment(act);
    if (!done) this.#strip?.focusMore();
    return done;
  }

  /** What was typed and chosen is in the segment now, which is open. */
  async #saveFilter() {
    const { changing } = this.#bar;
    const done = await this.#actOnSegment((place) =>
      changing ? changeFilter(place, changing, this.#filter) : saveFilter(place, this.#filter),
    );
    if (done) this.#openAlone(done.id);
  }

  /** @param {string} id */
  #openAlone(id) {
    this.#made = id;
    this.view = { ...this.view, text: '', conditions: [], segment: id };
    this.#showSegments();
    this.#viewChanged(false);
  }

  /**
   * Groups are made and changed in a dialog.
   * @param {Filter} filter
   * @param {Segment | null} segment  null: a new one
   */
  async #buildFilter(filter, segment) {
    const all = () => this.#segments.all;
    const done = await this.#actOnSegment((place) => buildFilter(place, filter, all, segment));
    if (done) this.#openAlone(done.id);
    return done;
  }

  /**
   * A filter of groups has its dialog. What chips can say is in the bar, where it can be changed,
   * until it is saved or another one opened.
   * @param {Segment} segment
   */
  async #changeFilter(segment) {
    const shown = segment.filter && fromFilter(segment.filter);
    if (segment.filter && !shown && !(await this.#buildFilter(segment.filter, segment))) {
      this.#strip?.focusMore();
    }
    if (!shown) return;
    this.view = { ...this.view, ...shown, segment: '' };
    this.#bar.changing = segment;
    this.#viewChanged(false);
    this.#bar.focus();
  }

  #openChanged() {
    const { changing } = this.#bar;
    if (changing) this.#openAlone(changing.id);
  }

  /** @param {Segment} segment */
  async #removeSegment(segment) {
    const done = await this.#actFromMenu((place) => deleteSegment(place, segment));
    if (!done || this.#segment !== segment.id) return;
    this.#openSegment('');
    // Where an undo is one key away: in the search box that would be its own.
    this.#table.focus();
  }

  async #listSelected() {
    const selection = this.#table.selection.toSelection();
    await this.#actOnSegment((place) => listMany(place, selection, this.#segments.all));
    this.#table.focus();
  }

  /** @param {Event} event */
  #failed(event) {
    event.stopPropagation();
    const { failure } = detailOf(event);
    this.#failure = failure;
    this.#table.replaceChildren(this.#buildEmpty());
    this.#announced = '';
    this.#showCount();
    this.emit('kartei-announced', { text: this.words.failure(failure) });
  }

  async #exportSelected() {
    const { book } = this;
    const selection = this.#table.selection.toSelection();
    const count = book ? await countSelected(book, selection).catch(() => 0) : 0;
    const order = { sort: this.#table.query.sort, locale: this.words.locale };
    if (count) this.emit('kartei-export', { ...selection, ...order, count });
  }

  /** @param {Event} event */
  #deleteRequested(event) {
    event.stopPropagation();
    this.#act(deleteMany, 'kartei-deleted', detailOf(event).selection);
  }

  /**
   * @param {typeof deleteMany} action
   * @param {string} done  the event that says so
   */
  #actOnSelected(action, done) {
    this.#act(action, done, this.#table.selection.toSelection());
  }

  /**
   * What takes longer than a moment is seen to be under way, and can be stopped.
   * @type {import('./bulk-actions.js').Watch}
   */
  async #watch(call) {
    const announce = (/** @type {string} */ text) => this.emit('kartei-announced', { text });
    const task = new RunningTask(this.words, this.words.text('bulk.running'), announce);
    const show = (/** @type {boolean} */ isSlow) => isSlow && this.#selectionBar?.showRunning(task);
    try {
      return await watchSlow(show, () => call(task.long));
    } catch (error) {
      if (/** @type {Failure} */ (error).code !== 'cancelled') throw error;
      announce(this.words.failure(/** @type {Failure} */ (error)));
      return null;
    } finally {
      this.#saidOfSelection = this.#selectionBar?.ended(this.#table.selection) ?? '';
    }
  }

  /**
   * @param {typeof deleteMany} action
   * @param {string} done
   * @param {import('./bulk-actions.js').ListedContacts} selection
   */
  async #act(action, done, selection) {
    const { book } = this;
    // One after the other: each has its place in the bar, with a way to stop it.
    if (!book || this.#isBusy || this.#isActing) return;
    this.#isActing = true;
    try {
      const watch = this.#watch.bind(this);
      const change = await action(this.root, this.words, book, selection, watch);
      if (!change) return;
      if (done === 'kartei-deleted') this.#table.clearSelection();
      this.#table.focus();
      this.emit(done, change);
    } catch (failure) {
      this.emit('kartei-refused', { failure });
    } finally {
      this.#isActing = false;
    }
  }
}

/** @param {Event} event */
function detailOf(event) {
  return /** @type {CustomEvent} */ (event).detail;
}

customElements.define('kartei-contacts', KarteiContacts);
