// A cell of the list that is being edited: an input in its place, with the value as it is kept.
//
// Enter saves and stays on the cell: Enter on a cell opens its contact, and the row may stand
// elsewhere by then, so that "the next one" below would be anybody. Tab saves and goes on to the
// next cell of the row. Esc leaves all as it was. Leaving in another way saves; what cannot be
// saved then stays as a draft, as in the form, and is there again when the cell is edited.
// No click begins it: a click opens the contact, whose fields are edited there.

import { ContactError } from '../../contact-error.js';
import { element } from '../base/dom.js';
import { isIncomplete, uniqueId } from '../base/form-field.js';
import { isPaletteKey } from '../base/shortcuts.js';
import { watchSlow } from '../base/watch-slow.js';
import { nameCallingCodes, toCallingCode } from '../contact/calling-codes.js';
import { contactTitle } from '../contact/contact-columns.js';
import { toValues } from '../form/form-values.js';
import { CellDrafts } from './cell-drafts.js';
import { CellMessage } from './cell-message.js';
import { complaint, conflict, duplicate, offer } from './cell-notes.js';
import { draftOf, saveCell } from './cell-save.js';
import { cellValueOf } from './cell-value.js';
import { SavedCellNote } from './saved-cell-note.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { CallingCode, Contact } from '../../types.js' */
/** @import { Book, Failure } from '../base/book-shape.js' */
/** @import { Column } from '../contact/contact-columns.js' */
/** @import { CellEdit, Outcome } from './cell-save.js' */
/** @import { CellValue } from './cell-value.js' */
/** @import { CellPlace } from './saved-cell-note.js' */

const checkAfterMs = 150;

/**
 * @typedef {object} CellEditorObserver
 * @property {(contact: Contact, book: Book) => void} saved
 * @property {(failure: Failure, book: Book) => void} refused  what was typed and left is not saved
 * @property {() => void} focusCell            the input is gone, the focus stays
 * @property {() => void} ended                and nothing is edited any more
 * @property {(id: string, step: number) => void} goOn  to its next cell, or the one before
 * @property {() => void} reveal               somebody types into a cell that is scrolled away
 * @property {(id: string) => void} open       the contact
 * @property {(place: CellPlace) => HTMLElement | null} cellAt  null where the cursor is elsewhere
 */

/**
 * @typedef {object} OpenCell
 * @property {Book} book
 * @property {Words} words
 * @property {Contact} contact
 * @property {Column} column
 * @property {HTMLElement} cell
 */

/**
 * @typedef {object} EditState
 * @property {CellValue} value
 * @property {HTMLInputElement} input
 * @property {string} text           that stood in the input at first
 * @property {CallingCode[]} codes   once they are loaded
 * @property {Promise<void>} loading
 * @property {boolean} isSaving
 * @property {string} ahead          that was typed while it was saved: it is meant for the next
 * @property {boolean} isDeleted     elsewhere, meanwhile
 * @property {HTMLElement} [list]    of calling codes to choose from
 */
/** @typedef {OpenCell & EditState} Editing */

export class CellEditor {
  #observer;
  #message = new CellMessage();
  #savedNote;
  /** @type {Editing | null} */
  #now = null;
  #checkTimer = 0;
  /** Counts checks: what saving has found, an answer to an older one does not hide. */
  #check = 0;
  #drafts = new CellDrafts();

  /** @param {CellEditorObserver} observer */
  constructor(observer) {
    this.#observer = observer;
    this.#savedNote = new SavedCellNote(this.#message, observer.cellAt);
    this.#message.element.addEventListener('keydown', (event) => this.#messageKeyPressed(event));
    this.#message.element.addEventListener('focusout', (event) => this.focusLeft(event));
    // A press on what is said does not leave the cell.
    this.#message.element.addEventListener('mousedown', (event) => event.preventDefault());
  }

  /** What is said of the cell; to be put where the cell is. */
  get messageElement() {
    return this.#message.element;
  }

  get isOpen() {
    return this.#now !== null;
  }

