// <kartei-form>: a contact, new or to be changed.
//
//   form.book = book;
//   form.contactId = contact.id;  // null: a new one
//
// It checks while a person types and complains only when they leave a field or save; what is not
// saved stays as a draft. What was changed elsewhere meanwhile is never overwritten unasked.
// Events:
// kartei-saved {contact}, kartei-closed, kartei-opened {id} for a duplicate, kartei-deleted and
// kartei-restored {count, entry}, kartei-announced {text}; kartei-refused {failure} where another
// contact is open by now; kartei-before-delete can be prevented.

import { element, isFocusSeen } from '../base/dom.js';
import { KarteiElement } from '../base/kartei-element.js';
import { printStyles } from '../base/print.css.js';
import { tagStyles } from '../base/tag-field.css.js';
import { avatarStyles } from '../contact/avatar.css.js';
import { confirmDeletion } from '../contact/bulk-actions.js';
import { contactFacts } from '../contact/contact-facts.js';
import { ContactFields } from './contact-fields.js';
import { dropDraft, FormDrafts, newDraft } from './draft-store.js';
import { differences } from './form-conflict.js';
import { FormFooter } from './form-footer.js';
import { FormHeading } from './form-heading.js';
import { allIsWell, FormNotices } from './form-notices.js';
import {
  isChanged,
  isEqual,
  saveLive,
  textFields,
  toDraft,
  toValues,
  typedSince,
} from './form-values.js';
import { formStyles } from './kartei-form.css.js';

/** @import { CallingCode, CheckedDraft, Contact } from '../../types.js' */
/** @import { Book, Failure } from '../base/book-shape.js' */
/** @import { FormValues, TextFieldName } from './form-values.js' */

/** @typedef {{drafts: FormDrafts, id: string, load: number, values: FormValues}} Sent */

const checkAfterMs = 150;

/** @type {CheckedDraft} */
const nothingToSay = { issues: [], duplicates: [], offers: [] };

export class KarteiForm extends KarteiElement {
  /** @type {string | null} */
  #id = null;
  /** @type {Contact | null} */
  #contact = null;
  /** @type {FormValues} */
  #values = toValues(null);
  /** @type {CallingCode[]} */
  #codes = [];
  /** @type {CheckedDraft} */
  #checked = nothingToSay;
  /** @type {Set<TextFieldName>} fields that may be complained about */
  #left = new Set();
  #standing = { ...allIsWell };
  /** Counts loads and checks: an answer to an older one is dropped. */
  #load = 0;
  #drafts = new FormDrafts(null);
  #check = 0;
  #checkTimer = 0;

  /** @type {ContactFields | null} */
  #fields = null;
  /** @type {FormNotices | null} */
  #notices = null;
  /** @type {FormHeading | null} */
  #heading = null;
  #facts = element('p');
  /** @type {FormFooter | null} */
  #footer = null;

  constructor() {
    super(avatarStyles, formStyles, tagStyles, printStyles);
  }

  /** The contact that is shown; null for a new one. @returns {string | null} */
  get contactId() {
    return this.#id;
  }

  set contactId(/** @type {string | null | undefined} */ given) {
    const id = given ?? null;
    const isShown = id !== null && id === this.#contact?.id;
    if (isShown) {
      this.#takeUpDraft();
      return;
    }
    if (this.isConnected) this.#storeDraft();
    this.#id = id;
    if (this.isConnected) this.#open();
  }

