// Follows how the sync of a book stands, for as long as a signal lasts.

/** @import { SyncStatus } from '../../types.js' */
/** @import { Book } from '../base/book-shape.js' */

// A series of changes is one change of what is pending.
const readAfterMs = 250;

/**
 * Of what waits for a person, what the status knows: with another state the lists may be others,
 * also where they are as long, since each answer of the server may have changed what is in them.
 * Empty where nothing waits.
 * @param {SyncStatus | null} status
 */
export function stateOfLists(status) {
  const { parked = 0, conflicts = 0, last_answer_at: at } = status ?? {};
  return parked || conflicts ? `${parked} ${conflicts} ${at}` : '';
}

export class SyncWatch {
  #tell;
  #isSeen;
  /** @type {Book | null} */
  #book = null;
  #timer = 0;
  /** @type {SyncStatus | null} */
  status = null;

  /**
   * @param {() => void} tell        the status may be another one
   * @param {() => boolean} [isSeen] whether anybody sees the numbers, which each change changes
   */
  constructor(tell, isSeen = () => true) {
    this.#tell = tell;
    this.#isSeen = isSeen;
  }

  /**
   * @param {Book | null} book
   * @param {AbortSignal} signal
   */
  watch(book, signal) {
    clearTimeout(this.#timer);
    this.#book = book;
    this.status = null;
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
    if (!book?.syncStatus) return;
    const take = (/** @type {Event} */ event) =>
      this.#take(/** @type {CustomEvent<SyncStatus>} */ (event).detail);
    book.addEventListener('sync', take, { signal });
    book.addEventListener('change', () => this.#readSoon(), { signal });
    for (const type of ['online', 'offline']) addEventListener(type, this.#tell, { signal });
    this.read();
  }

  async read() {
    const book = this.#book;
    // Nobody needs to know where there is no answer.
    const status = await book?.syncStatus?.().catch(() => null);
    if (!status || book !== this.#book) return;
    this.#take(status);
  }

  #readSoon() {
    // What is not connected is heard of by its event.
    if (!this.status?.is_connected || !this.#isSeen()) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.read(), readAfterMs);
  }

  /** @param {SyncStatus} status */
  #take(status) {
    this.status = status;
    this.#tell();
  }
}
