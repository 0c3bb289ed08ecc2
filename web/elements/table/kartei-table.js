// <kartei-table>: every contact of a book, reachable in one grid.
//
//   table.book = book;                      // anything with search()
//   table.query = { filter: { text: 'anna' }, sort: [{ field: 'name' }] };
//
// Only the rows that are seen are in the document; the row with the focus stays there even when it
// is scrolled away, so that the focus is never lost. Events: kartei-opened {id}, kartei-sorted
// {sort}, kartei-selected {count}, kartei-loaded {total}, kartei-delete-requested {selection,
// count}, kartei-columns-changed {columns}, kartei-announced {text}, kartei-failed {failure}. The
// content of the slot "empty" is shown where nothing matches, and after a failure.
//
// F2 edits a cell, unless the table is `readonly` or its book saves nothing: kartei-before-edit
// {id, column} can be prevented; kartei-saved {contact}, kartei-refused {failure} where what was
// typed and left could not be saved.

import { element } from '../base/dom.js';
import { KarteiElement } from '../base/kartei-element.js';
import { popoverStyles } from '../base/popover.css.js';
import { PressPlace } from '../base/press-place.js';
import { printStyles } from '../base/print.css.js';
import { avatarStyles } from '../contact/avatar.css.js';
import { cellEditorStyles } from './cell-editor.css.js';
import { CellEditor } from './cell-editor.js';
import { canSave } from './cell-save.js';
import { isEditable } from './cell-value.js';
import { GridCursor } from './grid-cursor.js';
import { defaultSort, sortBy } from './grid-header.js';
import { actOfKey, cellAfterKey, cellOf } from './grid-keys.js';
import { remPixels, showSideways } from './grid-room.js';
import { GridView } from './grid-view.js';
import { tableStyles } from './kartei-table.css.js';
import { RangeAnchor } from './range-anchor.js';
import { RowSelection } from './row-selection.js';
import { RowWindow } from './row-window.js';
import { TableColumns } from './table-columns.js';

/** @import { Contact, Filter, SortKey } from '../../types.js' */
/** @import { Failure } from '../base/book-shape.js' */
/** @import { ColumnChoice } from './column-layout.js' */
/** @import { HeaderDragObserver } from './header-drag.js' */
/** @import { CellPlace } from './saved-cell-note.js' */

export class KarteiTable extends KarteiElement {
  static observedAttributes = [...KarteiElement.observedAttributes, 'readonly'];

