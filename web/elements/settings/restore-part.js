// Restoring a backup: a file is picked, what it holds is shown, then a person chooses whether it
// replaces the contacts or is merged into them. Until then nothing changes.

import { confirm } from '../base/confirm-dialog.js';
import { element, focusedElement } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { RunningTask } from '../base/running-task.js';
import { problem } from '../base/screen.js';
import { fileChooser } from '../file/file-chooser.js';
import { fact } from '../storage/settings-storage.js';
import { unsentText } from '../sync/sync-state.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { SyncStatus } from '../../types.js' */
/** @import { BackupSummary, Book, Failure, RestoreAnswer } from '../base/book-shape.js' */

/** @typedef {'replace' | 'merge'} Mode */
/** @typedef {RunningTask['long']} Long */

/**
 * What is here now.
 * @typedef {object} Present
 * @property {Book} book
 * @property {ShadowRoot} root
 * @property {number} contacts
 * @property {{status: SyncStatus | null}} sync  as it is when that is looked at
 */

/**
 * @typedef {object} RestoreObserver
 * @property {() => void} changed     to be shown anew
 * @property {() => void} backUp      the present contacts, first
 * @property {(restored: {mode: Mode, answer: RestoreAnswer}) => void} restored
 * @property {(text: string) => void} announce
 */

export class RestorePart {
  /** @type {File | null} */
  #file = null;
  /** @type {BackupSummary | null} */
  #summary = null;
  /** @type {Mode} */
  #mode = 'merge';
  /** @type {RunningTask | null} */
  #running = null;
  /** @type {RestoreAnswer | null} */
  #answer = null;
  /** The name of the server that was disconnected with it. */
  #leftServer = '';
  /** @type {Failure | null} */
  #failure = null;
  /** Counts the books: what was begun for an older one ends unsaid. */
  #era = 0;
  #observer;

  /** @param {RestoreObserver} observer */
  constructor(observer) {
    this.#observer = observer;
  }

  /** There is another book: what was counted, done or refused says nothing of it. */
  forget() {
    ++this.#era;
    this.#running = null;
    this.#leave();
  }

