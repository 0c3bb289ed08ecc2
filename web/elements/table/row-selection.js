// Which contacts are selected: single ones by id, or all that match a filter but for some. The
// second is a question and not a list, so it costs the same for a million.
//
// "All matches" means those of the filter as it was. While another one is in force the selection is
// away: nothing is selected, and it comes back with its filter, or is given up.

/** @import { Filter } from '../../types.js' */
/** @import { Book } from '../base/book-shape.js' */

export class RowSelection {
  /** @type {Set<string>} */
  #ids = new Set();
  /** @type {Filter | null} */
  #filter = null;
  /** Left out of all matches. @type {Set<string>} */
  #except = new Set();
  #matches = 0;
  #isAway = false;
  #isOfEarlierList = false;
  /** @type {Book | null} */
  #book = null;
  /** Counts what ends a selection: that it is cleared, or another list shown. */
  #era = 0;
  /** Counts the questions about what is gone: an answer to an older one is dropped. */
  #question = 0;

  get count() {
    if (this.#isAway) return 0;
    return this.#filter ? Math.max(0, this.#matches - this.#except.size) : this.#ids.size;
  }

  /** Whether it is a question: all matches, or all but some. */
  get isAllMatches() {
    return this.#filter !== null && !this.#isAway;
  }

  get hasExceptions() {
    return this.isAllMatches && this.#except.size > 0;
  }

  /** All matches of another filter, which are not selected as long as that is not in force. */
  get away() {
    const count = Math.max(0, this.#matches - this.#except.size);
    return this.#isAway && this.#filter ? { filter: this.#filter, count } : null;
  }

  /** Whether some of the ids may not be in the list that is shown. */
  get isOfEarlierList() {
    return this.#isOfEarlierList && this.#ids.size > 0;
  }

  /** @param {string} id */
  has(id) {
    return this.isAllMatches ? !this.#except.has(id) : this.#ids.has(id);
  }

  get #listed() {
    return this.#filter ? this.#except : this.#ids;
  }

  /** @param {string} id */
  toggle(id) {
    this.#giveUpAway();
    const listed = this.#listed;
    if (!listed.delete(id)) listed.add(id);
    if (this.#filter && this.count === 0) this.clear();
  }

  /** @param {string[]} ids */
  add(ids) {
    this.#giveUpAway();
    for (const id of ids) {
      if (this.#filter) this.#except.delete(id);
      else this.#ids.add(id);
    }
  }

  /**
   * The same with what is still being found out, unless the selection has ended by then.
   * @param {Promise<string[]>} ids
   */
  async addLater(ids) {
    const era = this.#era;
    const found = await ids;
    if (era === this.#era) this.add(found);
  }

  /**
   * @param {Filter} filter
   * @param {number} matches
   */
  selectMatches(filter, matches) {
    this.clear();
    if (matches === 0) return;
    this.#filter = filter;
    this.#matches = matches;
  }

  /** @param {number} matches  how many the filter has now */
  updateMatches(matches) {
    if (!this.isAllMatches) return;
    this.#matches = matches;
    if (this.count === 0) this.clear();
  }

  /**
   * Another list is shown.
   * @param {Filter} filter
   */
  filterChanged(filter) {
    ++this.#era;
    if (this.#filter) this.#isAway = JSON.stringify(filter) !== JSON.stringify(this.#filter);
    else this.#isOfEarlierList = this.#ids.size > 0;
  }

  /** A person has been asked, and wants to keep the ids. */
  keep() {
    this.#isOfEarlierList = false;
  }

  clear() {
    ++this.#era;
    this.#ids.clear();
    this.#except.clear();
    this.#filter = null;
    this.#isAway = this.#isOfEarlierList = false;
  }

  /**
   * In another book nothing is selected.
   * @param {Book | null} book
   * @returns {boolean} whether something was
   */
  setBook(book) {
    if (book !== this.#book) ++this.#era;
    const isLost = book !== this.#book && (this.#filter !== null || this.#ids.size > 0);
    if (isLost) this.clear();
    this.#book = book;
    return isLost;
  }

  /**
   * Forgets those that the book has no longer among its contacts.
   * @returns {Promise<boolean>} whether there are such
   */
  async dropGone() {
    const book = this.#book;
    const question = ++this.#question;
    if (!book || !this.#listed.size) return false;
    // A book that does not answer, or that can only be searched, leaves all as it is.
    const gone = await findGone(book, [...this.#listed]).catch(() => []);
    // Since then what was gone may have come back, and have been selected anew.
    if (book !== this.#book || question !== this.#question) return false;
    for (const id of gone) {
      this.#ids.delete(id);
      this.#except.delete(id);
    }
    return gone.length > 0;
  }

  #giveUpAway() {
    if (this.#isAway) this.clear();
  }

  /** @returns {{ids: string[]} | {filter: Filter, except?: string[]}} */
  toSelection() {
    if (!this.isAllMatches || !this.#filter) return { ids: [...this.#ids] };
    const filter = this.#filter;
    return this.#except.size ? { filter, except: [...this.#except] } : { filter };
  }

  /**
   * What is selected; without a selection this contact, if it is one.
   * @param {{id: string} | undefined} contact
   */
  orContact(contact) {
    if (this.count) return { selection: this.toSelection(), count: this.count };
    return contact ? { selection: { ids: [contact.id] }, count: 1 } : null;
  }
}

/**
 * Asked by their number: where none is gone that is one answer, however many they are.
 * @param {Book} book
 * @param {string[]} ids
 * @returns {Promise<string[]>}
 */
async function findGone(book, ids) {
  if (ids.length === 1) return (await isGone(book, ids[0])) ? ids : [];
  const [all, others, still] = await Promise.all([
    book.count({ all: [] }),
    book.count({ all: [] }, { except: ids }),
    book.count({ all: [] }),
  ]);
  // Numbers of different books: with the change between them, it is asked again.
  if (all !== still) return [];
  const found = all - others;
  if (found >= ids.length) return [];
  if (found <= 0) return ids;
  const middle = ids.length >> 1;
  const first = await findGone(book, ids.slice(0, middle));
  return [...first, ...(await findGone(book, ids.slice(middle)))];
}

/**
 * @param {Book} book
 * @param {string} id
 */
function isGone(book, id) {
  return book.get(id).then(
    ({ deleted_at }) => deleted_at !== null,
    ({ code }) => code === 'contact_unknown',
  );
}
