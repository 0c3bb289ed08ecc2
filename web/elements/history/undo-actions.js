// Undo and redo from anywhere in the dashboard: the keys, and the button of each message about
// something that was done.

import { phrase } from '../../i18n/translate.js';
import { watchSlow } from '../base/watch-slow.js';
import { readKept, showKept } from '../contact/kept-contacts.js';
import { describeEntry } from './history-words.js';
import { describeReversed, reverseAndCompare } from './segment-outcome.js';

/** @import { Phrase, Words } from '../../i18n/translate.js' */
/** @import { Contact, LongCall } from '../../types.js' */
/** @import { Book, Failure, HistoryPage, UndoAnswer } from '../base/book-shape.js' */
/** @import { KarteiToast } from '../dashboard/kartei-toast.js' */
/** @import { Reversed } from './segment-outcome.js' */

/** @typedef {'undo' | 'redo'} Way */

/**
 * The change whose turn it is.
 * @typedef {object} Next
 * @property {string} what  '' where it is older than what is looked through
 * @property {() => Promise<void>} run  reverses it, and no other one that has come since
 */

/**
 * @typedef {object} Surroundings
 * @property {ShadowRoot} root
 * @property {KarteiToast} toast
 * @property {Book | null} book
 * @property {Words} words
 * @property {(id: string) => void} open
 * @property {(failure: Failure) => void} refused
 * @property {(isBusy: boolean) => void} busy  nothing else that asks the book can be begun
 */

// As many entries are looked through for what an undo was about.
const lookBack = 50;

export class UndoActions {
  #surroundings;
  /** One after the other: held down, the key takes back one change after another. */
  #last = Promise.resolve();
  #isBusy = false;
  /** The message that offers to take something back or do it again, while it may stand.
   * @type {{entry: number, book: Book | null, close: () => void} | null} */
  #offered = null;
  /** Whether it has been said that something has to wait for what is under way. */
  #hasSaidSo = false;

  /** @param {() => Surroundings} surroundings  as they are now */
  constructor(surroundings) {
    this.#surroundings = surroundings;
  }

  /** While it is seen that the book is at it, nothing more is asked. */
  get isBusy() {
    return this.#isBusy;
  }

  set isBusy(isBusy) {
    this.#isBusy = isBusy;
    this.#hasSaidSo = false;
  }

  /**
   * Says what was done, with the way back.
   * @param {Phrase} text
   * @param {number} entry  0: there is none
   */
  offer(text, entry) {
    this.#offerWayBack('undo', this.#surroundings().toast.show({ text }), entry);
  }

  /** It is taken back or done again elsewhere: no message offers that any more. */
  withdraw(/** @type {number} */ entry) {
    const offered = this.#offered;
    if (offered?.entry === entry && offered.book === this.#surroundings().book) offered.close();
  }

  /**
   * The same for a contact that was saved. Its answer does not name the entry, and the newest one
   * may be somebody else's: it is the one about this contact, of the time it was changed.
   * @param {Phrase} text
   * @param {Contact} contact
   */
  async offerForContact(text, contact) {
    const { book, toast } = this.#surroundings();
    // Said at once: later it could take the place of what was done since.
    const message = toast.show({ text });
    const page = await book?.history({ limit: lookBack }).catch(() => null);
    const saved = page?.entries.find(
      ({ kind, contact_id, at, is_undone }) =>
        (kind === 'create' || kind === 'update') &&
        contact_id === contact.id &&
        at === contact.updated_at &&
        !is_undone,
    );
    if (book === this.#surroundings().book) this.#offerWayBack('undo', message, saved?.entry ?? 0);
  }

  /**
   * @param {Way} way
   * @param {ReturnType<KarteiToast['show']>} message
   * @param {number} entry  0: there is none
   */
  #offerWayBack(way, { offer, close }, entry) {
    if (!entry) return;
    const { book } = this.#surroundings();
    const run = () => this.#reverse(way, entry, false, book);
    offer({ label: phrase(`history.${way}`), run });
    this.#offered = { entry, book, close };
  }

  /**
   * What undo() would take back now, and redo() do again: null where there is nothing or neither
   * can be.
   * @returns {Promise<Record<Way, Next | null>>}
   */
  async next() {
    const { book, words } = this.#surroundings();
    const page = this.isBusy ? null : await book?.history({ limit: lookBack }).catch(() => null);
    const turn = (/** @type {Way} */ way) => {
      const entry = page ? newest(way, page) : 0;
      if (!page || !entry) return null;
      const found = page.entries.find((other) => other.entry === entry);
      const what = found ? describeEntry(words, found, page.entries) : '';
      return { what, run: () => this.#reverse(way, entry, false, book) };
    };
    return { undo: turn('undo'), redo: turn('redo') };
  }

  /** @param {number} [entry]  the newest change if absent */
  undo(entry) {
    return this.#reverse('undo', entry);
  }

  /** Does again what was taken back last. */
  redo() {
    return this.#reverse('redo');
  }

  /**
   * @param {Way} way
   * @param {number} [entry]  the newest one if absent
   * @param {boolean} [overwrite]
   * @param {Book | null} [meant]  whose entry it is: in another book the number means another
   */
  #reverse(way, entry, overwrite, meant = this.#surroundings().book) {
    if (this.isBusy) return (this.#sayBusy(way), this.#last);
    this.#last = this.#last.then(async () => {
      const isThere = meant === this.#surroundings().book;
      if (isThere) await this.#tryToReverse(way, entry, overwrite);
    });
    return this.#last;
  }