  #leave() {
    this.#file = this.#summary = this.#answer = this.#failure = null;
    this.#mode = 'merge';
  }

  /**
   * @param {Words} words
   * @param {Present} present
   * @returns {HTMLElement}
   */
  build(words, present) {
    return element(
      'div',
      { class: 'part-body' },
      this.#failure && problem(words, this.#failure),
      this.#answer && result(words, this.#answer, this.#leftServer),
      this.#running?.element ??
        (this.#summary
          ? this.#review(words, present, this.#summary)
          : this.#picker(words, present)),
    );
  }

  /**
   * @param {Words} words
   * @param {Present} present
   */
  #picker(words, present) {
    const input = fileChooser('.kartei,.gz,application/gzip', ([file]) =>
      this.#inspect(words, present, file),
    );
    return element(
      'div',
      { class: 'row' },
      element(
        'button',
        { type: 'button', 'data-key': 'choose', onclick: () => input.click() },
        icon('file'),
        words.text('restore.choose'),
      ),
      input,
    );
  }

  /**
   * @param {Words} words
   * @param {Present} present
   * @param {File} file
   */
  async #inspect(words, { book, root }, file) {
    this.#file = file;
    this.#answer = null;
    const inspect = (/** @type {Long} */ long) => book.inspectBackup(file, long);
    const take = (/** @type {BackupSummary} */ summary) => (this.#summary = summary);
    if (!(await this.#run(words, 'restore.reading', inspect, take))) return;
    keepFocus(root, this.#summary ? 'mode-merge' : 'choose');
  }

  /**
   * @template Answer
   * @param {Words} words
   * @param {'restore.reading' | 'restore.writing'} label
   * @param {(long: Long) => Promise<Answer>} act
   * @param {(answer: Answer) => void} take
   * @returns {Promise<boolean>} false: there is another book by now
   */
  async #run(words, label, act, take) {
    const era = this.#era;
    this.#failure = null;
    this.#running = new RunningTask(words, words.text(label), this.#observer.announce);
    this.#observer.changed();
    try {
      const answer = await act(this.#running.long);
      if (era === this.#era) take(answer);
    } catch (error) {
      const failure = /** @type {Failure} */ (error);
      if (era === this.#era && failure.code !== 'cancelled') this.#failure = failure;
    }
    if (era !== this.#era) return false;
    this.#running = null;
    this.#observer.changed();
    return true;
  }

  /**
   * @param {Words} words
   * @param {Present} present
   * @param {BackupSummary} summary
   */
  #review(words, present, summary) {
    const { created_at, contacts, trash, entries, known } = summary;
    const inTrash = trash ? ` (+ ${words.number(trash)} ${words.text('restore.trash')})` : '';
    const isReplacing = this.#mode === 'replace';
    return element(
      'div',
      { class: 'review', 'data-testid': 'restore-review' },
      element(
        'dl',
        { class: 'facts' },
        ...fact(words.text('restore.file'), this.#file?.name ?? ''),
        ...fact(words.text('restore.created'), words.dateTime(created_at)),
        ...fact(words.text('restore.contacts'), words.number(contacts) + inTrash),
        ...fact(words.text('restore.known'), words.number(known)),
        ...fact(words.text('restore.entries'), words.number(entries)),
      ),
      element(
        'fieldset',
        {},
        element('legend', {}, words.text('restore.mode')),
        this.#choice(words, 'merge'),
        this.#choice(words, 'replace', serverText(words, present.sync.status)),
      ),
      isReplacing && present.contacts > 0 && this.#backupOffer(words),
      element(
        'div',
        { class: 'row' },
        element(
          'button',
          {
            type: 'button',
            class: isReplacing ? 'danger' : 'primary',
            'data-key': 'restore',
            onclick: () => this.#restore(words, present),
          },
          isReplacing
            ? words.text('restore.do_replace')
            : words.text('restore.do_merge', { count: contacts + trash }),
        ),
        element(
          'button',
          { type: 'button', 'data-key': 'other', onclick: () => this.#chooseOther(present.root) },
          words.text('restore.cancel'),
        ),
      ),
    );
  }

  /**
   * @param {Words} words
   * @param {Mode} mode
   * @param {string} [further]  what else it does
   */
  #choice(words, mode, further = '') {
    const hint = `${words.text(`restore.${mode}_hint`)} ${further}`.trim();
    return element(
      'label',
      { class: 'choice' },
      element('input', {
        type: 'radio',
        name: 'restore-mode',
        'data-key': `mode-${mode}`,
        checked: this.#mode === mode,
        onchange: () => {
          this.#mode = mode;
          this.#observer.changed();
        },
      }),
      element(
        'span',
        {},
        element('span', { class: 'choice-title' }, words.text(`restore.${mode}`)),
        element('span', { class: 'muted' }, hint),
      ),
    );
  }

  /** @param {Words} words */
  #backupOffer(words) {
    return element(
      'div',
      { class: 'notice warning' },
      icon('alert'),
      element('p', { class: 'notice-text' }, words.text('restore.replace_warning')),
      element(
        'button',
        { type: 'button', 'data-key': 'backup-first', onclick: this.#observer.backUp },
        icon('download'),
        words.text('restore.backup_first'),
      ),
    );
  }

  /** @param {ShadowRoot} root */
  #chooseOther(root) {
    this.#leave();
    this.#observer.changed();
    keepFocus(root, 'choose');
  }

  /**
   * @param {Words} words
   * @param {Present} present
   */
  async #restore(words, present) {
    const { book, root, sync } = present;
    const mode = this.#mode;
    const file = this.#file;
    if (!file || (mode === 'replace' && !(await this.#isSure(words, present)))) return;
    const { is_connected, name = '' } = sync.status ?? {};
    const restore = (/** @type {Long} */ long) => book.restoreBackup(file, { mode, ...long });
    const take = (/** @type {RestoreAnswer} */ answer) => {
      this.#leave();
      this.#answer = answer;
      this.#leftServer = mode === 'replace' && is_connected ? name : '';
      this.#observer.restored({ mode, answer });
    };
    if (await this.#run(words, 'restore.writing', restore, take)) keepFocus(root, 'restored');
  }

  /**
   * @param {Words} words
   * @param {Present} present
   */
  #isSure(words, { root, contacts: count, sync }) {
    const text = words.text('restore.replace_text', { count });
    const further = [serverText(words, sync.status), unsentText(words, sync.status)];
    return confirm(root, words, {
      title: words.text('restore.replace_title'),
      text: [text, ...further].filter(Boolean).join(' '),
      action: words.text('restore.do_replace'),
      word: words.text('restore.replace_word'),
    });
  }
}

/**
 * What had the focus is shown no more; unless it went elsewhere meanwhile, this has it.
 * @param {ShadowRoot} root
 * @param {string} key
 */
function keepFocus(root, key) {
  const isLost = !focusedElement()?.matches(':not(body, #title)');
  const next = root.querySelector(`[data-key="${key}"]`);
  if (isLost && next instanceof HTMLElement) next.focus();
}

/**
 * What replacing does to a server that is connected; empty where none is.
 * @param {Words} words
 * @param {SyncStatus | null} status
 */
function serverText(words, status) {
  const { is_connected, name = '' } = status ?? {};
  return is_connected ? words.text('restore.replace_server', { name }) : '';
}

/**
 * @param {Words} words
 * @param {RestoreAnswer} answer
 * @param {string} leftServer  the name of the one that was disconnected, or ''
 */
function result(words, { added, updated, unchanged }, leftServer) {
  const parts = [
    words.text('restore.added', { count: added }),
    words.text('restore.updated', { count: updated }),
    words.text('restore.unchanged', { count: unchanged }),
  ];
  return element(
    'div',
    {
      class: 'notice good',
      tabindex: '-1',
      'data-key': 'restored',
      'data-testid': 'restore-result',
    },
    icon('check'),
    element(
      'p',
      { class: 'notice-text' },
      element('strong', {}, words.text('restore.done')),
      `: ${parts.join(', ')}`,
      leftServer && `. ${words.text('restore.server_left', { name: leftServer })}`,
    ),
  );
}
