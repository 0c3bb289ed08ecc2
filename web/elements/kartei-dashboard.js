// <kartei-dashboard>: the whole of Kartei: list, contact, import, and what happens around them.
//
//   dashboard.book = await openContacts({ name: 'contacts' });
//
// With the attribute `standalone` it owns the page: the view is in the address, and shortcuts work
// wherever the focus is. Without it, it touches neither. Events: kartei-retry (a person wants the
// book to be opened again), kartei-reload (they want the new version), kartei-language-changed
// {locale}, kartei-theme-changed {theme}, and those of the elements inside.

import { AppBar } from './app-bar.js';
import { download, element, isTextEntry } from './dom.js';
import { icon } from './icons.js';
import { KarteiContacts } from './kartei-contacts.js';
import { dashboardStyles } from './kartei-dashboard.css.js';
import { KarteiElement } from './kartei-element.js';
import { KarteiForm } from './kartei-form.js';
import { KarteiImport } from './kartei-import.js';
import { KarteiTable } from './kartei-table.js';
import { KarteiToast } from './kartei-toast.js';
import { loadPreference, storePreference } from './preferences.js';
import { formatRoute, parseRoute } from './route.js';
import { sampleFile } from './sample-contacts.js';
import { showShortcuts } from './shortcuts-dialog.js';
import { failurePage } from './failure-page.js';

/** @import { Failure } from './book-shape.js' */
/** @import { Filter, SortKey } from '../types.js' */
/** @import { Route } from './route.js' */

export class KarteiDashboard extends KarteiElement {
  #contacts = new KarteiContacts();
  #form = new KarteiForm();
  #import = new KarteiImport();
  #toast = new KarteiToast();
  /** @type {Route} */
  #route = parseRoute('');
  /** @type {Failure | null} */
  #failure = null;
  #hasUpdate = false;
  /** @type {(() => void) | null} */
  #undo = null;

  /** @type {AppBar | null} */
  #bar = null;
  #banner = element('div');
  #main = element('main');
  #panel = element('section');
  /** What stands in place of the book while there is none. */
  #page = element('div');

  constructor() {
    super(dashboardStyles);
    this.#listen();
  }

  /** Why there is no book, where there is none. */
  get failure() {
    return this.#failure;
  }

  set failure(failure) {
    this.#failure = failure;
    this.#show();
  }

  /** Whether a new version of Kartei waits to be loaded. */
  get hasUpdate() {
    return this.#hasUpdate;
  }

  set hasUpdate(hasUpdate) {
    this.#hasUpdate = hasUpdate;
    this.#showBanner();
  }

  // --- life ---

