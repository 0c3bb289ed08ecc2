// <kartei-settings>: where the contacts are kept, backup and restore, checking, deleting all.
//
//   settings.book = book;
//
// Events: kartei-backup-restored {mode, answer}, kartei-backed-up, kartei-announced {text},
// kartei-refused {failure}, kartei-sync (a person wants to see how the sync stands);
// kartei-before-destroy can be prevented.

import { confirm } from '../base/confirm-dialog.js';
import { element, focusedElement } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { KarteiElement } from '../base/kartei-element.js';
import { partStyles } from '../base/part.css.js';
import { printStyles } from '../base/print.css.js';
import { RunningTask } from '../base/running-task.js';
import { screenStyles } from '../base/screen.css.js';
import { part, problem, screenHead, showScreen, waitingRows } from '../base/screen.js';
import { downloadBackup, isBackupDue } from '../storage/backup-file.js';
import { storageFacts } from '../storage/settings-storage.js';
import { connectDialogStyles } from '../sync/connect-dialog.css.js';
import { askForBackend } from '../sync/connect-dialog.js';
import { unsentText } from '../sync/sync-state.js';
import { SyncWatch } from '../sync/sync-watch.js';
import { settingsStyles } from './kartei-settings.css.js';
import { RestorePart } from './restore-part.js';

/** @import { Key } from '../../i18n/translate.js' */
/** @import { Failure, StorageReport } from '../base/book-shape.js' */
/** @import { Child } from '../base/dom.js' */
/** @import { IconName } from '../base/icons.js' */

// A series of changes is one change of these numbers.
const reloadAfterMs = 300;

