// <kartei-sync>: how the sync with a backend stands, why it is stuck and the way out, what the
// server does not take, what both sides have changed, and connecting and disconnecting.
//
//   sync.book = book;
//   sync.showConflict(id);  // what is to be decided about a contact has the focus
//
// Events: kartei-opened {id}, kartei-announced {text}, kartei-refused {failure},
// kartei-conflict-resolved {effect: 'none' | 'taken' | 'deleted', entry}.

import { confirm } from '../base/confirm-dialog.js';
import { element, focusedElement } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { KarteiElement } from '../base/kartei-element.js';
import { pager } from '../base/pager.js';
import { partStyles } from '../base/part.css.js';
import { printStyles } from '../base/print.css.js';
import { screenStyles } from '../base/screen.css.js';
import { nothing, screenHead, waitingRows } from '../base/screen.js';
import { Slot } from '../base/slot.js';
import { connectDialogStyles } from './connect-dialog.css.js';
import { askForBackend } from './connect-dialog.js';
import { syncStyles } from './kartei-sync.css.js';
import { backendFacts, backendPart, confirmDisconnection } from './sync-backend.js';
import { conflictKey, conflictList, effectOf } from './sync-conflicts.js';
import { logTable } from './sync-log.js';
import { parkedList } from './sync-parked.js';
import { signInForm } from './sync-sign-in.js';
import { canSyncNow, lookOf, reasonText, stateTitle, syncKind } from './sync-state.js';
import { SyncWatch, stateOfLists } from './sync-watch.js';

/** @import { Key } from '../../i18n/translate.js' */
/** @import { Conflict, GetCredentials, ParkedContact, SyncStatus } from '../../types.js' */
/** @import { Child } from '../base/dom.js' */
/** @import { IconName } from '../base/icons.js' */
/** @import { Side } from './sync-conflicts.js' */

const pageSize = 50;

/** @typedef {'parked' | 'conflicts'} ListName */
/** @typedef {'now' | 'whole' | 'resume' | 'delete_lost' | 'send_lost'} Control */