  /** Once, however long the key is held down. @param {Way} way */
  #sayBusy(way) {
    if (this.#hasSaidSo) return;
    this.#hasSaidSo = true;
    this.#surroundings().toast.show({ text: phrase(`${way}.waits`), kind: 'problem' });
  }

  /**
   * @param {Way} way
   * @param {number} [entry]
   * @param {boolean} [overwrite]
   */
  async #tryToReverse(way, entry, overwrite) {
    const { book, toast, refused } = this.#surroundings();
    if (!book) return;
    try {
      const page = await book.history({ limit: lookBack });
      const meant = entry ?? newest(way, page);
      if (!meant) return void toast.show({ text: phrase(`${way}.nothing`) });
      this.withdraw(meant);
      const known = page.entries;
      const found = known.find((other) => other.entry === meant);
      const what = (/** @type {Words} */ words) =>
        found ? describeEntry(words, found, known) : '';
      const request = { entry: meant, ...(overwrite && { overwrite }) };
      const reversed = await reverseAndCompare(book, found, () =>
        this.#watch(way, what, (long) => book[way]({ ...request, ...long })),
      );
      if (book === this.#surroundings().book) await this.#say(way, meant, what, reversed);
    } catch (error) {
      if (book === this.#surroundings().book) refused(/** @type {Failure} */ (error));
    }
  }

  /**
   * A large import takes many seconds.
   * @param {Way} way
   * @param {Phrase} what
   * @param {(long: Required<LongCall>) => Promise<UndoAnswer>} call
   */
  #watch(way, what, call) {
    const { toast, busy } = this.#surroundings();
    const running = (/** @type {Words} */ words) =>
      words.text(`${way}.running`, { what: what(words) });
    const task = toast.task(running, 'undo');
    return watchSlow(busy, () => call(task.long)).finally(task.end);
  }

  /**
   * @param {Way} way
   * @param {number} entry
   * @param {Phrase} what
   * @param {Reversed} reversed
   */
  async #say(way, entry, what, reversed) {
    const { answer } = reversed;
    const { book, root, toast, words, open } = this.#surroundings();
    const text = (/** @type {Words} */ now) => {
      const shown = what(now) || now.text('history.some', { count: answer.count });
      return describeReversed(now, way, shown, reversed);
    };
    if (!book) return void toast.show({ text });
    // A key too many is made good where it is seen.
    const back = way === 'undo' ? 'redo' : 'undo';
    if (!answer.kept) return this.#offerWayBack(back, toast.show({ text }), entry);
    const kept = await readKept(words, book, answer);
    const takeBack = () => this.#reverse(way, entry, true, book);
    const run = () => showKept(root, this.#surroundings().words, kept, { takeBack, open });
    toast.show({ text, action: { label: phrase('undo.kept_show'), run } });
  }
}

/**
 * The entry that is next in turn. What is done again is named by the entry itself, not by its undo.
 * @param {Way} way
 * @param {HistoryPage} page
 * @returns {number} 0 for none
 */
function newest(way, { undo, redo, entries }) {
  if (way === 'undo' || !redo) return way === 'undo' ? undo : 0;
  return entries.find(({ entry }) => entry === redo)?.reverts ?? 0;
}
