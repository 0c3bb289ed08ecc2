// The rows that the list of a book shows first, kept in a file beside it: the next page shows them
// while a large book is still being opened, which takes a second or two for a million contacts.
//
// They are never old: the file is emptied before anything is written to the book, and what another
// owner of the book has left is told by the counter in the head of the database. So it can be lost
// at any moment, and then the page waits for the book.
import { ContactError } from '../contact-error.js';

/** @typedef {import('../types.js').Page} Page */
/** @typedef {import('../types.js').Query} Query */
/** @typedef {import('./opfs-pool.js').Pool} Pool */

// What a contact looks like in a page has changed: what an older Kartei has kept is not shown.
const FORMAT = 1;
const MAX_ROWS = 500;
const DATABASE = 0;

// The change counter: https://sqlite.org/fileformat2.html, 1.3. Opening a book writes to it.
const COUNTER = { at: 24, bytes: 4 };

export class FirstPage {
  #file;
  #books;
  #isEmpty;
  #isCurrent = false;

  /** @param {Pool} pool */
  constructor({ firstPage, files }) {
    this.#file = firstPage;
    this.#books = files;
    this.#isEmpty = firstPage.getSize() === 0;
  }

  /**
   * Whether the answer changes only with the book: not with the time, nor with the segments.
   * @param {Query} query
   */
  static canKeep({ filter, offset = 0, limit = 0 }) {
    const isPlain = !/"(segment|last_days|not_in_last_days)"/.test(JSON.stringify(filter ?? {}));
    return isPlain && offset === 0 && limit > 0 && limit <= MAX_ROWS;
  }

  /**
   * Before the book is opened.
   * @returns {{query: string, page: Page} | null} null where nothing is known for sure
   */
  read() {
    if (this.#isEmpty) return null;
    const bytes = new Uint8Array(this.#file.getSize());
    this.#file.read(bytes, { at: 0 });
    try {
      const { format, counter, query, page } = JSON.parse(new TextDecoder().decode(bytes));
      const isNewest = format === FORMAT && counter === this.#counter();
      return isNewest ? { query, page } : null;
    } catch {
      // Written by halves.
      return null;
    }
  }

  /**
   * @param {Query} query
   * @param {() => Page} search
   */
  keep(query, search) {
    if (this.#isCurrent) return;
    try {
      this.forget();
      const content = { format: FORMAT, counter: this.#counter(), query: JSON.stringify(query) };
      const json = JSON.stringify({ ...content, page: search() });
      this.#isEmpty = false;
      this.#file.write(new TextEncoder().encode(json), { at: 0 });
      this.#isCurrent = true;
    } catch {
      // No room, or the book is being replaced: the next page waits.
    }
  }

  /**
   * What was erased must not be found here either, so it is overwritten.
   * @throws {ContactError} storage_failed
   */
  forget() {
    this.#isCurrent = false;
    if (this.#isEmpty) return;
    try {
      this.#file.write(new Uint8Array(this.#file.getSize()), { at: 0 });
      this.#file.flush();
      this.#file.truncate(0);
      this.#file.flush();
    } catch (error) {
      throw new ContactError({ code: 'storage_failed', message: String(error) });
    }
    this.#isEmpty = true;
  }

  #counter() {
    const bytes = new Uint8Array(COUNTER.bytes);
    this.#books.read(DATABASE, bytes, COUNTER.at);
    return bytes.join();
  }
}