  get isDirty() {
    return isChanged(this.#values, this.#contact);
  }

  /** Whose draft stays behind where one leaves now; 'new' of a new contact, '' for none. */
  get unsaved() {
    return this.isDirty && !this.#isSaving ? this.#draftId : '';
  }

  focus() {
    this.#fields?.fields.name.input.focus();
  }

  /** Whoever is led to a contact begins here. */
  focusTitle() {
    this.#heading?.title.focus();
  }

  /** Keeps what was typed, also beyond this page. */
  keepDraft() {
    this.#fields?.finish();
    this.#takeValues();
    this.#storeDraft();
  }

  /** @param {{isLast?: boolean, overwrite?: boolean}} [how] overwrite: whatever others did */
  async save({ isLast = true, overwrite = false } = {}) {
    const { book } = this;
    if (!book || this.#isSaving || (this.#id && !this.#contact)) return;
    this.#fields?.finish();
    this.#takeValues();
    if (this.#fields?.complain()) return this.#complainedOf();
    const before = this.#contact;
    if (before && !this.isDirty) return isLast && this.#close();
    const [drafts, id, values] = [this.#drafts, this.#draftId, this.#values];
    const sent = { drafts, id, load: this.#load, values };
    const expected = before && !overwrite ? { expected_updated_at: before.updated_at } : {};
    const draft = { ...toDraft(values, before), ...expected };
    try {
      const show = () => this.#showSaving();
      const contact = await drafts.saving(id, show, () => saveLive(book, draft));
      const isShown = this.#isShown(sent);
      if (isShown) {
        drafts.drop(id);
        // What was typed meanwhile is not saved, and stays.
        this.#show(contact, { ...toValues(contact), ...typedSince(values, this.#values) });
      } else {
        drafts.dropSaved(id, values);
      }
      this.emitOf(book, 'kartei-saved', { contact });
      // Whoever has come back to it, and types something else, is told that it has changed.
      if (!isShown) return void this.bookChanged();
      if (isLast && !this.isDirty) this.emit('kartei-closed');
    } catch (error) {
      const failure = /** @type {Failure} */ (error);
      if (!this.#isShown(sent)) this.emitOf(book, 'kartei-refused', { failure });
      else if (failure.code === 'contact_changed') await this.#compare();
      else this.#refused(failure);
    }
  }

  get #isSaving() {
    return this.#drafts.isSaving(this.#draftId);
  }

  #showSaving() {
    if (this.#footer) this.#footer.isSaving = this.#isSaving;
  }

  /**
   * Whether the form still shows what was sent, or again: whoever has come back finds the draft.
   * @param {Sent} sent
   */
  #isShown({ drafts, id, load, values }) {
    if (drafts !== this.#drafts || id !== this.#draftId) return false;
    this.#takeValues();
    return load === this.#load || isEqual(values, this.#values);
  }

  /**
   * Whether that contact is still the one that is shown.
   * @param {Book} book
   * @param {string} id
   */
  #isOf(book, id) {
    return book === this.book && id === this.#id;
  }

  // --- life ---

  build() {
    const { words } = this;
    const fields = new ContactFields(words, {
      typed: (field) => this.#typed(field),
      // Fields that are being replaced lose the focus, too; nobody has left them.
      left: (field) => fields === this.#fields && this.#leave(field),
    });
    this.#fields = fields;
    this.#notices = new FormNotices(words, {
      close: () => this.#close(),
      restore: () => this.#restore(),
      compare: () => this.#compare(),
      discard: () => this.#discardChanges(),
      takeTheirs: () => this.#takeTheirs(),
      saveMine: () => this.save({ isLast: false, overwrite: true }),
      keepEditing: () => this.#keepEditing(),
      focus: (field) => this.#focusField(field),
      open: (id) => this.emit('kartei-opened', { id }),
    });
    this.#facts = element('p', { class: 'facts muted', hidden: true });
    this.#heading = new FormHeading(words, () => this.#close());
    this.#footer = new FormFooter(words, {
      delete: () => this.#requestDelete(),
      discard: () => this.#discardChanges(),
    });
    const form = element(
      'form',
      {
        part: 'form',
        novalidate: true,
        'aria-labelledby': 'title',
        onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), this.save()),
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyPressed(event),
      },
      this.#heading.element,
      element('div', { class: 'scroll' }, this.#notices.element, fields.element, this.#facts),
      this.#footer.element,
    );
    this.root.replaceChildren(form);
    fields.codes = this.#codes;
    this.#fillIn();
  }

  bookReplaced() {
    this.keepDraft();
    this.#drafts = new FormDrafts(this.book);
  }

  connected() {
    this.book?.addEventListener?.('status', (event) => this.#statusChanged(event), {
      signal: this.connection,
    });
    this.#loadCodes();
    this.#open();
  }

  /** @param {Event} event */
  #statusChanged(event) {
    if (/** @type {CustomEvent} */ (event).detail.state !== 'destroyed') return;
    // Nothing of the book stays here, either.
    this.#id = null;
    ++this.#load;
    this.#show(null);
  }

  async #loadCodes() {
    // Without them a code is typed as it is.
    this.#codes = (await this.book?.callingCodes().catch(() => [])) ?? [];
    if (this.#fields) this.#fields.codes = this.#codes;
  }

  disconnected() {
    clearTimeout(this.#checkTimer);
    this.#storeDraft();
  }

  async bookChanged() {
    const id = this.#id;
    if (!id || !this.book || this.#isSaving) return;
    const contact = await this.book.get(id).catch((failure) => this.#isGone(id, failure));
    if (!contact || contact.id !== this.#id || this.#isSaving) return;
    const { updated_at, deleted_at } = this.#contact ?? {};
    if (contact.updated_at === updated_at && contact.deleted_at === deleted_at) return;
    this.#takeValues();
    if (!this.isDirty) return this.#show(contact);
    if (this.#standing.theirs) this.#standing.theirs = contact;
    if (this.#contact) this.#contact = { ...this.#contact, deleted_at: contact.deleted_at };
    if (this.#footer) this.#footer.canDelete = contact.deleted_at === null;
    this.#standing.isOutdated = contact.updated_at !== updated_at;
    this.#showNotices();
  }

  /**
   * A person who was erased elsewhere is erased here, with what was typed about them.
   * @param {string} id
   * @param {Failure} failure
   */
  #isGone(id, failure) {
    if (failure.code !== 'contact_unknown' || id !== this.#id || !this.#contact) return null;
    dropDraft(this.book, id);
    const hadFocus = this.root.activeElement !== null;
    this.#show(null);
    this.#standing.isErased = true;
    this.#showHeader();
    this.#showNotices();
    // Its fields are not shown any more.
    if (hadFocus) this.focusTitle();
    return null;
  }

  // --- what is shown ---

  get #draftId() {
    return this.#id ?? newDraft;
  }

  /** @param {boolean} [restores]  what was typed before */
  async #open(restores = true) {
    const load = ++this.#load;
    this.#showSaving();
    this.#show(null);
    if (!this.#id || !this.book) return restores && this.#restoreDraft();
    try {
      const contact = await this.book.get(this.#id);
      if (load !== this.#load) return;
      this.#show(contact);
      if (restores) this.#restoreDraft();
    } catch (failure) {
      if (load !== this.#load) return;
      const unread = /** @type {Failure} */ (failure);
      // An address that was cut short names no contact, either.
      if (unread.code === 'request_malformed') unread.code = 'contact_unknown';
      this.#standing = { ...this.#standing, failure: unread, isUnknown: true };
      this.#showHeader();
      this.#showNotices();
    }
  }

  /**
   * @param {Contact | null} contact
   * @param {FormValues} [values]  what stands in the fields
   */
  #show(contact, values = toValues(contact)) {
    const hadFocus = this.root.activeElement !== null;
    // What was found of the one before says nothing of this one.
    clearTimeout(this.#checkTimer);
    ++this.#check;
    if (contact) this.#id = contact.id;
    this.#contact = contact;
    this.#values = values;
    this.#left.clear();
    this.#standing = { ...allIsWell };
    this.#checked = nothingToSay;
    this.#fillIn();
    if (!contact) return;
    // A question that was answered, or a detail that is no more, had it.
    if (hadFocus && !this.root.activeElement) this.focusTitle();
    this.#checkNow();
  }

  /** Of the contact that is shown: something may have been typed into a cell of the list since. */
  #takeUpDraft() {
    if (this.isConnected && !this.isDirty) this.#restoreDraft();
  }

  #restoreDraft() {
    const draft = this.#drafts.load(this.#draftId);
    if (!draft) return;
    const { base } = draft;
    if (base && this.#contact && base.updated_at !== this.#contact.updated_at) {
      // Compared with the contact of today, what others changed would look like typed here.
      this.#contact = { ...base, deleted_at: this.#contact.deleted_at };
      this.#standing.isOutdated = true;
    }
    this.#values = draft.values;
    this.#standing.draftTime = draft.time;
    this.#fillIn();
    this.#checkNow();
  }

  #fillIn() {
    if (!this.#fields) return;
    this.#fields.values = this.#values;
    this.#showHeader();
    this.#facts.hidden = !this.#contact;
    if (this.#contact) this.#facts.textContent = contactFacts(this.words, this.#contact);
    this.#showComplaints();
    this.#showNotices();
  }

  #showHeader() {
    const { words } = this;
    const isWaiting = this.#id !== null && !this.#contact;
    const isGone = this.#standing.isErased || this.#standing.isUnknown;
    // What is typed before the contact is there would be overwritten by it.
    if (this.#fields && this.#footer) {
      this.#fields.element.inert = isWaiting;
      this.#fields.element.hidden = this.#footer.element.hidden = isGone;
      this.#footer.canDelete = this.#contact?.deleted_at === null;
    }
    this.#heading?.show(words, this.#contact, isGone ? 'gone' : isWaiting ? 'loading' : 'new');
    this.#showDiscard();
  }

  #showDiscard() {
    if (this.#footer) this.#footer.canDiscard = this.isDirty;
  }

  // --- typing and checking ---

  #takeValues() {
    if (this.#fields) this.#values = this.#fields.values;
  }

  /** @param {TextFieldName} [field] */
  #typed(field) {
    // Nobody is interrupted while they type: a complaint that is not there yet waits.
    if (field && !this.#fields?.fields[field].isComplaining) this.#left.delete(field);
    this.#takeValues();
    this.#showDiscard();
    clearTimeout(this.#checkTimer);
    this.#checkTimer = setTimeout(() => {
      // Not only once it is left: the page may be gone without a word.
      this.#storeDraft();
      this.#checkNow();
    }, checkAfterMs);
  }

  /** @param {TextFieldName} field */
  #leave(field) {
    this.#takeValues();
    const { country_code, phone } = this.#values;
    if (field === 'phone' && !country_code) this.#fields?.takePhone(phone);
    const isIncomplete = this.#fields?.fields[field].isIncomplete;
    if (isIncomplete || this.#values[field].trim()) this.#left.add(field);
    this.#storeDraft();
    this.#checkNow();
  }

  async #checkNow() {
    clearTimeout(this.#checkTimer);
    if (!this.book) return;
    const check = ++this.#check;
    const checked = await this.book.check(toDraft(this.#values, this.#contact)).catch(() => null);
    if (!checked || check !== this.#check) return;
    this.#checked = { ...checked, issues: [...(this.#fields?.issues ?? []), ...checked.issues] };
    this.#showComplaints();
    this.#showNotices();
  }

  /** @param {string} field */
  #issueOf(field) {
    return this.#checked.issues.find((issue) => issue.field === field);
  }

  #showComplaints() {
    this.#fields?.say(this.#checked, this.#left);
  }

  /** @param {Failure} failure */
  #refused(failure) {
    const issues = failure.issues ?? [];
    if (issues.length) {
      this.#checked = { ...this.#checked, issues };
      for (const field of textFields) this.#left.add(field);
      this.#standing.failure = null;
    } else {
      this.#standing.failure = failure;
    }
    this.#standing.hasSummary = issues.length > 0;
    this.#showComplaints();
    this.#showNotices();
    this.#notices?.revealSummary();
    const first = textFields.find((field) => this.#issueOf(field));
    this.#focusField(first ?? 'name');
  }

  /** Of further details that cannot be saved: what else cannot is said with them. */
  #complainedOf() {
    for (const field of textFields) this.#left.add(field);
    this.#standing.hasSummary = true;
    return this.#checkNow();
  }

  /** @param {TextFieldName} field */
  #focusField(field) {
    this.#fields?.fields[field].input.focus();
  }

  // --- notices ---

  #showNotices() {
    this.#notices?.show({
      standing: this.#standing,
      contact: this.#contact,
      values: this.#values,
      isDirty: this.isDirty,
      checked: this.#checked,
      complaints: this.#fields?.complaints ?? [],
    });
    if (this.#footer) this.#footer.isPrimary = !this.#standing.theirs;
  }

  async #restore() {
    const { book } = this;
    const id = this.#id;
    if (!book || !id) return;
    try {
      const change = await book.restore({ ids: [id] });
      this.emitOf(book, 'kartei-restored', change);
    } catch (failure) {
      if (!this.#isOf(book, id)) return void this.emitOf(book, 'kartei-refused', { failure });
      this.#standing.failure = /** @type {Failure} */ (failure);
      this.#showNotices();
    }
  }

  // --- changed elsewhere ---

  async #compare() {
    const { book, words } = this;
    const id = this.#id;
    if (!book || !id) return;
    const theirs = await book.get(id).catch((failure) => this.#isGone(id, failure));
    if (!theirs || theirs.id !== this.#id) return;
    const states = { base: this.#contact, theirs, mine: this.#values };
    // Both have typed the same: nothing is left to be saved.
    if (!differences(words, states).length) return this.#takeTheirs();
    this.#standing.theirs = theirs;
    this.#standing.failure = null;
    this.#showNotices();
    this.#notices?.focusConflict();
  }

  #keepEditing() {
    this.#standing.theirs = null;
    this.#standing.isOutdated = true;
    this.#showNotices();
    this.focus();
  }

  #takeTheirs() {
    return this.#discardChanges(() => this.focusTitle());
  }

  // --- leaving ---

  #storeDraft() {
    if (this.#id && !this.#contact) return;
    if (this.isDirty) this.#drafts.store(this.#draftId, this.#values, this.#contact);
    else this.#drafts.drop(this.#draftId);
  }

  /** @param {() => void} [focus]  where one goes on, unless one has gone elsewhere meanwhile */
  async #discardChanges(focus = () => this.focus()) {
    const id = this.#draftId;
    this.#drafts.drop(id);
    this.#values = toValues(this.#contact);
    // Until it is read again, no field takes the focus.
    await this.#open(false);
    if (id === this.#draftId && (this.root.activeElement || !isFocusSeen())) focus();
  }

  #close() {
    this.keepDraft();
    this.emit('kartei-closed');
  }

  async #requestDelete() {
    const { book } = this;
    const id = this.#id;
    if (!id || !this.#contact || !this.emit('kartei-before-delete', { ids: [id] })) return;
    if (!(await confirmDeletion(this.root, this.words, 1, this.#contact)) || !book) return;
    try {
      const change = await book.remove({ ids: [id] });
      dropDraft(book, id);
      this.emitOf(book, 'kartei-deleted', change);
      // Another contact is open by now, and stays so.
      if (!this.#isOf(book, id)) return;
      this.#values = toValues(this.#contact);
      this.emit('kartei-closed');
    } catch (failure) {
      if (!this.#isOf(book, id)) return void this.emitOf(book, 'kartei-refused', { failure });
      this.#standing.failure = /** @type {Failure} */ (failure);
      this.#showNotices();
    }
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    // Of an input method it leaves a word, and not the form.
    if (event.isComposing) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape') this.#close();
    else if (isCommand && event.key === 'Enter') this.save();
    else if (isCommand && event.key.toLowerCase() === 's') this.save({ isLast: false });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
customElements.define('kartei-form', KarteiForm);