  /** The contact of the cell, whatever the list has in its row by now. */
  get contact() {
    return this.#now?.contact ?? null;
  }

  /** @param {boolean} isSeen  whether the row is in view */
  set isSeen(isSeen) {
    this.#message.isSeen = isSeen;
  }

  /** @param {OpenCell} cell */
  open({ book, words, contact, column, cell }) {
    const value = cellValueOf(column.id);
    if (!value) return;
    this.leave();
    const name = contactTitle(contact, words);
    const label = column.label(words);
    const input = element('input', {
      class: 'editor',
      part: 'editor',
      autocomplete: 'off',
      spellcheck: 'false',
      'aria-label': words.text('cell.label', { name, column: label }),
      placeholder: label,
      ...value.input,
      value: value.read(toValues(contact)),
      oninput: () => this.#typed(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyPressed(event),
      // What is done in the input is nothing that the grid has to answer.
      ...Object.fromEntries(['click', 'mousedown', 'keyup'].map((type) => [`on${type}`, stop])),
    });
    this.#savedNote.hide();
    const loading = Promise.resolve();
    const state = {
      value,
      input,
      text: '',
      codes: [],
      loading,
      isSaving: false,
      ahead: '',
      isDeleted: false,
    };
    const now = { book, words, contact, column, cell, ...state };
    this.#now = now;
    now.loading = this.#loadCodes(now);
    this.#putInto(cell, now);
    input.focus({ preventScroll: true });
    this.#restoreDraft(now);
    now.text = input.value;
    input.select();
  }

  /**
   * The row stands elsewhere by now, or is made of another element.
   * @param {HTMLElement | null} cell
   */
  placeIn(cell) {
    const now = this.#now;
    if (!now) return this.#savedNote.follow();
    if (!cell || cell === now.cell) return;
    const { input } = now;
    const hadFocus = input.matches(':focus');
    const [start, end] = [input.selectionStart, input.selectionEnd];
    this.#isMoving = true;
    now.cell.classList.remove('editing');
    this.#putInto(cell, now);
    if (hadFocus) input.focus({ preventScroll: true });
    this.#isMoving = false;
    if (start !== null) input.setSelectionRange(start, end);
  }
  #isMoving = false;

