// <kartei-dashboard>: the whole of Kartei: list, contact, import, and what happens around them.
//
//   dashboard.book = await openContacts({ name: 'contacts' });
//
// With the attribute `standalone` it owns the page: the view is in the address, and shortcuts work
// wherever the focus is. Without it, it touches neither. Events: kartei-retry (a person wants the
// book to be opened again, or a new one where it was deleted), kartei-reload (they want the new
// version), kartei-language-changed {locale}, kartei-theme-changed {theme}, and those of the
// elements inside.

import { element, isFocusSeen, keepDrop } from '../base/dom.js';
import { KarteiElement } from '../base/kartei-element.js';
import { loadPreference, storePreference } from '../base/preferences.js';
import { printStyles } from '../base/print.css.js';
import { avatarStyles } from '../contact/avatar.css.js';
import { dropLostDrafts } from '../form/draft-store.js';
import { KarteiForm } from '../form/kartei-form.js';
import { KarteiHistory } from '../history/kartei-history.js';
import { UndoActions } from '../history/undo-actions.js';
import { KarteiImport } from '../import/kartei-import.js';
import { KarteiContacts } from '../list/kartei-contacts.js';
import { KarteiSettings } from '../settings/kartei-settings.js';
import { KarteiSync } from '../sync/kartei-sync.js';
import { SyncNote } from '../sync/sync-note.js';
import { SyncWatch } from '../sync/sync-watch.js';
import { KarteiTrash } from '../trash/kartei-trash.js';
import { Address } from './address.js';
import { AppBar } from './app-bar.js';
import { paletteStyles } from './command-palette.css.js';
import { DashboardCommands } from './dashboard-commands.js';
import { DashboardKeys } from './dashboard-keys.js';
import { DashboardMessages } from './dashboard-messages.js';
import { destroyedPage, failurePage } from './failure-page.js';
import { dashboardStyles } from './kartei-dashboard.css.js';
import { KarteiToast } from './kartei-toast.js';
import { parseRoute } from './route.js';
import { sampleFile } from './sample-contacts.js';
import { showShortcuts } from './shortcuts-dialog.js';
import { StandingNotices } from './standing-notices.js';
import { TakenFiles } from './taken-files.js';

/** @import { Contact } from '../../types.js' */
/** @import { Failure, RestoreAnswer, Status } from '../base/book-shape.js' */
/** @import { Rescue } from '../storage/rescue-part.js' */
/** @import { Route, Screen } from './route.js' */

// Below and above a message, in pixels.
const toastMargins = 24;

export class KarteiDashboard extends KarteiElement {
  #contacts = new KarteiContacts();
  #form = new KarteiForm();
  #import = new KarteiImport();
  #history = new KarteiHistory();
  #trash = new KarteiTrash();
  #sync = new KarteiSync();
  #settings = new KarteiSettings();
  #toast = new KarteiToast();
  #address = new Address();
  /** @type {Route} */
  #route = parseRoute('');
  /** @type {Failure | null} */
  #failure = null;
  /** @type {Rescue | null} */
  #rescue = null;
  #hasUpdate = false;
  /** What the selection of each list takes of the window's lower edge, in pixels. */
  #selectionRooms = /** @type {Map<EventTarget | null, number>} */ (new Map());
  /** What messages cover of the screen's lower edge, in pixels. */
  #toastRoom = 0;
  /** @type {Status} */
  #status = 'ready';

