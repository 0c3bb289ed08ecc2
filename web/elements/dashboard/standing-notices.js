// What stays above the screens until it is no longer so: a sleeping tab, a newer version, a browser
// that promises nothing, a backup that is due. Never more than what has to be said.

import { element, showIfOther } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { loadPreference, storePreference } from '../base/preferences.js';
import { isBackupDue } from '../storage/backup-file.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { Book, Status, StorageReport } from '../base/book-shape.js' */
/** @import { IconName } from '../base/icons.js' */

// A series of changes asks this often.
const readEveryMs = 2_000;
const laterMs = 7 * 86_400_000;

/** @typedef {{report: StorageReport, contacts: number}} Known */

/**
 * @typedef {object} NoticeActions
 * @property {() => void} reload
 * @property {() => void} backUp
 * @property {() => void} left  a notice that had the focus is gone
 */

export class StandingNotices {
  element = element('section', { class: 'banners' });
  #words;
  #act;
  /** @type {Book | null} */
  #book = null;
  /** @type {Status} */
  #status = 'ready';
  #isReady = false;
  #hasUpdate = false;
  /** Whether what is said stays as it is: a person is in the middle of something. */
  #isHeld = false;
  /** Whether somebody waits for what is read, as after a backup. */
  #isAsked = false;
  /** What was read last, and what is shown. @type {Known | null} */
  #known = null;
  /** @type {Known | null} */
  #shown = null;
  /** Counts reads: an answer to an older one is dropped. */
  #reads = 0;
  /** When a change has had it read last, in milliseconds since 1970. */
  #readAt = 0;
  /** Whether it is still to be read. */
  #isAwaited = true;
  /** @type {string | null} */
  #firstChangeAt = null;
  #timer = 0;

  /**
   * @param {Words} words
   * @param {NoticeActions} act
   */
  constructor(words, act) {
    this.#words = words;
    this.#act = act;
  }

  /** @param {Words} words */
  build(words) {
    this.#words = words;
    this.element.setAttribute('aria-label', words.text('notice.label'));
    this.#show(true);
  }

  /** @param {{isReady: boolean, status: Status, hasUpdate: boolean, isHeld: boolean}} state */
  set state({ isReady, status, hasUpdate, isHeld }) {
    this.#isReady = isReady;
    this.#status = status;
    // A newer version waits as well: what it says would lose what was begun.
    if (!isHeld) this.#hasUpdate = hasUpdate;
    const isLetGo = this.#isHeld && !isHeld;
    this.#isHeld = isHeld;
    this.#show();
    if (isLetGo) this.#rememberRoom();
  }