  build() {
    const { locale } = this.words;
    for (const part of [this.#contacts, this.#form, this.#import, this.#toast]) part.lang = locale;
    this.#bar = new AppBar(this.words, {
      home: this.#isStandalone ? '#/contacts' : null,
      changeLanguage: (chosen) => this.emit('kartei-language-changed', { locale: chosen }),
      changeTheme: (theme) => this.emit('kartei-theme-changed', { theme }),
      showShortcuts: () => this.#showShortcuts(),
    });
    this.#banner = element('div', { class: 'banner notice accent', hidden: true });
    this.#page = element('div', { class: 'page', hidden: true });
    const label = this.words.text('contact.label');
    this.#panel = element(
      'section',
      { class: 'panel', part: 'panel', 'aria-label': label },
      this.#form,
    );
    this.#main = element(
      'main',
      { part: 'main' },
      this.#page,
      this.#contacts,
      this.#panel,
      this.#import,
    );
    this.root.replaceChildren(this.#bar.element, this.#banner, this.#main, this.#toast);
    this.#showBanner();
    this.#show();
  }

  connected() {
    for (const part of [this.#contacts, this.#form, this.#import]) part.book = this.book;
    const { connection: signal } = this;
    if (this.#isStandalone) {
      addEventListener('hashchange', () => this.#go(parseRoute(location.hash)), { signal });
      document.addEventListener('keydown', (event) => this.#keyPressed(event), { signal });
      this.#go(parseRoute(location.hash));
    } else {
      this.addEventListener('keydown', (event) => this.#keyPressed(event), { signal });
      this.#go(this.#route);
    }
    addEventListener('online', () => this.#connectionChanged(), { signal });
    addEventListener('offline', () => this.#connectionChanged(), { signal });
    this.addEventListener('dragover', (event) => event.preventDefault(), { signal });
    this.addEventListener('drop', (event) => this.#dropped(event), { signal });
  }

  get #isStandalone() {
    return this.hasAttribute('standalone');
  }

  #listen() {
    /**
     * @param {string} type
     * @param {(detail: any, event: Event) => void} handle
     */
    const on = (type, handle) => {
      const listener = (/** @type {Event} */ event) =>
        handle(/** @type {CustomEvent} */ (event).detail, event);
      this.root.addEventListener(type, listener);
    };
    on('kartei-view-changed', ({ view, isTyping }) => this.#navigate(view, isTyping));
    on('kartei-opened', ({ id }) => this.#navigate({ opened: id }));
    on('kartei-new', () => this.#navigate({ opened: 'new' }));
    on('kartei-closed', () => this.#closeContact());
    on('kartei-saved', ({ contact }) => this.#saved(contact.id));
    on('kartei-import', (detail) => this.#openImport(detail?.isSample));
    on('kartei-import-closed', () => this.#navigate({ screen: 'contacts', opened: '' }));
    on('kartei-export', (list) => this.#export(list));
    on('kartei-deleted', (change) => this.#deleted(change));
    on('kartei-refused', ({ failure }) => this.#refused(failure));
    on('kartei-announced', ({ text }) => this.#toast.announce(text));
  }

  // --- what is shown ---

  #show() {
    const { screen, opened } = this.#route;
    const isReady = this.book !== null && !this.#failure;
    const isList = isReady && screen === 'contacts';
    this.#contacts.hidden = !isList;
    this.#panel.hidden = !isList || opened === '';
    this.#import.hidden = !isReady || screen !== 'import';
    this.#main.classList.toggle('has-panel', !this.#panel.hidden);
    this.#contacts.openedId = opened === 'new' ? '' : opened;
    this.#bar?.showKept(isReady);
    this.#showPage();
    if (this.#isStandalone) document.title = this.#title;
  }

  #showPage() {
    this.#page.hidden = this.book !== null && !this.#failure;
    const retry = () => this.emit('kartei-retry');
    this.#page.replaceChildren(
      this.#failure
        ? failurePage(this.words, this.#failure, retry)
        : element('p', { class: 'visually-hidden' }, this.words.text('book.opening')),
    );
  }

  get #title() {
    const key = this.#route.screen === 'import' ? 'import.title' : 'list.title';
    return `${this.words.text(key)} – Kartei`;
  }

  #showBanner() {
    // A new version never loads by itself, and waits for a running import.
    this.#banner.hidden = !this.#hasUpdate;
    const reload = () => {
      if (this.#import.isOpen)
        this.#toast.show({ text: this.words.text('update.wait'), kind: 'problem' });
      else this.emit('kartei-reload');
    };
    this.#banner.replaceChildren(
      icon('info'),
      element('p', { class: 'notice-text' }, this.words.text('update.ready')),
      element('button', { type: 'button', onclick: reload }, this.words.text('update.reload')),
    );
  }

  #connectionChanged() {
    this.#bar?.showConnection();
    const key = navigator.onLine ? 'connection.online' : 'connection.offline_hint';
    this.#toast.announce(this.words.text(key));
  }

  // --- where we are ---

  /**
   * @param {Partial<Route>} change
   * @param {boolean} [isTyping]  a key in the search box is no step to go back to
   */
  #navigate(change, isTyping = false) {
    const route = { ...this.#route, ...change };
    if (this.#isStandalone) {
      const url = formatRoute(route);
      if (url !== location.hash) {
        if (isTyping) history.replaceState(null, '', url);
        else history.pushState(null, '', url);
      }
    }
    this.#go(route);
  }

  /** @param {Route} route */
  #go(route) {
    const before = this.#route;
    this.#route = route;
    this.#contacts.view = route;
    if (route.opened && route.opened !== before.opened) {
      this.#form.contactId = route.opened === 'new' ? null : route.opened;
    }
    this.#show();
    if (route.opened === 'new' && before.opened !== 'new') this.#form.focus();
  }

  /** @param {string} id */
  #saved(id) {
    this.#toast.show({ text: this.words.text('form.saved') });
    // Reloading shows what was saved, not another new contact.
    if (this.#route.opened === 'new') this.#navigate({ opened: id }, true);
  }

  #closeContact() {
    this.#navigate({ opened: '' });
    this.#contacts.focusTable();
  }

  // --- import, export, deleting ---

  /** @param {boolean} [isSample] */
  async #openImport(isSample) {
    this.#navigate({ screen: 'import', opened: '' });
    if (!isSample) return this.#import.focus();
    await this.#import.open(sampleFile(this.words.locale), { source: 'sample' });
    await this.#import.check();
  }

  /** @param {DragEvent} event */
  #dropped(event) {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (!file || !this.book) return;
    this.#navigate({ screen: 'import', opened: '' });
    // One import after the other: the open one is shown.
    if (!this.#import.isOpen) this.#import.open(file);
  }

  /** @param {{filter: Filter, sort: SortKey[], count: number}} list */
  async #export({ filter, sort, count }) {
    const { book, words } = this;
    if (!book) return;
    const stop = new AbortController();
    const task = this.#toast.task(words.text('export.running'), () => stop.abort());
    try {
      const blob = await book.exportCsv({
        filter,
        sort,
        signal: stop.signal,
        onProgress: ({ done, total }) => task.progress(total ? done / total : 0),
      });
      const date = new Date().toISOString().slice(0, 10);
      download(blob, words.text('export.file_name', { date }));
      this.#toast.show({ text: words.text('export.done', { count }) });
    } catch (failure) {
      this.#refused(/** @type {Failure} */ (failure));
    } finally {
      task.end();
    }
  }

  /** @param {{count: number, entry: number}} change */
  #deleted({ count, entry }) {
    const { words } = this;
    const undo = async () => {
      this.#undo = null;
      try {
        const restored = await this.book?.restore({ entry });
        const text = words.text('delete.undone', { count: restored?.count ?? 0 });
        this.#toast.show({ text });
      } catch (failure) {
        this.#refused(/** @type {Failure} */ (failure));
      }
    };
    this.#undo = undo;
    const action = { label: words.text('delete.undo'), run: undo };
    this.#toast.show({ text: words.text('delete.done', { count }), action });
  }

  /** @param {Failure} failure */
  #refused(failure) {
    if (failure.code === 'cancelled') return;
    this.#toast.show({ text: this.words.error(failure.code), kind: 'problem' });
  }

  // --- keys ---

  #showShortcuts() {
    const areOn = loadPreference('shortcuts') !== 'off';
    showShortcuts(this.root, this.words, areOn, (on) =>
      storePreference('shortcuts', on ? 'on' : 'off'),
    );
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    const target = event.composedPath()[0];
    const isInside = event.composedPath().includes(this) || target === document.body;
    if (!isInside || event.defaultPrevented || !this.book || isTextEntry(target)) return;
    if (this.root.querySelector('dialog[open]')) return;
    const isInTable = event.composedPath().some((node) => node instanceof KarteiTable);
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === 'z' && this.#undo) this.#undo();
    // The browser's own search would see only the rows that are in the document.
    else if (isCommand && event.key === 'f' && isInTable) this.#contacts.focusSearch();
    else if (isCommand || event.altKey || !this.#actOnKey(event.key)) return;
    event.preventDefault();
  }

  /**
   * @param {string} key
   * @returns {boolean} whether it was a shortcut
   */
  #actOnKey(key) {
    const isList = this.#route.screen === 'contacts';
    if (key === 'Escape' && this.#route.opened) return (this.#closeContact(), true);
    if (loadPreference('shortcuts') === 'off') return false;
    if (key === '?') this.#showShortcuts();
    else if (key === '/' && isList) this.#contacts.focusSearch();
    else if (key === 'n' && isList) this.#navigate({ opened: 'new' });
    else if (key === 'i' && isList) this.#openImport();
    else if (key === 'e' && isList) this.#contacts.exportList();
    else return false;
    return true;
  }
}

customElements.define('kartei-dashboard', KarteiDashboard);