export class KarteiSettings extends KarteiElement {
  /** @type {StorageReport | null} */
  #report = null;
  #contacts = 0;
  /** @type {Failure | null} */
  #failure = null;
  /** Counts loads: an answer to an older one is dropped. */
  #load = 0;
  #reloadTimer = 0;
  /** What the browser said when it was asked again. @type {boolean | null} */
  #isGranted = null;
  /** @type {RunningTask | null} */
  #backup = null;
  /** What the check said; '' for nothing wrong. @type {string | null} */
  #integrity = null;
  #isChecking = false;
  #sync = new SyncWatch(
    () => this.#syncChanged(),
    () => false,
  );
  /** Which backend is shown; of the rest of its state nothing is. */
  #backend = '';
  #restore = new RestorePart({
    changed: () => this.#show(),
    backUp: () => this.#backUp(),
    restored: (detail) => {
      this.emit('kartei-backup-restored', detail);
      this.reload();
    },
    announce: (text) => this.emit('kartei-announced', { text }),
  });

  constructor() {
    super(screenStyles, partStyles, settingsStyles, connectDialogStyles, printStyles);
  }

  focus() {
    /** @type {HTMLElement | null} */ (this.root.querySelector('h2'))?.focus();
  }

  build() {
    this.#show();
  }

  bookReplaced() {
    ++this.#load;
    this.#report = this.#failure = this.#integrity = null;
    this.#isChecking = false;
    this.#restore.forget();
  }

  connected() {
    this.#sync.watch(this.book, this.connection);
    if (this.book) this.reload();
  }

  disconnected() {
    clearTimeout(this.#reloadTimer);
  }

  bookChanged() {
    clearTimeout(this.#reloadTimer);
    this.#reloadTimer = setTimeout(() => this.reload(), reloadAfterMs);
  }

  /** Reads the numbers; a screen that nobody sees asks for nothing. */
  async reload() {
    const { book } = this;
    if (!book || this.hidden) return;
    // What is not sent yet is asked for with a question.
    this.#sync.read();
    const load = ++this.#load;
    try {
      const [report, contacts] = await Promise.all([book.storage(), book.count({ all: [] })]);
      if (load !== this.#load) return;
      this.#report = report;
      this.#contacts = contacts;
      this.#failure = null;
    } catch (failure) {
      if (load !== this.#load) return;
      this.#failure = /** @type {Failure} */ (failure);
    }
    this.#show();
  }

  // --- what is shown ---

  #show() {
    const { words } = this;
    // A book that does not say where it is kept can still be backed up.
    const isRead = this.book !== null && (this.#report !== null || this.#failure !== null);
    showScreen(
      this,
      screenHead(words.text('nav.settings'), ''),
      this.#failure && problem(words, this.#failure),
      ...(isRead ? this.#parts() : [waitingRows(this.book !== null)]),
    );
  }

  #parts() {
    const { book, root } = this;
    const contacts = this.#contacts;
    return [
      this.#part('lock', 'settings.storage', null, ...this.#storage()),
      this.#part('server', 'sync.backend', null, ...this.#backendContent()),
      this.#part('shield', 'backup.title', 'backup.text', ...this.#backupContent()),
      this.#part(
        'inbox',
        'restore.title',
        'restore.text',
        book && this.#restore.build(this.words, { book, root, contacts, sync: this.#sync }),
      ),
      this.#part('search', 'integrity.title', 'integrity.text', ...this.#integrityContent()),
      this.#part('trash', 'destroy.title', 'destroy.text', this.#destroyButton()),
    ];
  }

  /**
   * @param {IconName} iconName
   * @param {Key} title
   * @param {Key | null} text
   * @param {...Child} content
   */
  #part(iconName, title, text, ...content) {
    return part(this.words, { icon: iconName, title, text }, ...content);
  }

  // --- storage ---

  /** @returns {Child[]} */
  #storage() {
    const { words } = this;
    if (!this.#report) return [];
    const askAgain = () => this.#askAgain();
    return [
      storageFacts(words, this.#report, { contacts: this.#contacts, askAgain }),
      this.#isGranted !== null &&
        element(
          'p',
          { class: 'answer' },
          words.text(this.#isGranted ? 'settings.granted' : 'settings.refused'),
        ),
    ];
  }

  async #askAgain() {
    this.#isGranted = (await navigator.storage?.persist?.()) ?? false;
    const key = this.#isGranted ? 'settings.granted' : 'settings.refused';
    this.emit('kartei-announced', { text: this.words.text(key) });
    await this.reload();
  }

  // --- backend ---

  #syncChanged() {
    const { is_connected, name, base } = this.#sync.status ?? {};
    const backend = is_connected ? `${name} ${base}` : '';
    if (backend === this.#backend) return;
    this.#backend = backend;
    if (!this.hidden) this.#show();
  }

  /** @returns {Child[]} */
  #backendContent() {
    const { words } = this;
    const { is_connected, name = '', base = '' } = this.#sync.status ?? {};
    if (!is_connected) {
      return [
        element('p', {}, words.text('sync.settings_none')),
        this.#button('sync.connect', 'plus', () => this.#connect()),
      ];
    }
    return [
      element('p', { class: 'breaks' }, words.text('sync.settings_connected', { name, base })),
      this.#button('sync.settings_open', 'sync', () => this.emit('kartei-sync')),
    ];
  }

  async #connect() {
    const { book, words } = this;
    if (!book) return;
    const isDone = await askForBackend(this.root, words, book);
    if (!isDone) return this.#focusKey('sync.connect');
    this.emit('kartei-announced', { text: words.text('sync.connected') });
    this.emit('kartei-sync');
  }

  // --- backup ---

  /** @returns {Child[]} */
  #backupContent() {
    const { words } = this;
    const report = this.#report;
    const state = report && element('p', { class: 'numeric' }, this.#backupState(report));
    const isDue = report !== null && isBackupDue(report);
    return [
      state,
      isDue &&
        element(
          'p',
          { class: 'state poor' },
          icon('alert'),
          element('span', {}, words.text('backup.due')),
        ),
      this.#backup?.element ??
        this.#button('backup.action', 'download', () => this.#backUp(), 'primary'),
    ];
  }

  /** @param {StorageReport} report */
  #backupState({ last_backup_at, changes_since_backup: count }) {
    const { words } = this;
    if (!last_backup_at) {
      const never = words.text('backup.never');
      return count ? `${never} ${words.text('backup.changes_ever', { count })}.` : never;
    }
    const last = words.text('backup.last', { date: words.dateTime(last_backup_at) });
    const since = count ? words.text('backup.changes', { count }) : words.text('backup.no_changes');
    return `${last}, ${since}`;
  }

  async #backUp() {
    const { book, words } = this;
    if (!book || this.#backup) return;
    const announce = (/** @type {string} */ text) => this.emit('kartei-announced', { text });
    this.#backup = new RunningTask(words, words.text('backup.running'), announce);
    this.#show();
    try {
      await downloadBackup(words, book, this.#backup.long);
      this.emit('kartei-backed-up');
    } catch (failure) {
      this.emit('kartei-refused', { failure });
    } finally {
      this.#backup = null;
      this.#show();
      this.#focusKey('backup.action');
      await this.reload();
    }
  }

  // --- checking ---

  /** @returns {Child[]} */
  #integrityContent() {
    const { words } = this;
    const report = this.#integrity;
    return [
      report === '' &&
        element(
          'div',
          { class: 'notice good' },
          icon('check'),
          element('p', { class: 'notice-text' }, words.text('integrity.good')),
        ),
      report &&
        element(
          'div',
          { class: 'notice danger', role: 'alert' },
          icon('alert'),
          element(
            'div',
            { class: 'notice-text' },
            element('p', {}, words.text('integrity.bad')),
            element('code', {}, report),
          ),
        ),
      this.#isChecking
        ? element('p', { class: 'muted', 'aria-busy': 'true' }, words.text('integrity.running'))
        : this.#button('integrity.action', 'search', () => this.#checkIntegrity()),
    ];
  }

  async #checkIntegrity() {
    const { book, words } = this;
    if (!book) return;
    this.#isChecking = true;
    this.#integrity = null;
    this.#show();
    try {
      const { report } = await book.checkIntegrity();
      // It says nothing of another book.
      if (book !== this.book) return;
      this.#integrity = report;
      if (!report) this.emit('kartei-announced', { text: words.text('integrity.good') });
    } catch (failure) {
      if (book !== this.book) return;
      this.emit('kartei-refused', { failure });
    }
    this.#isChecking = false;
    this.#show();
    this.#focusKey('integrity.action');
  }

  // --- deleting all ---

  #destroyButton() {
    return this.#button('destroy.action', 'trash', () => this.#destroy(), 'delete-all');
  }

  async #destroy() {
    const { book, words } = this;
    if (!book || !this.emit('kartei-before-destroy')) return;
    const isSure = await confirm(this.root, words, {
      title: words.text('destroy.question'),
      text: this.#destroyText(),
      action: words.text('destroy.action'),
      word: words.text('destroy.word'),
    });
    if (!isSure) return this.#focusKey('destroy.action');
    try {
      await book.destroy();
    } catch (failure) {
      this.emit('kartei-refused', { failure });
    }
  }

  /** What is lost, and what is not: the server is told nothing. */
  #destroyText() {
    const { words } = this;
    const { status } = this.#sync;
    const { is_connected, name = '' } = status ?? {};
    return [
      words.text('destroy.question_text', { count: this.#contacts }),
      is_connected && words.text('destroy.server', { name }),
      unsentText(words, status),
    ]
      .filter(Boolean)
      .join(' ');
  }

  /**
   * @param {Key} key
   * @param {IconName} iconName
   * @param {() => void} onclick
   * @param {string} [kind]
   */
  #button(key, iconName, onclick, kind = '') {
    return element(
      'button',
      { type: 'button', class: kind, 'data-key': key, onclick },
      icon(iconName),
      element('span', {}, this.words.text(key)),
    );
  }

  /** @param {string} key */
  #focusKey(key) {
    // Whoever went elsewhere meanwhile is not fetched back.
    const focused = focusedElement();
    if (focused && focused !== document.body && !this.root.contains(focused)) return;
    const target = this.root.querySelector(`[data-key="${key}"]`);
    if (target instanceof HTMLElement) target.focus();
  }
}

customElements.define('kartei-settings', KarteiSettings);