export class KarteiSync extends KarteiElement {
  #watch = new SyncWatch(
    () => this.#statusChanged(),
    () => !this.hidden,
  );
  /** @type {ParkedContact[]} */
  #parked = [];
  /** @type {Conflict[]} */
  #conflicts = [];
  #offsets = { parked: 0, conflicts: 0 };
  /** Counts reads of the lists: an answer to an older one is dropped. */
  #load = 0;
  /** The numbers that the lists were read for. */
  #readFor = /** @type {string | null} */ (null);
  /** A decision that is being written; the next one waits for the next key. */
  #isDeciding = false;
  /** The contact whose conflict is to have the focus once it is shown. */
  #wanted = '';
  #isLogOpen = false;
  #timer = 0;

  #head = new Slot(element('div'));
  #state = new Slot(element('div'));
  #signIn = new Slot(element('div', { class: 'way-out' }));
  #inbox = new Slot(element('div'));
  #refused = new Slot(element('div'));
  #backend = new Slot(element('div'));
  /** In the backend's part: numbers change beside buttons that are being pressed. */
  #facts = new Slot(element('dl', { class: 'facts' }));
  #log = new Slot(element('div'));

  constructor() {
    super(screenStyles, partStyles, syncStyles, connectDialogStyles, printStyles);
  }

  /** At the top. */
  focus() {
    this.#wanted = '';
    /** @type {HTMLElement | null} */ (this.root.querySelector('h2'))?.focus();
  }

  build() {
    const slots = this.#slots;
    for (const slot of slots) slot.forget();
    this.root.replaceChildren(
      element(
        'section',
        { class: 'screen', 'aria-labelledby': 'title' },
        ...slots.map((slot) => slot.element),
      ),
    );
    this.#show();
  }

  bookReplaced() {
    ++this.#load;
    this.#parked = [];
    this.#conflicts = [];
    this.#offsets = { parked: 0, conflicts: 0 };
    this.#wanted = '';
    // Its status is that of the book before until it is asked again.
    this.#watch.watch(null, this.connection);
  }

  connected() {
    this.#readFor = null;
    this.#watch.watch(this.book, this.connection);
  }

  disconnected() {
    clearTimeout(this.#timer);
  }

  get #slots() {
    const lists = [this.#inbox, this.#refused];
    return [this.#head, this.#state, this.#signIn, ...lists, this.#backend, this.#log];
  }

  get #status() {
    return this.#watch.status;
  }

  /** Reads what is shown; a screen that nobody sees asks for nothing. */
  async reload() {
    if (!this.book || this.hidden) return;
    this.#readFor = null;
    await this.#watch.read();
  }

  /**
   * Leads to what is to be decided about a contact, on whichever page of the list that is.
   * @param {string} id
   */
  async showConflict(id) {
    this.#wanted = id;
    const open = (await this.book?.conflicts({ limit: 200 }).catch(() => null)) ?? [];
    const at = open.findIndex(({ contact }) => contact.id === id);
    if (this.#wanted !== id) return;
    if (at < 0) this.#wanted = '';
    else await this.#go('conflicts', at - (at % pageSize));
  }

  // --- reading ---

  #statusChanged() {
    if (this.hidden) return;
    this.#show();
    if (stateOfLists(this.#status) !== this.#readFor) this.#readLists();
  }

  bookChanged() {
    // A name that is shown may be another one: with the next status the lists are read anew.
    this.#readFor = null;
  }

  /** @returns {Promise<void>} */
  async #readLists() {
    const { book } = this;
    const status = this.#status;
    if (!book || !status) return;
    const { parked = 0, conflicts = 0 } = status;
    this.#readFor = stateOfLists(status);
    const load = ++this.#load;
    const range = (/** @type {ListName} */ name) => ({
      offset: this.#offsets[name],
      limit: pageSize,
    });
    try {
      const [refused, open] = await Promise.all([
        parked ? book.parkedContacts(range('parked')) : [],
        conflicts ? book.conflicts(range('conflicts')) : [],
      ]);
      if (load !== this.#load) return;
      this.#parked = refused;
      this.#conflicts = open;
    } catch (failure) {
      if (load !== this.#load) return;
      this.emit('kartei-refused', { failure });
    }
    // What was the last page may be gone.
    if (!this.#parked.length && parked && this.#offsets.parked) return this.#go('parked', 0);
    if (!this.#conflicts.length && conflicts && this.#offsets.conflicts) {
      return this.#go('conflicts', 0);
    }
    this.#show();
  }

  /**
   * @param {ListName} name
   * @param {number} offset
   */
  #go(name, offset) {
    this.#offsets[name] = offset;
    return this.#readLists();
  }

  // --- what is shown ---

  #show() {
    const { words } = this;
    const status = this.#status;
    const kind = syncKind(status, navigator.onLine);
    clearTimeout(this.#timer);
    const until = Date.parse(status?.waits_until ?? '') - Date.now();
    // What waits until a time says so only until then.
    if (until > 0) this.#timer = setTimeout(() => this.#show(), Math.min(until + 50, 2 ** 31 - 1));

    const isConnected = kind !== 'none';
    const says = (/** @type {unknown[]} */ ...parts) => JSON.stringify([words.locale, ...parts]);
    const lost = [
      this.#head.show(says(isConnected, kind), () => this.#headContent(kind)),
      this.#state.show(
        says(kind, status && isConnected && reasonText(words, kind, status), status?.lost),
        () => this.#stateContent(kind),
      ),
      this.#signIn.show(says(kind === 'auth', status?.account), () => this.#signInContent(kind)),
      this.#showInbox(says),
      this.#refused.show(
        says(this.#parked, this.#offsets.parked, status?.parked, isConnected),
        () => this.#refusedContent(),
      ),
      this.#backend.show(says(isConnected, status?.direction), () => this.#backendContent()),
      this.#facts.show(says(isConnected && { ...status, log: null }), () => this.#factsContent()),
      this.#log.show(says(isConnected && status?.log), () => this.#logContent()),
    ];
    if (lost.some(Boolean)) this.focus();
    if (this.#wanted) this.#focusWanted();
  }

  #focusWanted() {
    const focused = focusedElement();
    // Whoever has gone on meanwhile is not fetched back.
    const isAwaited = !focused || focused.matches('body, #title');
    if (!isAwaited) return void (this.#wanted = '');
    const item = this.root.querySelector(`[data-key^="conflict-${CSS.escape(this.#wanted)}-"]`);
    if (!(item instanceof HTMLElement)) return;
    this.#wanted = '';
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: 'center' });
  }

  /**
   * Where the conflict that had the focus is gone, the next one has it.
   * @param {(...parts: unknown[]) => string} says
   */
  #showInbox(says) {
    const before = [...this.root.querySelectorAll('.conflict')];
    const at = before.findIndex((item) => item.contains(focusedElement()));
    const isLost = this.#inbox.show(
      says(this.#conflicts, this.#offsets.conflicts, this.#status?.conflicts),
      () => this.#inboxContent(),
    );
    if (!isLost) return false;
    const items = [...this.root.querySelectorAll('.conflict')];
    const next = items[Math.min(Math.max(at, 0), items.length - 1)];
    if (next instanceof HTMLElement) next.focus();
    return !next;
  }

  /** @param {import('./sync-state.js').SyncKind} kind */
  #headContent(kind) {
    const { words } = this;
    return [
      screenHead(
        words.text('nav.sync'),
        '',
        canSyncNow(kind) && this.#button('sync.now', 'sync', () => this.syncNow(), 'primary'),
      ),
    ];
  }

  /**
   * @param {import('./sync-state.js').SyncKind} kind
   * @returns {Child[]}
   */
  #stateContent(kind) {
    const { words } = this;
    const status = this.#status;
    if (!status) return [waitingRows(this.book !== null)];
    if (kind === 'none') {
      const empty = nothing('server', words.text('sync.none'), words.text('sync.none_hint'));
      empty.append(this.#button('sync.connect', 'plus', () => this.#connect(), 'primary'));
      return [empty];
    }
    const { icon: mark, tone } = lookOf(kind);
    return [
      element(
        'section',
        { class: `card state-card ${tone}`, 'data-kind': kind, 'aria-labelledby': 'state' },
        element('span', { class: 'row-mark' }, icon(mark)),
        element(
          'div',
          { class: 'row-text' },
          element('h3', { id: 'state' }, stateTitle(words, kind, status)),
          element('p', {}, reasonText(words, kind, status)),
          this.#waysOut(kind, status),
        ),
      ),
    ];
  }

  /**
   * @param {string} kind
   * @param {SyncStatus} status
   */
  #waysOut(kind, { lost = 0, direction }) {
    const buttons = [];
    if (kind === 'refused' || kind === 'keyless') {
      buttons.push(this.#button('sync.resume', 'redo', () => this.#control('resume'), 'primary'));
    }
    if (kind === 'keyless') {
      buttons.push(this.#button('sync.disconnect', 'close', () => this.#disconnect(), 'delete'));
    } else if (kind === 'mass_loss') {
      const keeps = () => this.#control('send_lost');
      buttons.push(
        direction === 'pull'
          ? this.#button('sync.keep_lost', 'check', keeps, '', lost)
          : this.#button('sync.send_lost', 'upload', keeps, '', lost),
        this.#button('sync.delete_lost', 'trash', () => this.#deleteLost(lost), 'delete', lost),
      );
    }
    return buttons.length > 0 && element('div', { class: 'row-actions' }, ...buttons);
  }

  /**
   * @param {string} kind
   * @returns {Child[]}
   */
  #signInContent(kind) {
    const status = this.#status;
    if (kind !== 'auth' || !status) return [];
    const { auth, account = '', base = '' } = status;
    const who = { kind: auth?.kind ?? 'header', account, base };
    return [
      element(
        'div',
        { class: 'card part-alone' },
        signInForm(this.words, who, (getCredentials) => this.#useCredentials(getCredentials)),
      ),
    ];
  }

  /** @returns {Child[]} */
  #inboxContent() {
    const { words } = this;
    const total = Math.max(this.#status?.conflicts ?? 0, this.#conflicts.length);
    if (!this.#conflicts.length) return [];
    const place = { offset: this.#offsets.conflicts, size: pageSize, total };
    const list = conflictList(words, this.#conflicts, {
      direction: this.#status?.direction,
      open: (id) => this.emit('kartei-opened', { id }),
      take: (conflict, side) => this.#take(conflict, side),
    });
    return [
      this.#list('conflicts', 'sync.conflict.title', total, 'sync.conflict.hint', list),
      pager(words, place, (offset) => this.#go('conflicts', offset)),
    ];
  }

  /** @returns {Child[]} */
  #refusedContent() {
    const { words } = this;
    const total = Math.max(this.#status?.parked ?? 0, this.#parked.length);
    if (!this.#parked.length) return [];
    const place = { offset: this.#offsets.parked, size: pageSize, total };
    const list = parkedList(words, this.#parked, {
      open: (id) => this.emit('kartei-opened', { id }),
      retry: (ids) => this.#retry(ids),
    });
    return [
      this.#list('parked', 'sync.parked.title', total, 'sync.parked.hint', list),
      pager(words, place, (offset) => this.#go('parked', offset)),
    ];
  }

  /**
   * @param {ListName} name
   * @param {Key} title
   * @param {number} count
   * @param {Key} hint
   * @param {HTMLElement} list
   */
  #list(name, title, count, hint, list) {
    const { words } = this;
    return element(
      'section',
      { class: `card list-${name}`, 'aria-labelledby': `list-${name}` },
      element(
        'div',
        { class: 'list-head' },
        element('h3', { id: `list-${name}` }, words.text(title, { count })),
        element('p', { class: 'muted small' }, words.text(hint, { count })),
      ),
      list,
    );
  }

  /** @returns {Child[]} */
  #backendContent() {
    const status = this.#status;
    if (!status?.is_connected) return [];
    return [
      backendPart(
        this.words,
        this.#facts.element,
        status.direction !== 'push' &&
          this.#button('sync.whole', 'search', () => this.#control('whole')),
        this.#button('sync.disconnect', 'close', () => this.#disconnect(), 'quiet delete'),
      ),
    ];
  }

  /** @returns {Child[]} */
  #factsContent() {
    const status = this.#status;
    return status?.is_connected ? backendFacts(this.words, status) : [];
  }

  /** @returns {Child[]} */
  #logContent() {
    const { words } = this;
    const { is_connected, log = [] } = this.#status ?? {};
    if (!is_connected || !log.length) return [];
    const details = element(
      'details',
      {
        class: 'card part-alone',
        open: this.#isLogOpen,
        ontoggle: () => (this.#isLogOpen = details.open),
      },
      element(
        'summary',
        { 'data-key': 'log' },
        words.text('sync.log.count', { count: log.length }),
      ),
      element('p', { class: 'muted small' }, words.text('sync.log.hint')),
      logTable(words, log),
    );
    return [details];
  }

  /**
   * @param {Key} key
   * @param {IconName} iconName
   * @param {() => void} onclick
   * @param {string} [kind]
   * @param {number} [count]
   */
  #button(key, iconName, onclick, kind = '', count = 0) {
    return element(
      'button',
      { type: 'button', class: kind, 'data-key': key, onclick },
      icon(iconName),
      element('span', {}, this.words.text(key, { count })),
    );
  }

  // --- what is done ---

  /**
   * @param {() => Promise<unknown> | undefined} act
   * @returns {Promise<boolean>} whether it was done, in the book of now
   */
  async #try(act) {
    const { book } = this;
    try {
      await act();
      return book === this.book;
    } catch (failure) {
      this.emitOf(book, 'kartei-refused', { failure });
      return false;
    } finally {
      await this.reload();
    }
  }

  /** @param {string} text */
  #announce(text) {
    this.emit('kartei-announced', { text });
  }

  /** Does not wait for the next time. */
  syncNow() {
    return this.#control('now');
  }

  /** @param {Control} action */
  async #control(action) {
    const isDone = await this.#try(() => this.book?.controlSync(action));
    if (isDone) this.#announce(this.words.text('sync.started'));
  }

  /** @param {number} count */
  async #deleteLost(count) {
    const { words } = this;
    const isSure = await confirm(this.root, words, {
      title: words.text('sync.delete_lost_title', { count }),
      text: words.text('sync.delete_lost_text'),
      action: words.text('sync.delete_lost', { count }),
    });
    if (isSure) await this.#control('delete_lost');
  }

  /** @param {GetCredentials} getCredentials */
  async #useCredentials(getCredentials) {
    const isDone = await this.#try(() => this.book?.useCredentials(getCredentials));
    if (isDone) this.#announce(this.words.text('sync.signed_in'));
  }

  /** @param {string[]} ids */
  async #retry(ids) {
    const isDone = await this.#try(() => this.book?.retryParked(ids));
    if (isDone) this.#announce(this.words.text('sync.parked.retried', { count: ids.length }));
  }

  /**
   * @param {Conflict} conflict
   * @param {Side} take
   */
  async #take(conflict, take) {
    const { book, words } = this;
    if (!book || this.#isDeciding) return;
    this.#isDeciding = true;
    const { contact, field, mine, theirs } = conflict;
    try {
      const shown = { mine, theirs };
      const { entry } = await book.resolveConflict({ id: contact.id, field, take, ...shown });
      if (book !== this.book) return;
      // An answer to what was asked before would bring it back.
      ++this.#load;
      const key = conflictKey(conflict);
      this.#conflicts = this.#conflicts.filter((other) => conflictKey(other) !== key);
      this.#show();
      const left = Math.max(0, (this.#status?.conflicts ?? 1) - 1);
      this.#announce(words.text('sync.conflict.decided', { count: left }));
      this.emit('kartei-conflict-resolved', { effect: effectOf(field, take), entry });
    } catch (failure) {
      this.emitOf(book, 'kartei-refused', { failure });
    } finally {
      this.#isDeciding = false;
      await this.reload();
    }
  }

  async #connect() {
    const { book, words } = this;
    if (!book) return;
    const isDone = await askForBackend(this.root, words, book);
    if (!isDone) return;
    await this.reload();
    this.focus();
    this.#announce(words.text('sync.connected'));
  }

  async #disconnect() {
    if (!(await confirmDisconnection(this.root, this.words, this.#status))) return;
    const isDone = await this.#try(() => this.book?.disconnectBackend());
    if (!isDone) return;
    this.focus();
    this.#announce(this.words.text('sync.disconnected'));
  }
}

customElements.define('kartei-sync', KarteiSync);
