// What is done with the contacts that are selected in <kartei-contacts>, one thing after the other,
// and the bar below the list that says what is selected and offers it.

import { RunningTask } from '../base/running-task.js';
import { watchSlow } from '../base/watch-slow.js';
import { countSelected, deleteMany, editMany } from '../contact/bulk-actions.js';
import { SelectionBar } from './selection-bar.js';
import { SelectionRoom } from './selection-room.js';

/** @import { Failure } from '../base/book-shape.js' */
/** @import { KarteiElement } from '../base/kartei-element.js' */
/** @import { ListedContacts, Watch } from '../contact/bulk-actions.js' */
/** @import { KarteiTable } from '../table/kartei-table.js' */

/**
 * @typedef {object} Ways  what is done elsewhere
 * @property {() => void} goBack  to the list of which all matches were selected
 * @property {(selection: ListedContacts) => void} list  puts them into a list
 */

export class SelectionActions {
  #host;
  #table;
  #ways;
  /** @type {SelectionBar | null} */
  #bar = null;
  #isBusy = false;
  /** Whether many are being changed, or it is asked how. */
  #isActing = false;
  #said = '';
  #room;

  /**
   * @param {KarteiElement} host
   * @param {KarteiTable} table
   * @param {Ways} ways
   */
  constructor(host, table, ways) {
    this.#host = host;
    this.#table = table;
    this.#ways = ways;
    this.#room = new SelectionRoom(host);
  }

  build() {
    const table = this.#table;
    const task = this.#bar?.task ?? null;
    this.#bar = new SelectionBar(this.#host.words, {
      clear: () => (table.clearSelection(), table.focus()),
      keep: () => table.keepSelection(),
      goBack: () => this.#ways.goBack(),
      list: () => this.#ways.list(this.#selection),
      edit: () => this.#act(editMany, 'kartei-changed', this.#selection),
      export: () => this.#export(),
      delete: () => this.delete(this.#selection),
    });
    if (task) this.#bar.showRunning(task);
    this.#room.watch(this.#bar.element);
    return this.#bar.element;
  }

  get #selection() {
    return this.#table.selection.toSelection();
  }

  /** Whether the book is at something that nobody can stop: nothing else is asked of it. */
  set isBusy(/** @type {boolean} */ isBusy) {
    this.#isBusy = isBusy;
    this.#bar?.setBusy(isBusy);
  }

  /** What is selected may be something else. */
  show() {
    const { root } = this.#host;
    const focused = root.activeElement;
    const text = this.#bar?.show(this.#table.selection) ?? '';
    // A button that vanishes with what it was for.
    if (focused && !root.activeElement) this.#table.focus();
    if (text && text !== this.#said) this.#announce(text);
    this.#said = text;
  }

  /** @param {string} text */
  #announce(text) {
    this.#host.emit('kartei-announced', { text });
  }

  async #export() {
    const { book, words } = this.#host;
    const selection = this.#selection;
    const count = book ? await countSelected(book, selection).catch(() => 0) : 0;
    const order = { sort: this.#table.query.sort, locale: words.locale };
    if (count) this.#host.emit('kartei-export', { ...selection, ...order, count });
  }

  /** @param {ListedContacts} selection */
  async delete(selection) {
    await this.#act(deleteMany, 'kartei-deleted', selection);
  }

  /**
   * @param {typeof deleteMany} action
   * @param {string} done  the event that says so
   * @param {ListedContacts} selection
   */
  async #act(action, done, selection) {
    const { book, root, words } = this.#host;
    // One after the other: each has its place in the bar, with a way to stop it.
    if (!book || this.#isBusy || this.#isActing) return;
    this.#isActing = true;
    try {
      const change = await action(root, words, book, selection, (call) => this.#watch(call));
      if (!change || book !== this.#host.book) return;
      if (done === 'kartei-deleted') this.#table.clearSelection();
      this.#table.focus();
      this.#host.emit(done, change);
    } catch (failure) {
      this.#host.emitOf(book, 'kartei-refused', { failure });
    } finally {
      this.#isActing = false;
    }
  }

  /**
   * What takes longer than a moment is seen to be under way, and can be stopped.
   * @type {Watch}
   */
  async #watch(call) {
    const { words } = this.#host;
    const announce = (/** @type {string} */ text) => this.#announce(text);
    const task = new RunningTask(words, words.text('bulk.running'), announce);
    const show = (/** @type {boolean} */ isSlow) => isSlow && this.#bar?.showRunning(task);
    try {
      return await watchSlow(show, () => call(task.long));
    } catch (error) {
      if (/** @type {Failure} */ (error).code !== 'cancelled') throw error;
      announce(words.failure(/** @type {Failure} */ (error)));
      return null;
    } finally {
      this.#said = this.#bar?.ended(this.#table.selection) ?? '';
    }
  }
}