  #undo = new UndoActions(() => ({
    root: this.root,
    toast: this.#toast,
    book: this.book,
    words: this.words,
    open: (id) => this.#open(id),
    refused: (failure) => this.#messages.refused(failure),
    busy: (isBusy) => this.#setBusy(isBusy),
  }));
  #messages = new DashboardMessages(this.#toast, this.#undo);
  #files = new TakenFiles(this, this.#messages);
  #notices = new StandingNotices(this.words, {
    reload: () => this.#reloadPage(),
    backUp: () => this.#backUp(),
    left: () => this.#focusScreen(this.#route),
  });
  #keys = new DashboardKeys({
    undo: () => this.#undo.undo(),
    redo: () => this.#undo.redo(),
    go: (screen) => this.#navigate({ screen, opened: '' }),
    act: (key) => this.#actOnKey(key),
    search: () => this.#contacts.focusSearch(),
    showPalette: () => this.#commands.show(),
  });
  #commands = new DashboardCommands(this, {
    contacts: this.#contacts,
    sync: this.#sync,
    undo: this.#undo,
    syncStatus: () => this.#syncWatch.status,
    go: (change) => this.#lead(change),
    loadSample: () => this.#openImport(true),
    backUp: () => this.#backUp(),
    showShortcuts: () => this.#showShortcuts(),
    themeChanged: () => this.#bar?.showTheme(),
  });

  #syncWatch = new SyncWatch(() => this.#showSync());
  #syncNote = new SyncNote();

  /** @type {AppBar | null} */
  #bar = null;
  #main = element('main');
  #panel = element('section');
  /** What stands in place of the book while there is none. */
  #page = element('div');

  constructor() {
    super(dashboardStyles, avatarStyles, paletteStyles, printStyles);
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
    this.#showNotices();
  }

  /** Reads what can be read of a book that cannot be opened; null where nobody can. */
  get rescue() {
    return this.#rescue;
  }

  set rescue(rescue) {
    this.#rescue = rescue;
    this.#show();
  }

  // --- life ---

  build() {
    const focused = this.root.activeElement;
    this.#bar = new AppBar(this.words, {
      hasAddress: this.#isStandalone,
      go: (screen) => this.#navigate({ screen, opened: '' }),
      changeLanguage: (chosen) => this.emit('kartei-language-changed', { locale: chosen }),
      changeTheme: (theme) => this.emit('kartei-theme-changed', { theme }),
      showPalette: () => this.#commands.show(),
      showShortcuts: () => this.#showShortcuts(),
      announce: (text) => this.#toast.announce(text),
    });
    this.#page = element('div', { class: 'page', hidden: true });
    const label = this.words.text('contact.label');
    this.#panel = element(
      'section',
      { class: 'panel', part: 'panel', 'aria-label': label },
      this.#syncNote.element,
      this.#form,
    );
    this.#main = element(
      'main',
      { part: 'main' },
      this.#page,
      this.#contacts,
      this.#panel,
      this.#import,
      this.#history,
      this.#trash,
      this.#sync,
      this.#settings,
    );
    // Out of the document they take both at once, and are built as they come back.
    for (const part of this.#parts) {
      part.lang = this.words.locale;
      part.book = this.book;
    }
    this.#toast.lang = this.words.locale;
    this.#toastPlaced(this.#toastRoom);
    this.#notices.build(this.words);
    const key = focused?.getAttribute('data-key');
    this.root.replaceChildren(this.#bar.element, this.#notices.element, this.#main, this.#toast);
    this.#show();
    const again = key && this.#bar.element.querySelector(`[data-key="${key}"]`);
    if (again instanceof HTMLElement) again.focus();
    else if (focused && !isFocusSeen()) this.#focusScreen(this.#route);
  }

  connected() {
    const { book, connection: signal } = this;
    this.#status = book?.status ?? 'ready';
    book?.addEventListener?.('status', (event) => this.#statusChanged(event), { signal });
    this.#showNotices();
    this.#notices.watch(book, signal);
    this.#syncWatch.watch(book, signal);
    // What was erased elsewhere, or by time, leaves nothing behind here.
    if (book) dropLostDrafts(book);
    if (this.#isStandalone) {
      addEventListener('hashchange', this.#followAddress, { signal });
      document.addEventListener('keydown', (event) => this.#keyPressed(event), { signal });
      // Nothing that was typed is lost with the page.
      addEventListener('pagehide', () => this.#form.keepDraft(), { signal });
      addEventListener('pagehide', () => this.#address.flush(), { signal });
      this.#address.flush();
      this.#go(this.#address.read(), true);
    } else {
      this.addEventListener('keydown', (event) => this.#keyPressed(event), { signal });
      this.#go(this.#route, true);
    }
    addEventListener('online', () => this.#connectionChanged(), { signal });
    addEventListener('offline', () => this.#connectionChanged(), { signal });
    this.addEventListener('dragover', keepDrop, { signal });
    this.addEventListener('drop', (event) => this.#dropped(event), { signal });
  }

  get #parts() {
    const lists = [this.#contacts, this.#import, this.#history, this.#trash];
    return [...lists, this.#sync, this.#settings, this.#form];
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
    on('kartei-view-changed', ({ view, isTyping }) =>
      this.#navigate(view, isTyping ? 'typing' : 'step'),
    );
    on('kartei-opened', ({ id }) => this.#open(id));
    on('kartei-new', () => this.#navigate({ opened: 'new' }));
    on('kartei-closed', () => this.#closeContact());
    on('kartei-saved', ({ contact }) => this.#saved(contact));
    on('kartei-import', (detail) => this.#openImport(detail?.isSample));
    on('kartei-import-closed', ({ done }) => this.#importClosed(done));
    on('kartei-before-undo', ({ entry }, event) => this.#undoImport(entry, event));
    on('kartei-reversing', ({ entry }) => this.#undo.withdraw(entry));
    on('kartei-export', (list) => this.#files.export(list));
    on('kartei-selection-placed', ({ room }, { target }) => this.#selectionPlaced(target, room));
    on('kartei-toast-placed', ({ height }) => this.#toastPlaced(height && height + toastMargins));
    on('kartei-changed', (change) => this.#messages.changedMany(change));
    on('kartei-segment-changed', (done) => this.#undo.offer(done.phrase, done.entry));
    on('kartei-deleted', (change) => this.#messages.done('delete.done', change));
    on('kartei-restored', (change) => this.#messages.done('trash.restored', change));
    on('kartei-erased', ({ count }) => this.#messages.done('trash.erased', { count }));
    on('kartei-conflict-resolved', (detail) => this.#messages.conflictResolved(detail));
    on('kartei-sync', () => this.#navigate({ screen: 'sync', opened: '' }));
    on('kartei-busy', ({ isBusy }) => this.#setBusy(isBusy));
    on('kartei-backup', () => this.#backUp());
    on('kartei-backed-up', () => this.#backedUp());
    on('kartei-backup-restored', (detail) => this.#backupRestored(detail));
    on('kartei-refused', ({ failure }) => this.#messages.refused(failure));
    on('kartei-announced', ({ text }) => this.#toast.announce(text));
    on('kartei-toast-left', () => this.#focusScreen(this.#route));
  }

  // --- what is shown ---

  #show() {
    const { screen, opened } = this.#route;
    const isReady = this.#isReady;
    const isList = isReady && screen === 'contacts';
    this.#contacts.hidden = !isList;
    this.#panel.hidden = !isList || opened === '';
    this.#import.reveal(isReady && screen === 'import');
    this.#reveal(this.#history, isReady && screen === 'history');
    this.#reveal(this.#trash, isReady && screen === 'trash');
    this.#reveal(this.#sync, isReady && screen === 'sync');
    this.#reveal(this.#settings, isReady && screen === 'settings');
    this.#main.classList.toggle('has-panel', !this.#panel.hidden);
    for (const part of this.#parts) if (part.closest('[hidden]')) part.closeDialogs();
    this.#contacts.openedId = opened === 'new' ? '' : opened;
    this.#bar?.show(isReady, screen);
    this.#showSync();
    this.#showPage();
    this.#showNotices();
    if (this.#isStandalone) document.title = this.#title;
  }

  #showSync() {
    const { book, words } = this;
    const { status } = this.#syncWatch;
    this.#bar?.showSync(status);
    const { screen, opened } = this.#route;
    const id = screen === 'contacts' && opened !== 'new' ? opened : '';
    const go = () => (this.#navigate({ screen: 'sync', opened: '' }), this.#sync.showConflict(id));
    this.#syncNote.show({ book, words, status, id, go });
  }

  get #isReady() {
    return this.book !== null && !this.#failure && this.#status !== 'destroyed';
  }

  /**
   * A screen is read when it comes to be seen.
   * @param {KarteiHistory | KarteiTrash | KarteiSync | KarteiSettings} part
   * @param {boolean} isShown
   */
  #reveal(part, isShown) {
    const wasHidden = part.hidden;
    part.hidden = !isShown;
    if (isShown && wasHidden) part.reload();
  }

  /** @param {EventTarget | null} list  @param {number} room  0 also where nobody sees it */
  #selectionPlaced(list, room) {
    this.#selectionRooms.set(list, room);
    this.#toast.raisedBy = Math.max(...this.#selectionRooms.values());
  }

  /** What is behind messages can be scrolled above them. @param {number} room */
  #toastPlaced(room) {
    this.#toastRoom = this.#contacts.covered = room;
    this.#main.style.setProperty('--toast-room', `${room}px`);
  }

  #showPage() {
    this.#page.hidden = this.#isReady;
    this.#page.replaceChildren(this.#pageContent());
  }

  #pageContent() {
    const { words } = this;
    const rescue = this.#rescue;
    const retry = () => this.emit('kartei-retry');
    if (this.#failure) return failurePage(words, this.#failure, { retry, rescue });
    if (this.#status === 'destroyed') return destroyedPage(words, retry);
    return element('p', { class: 'visually-hidden' }, words.text('book.opening'));
  }

  get #title() {
    const { screen } = this.#route;
    const key = screen === 'import' ? 'import.title' : /** @type {const} */ (`nav.${screen}`);
    return `${this.words.text(key)} – Kartei`;
  }

  #showNotices() {
    const [status, hasUpdate] = [this.#status, this.#hasUpdate];
    // Its buttons must not move away under the pointer when the import's end is there.
    const isHeld = this.#route.screen === 'import';
    this.#notices.state = { isReady: this.#isReady, status, hasUpdate, isHeld };
  }

  /** A new version never loads by itself, and waits for what is running. */
  #reloadPage() {
    if (this.#import.isOpen || this.#history.isBusy || this.#isSeen('.running, .task')) {
      return this.#messages.updateWaits();
    }
    this.#form.keepDraft();
    this.emit('kartei-reload');
  }

  /** @param {Event} event */
  #statusChanged(event) {
    const before = this.#status;
    this.#status = /** @type {CustomEvent<{state: Status}>} */ (event).detail.state;
    this.#showNotices();
    if (this.#status === 'destroyed') this.#destroyed();
    if (this.#status === 'outdated') this.#form.keepDraft();
    if (this.#status === 'ready' && before === 'waiting') {
      this.#toast.announce(this.words.text('notice.ready'));
    }
  }

  #destroyed() {
    this.closeDialogs();
    this.#notices.watch(null, this.connection);
    this.#route = parseRoute('');
    if (this.#isStandalone) this.#address.write(this.#route, 'replace');
    this.#show();
    /** @type {HTMLElement | null} */ (this.#page.querySelector('h2'))?.focus();
  }

  #connectionChanged() {
    this.#bar?.showConnection();
    const key = navigator.onLine ? 'connection.online' : 'connection.offline_hint';
    this.#toast.announce(this.words.text(key));
  }

  // --- where we are ---

  /**
   * @param {Partial<Route>} change
   * @param {Parameters<Address['write']>[1]} [way]
   */
  #navigate(change, way = 'step') {
    const route = { ...this.#route, ...change };
    if (this.#isStandalone) this.#address.write(route, way);
    this.#go(route);
  }

  /** @param {Route} route  @param {boolean} [isFirst]  nobody has gone there yet */
  #go(route, isFirst = false) {
    const before = this.#route;
    const hadFocus = this.root.activeElement !== null;
    const { unsaved } = this.#form;
    const isLeft = route.opened !== before.opened;
    if (unsaved && isLeft && unsaved === before.opened)
      this.#messages.draftKept(() => this.#open(unsaved));
    this.#route = route;
    if (route.screen !== before.screen || route.opened !== before.opened) this.closeDialogs();
    this.#contacts.view = route;
    if (route.screen !== 'contacts') this.#contacts.leave();
    if (route.opened && route.opened !== before.opened) {
      this.#form.contactId = route.opened === 'new' ? null : route.opened;
    }
    this.#show();
    if (route.opened === 'new' && (isFirst || before.opened !== 'new')) this.#form.focus();
    else if (!isFirst && route.screen !== before.screen) this.#focusScreen(route);
    else if (hadFocus && !isFocusSeen()) this.#focusBeside(before.opened);
  }

  /** Questions about what was shown before are answered with no. */
  #followAddress = () => {
    for (const part of [this, ...this.#parts]) part.closeDialogs();
    this.#go(this.#address.read());
  };

  /** The same, and the focus goes there in any case. @param {Partial<Route>} change */
  #lead(change) {
    this.#navigate(change);
    if (this.#route.opened === 'new') this.#form.focus();
    else this.#focusScreen(this.#route);
  }

  /** Where the contact that had the focus is closed, or covers the list that had it. */
  #focusBeside(/** @type {string} */ closed) {
    if (this.#route.opened) this.#form.focusTitle();
    else this.#contacts.focusTable(closed === 'new' ? '' : closed);
  }

  /** @param {Route} route */
  #focusScreen({ screen, opened }) {
    if (!this.#isReady) return;
    const screens = {
      contacts: opened ? this.#form : this.#contacts,
      import: this.#import,
      history: this.#history,
      trash: this.#trash,
      sync: this.#sync,
      settings: this.#settings,
    };
    const shown = screens[screen];
    if (shown === this.#form || shown === this.#contacts) shown.focusTitle();
    else shown.focus();
  }

  /** @param {string} id */
  #open(id) {
    const isOpen = this.#route.opened === id;
    this.#navigate({ screen: 'contacts', opened: id });
    if (isOpen && id !== 'new') this.#form.contactId = id;
  }

  /** @param {Contact} contact */
  #saved(contact) {
    // Its answer may come when another one is open already.
    const isNew = this.#route.opened === 'new' && this.#form.contactId === contact.id;
    this.#messages.saved(contact, isNew);
    // Reloading shows what was saved, not another new contact.
    if (isNew) this.#navigate({ opened: contact.id }, 'replace');
  }

  #closeContact() {
    const { opened } = this.#route;
    this.#navigate({ opened: '' });
    this.#focusBeside(opened);
  }

  // --- import ---

  /** @param {boolean} [isSample] */
  async #openImport(isSample) {
    this.#navigate({ screen: 'import', opened: '' });
    const sample = isSample && sampleFile(this.words);
    if (sample) await this.#import.takeAndCheck(sample, { source: 'sample' });
  }

  /** @param {DragEvent} event */
  #dropped(event) {
    keepDrop(event);
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    this.#navigate({ screen: 'import', opened: '' });
    this.#import.takeFiles(files);
  }

  #backUp() {
    this.#files.backUp(() => this.#backedUp());
  }

  // --- what was done ---

  /** @param {{counts: import('../../types.js').ImportCounts, entry: number} | null} done */
  #importClosed(done) {
    // Over the list: what an import shows at its end says it all, and has its own undo.
    this.#navigate({ screen: 'contacts', opened: '' });
    if (done) this.#messages.imported(done);
  }

  /**
   * @param {number} entry
   * @param {Event} event
   */
  #undoImport(entry, event) {
    event.preventDefault();
    this.#undo.undo(entry);
  }

  #setBusy(/** @type {boolean} */ isBusy) {
    this.#undo.isBusy = this.#contacts.isBusy = this.#history.isBusy = isBusy;
  }

  #backedUp() {
    this.#messages.backedUp();
    this.#notices.read();
  }

  /** @param {{mode: 'replace' | 'merge', answer: RestoreAnswer}} detail */
  #backupRestored(detail) {
    this.#messages.backupRestored(detail);
    this.#notices.readSoon();
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
    // A key right after a link is for where that leads.
    if (this.#isStandalone && this.#address.isLeft) this.#followAddress();
    if (!isInside || !this.#isReady || this.#isSeen('dialog[open]')) return;
    this.#keys.pressed(event);
  }

  /** @param {string} selector  of what may be in any part of the page */
  #isSeen(selector) {
    return [this, this.#toast, ...this.#parts].some(({ root }) => root.querySelector(selector));
  }

  /**
   * @param {string} key
   * @returns {boolean} whether it was a shortcut
   */
  #actOnKey(key) {
    const isList = this.#route.screen === 'contacts';
    if (key === 'Escape' && isList && this.#route.opened) return (this.#closeContact(), true);
    if (loadPreference('shortcuts') === 'off') return false;
    const step = { j: 1, k: -1 }[key];
    if (key === '?') this.#showShortcuts();
    else if (step && isList && this.#route.opened) this.#contacts.openNext(step);
    else if (key === '/' && isList) this.#contacts.focusSearch();
    else if (key === 'n') this.#navigate({ screen: 'contacts', opened: 'new' });
    else if (key === 'i') this.#openImport();
    else if (key === 'e' && this.#contacts.exported) this.#exportList();
    else return false;
    return true;
  }

  /** Where it is seen what is exported. */
  #exportList() {
    if (this.#route.screen !== 'contacts') this.#navigate({ screen: 'contacts', opened: '' });
    this.#contacts.exportList();
  }
}

customElements.define('kartei-dashboard', KarteiDashboard);