  /**
   * @param {HTMLElement} cell
   * @param {Editing} now
   */
  #putInto(cell, now) {
    now.cell = cell;
    cell.classList.add('editing');
    // Where a row has several lines the header does not stand above it.
    cell.dataset.column = now.column.label(now.words);
    cell.append(now.input);
  }

  /** What would be saved again is said to be deleted, as the form says it. */
  async bookChanged() {
    const now = this.#now;
    const contact = await now?.book.get(now.contact.id).catch(() => null);
    if (!now || !contact || now !== this.#now || now.isSaving) return;
    const isDeleted = contact.deleted_at !== null;
    if (isDeleted === now.isDeleted) return;
    now.isDeleted = isDeleted;
    if (this.#message.kind !== 'error') this.#acceptable(now);
  }

  /** Saves what was typed; the focus is elsewhere, or shall go there. */
  leave() {
    const now = this.#now;
    if (!now) return;
    const { book, input, isSaving } = now;
    const typed = input.value;
    // Half a date has no text that could be kept, and is not taken for none.
    const isHalf = isIncomplete(input, now.text);
    this.#close(now);
    this.#observer.ended();
    const incomplete = new ContactError({ code: 'date_malformed' });
    if (isHalf) return this.#observer.refused(incomplete, book);
    // Whoever is saving it already finds that it was left.
    if (!isSaving && typed !== now.text) this.#saveLeft(now, typed);
  }

  /** The page may be gone in a moment: what was typed stays, as a draft. */
  keepDraft() {
    const now = this.#now;
    if (now && now.input.value !== now.text) this.#drafts.keep(now.book, this.#editOf(now));
  }

  /**
   * Takes away what is said of a cell that was saved.
   * @returns {boolean} whether there was anything
   */
  dismiss() {
    if (this.#now || !this.#message.kind) return false;
    this.#savedNote.hide();
    return true;
  }

  // --- typing ---

  /**
   * @param {Editing} now
   * @param {string} [typed]
   * @returns {CellEdit}
   */
  #editOf({ value, contact, words, codes, input }, typed = input.value) {
    const isCode = value.field === 'country_code';
    const text = isCode ? toCallingCode(nameCallingCodes(codes, words), typed) : typed;
    return { value, contact, text, codes };
  }

  /** @param {Editing} now */
  async #loadCodes(now) {
    const { book, value, words, input } = now;
    if (value.field !== 'country_code' && value.field !== 'phone') return;
    // Without them a code is typed as it is.
    now.codes = await book.callingCodes().catch(() => []);
    if (value.field !== 'country_code' || now !== this.#now) return;
    const options = nameCallingCodes(now.codes, words).map(({ code, name }) =>
      element('option', { value: code, label: `${code} ${name}` }),
    );
    const list = element('datalist', { id: uniqueId('codes') }, ...options);
    this.#message.element.after(list);
    now.list = list;
    input.setAttribute('list', list.id);
  }

  #typed() {
    this.#stopChecking();
    this.#checkTimer = setTimeout(() => this.#checkTyped(), checkAfterMs);
  }

  #stopChecking() {
    clearTimeout(this.#checkTimer);
    ++this.#check;
  }

  /** Nobody is interrupted while they type: a complaint that is not there yet waits. */
  async #checkTyped() {
    const now = this.#now;
    if (!now) return;
    const check = ++this.#check;
    const checked = await now.book.check(draftOf(this.#editOf(now))).catch(() => null);
    if (!checked || now !== this.#now || check !== this.#check) return;
    const isComplaining = this.#message.kind === 'error';
    if (isComplaining && checked.issues.length) return this.#complain(now, checked.issues);
    this.#acceptable(now);
    const note = duplicate(now.words, now.value, checked);
    if (note) this.#message.show(note, now.input);
  }

  /** @param {Editing} now */
  #acceptable({ input, words, isDeleted }) {
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-describedby');
    if (!isDeleted) return this.#message.hide();
    this.#message.show({ kind: 'warning', text: words.text('form.deleted') }, input);
  }

  // --- keys ---

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    if (this.#isForPalette(event)) return;
    // Letters are text here, and arrows move in it.
    event.stopPropagation();
    const now = this.#now;
    if (!now || event.isComposing) return;
    this.#observer.reveal();
    // What AltGr writes on some keyboards has Ctrl and Alt with it.
    const isCommand = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
    const isSave = event.key === 'Enter' || (isCommand && event.key.toLowerCase() === 's');
    if (event.key === 'Escape') this.#cancel(now);
    else if (isSave) this.#save(now, 0);
    else if (event.key === 'Tab') this.#goOn(now, event.shiftKey ? -1 : 1);
    else if (now.isSaving && event.key.length === 1 && !isCommand) now.ahead += event.key;
    else return;
    event.preventDefault();
  }

  /**
   * The command palette is for everywhere. The cell is left before it opens, as it gives the focus
   * back to what had it, and the input will be gone.
   * @param {KeyboardEvent} event
   */
  #isForPalette(event) {
    const isMeant = isPaletteKey(event) && !event.isComposing;
    if (isMeant) this.#observer.focusCell();
    return isMeant;
  }

  /** @param {KeyboardEvent} event  on what can be done about what was said */
  #messageKeyPressed(event) {
    if (this.#isForPalette(event)) return;
    event.stopPropagation();
    const now = this.#now;
    if (!now) return event.key === 'Escape' ? this.#leaveSaid() : undefined;
    const isBack = event.shiftKey && event.target === this.#message.firstAction;
    if (event.key === 'Escape') this.#cancel(now);
    else if (event.key === 'Tab' && isBack) now.input.focus();
    else return;
    event.preventDefault();
  }

  /** @param {Editing} now @param {number} step */
  #goOn(now, step) {
    const action = step > 0 && this.#message.firstAction;
    // A question is answered before one goes on.
    if (action) return action.focus();
    return this.#save(now, step);
  }

  /** The input, a cell of the list or what is said has lost the focus. @param {FocusEvent} event */
  focusLeft({ relatedTarget }) {
    const now = this.#now;
    const to = /** @type {Node | null} */ (relatedTarget);
    // Another window has the focus: who comes back goes on here.
    if (!to && !document.hasFocus()) return;
    if (!now) return this.#savedNote.follow(to);
    if (this.#isMoving || to === now.input || this.#message.element.contains(to)) return;
    this.leave();
  }

  // --- saving ---

  /**
   * @param {Editing} now
   * @param {number} step  0: stay on the cell
   */
  async #save(now, step) {
    if (now.isSaving) return;
    const { book, words, input } = now;
    this.#message.ask();
    if (isIncomplete(input, now.text)) return this.#complain(now, [{ code: 'date_malformed' }]);
    const typed = input.value;
    this.#stopChecking();
    this.#setSaving(now, true);
    await now.loading;
    const edit = this.#editOf(now, typed);
    try {
      const show = (/** @type {boolean} */ isSlow) => {
        if (isSlow && now === this.#now)
          this.#message.show({ kind: 'info', text: words.text('form.saving') }, input);
      };
      const outcome = await watchSlow(show, () => saveCell(book, edit));
      if (now !== this.#now) this.#settleLeft(now, edit, outcome);
      else if (outcome.theirs) this.#ask(now, outcome.theirs);
      else this.#saved(now, edit, outcome, step);
    } catch (error) {
      const failure = /** @type {Failure} */ (error);
      if (now !== this.#now) this.#refuseLeft(now, edit, failure);
      else this.#refused(now, failure);
    }
  }

  /** @param {Editing} now @param {boolean} isSaving */
  #setSaving(now, isSaving) {
    now.isSaving = isSaving;
    now.ahead = '';
    now.input.readOnly = isSaving;
  }

  /**
   * @param {Editing} now
   * @param {CellEdit} edit
   * @param {Outcome} outcome
   * @param {number} step
   */
  #saved(now, edit, { contact, isSaved }, step) {
    this.#drafts.drop(now.book, now.contact, now.value);
    if (contact && isSaved) this.#observer.saved(contact, now.book);
    this.#close(now);
    this.#observer.focusCell();
    if (step) this.#observer.goOn(now.contact.id, step);
    if (this.#now) this.#typeAhead(this.#now, now.ahead);
    else this.#observer.ended();
    if (isSaved) this.#sayAfterwards(now, edit);
  }

  /**
   * Whoever types fast is ahead of the book by a letter or two.
   * @param {Editing} next
   * @param {string} text
   */
  #typeAhead({ input }, text) {
    if (!text || input.type === 'date') return;
    input.value = text;
    this.#typed();
  }

  /**
   * @param {Editing} now
   * @param {Failure} failure
   */
  #refused(now, failure) {
    this.#setSaving(now, false);
    if (failure.issues?.length) return this.#complain(now, failure.issues);
    this.#say(now, { kind: 'error', text: now.words.failure(failure) });
  }

  /**
   * @param {Editing} now
   * @param {{code: string, field?: string}[]} issues
   */
  #complain(now, issues) {
    const { words, value } = now;
    this.#say(
      now,
      complaint(words, value, issues, () => this.#openContact(now)),
    );
  }

  /**
   * The form goes on with what was typed: saved again from here it would be refused again.
   * @param {Editing} now
   */
  #openContact(now) {
    this.keepDraft();
    this.#close(now);
    this.#observer.focusCell();
    this.#observer.ended();
    this.#observer.open(now.contact.id);
  }

  /**
   * @param {Editing} now
   * @param {import('./cell-message.js').CellNote} note
   */
  #say({ input }, note) {
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', this.#message.id);
    this.#message.show(note, input);
  }

  /**
   * Both have changed the same: whose value counts is nobody's to decide but the person's.
   * @param {Editing} now
   * @param {Contact} theirs
   */
  #ask(now, theirs) {
    this.#setSaving(now, false);
    const saveMine = () => {
      now.contact = theirs;
      now.input.focus();
      this.#acceptable(now);
      this.#save(now, 0);
    };
    const takeTheirs = () => this.#cancel(now);
    this.#say(now, conflict(now.words, now.column, theirs, { saveMine, takeTheirs }));
  }

  /** @param {Editing} now */
  #cancel(now) {
    this.#drafts.drop(now.book, now.contact, now.value);
    this.#close(now);
    this.#observer.focusCell();
    this.#observer.ended();
  }

  /** @param {Editing} now */
  #close(now) {
    this.#stopChecking();
    this.#now = null;
    this.#message.hide();
    now.cell.classList.remove('editing');
    now.list?.remove();
    now.input.remove();
  }

  // --- left before it was saved ---

  /**
   * @param {Editing} now
   * @param {string} typed
   */
  async #saveLeft(now, typed) {
    await now.loading;
    const edit = this.#editOf(now, typed);
    try {
      this.#settleLeft(now, edit, await saveCell(now.book, edit));
    } catch (failure) {
      this.#refuseLeft(now, edit, /** @type {Failure} */ (failure));
    }
  }

  /**
   * @param {Editing} now
   * @param {CellEdit} edit
   * @param {Outcome} outcome
   */
  #settleLeft(now, edit, { contact, isSaved, theirs }) {
    if (theirs) return this.#refuseLeft(now, edit, new ContactError({ code: 'contact_changed' }));
    this.#drafts.drop(now.book, now.contact, now.value);
    if (contact && isSaved) this.#observer.saved(contact, now.book);
  }

  /**
   * @param {Editing} now
   * @param {CellEdit} edit
   * @param {Failure} failure
   */
  #refuseLeft(now, edit, failure) {
    if (failure.code !== 'contact_unknown') this.#drafts.keep(now.book, edit);
    const [issue] = failure.issues ?? [];
    this.#observer.refused(issue ? new ContactError({ code: issue.code }) : failure, now.book);
  }

  /** @param {Editing} now */
  #restoreDraft({ book, contact, value, input, words }) {
    const draft = this.#drafts.load(book, contact, value);
    if (!draft) return;
    input.value = draft.text;
    const text = words.text('form.draft', { date: words.dateTime(draft.time) });
    this.#message.show({ kind: 'info', text }, input);
  }

  // --- what is said of what was saved ---

  /**
   * Somebody else has the same, or another spelling was probably meant.
   * @param {Editing} now  that was saved
   * @param {CellEdit} edit
   */
  async #sayAfterwards({ book, contact: { id }, column, value, words }, edit) {
    const checked = await book.check({ id }).catch(() => null);
    // What is said meanwhile is of another cell.
    if (!checked || this.#message.kind) return;
    const next = this.#now;
    const take = (/** @type {string} */ text) => this.#take(book, { ...edit, text });
    const note =
      duplicate(words, value, checked) ?? offer(words, value, checked, next ? null : take);
    if (!note) return;
    if (!next) this.#savedNote.show({ id, column: column.id }, note);
    else if (next.contact.id === id) this.#message.show(note, next.input);
  }

  #leaveSaid() {
    this.#observer.focusCell();
    this.#savedNote.hide();
  }

  /**
   * @param {Book} book
   * @param {CellEdit} edit  what was offered
   */
  async #take(book, edit) {
    this.#leaveSaid();
    try {
      const contact = await book.get(edit.contact.id);
      const { contact: saved, isSaved } = await saveCell(book, { ...edit, contact });
      if (saved && isSaved) this.#observer.saved(saved, book);
    } catch (failure) {
      this.#observer.refused(/** @type {Failure} */ (failure), book);
    }
  }
}

/** @param {Event} event */
function stop(event) {
  event.stopPropagation();
}
