// What <kartei-dashboard> says of what was done in its parts: a toast each, with the way back where
// there is one, and one for what takes its time.

import { phrase } from '../../i18n/translate.js';
import { writtenText } from '../import/import-sum.js';

/** @import { Phrase, Words } from '../../i18n/translate.js' */
/** @import { Contact, ImportCounts, LongCall } from '../../types.js' */
/** @import { BulkChange, Failure, RestoreAnswer } from '../base/book-shape.js' */
/** @import { UndoActions } from '../history/undo-actions.js' */
/** @import { KarteiToast } from './kartei-toast.js' */

export class DashboardMessages {
  #toast;
  #undo;

  /**
   * @param {KarteiToast} toast
   * @param {UndoActions} undo
   */
  constructor(toast, undo) {
    this.#toast = toast;
    this.#undo = undo;
  }

  /**
   * @param {'delete.done' | 'trash.restored' | 'trash.erased'} key
   * @param {{count: number, entry?: number}} change
   */
  done(key, { count, entry = 0 }) {
    this.#undo.offer(phrase(key, { count }), entry);
  }

  /** @param {BulkChange} change */
  changedMany({ count, entry, refused = 0 }) {
    const done = phrase('bulk.done', { count });
    if (!refused) return this.#undo.offer(done, entry);
    const text = (/** @type {Words} */ words) =>
      `${done(words)}. ${words.text('bulk.refused', { count: refused })}`;
    count ? this.#undo.offer(text, entry) : this.#toast.show({ text, kind: 'problem' });
  }

  /**
   * @param {Contact} contact
   * @param {boolean} isNew
   */
  saved(contact, isNew) {
    const text = phrase(isNew ? 'form.created_toast' : 'form.saved');
    this.#undo.offerForContact(text, contact);
  }

  /** @param {() => void} run  opens it again */
  draftKept(run) {
    const action = { label: phrase('conflict.keep_editing'), run };
    this.#toast.show({ text: phrase('form.draft_kept'), kind: 'problem', action });
  }

  /** @param {{counts: ImportCounts, entry: number}} done */
  imported({ counts, entry }) {
    if (!counts.new && !counts.updated) return;
    this.#undo.offer((words) => writtenText(words, 'import.done', counts), entry);
  }

  /** @param {{effect: 'none' | 'taken' | 'deleted', entry: number}} decision */
  conflictResolved({ effect, entry }) {
    if (effect === 'taken') this.#undo.offer(phrase('sync.conflict.taken'), entry);
    if (effect === 'deleted') this.done('delete.done', { count: 1, entry });
  }

  exported(/** @type {number} */ count) {
    this.#toast.show({ text: phrase('export.done', { count }) });
  }

  backedUp() {
    this.#toast.show({ text: phrase('backup.done') });
  }

  /** @param {{mode: 'replace' | 'merge', answer: RestoreAnswer}} detail */
  backupRestored({ mode, answer }) {
    // What a book has been replaced by has a history of its own.
    this.#undo.offer(phrase('restore.done'), mode === 'merge' ? answer.entry : 0);
  }

  updateWaits() {
    this.#toast.show({ text: phrase('update.wait'), kind: 'problem' });
  }

  /** @param {Failure} failure */
  refused(failure) {
    const text = (/** @type {Words} */ words) => words.failure(failure);
    if (failure.code === 'cancelled') this.#toast.announce(text(this.#toast.words));
    else this.#toast.show({ text, kind: 'problem' });
  }

  /**
   * Shows that something takes time, and why it could not be done.
   * @param {Phrase} label
   * @param {(long: Required<LongCall>) => Promise<void>} act
   */
  async whileRunning(label, act) {
    const task = this.#toast.task(label);
    try {
      await act(task.long);
    } catch (failure) {
      this.refused(/** @type {Failure} */ (failure));
    } finally {
      task.end();
    }
  }
}