  /**
   * Looks at the storage now, and after changes.
   * @param {Book | null} book
   * @param {AbortSignal} signal
   */
  watch(book, signal) {
    clearTimeout(this.#timer);
    ++this.#reads;
    this.#book = book;
    this.#known = this.#shown = null;
    this.#isAwaited = true;
    this.#show();
    book?.addEventListener('change', () => this.readSoon(), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
    if (book) this.read();
  }

  /** At once where it can be: what is said moves the screen with the change, and not after it. */
  readSoon() {
    const waitMs = Math.max(0, this.#readAt + readEveryMs - Date.now());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#readAt = Date.now();
      this.#read();
    }, waitMs);
  }

  read() {
    this.#isAsked = true;
    this.#read();
  }

  async #read() {
    const book = this.#book;
    const read = ++this.#reads;
    // Nobody needs to know where there is no answer.
    const report = await book?.storage?.().catch(() => null);
    if (read !== this.#reads) return;
    this.#isAwaited = false;
    if (!report || !book) return this.#show();
    const contacts = await book.count({ all: [] }).catch(() => 0);
    const isUnknown = !report.last_backup_at && !this.#firstChangeAt;
    if (isUnknown && report.changes_since_backup) {
      this.#firstChangeAt = await firstChange(book);
    }
    if (read !== this.#reads) return;
    this.#known = { report, contacts };
    if (this.#isAsked) this.#shown = this.#known;
    this.#isAsked = false;
    this.#show();
    this.#rememberRoom();
  }

  /** @param {boolean} [isAnew] */
  #show(isAnew = false) {
    if (!this.#isHeld) this.#shown = this.#known;
    // One thing after the other: what keeps a person from working comes first.
    const notice = this.#stateNotice() ?? this.#storageNotice();
    const shown = notice ? [notice] : [];
    if (isAnew) {
      this.element.replaceChildren(...shown);
    } else {
      const hadFocus = this.element.matches(':focus-within');
      showIfOther(this.element, shown);
      if (hadFocus && !this.element.matches(':focus-within')) this.#act.left();
    }
    this.#keepRoom();
  }

  /** What is read after the list is shown must not push it down: the room is that of last time. */
  #keepRoom() {
    const room = this.#isReady && this.#isAwaited ? loadPreference('notice_room') : null;
    this.element.style.minHeight = room ?? '';
    this.element.classList.toggle('awaited', Boolean(room));
  }

  #rememberRoom() {
    const { offsetHeight } = this.element;
    storePreference('notice_room', offsetHeight ? `${offsetHeight}px` : '');
  }

  #stateNotice() {
    const { reload } = this.#act;
    if (this.#status === 'waiting') {
      return this.#notice('warning', 'alert', 'notice.waiting', { role: 'alert' });
    }
    if (this.#status === 'outdated') {
      const button = this.#button('update.reload', reload);
      return this.#notice('warning', 'info', 'notice.outdated', { role: 'alert' }, button);
    }
    if (!this.#hasUpdate) return null;
    return this.#notice(
      'accent',
      'info',
      'update.ready',
      {},
      this.#button('update.reload', reload),
    );
  }

  #storageNotice() {
    const { report, contacts } = this.#shown ?? {};
    if (!report || !this.#isReady || !contacts || report.kind === 'memory' || isSnoozed())
      return null;
    const count = report.changes_since_backup;
    const isDue = isBackupDue(report, this.#firstChangeAt);
    // With everything in a backup there is nothing to be afraid for.
    if (!isDue && (report.is_persisted || !count)) return null;
    const text = isDue
      ? this.#words.text('notice.backup_due', { count })
      : this.#words.text('notice.not_durable');
    const later = () => {
      storePreference('notices_later', new Date(Date.now() + laterMs).toISOString());
      this.#show();
      this.#rememberRoom();
    };
    return element(
      'div',
      { class: `banner notice ${isDue ? 'accent' : 'quiet'}` },
      icon('shield'),
      element('p', { class: 'notice-text' }, text),
      this.#button('backup.action', this.#act.backUp),
      this.#button('notice.later', later, 'quiet'),
    );
  }

  /**
   * @param {string} kind
   * @param {IconName} iconName
   * @param {Key} key
   * @param {Record<string, unknown>} [properties]
   * @param {...Node} actions
   */
  #notice(kind, iconName, key, properties = {}, ...actions) {
    return element(
      'div',
      { class: `banner notice ${kind}`, ...properties },
      icon(iconName),
      element('p', { class: 'notice-text' }, this.#words.text(key)),
      ...actions,
    );
  }

  /**
   * @param {Key} key
   * @param {() => void} onclick
   * @param {string} [kind]
   */
  #button(key, onclick, kind = '') {
    return element('button', { type: 'button', class: kind, onclick }, this.#words.text(key));
  }
}

function isSnoozed() {
  return (loadPreference('notices_later') ?? '') > new Date().toISOString();
}

/**
 * When the book was begun, as far as its history goes back.
 * @param {Book} book
 */
async function firstChange(book) {
  try {
    const { total } = await book.history({ limit: 1 });
    const { entries } = await book.history({ offset: Math.max(0, total - 1), limit: 1 });
    return entries[0]?.at ?? null;
  } catch {
    return null;
  }
}