  #query = { filter: /** @type {Filter} */ ({ all: [] }), sort: defaultSort() };
  #window = new RowWindow({
    changed: () => this.#windowChanged(),
    failed: (failure) => this.#failed(failure),
  });
  #selection = new RowSelection();
  #openedId = '';
  #locale = '';
  #columns = new TableColumns({
    chosen: (columns) => this.emit('kartei-columns-changed', { columns }),
    changed: () => this.#columnsChanged(),
    widened: () => this.#view.showWidths(),
    said: (text) => this.emit('kartei-announced', { text }),
  });
  /** @type {GridView} */
  #view = new GridView(this.#columns.layout, {
    draw: () => this.#draw(),
    focusedRow: () => (this.#hasFocus ? this.#cursor.row : -1),
  });
  #cursor = new GridCursor(this.#view, this.#window);
  #empty = element('div');
  #editor = new CellEditor({
    saved: (contact, book) => book === this.book && this.#saved(contact),
    refused: (failure, book) => this.emitOf(book, 'kartei-refused', { failure }),
    focusCell: () => this.#cursor.focus(),
    ended: () => this.#editEnded(),
    goOn: (id, step) => this.#editNext(id, step),
    reveal: () => this.#view.isSeen(this.#cursor.row) || this.#view.reveal(this.#cursor.row),
    open: (id) => this.emit('kartei-opened', { id }),
    cellAt: (place) => this.#cellAt(place),
  });
  /** Whether the book has changed while a cell was edited: nothing moves below one's hands. */
  #isOutdated = false;
  /** Whether the row that has the focus may stand elsewhere, for what was typed into it. */
  #hasEdited = false;

  #anchor = new RangeAnchor(this.#window);
  /** Whether the next answer begins a new list. */
  #isNewList = true;
  #wasEmpty = false;
  #press = new PressPlace();

  constructor() {
    super(avatarStyles, popoverStyles, tableStyles, cellEditorStyles, printStyles);
    this.#ask();
  }

  /** What is listed, and in which order. @returns {{filter: Filter, sort: SortKey[]}} */
  get query() {
    return this.#query;
  }

  set query(/** @type {{filter?: Filter, sort?: SortKey[]} | null | undefined} */ given) {
    const { filter = { all: [] }, sort } = given ?? {};
    const query = { filter, sort: sort?.length ? sort : defaultSort() };
    if (JSON.stringify(query) === JSON.stringify(this.#query)) return;
    this.#editor.leave();
    const isNewFilter = JSON.stringify(filter) !== JSON.stringify(this.#query.filter);
    this.#query = query;
    this.#isNewList = true;
    this.#ask();
    this.#view.header?.showSort(query.sort);
    if (!isNewFilter) return;
    this.#selection.filterChanged(filter);
    this.#selectionChanged();
  }

  /** Names stand in the order of the language that is spoken here. */
  #ask() {
    this.#locale = this.words.locale;
    this.#window.setQuery({ ...this.#query, locale: this.#locale });
  }

  /** All matches of the filter; meaningful once isLoaded. */
  get total() {
    return this.#window.total;
  }

  /** The rows that are in the document, and on paper: from `first` to before `end`. */
  get drawn() {
    return this.#view.drawn;
  }

  get isLoaded() {
    return this.#window.isAnswered;
  }

  get selection() {
    return this.#selection;
  }

  /** The contact that is open beside the table is marked. */
  get openedId() {
    return this.#openedId;
  }

  set openedId(id) {
    this.#openedId = id;
    this.#draw();
  }

  /** How many pixels of its lower edge something else covers: the last row is scrolled above. */
  set covered(/** @type {number} */ pixels) {
    this.#view.covered = pixels;
  }

  /** Which are shown, in order, and how wide in rem; what a person chooses is remembered. */
  get columns() {
    return this.#columns.layout.choice;
  }

  set columns(/** @type {ColumnChoice} */ choice) {
    this.#columns.show(choice);
  }

  /**
   * Shows the window in which a person chooses them.
   * @param {HTMLElement} anchor  where the focus returns to
   */
  showColumns(anchor) {
    return this.#columns.open(anchor, this.#window.attributeNames());
  }

  clearSelection() {
    this.#selection.clear();
    this.#selectionChanged();
  }

  /** What was selected under another filter stays selected. */
  keepSelection() {
    this.#selection.keep();
    this.#selectionChanged();
  }

  /** Asks for the rows again, after a failure. */
  reload() {
    this.#window.refresh();
  }

  focus() {
    this.focusContact('');
  }

  /** Its row, where it is near; else the one that had the focus. @param {string} id */
  focusContact(id) {
    // Whoever is typing into a cell is not taken away from it.
    if (this.#editor.isOpen) return;
    if (id) this.#cursor.goTo(id);
    this.#cursor.moveTabStop();
    this.#view.reveal(this.#cursor.row);
    this.#cursor.focus();
    // Where its row is still to come, another one has the focus until then.
    if (id) this.#cursor.goTo(id);
  }

  /**
   * The contact below the open one, or above it; the focus goes with it where it is in the list.
   * @param {number} step  1 or -1
   * @returns {string} its id, or '' where none is near
   */
  stepFromOpened(step) {
    const row = this.#window.find(this.#openedId);
    const id = (row >= 0 && this.#window.row(row + step)?.id) || '';
    if (id) this.#view.reveal(row + step);
    if (id && this.#hasFocus) this.focusContact(id);
    return id;
  }

  // --- life ---

  build() {
    this.#editor.leave();
    if (this.words.locale !== this.#locale) this.#ask();
    const slot = element('slot', { name: 'empty' }, this.words.text('list.no_contacts'));
    this.#empty = element('div', { class: 'empty', hidden: true }, slot);
    this.#makeGrid();
    this.root.replaceChildren(this.#view.element, this.#empty);
    this.root.append(this.#editor.messageElement, this.#columns.build(this.words));
    this.#view.watchSize();
  }

  #makeGrid() {
    this.#cursor.forgetTabStop();
    /** @type {HeaderDragObserver} */
    const drag = {
      resized: (column, width, isDone) => this.#columns.drag(column, width / remPixels(), isDone),
      released: (column) => this.#columns.release(column),
      moved: (column, place) => this.#moveColumn(column, place),
    };
    this.#view.build(this.words, drag, {
      'aria-readonly': this.#canEdit ? undefined : 'true',
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyPressed(event),
      onclick: (/** @type {MouseEvent} */ event) => this.#clicked(event),
      onkeyup: (/** @type {KeyboardEvent} */ event) => this.#keyReleased(event),
      onmousedown: (/** @type {MouseEvent} */ event) => this.#pressed(event),
      onfocusin: (/** @type {FocusEvent} */ event) => this.#focused(event),
      onfocusout: (/** @type {FocusEvent} */ event) => this.#editor.focusLeft(event),
    });
    this.#view.header?.showSort(this.#query.sort);
  }

  bookReplaced() {
    this.#window.forget();
    this.#isNewList = true;
  }

  connected() {
    if (this.#selection.setBook(this.book)) this.#selectionChanged();
    this.#window.setSource(this.book);
    // Nothing that was typed is lost with the page.
    addEventListener('pagehide', () => this.#editor.keepDraft(), { signal: this.connection });
  }

  disconnected() {
    this.#editor.leave();
    this.#window.stop();
    this.#view.stop();
  }

  async bookChanged() {
    this.#isOutdated = this.#editor.isOpen;
    if (this.#isOutdated) return this.#editor.bookChanged();
    this.#window.refresh();
    if (await this.#selection.dropGone()) this.#selectionChanged();
  }

  // --- answers ---

  #windowChanged() {
    const { total, isAnswered } = this.#window;
    this.#view.rows = this.#rowsToDraw();
    if (isAnswered) {
      if (this.#isNewList) this.#beginList();
      else this.#followCursor();
      this.#wasEmpty = !total;
      this.#selection.updateMatches(total);
      this.emit('kartei-loaded', { total });
      if (this.#selection.isAllMatches) this.#selectionChanged();
    }
    this.#view.settle();
  }

  #beginList() {
    this.#isNewList = false;
    this.#anchor.beginList();
    this.#view.scrollToTop();
    // Of an empty list nothing but its header could have the focus.
    const staysInHeader = this.#cursor.row < 0 && this.#hasFocus && !this.#wasEmpty;
    this.#cursor.row = staysInHeader || !this.#window.total ? -1 : 0;
  }

  /** After a change of the book the focus stays on the same contact, wherever it stands now. */
  #followCursor() {
    if (this.#wasEmpty && !this.#hasFocus) this.#cursor.row = 0;
    this.#cursor.follow();
    this.#anchor.follow();
    if (this.#hasEdited && this.#hasFocus) this.#view.reveal(this.#cursor.row);
    this.#hasEdited = false;
    // With the last row its focus would go.
    if (this.#cursor.row < 0 && this.#hasFocus) this.#cursor.focus();
  }

  /** @param {Failure} failure */
  #failed(failure) {
    this.emit('kartei-failed', { failure });
    this.#draw();
  }

  /** Before the first answer there is nothing, and when that takes long, the shape of rows. */
  #rowsToDraw() {
    const { total, isAnswered, isSlow } = this.#window;
    return !total && !isAnswered && isSlow ? this.#view.pageRows : total;
  }

  // --- drawing ---

  /** @returns {boolean} */
  get #hasFocus() {
    const focused = this.root.activeElement;
    return focused !== null && this.#view.element.contains(focused);
  }

  #draw() {
    if (!this.#view.isMeasured) return;
    const { first, end } = this.#view.seen;
    this.#window.show(first, end);
    const kept = this.#cursor.row < this.#view.rows ? this.#cursor.row : -1;
    this.#view.drawRows(kept, (row, index) => {
      const isEdited = index === this.#cursor.row && this.#editor.contact;
      const contact = isEdited || this.#window.row(index);
      row.show(index, contact, {
        isSelected: contact !== undefined && this.#selection.has(contact.id),
        isOpened: contact !== undefined && contact.id === this.#openedId,
        isSlow: this.#window.isSlow,
      });
    });
    this.#showFrame();
    this.#cursor.moveTabStop();
    this.#editor.placeIn(this.#cursor.target);
    this.#editor.isSeen = this.#view.isSeen(this.#cursor.row);
  }

  #showFrame() {
    const { total, isAnswered, isSlow, hasFailed } = this.#window;
    this.#view.element.setAttribute('aria-rowcount', String(isAnswered ? total + 1 : -1));
    this.#view.element.setAttribute('aria-busy', String(isSlow));
    this.#empty.hidden = !(hasFailed || (isAnswered && total === 0));
    this.#view.header?.showSelection(this.#selection, total);
  }

  // --- keys and clicks ---

  /** @param {FocusEvent} event */
  #focused(event) {
    const cell = cellOf(event.target);
    if (!cell) return;
    this.#cursor.put(cell);
    this.#cursor.moveTabStop();
    // It may have been scrolled away since it had the focus last.
    if (!this.#view.isSeen(cell.row)) this.#view.reveal(cell.row);
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    const grid = {
      rows: this.#view.rows,
      columns: this.#columns.layout.columns.length + 1,
      pageRows: this.#view.pageRows,
    };
    const cell = cellAfterKey(event, this.#cursor, grid);
    if (cell) {
      this.#cursor.put(cell);
      this.#view.reveal(cell.row);
      this.#draw();
      const { target } = this.#cursor;
      this.#cursor.focus();
      if (target) showSideways(target, this.#view.element);
    } else if (!(event.key === 'Escape' && this.#editor.dismiss()) && !this.#actOnKey(event)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * Space has selected the row when it went down; some browsers click a checkbox when it comes up.
   * @param {KeyboardEvent} event
   */
  #keyReleased(event) {
    if (event.key === ' ' && this.#cursor.row >= 0) event.preventDefault();
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the key did something
   */
  #actOnKey(event) {
    const { row, column } = this.#cursor;
    const meant = actOfKey(event, this.#cursor, this.#selection.count > 0);
    if (!meant) return false;
    if (meant.act === 'select_all') this.#selectAll();
    else if (meant.act === 'clear') this.clearSelection();
    else if (meant.act === 'select') this.#select(row, meant.isRange);
    else if (meant.act === 'open') this.#open(row);
    else if (meant.act === 'edit') this.#edit(row, column);
    else if (meant.act === 'delete') this.#requestDelete(row);
    else if (meant.act === 'sort') this.#sortBy(column - 1, meant.isFurther);
    else if (meant.act === 'widen') this.#widenColumn(column - 1, meant.step);
    else this.#moveColumn(column - 1, column - 1 + meant.step);
    return true;
  }

  /** @param {MouseEvent} event */
  #pressed(event) {
    this.#press.pressed(event);
    // Shift extends the selection of rows, not one of text.
    if (event.shiftKey) event.preventDefault();
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const cell = cellOf(event.target);
    if (!cell) return;
    if (cell.row < 0) return this.#headerClicked(cell.column, event);
    if (cell.column === 0) return this.#select(cell.row, event.shiftKey);
    if (this.#press.isClick(event)) this.#open(cell.row);
  }

  /** @param {number} column  @param {MouseEvent} event */
  #headerClicked(column, event) {
    if (column > 0) return this.#sortBy(column - 1, event.shiftKey);
    if (this.#selection.count) this.clearSelection();
    else this.#selectAll();
  }

  /** @param {number} column  @param {boolean} isFurther  after those that are sorted by */
  #sortBy(column, isFurther) {
    const field = this.#columns.layout.columns[column].sort;
    if (!field) return;
    this.query = { ...this.#query, sort: sortBy(this.#query.sort, field, isFurther) };
    this.emit('kartei-sorted', { sort: this.#query.sort });
  }

  /** @param {number} row */
  #open(row) {
    const contact = this.#window.row(row);
    if (contact) this.emit('kartei-opened', { id: contact.id });
  }

  // --- editing ---

  get #canEdit() {
    return !this.hasAttribute('readonly') && canSave(this.book);
  }

  /**
   * @param {number} row
   * @param {number} at  the column, with that of the checkboxes
   * @returns {boolean} whether it can be edited
   */
  #edit(row, at) {
    const { book, words } = this;
    const contact = this.#window.row(row);
    const column = this.#columns.layout.columns[at - 1];
    if (!contact || !column || !isEditable(column.id, contact)) return false;
    if (!book || !this.#canEdit) return false;
    if (!this.emit('kartei-before-edit', { id: contact.id, column: column.id })) return false;
    this.#cursor.put({ row, column: at });
    this.#view.reveal(row);
    const cell = this.#cursor.target;
    if (!cell) return false;
    this.#editor.open({ book, words, contact, column, cell });
    showSideways(cell, this.#view.element);
    return true;
  }

  /**
   * @param {string} id  of the contact that was edited: its row may be another one's by now
   * @param {number} step  1 or -1
   */
  #editNext(id, step) {
    const { row, column } = this.#cursor;
    if (this.#window.row(row)?.id !== id) return;
    const last = this.#columns.layout.columns.length;
    for (let next = column + step; next >= 1 && next <= last; next += step) {
      if (this.#edit(row, next)) return;
    }
  }

  /** @param {CellPlace} place */
  #cellAt({ id, column }) {
    const { row, column: at, target } = this.#cursor;
    const isAtColumn = this.#columns.layout.columns[at - 1]?.id === column;
    // A row that is still to come is the one that the cursor waits for.
    const shown = this.#window.row(row)?.id ?? this.#cursor.id;
    return isAtColumn && shown === id ? target : null;
  }

  /** @param {Contact} contact */
  #saved(contact) {
    this.#window.replace(contact);
    this.#hasEdited = true;
    this.#draw();
    this.emit('kartei-saved', { contact });
  }

  #editEnded() {
    this.#draw();
    if (this.#isOutdated) this.bookChanged();
  }

  // --- columns ---

  /**
   * @param {number} column
   * @param {number} step  in rem
   */
  #widenColumn(column, step) {
    const width = (this.#view.header?.cell(column).offsetWidth ?? 0) / remPixels();
    this.#columns.widen(column, width + step);
  }

  /**
   * The focus stays on its column.
   * @param {number} column
   * @param {number} place
   */
  #moveColumn(column, place) {
    const last = this.#columns.layout.shown.length;
    const isFocused = this.#cursor.column === column + 1;
    if (isFocused) this.#cursor.column = Math.max(1, Math.min(last, place + 1));
    this.#columns.move(column, place);
  }

  #columnsChanged() {
    if (!this.isConnected || !this.#view.header) return;
    this.#editor.leave();
    const hadFocus = this.#hasFocus;
    const old = this.#view.element;
    const left = old.scrollLeft;
    this.#cursor.column = Math.min(this.#cursor.column, this.#columns.layout.shown.length);
    this.#makeGrid();
    old.replaceWith(this.#view.element);
    this.#view.watchSize();
    this.#view.element.scrollLeft = left;
    const { target } = this.#cursor;
    if (!hadFocus || !target) return;
    this.#cursor.focus();
    showSideways(target, this.#view.element);
  }

  // --- selection ---

  #selectAll() {
    if (!this.isLoaded) return;
    this.#selection.selectMatches(this.#query.filter, this.total);
    this.#selectionChanged();
  }

  /** @param {number} row  @param {boolean} isRange  from the row that was selected last */
  async #select(row, isRange) {
    const contact = this.#window.row(row);
    if (isRange) {
      const [first, last] = this.#anchor.rangeTo(row);
      const ids = this.#window.ids(first, last + 1);
      await this.#selection.addLater(ids).catch((error) => this.#failed(error));
    } else if (contact) {
      this.#selection.toggle(contact.id);
      this.#anchor.put(contact.id, row);
    }
    this.#selectionChanged();
  }

  #selectionChanged() {
    this.#draw();
    this.emit('kartei-selected', { count: this.#selection.count });
  }

  /** @param {number} row  with the focus */
  #requestDelete(row) {
    const meant = this.#selection.orContact(this.#window.row(row));
    if (meant) this.emit('kartei-delete-requested', meant);
  }
}

customElements.define('kartei-table', KarteiTable);
