// <kartei-form>: a contact, new or to be changed.
//
//   form.book = book;
//   form.contactId = contact.id;  // null: a new one
//
// It checks while a person types and complains only when they leave a field or save; what is not
// saved stays as a draft. Events: kartei-saved {contact}, kartei-closed, kartei-opened {id} for a
// duplicate, kartei-deleted {count, entry}, kartei-announced {text}; kartei-before-delete can be
// prevented.

import { avatarStyles } from './avatar.css.js';
import { nameCallingCodes, splitPhone } from './calling-codes.js';
import { confirm } from './confirm-dialog.js';
import { contactTitle, initials, tintOf } from './contact-columns.js';
import { ContactFields } from './contact-fields.js';
import { element } from './dom.js';
import { dropDraft, loadDraft, storeDraft } from './draft-store.js';
import { isChanged, textFields, toDraft, toValues } from './form-values.js';
import { icon } from './icons.js';
import { KarteiElement } from './kartei-element.js';
import { formStyles } from './kartei-form.css.js';

/** @import { Failure } from './book-shape.js' */
/** @import { FormValues, TextFieldName } from './form-values.js' */
/** @import { CallingCode, CheckedDraft, Contact, Issue } from '../types.js' */

const checkAfterMs = 150;

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
  #checked = { issues: [], duplicates: [] };
  /** @type {Set<TextFieldName>} fields that may be complained about */
  #left = new Set();
  /** @type {Failure | null} */
  #failure = null;
  #draftTime = '';
  #isOutdated = false;
  /** Whether all complaints are listed at the top, since somebody wanted to save. */
  #hasSummary = false;
  #isSaving = false;
  /** Counts loads and checks: an answer to an older one is dropped. */
  #load = 0;
  #check = 0;
  #checkTimer = 0;

  /** @type {ContactFields | null} */
  #fields = null;
  #notices = element('div');
  #title = element('h2');
  #avatar = element('span');
  #discard = element('button');

  constructor() {
    super(avatarStyles, formStyles);
  }

  /** The contact that is shown; null for a new one. */
  get contactId() {
    return this.#id;
  }

  set contactId(id) {
    if (id !== null && id === this.#contact?.id) return;
    if (this.isConnected) this.#storeDraft();
    this.#id = id;
    if (this.isConnected) this.#open();
  }

  get isDirty() {
    return isChanged(this.#values, this.#contact);
  }

  focus() {
    this.#fields?.fields.name.input.focus();
  }

  async save({ isLast = true } = {}) {
    if (!this.book || this.#isSaving) return;
    this.#fields?.finish();
    this.#takeValues();
    if (this.#contact && !this.isDirty) return isLast && this.#close();
    this.#isSaving = true;
    try {
      const contact = await this.book.save(toDraft(this.#values, this.#contact));
      dropDraft(this.#draftId);
      this.#show(contact);
      this.emit('kartei-saved', { contact });
      if (isLast) this.emit('kartei-closed');
    } catch (failure) {
      this.#refused(/** @type {Failure} */ (failure));
    } finally {
      this.#isSaving = false;
    }
  }

  // --- life ---

  build() {
    const { words } = this;
    const fields = new ContactFields(words, {
      typed: (field) => this.#typed(field),
      // Fields that are being replaced lose the focus, too; nobody has left them.
      left: (field) => fields === this.#fields && this.#leave(field),
      pasted: (text) => this.#pastePhone(text),
    });
    this.#fields = fields;
    this.#notices = element('div', { class: 'notices' });
    this.#title = element('h2', { id: 'title' });
    this.#avatar = element('span', { class: 'avatar', 'aria-hidden': 'true' });
    const form = element(
      'form',
      {
        part: 'form',
        novalidate: true,
        'aria-labelledby': 'title',
        onsubmit: (/** @type {Event} */ event) => this.#submitted(event),
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyPressed(event),
      },
      this.#buildHeader(),
      element('div', { class: 'scroll' }, this.#notices, fields.element, this.#buildFacts()),
      this.#buildFooter(),
    );
    this.root.replaceChildren(form);
    this.#nameCodes();
    this.#fillIn();
  }

  connected() {
    this.#loadCodes();
    this.#open();
  }

  async #loadCodes() {
    // Without them a code is typed as it is.
    this.#codes = (await this.book?.callingCodes().catch(() => [])) ?? [];
    this.#nameCodes();
  }

  disconnected() {
    clearTimeout(this.#checkTimer);
    this.#storeDraft();
  }

  async bookChanged() {
    if (!this.#id || !this.book || this.#isSaving) return;
    const contact = await this.book.get(this.#id).catch(() => null);
    if (!contact || contact.id !== this.#id || this.#isSaving) return;
    if (contact.updated_at === this.#contact?.updated_at) {
      if (contact.deleted_at === this.#contact.deleted_at) return;
    }
    if (!this.isDirty) return this.#show(contact);
    this.#isOutdated = true;
    this.#showNotices();
  }

  #buildHeader() {
    const { words } = this;
    return element(
      'header',
      {},
      element(
        'button',
        {
          type: 'button',
          class: 'quiet icon-only close',
          'aria-label': words.text('form.close'),
          onclick: () => this.#close(),
        },
        icon('close'),
        icon('arrow_left'),
      ),
      this.#avatar,
      this.#title,
    );
  }

  #facts = element('p');

  #buildFacts() {
    this.#facts = element('p', { class: 'facts muted', hidden: true });
    return this.#facts;
  }

  #delete = element('button');

  #buildFooter() {
    const { words } = this;
    this.#delete = element(
      'button',
      { type: 'button', class: 'quiet delete', onclick: () => this.#requestDelete() },
      icon('trash'),
      element('span', {}, words.text('form.delete')),
    );
    this.#discard = element(
      'button',
      { type: 'button', class: 'quiet', onclick: () => this.#discardChanges() },
      words.text('form.discard'),
    );
    const save = element('button', { class: 'primary', part: 'save' }, words.text('form.save'));
    return element(
      'footer',
      {},
      this.#delete,
      element('span', { class: 'space' }),
      this.#discard,
      save,
    );
  }

  // --- what is shown ---

  get #draftId() {
    return this.#id ?? 'new';
  }

  async #open() {
    const load = ++this.#load;
    this.#show(null);
    if (!this.#id || !this.book) return this.#restoreDraft();
    try {
      const contact = await this.book.get(this.#id);
      if (load !== this.#load) return;
      this.#show(contact);
      this.#restoreDraft();
    } catch (failure) {
      if (load !== this.#load) return;
      this.#failure = /** @type {Failure} */ (failure);
      this.#showNotices();
    }
  }

  /** @param {Contact | null} contact */
  #show(contact) {
    if (contact) this.#id = contact.id;
    this.#contact = contact;
    this.#values = toValues(contact);
    this.#left.clear();
    this.#failure = null;
    this.#isOutdated = false;
    this.#hasSummary = false;
    this.#draftTime = '';
    this.#checked = { issues: [], duplicates: [] };
    this.#fillIn();
    if (contact) this.#checkNow();
  }

  #restoreDraft() {
    const draft = loadDraft(this.#draftId);
    if (!draft) return;
    this.#values = draft.values;
    this.#draftTime = draft.time;
    this.#fillIn();
    this.#checkNow();
  }

  #fillIn() {
    if (!this.#fields) return;
    this.#fields.values = this.#values;
    this.#delete.hidden = !this.#contact || this.#contact.deleted_at !== null;
    this.#showHeader();
    this.#showFacts();
    this.#showComplaints();
    this.#showNotices();
  }

  #showHeader() {
    const { words } = this;
    const isWaiting = this.#id !== null && !this.#contact;
    // What is typed before the contact is there would be overwritten by it.
    if (this.#fields) this.#fields.element.inert = isWaiting;
    const shown = this.#contact ? contactTitle(this.#contact, words) : words.text('form.new');
    this.#title.textContent = isWaiting ? words.text('form.loading') : shown;
    this.#avatar.hidden = !this.#contact;
    if (this.#contact) {
      this.#avatar.textContent = initials(this.#contact.name || this.#contact.email);
      this.#avatar.className = `avatar tint-${tintOf(this.#contact.id)}`;
    }
    this.#discard.hidden = !this.isDirty;
  }

  #showFacts() {
    this.#facts.hidden = !this.#contact;
    if (!this.#contact) return;
    const { words } = this;
    const { created_at, updated_at, source } = this.#contact;
    const known = ['manual', 'import', 'sample', 'chat'].includes(source);
    const key = /** @type {import('../i18n/translate.js').Key} */ (`source.${source}`);
    const facts = [
      words.text('form.created', { date: words.dateTime(created_at) }),
      updated_at !== created_at && words.text('form.updated', { date: words.dateTime(updated_at) }),
      source && words.text('form.source', { source: known ? words.text(key) : source }),
    ];
    this.#facts.textContent = facts.filter(Boolean).join(' · ');
  }

  #nameCodes() {
    if (this.#fields)
      this.#fields.fields.country_code.codes = nameCallingCodes(this.#codes, this.words);
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
    this.#discard.hidden = !this.isDirty;
    clearTimeout(this.#checkTimer);
    this.#checkTimer = setTimeout(() => this.#checkNow(), checkAfterMs);
  }

  /** @param {TextFieldName} field */
  #leave(field) {
    this.#takeValues();
    if (field === 'phone' && !this.#values.country_code) this.#pastePhone(this.#values.phone);
    if (this.#values[field].trim()) this.#left.add(field);
    this.#storeDraft();
    this.#checkNow();
  }

  async #checkNow() {
    clearTimeout(this.#checkTimer);
    if (!this.book) return;
    const check = ++this.#check;
    const checked = await this.book.check(toDraft(this.#values, this.#contact)).catch(() => null);
    if (!checked || check !== this.#check) return;
    this.#checked = checked;
    this.#showComplaints();
    this.#showNotices();
  }

  /** @param {string} field */
  #issueOf(field) {
    return this.#checked.issues.find((issue) => issue.field === field);
  }

  #showComplaints() {
    for (const field of textFields) {
      const issue = this.#left.has(field) ? this.#issueOf(field) : undefined;
      this.#fields?.fields[field].complain(issue ? this.words.error(issue.code) : '');
    }
  }

  /**
   * "+49 30 123456" holds the calling code, too.
   * @param {string} text
   * @returns {boolean} whether the fields were filled
   */
  #pastePhone(text) {
    const split = splitPhone(text, this.#codes);
    if (!split?.phone || !this.#fields) return false;
    this.#fields.fields.country_code.value = split.country_code;
    this.#fields.fields.phone.value = split.phone;
    this.#fields.fields.country_code.showCountry();
    this.#typed();
    return true;
  }

  /** @param {Failure} failure */
  #refused(failure) {
    const issues = failure.issues ?? [];
    if (issues.length) {
      this.#checked = { ...this.#checked, issues };
      for (const field of textFields) this.#left.add(field);
      this.#failure = null;
    } else {
      this.#failure = failure;
    }
    this.#hasSummary = issues.length > 0;
    this.#showComplaints();
    this.#showNotices();
    this.root.querySelector('.summary')?.scrollIntoView({ block: 'nearest' });
    const first = textFields.find((field) => this.#issueOf(field));
    this.#fields?.fields[first ?? 'name'].input.focus();
  }

  // --- notices ---

  #showNotices() {
    const notices = [
      this.#failure && this.#failureNotice(this.#failure),
      this.#contact?.deleted_at && this.#deletedNotice(),
      this.#isOutdated && this.#outdatedNotice(),
      this.#draftTime && this.isDirty && this.#draftNotice(),
      this.#hasSummary && this.#checked.issues.length && this.#summary(this.#checked.issues),
      ...this.#checked.duplicates.map((duplicate) => this.#duplicateNotice(duplicate)),
    ];
    const shown = notices.filter((notice) => notice instanceof HTMLElement);
    // What says the same stays: a click on it may be under way, and it would be read again.
    const said = (/** @type {Iterable<Element>} */ elements) =>
      [...elements].map((notice) => notice.textContent + notice.id).join('\n');
    if (said(shown) !== said(this.#notices.children)) this.#notices.replaceChildren(...shown);
  }

  /** @param {Failure} failure */
  #failureNotice(failure) {
    return notice('danger', 'alert', [this.words.error(failure.code)], { role: 'alert' });
  }

  #deletedNotice() {
    const restore = this.#link('form.restore', () => this.#restore());
    return notice('warning', 'trash', [this.words.text('form.deleted')], {}, restore);
  }

  async #restore() {
    if (!this.book || !this.#id) return;
    try {
      await this.book.restore({ ids: [this.#id] });
    } catch (failure) {
      this.#failure = /** @type {Failure} */ (failure);
      this.#showNotices();
    }
  }

  #outdatedNotice() {
    const reload = this.#link('form.reload', () => this.#discardChanges());
    return notice('warning', 'info', [this.words.text('form.outdated')], {}, reload);
  }

  #draftNotice() {
    const date = this.words.dateTime(this.#draftTime);
    return notice('accent', 'info', [this.words.text('form.draft', { date })]);
  }

  /** @param {Issue[]} issues */
  #summary(issues) {
    const items = issues.map((issue) => {
      const text = this.words.error(issue.code);
      const field = textFields.find((name) => name === issue.field);
      if (!field) return element('li', {}, text);
      const onclick = () => this.#fields?.fields[field].input.focus();
      return element('li', {}, element('button', { type: 'button', class: 'link', onclick }, text));
    });
    const title = this.words.text('form.not_saved', { count: issues.length });
    const content = [element('p', {}, title), element('ul', {}, ...items)];
    return notice('danger summary', 'alert', content, { role: 'alert' });
  }

  /** @param {import('../types.js').DuplicateHint} duplicate */
  #duplicateNotice({ field, id, name }) {
    const key = field === 'email' ? 'form.duplicate_email' : 'form.duplicate_phone';
    const shown = name || this.words.text('contact.unnamed');
    const open = this.#link('form.open_duplicate', () => this.emit('kartei-opened', { id }));
    const text = this.words.text(key, { name: shown });
    return notice('warning', 'info', [text], { id: `${field}-${id}` }, open);
  }

  /**
   * @param {import('../i18n/translate.js').Key} key
   * @param {() => void} onclick
   */
  #link(key, onclick) {
    return element('button', { type: 'button', class: 'link', onclick }, this.words.text(key));
  }

  // --- leaving ---

  #storeDraft() {
    if (this.#id && !this.#contact) return;
    if (this.isDirty) storeDraft(this.#draftId, this.#values);
    else dropDraft(this.#draftId);
  }

  #discardChanges() {
    dropDraft(this.#draftId);
    this.#values = toValues(this.#contact);
    this.#open();
    this.focus();
  }

  #close() {
    this.#takeValues();
    this.#storeDraft();
    this.emit('kartei-closed');
  }

  async #requestDelete() {
    const { words } = this;
    const id = this.#id;
    if (!id || !this.#contact || !this.emit('kartei-before-delete', { ids: [id] })) return;
    const isSure = await confirm(this.root, words, {
      title: words.text('delete.title', { count: 1 }),
      text: words.text('delete.one', { name: contactTitle(this.#contact, words) }),
      action: words.text('delete.action', { count: 1 }),
    });
    if (!isSure || !this.book) return;
    try {
      const change = await this.book.remove({ ids: [id] });
      dropDraft(id);
      this.#values = toValues(this.#contact);
      this.emit('kartei-deleted', change);
      this.emit('kartei-closed');
    } catch (failure) {
      this.#failure = /** @type {Failure} */ (failure);
      this.#showNotices();
    }
  }

  /** @param {Event} event */
  #submitted(event) {
    event.preventDefault();
    this.save();
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape') this.#close();
    else if (isCommand && event.key === 'Enter') this.save();
    else if (isCommand && event.key.toLowerCase() === 's') this.save({ isLast: false });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/**
 * @param {string} kind
 * @param {import('./icons.js').IconName} iconName
 * @param {import('./dom.js').Child[]} content
 * @param {Record<string, unknown>} [properties]
 * @param {...import('./dom.js').Child} actions
 */
function notice(kind, iconName, content, properties = {}, ...actions) {
  return element(
    'div',
    { class: `notice ${kind}`, ...properties },
    icon(iconName),
    element('div', { class: 'notice-text' }, ...content),
    ...actions,
  );
}

customElements.define('kartei-form', KarteiForm);
