// What was typed and not saved yet, kept in this browser until it is saved or discarded. Each book
// has its own: two books may well know a contact of the same id.

import { watchSlow } from '../base/watch-slow.js';
import { isEqual } from './form-values.js';

/** @import { Contact } from '../../types.js' */
/** @import { Book } from '../base/book-shape.js' */
/** @import { FormValues } from './form-values.js' */

/**
 * @typedef {object} StoredDraft
 * @property {FormValues} values
 * @property {string} time
 * @property {Contact | null} [base]  the contact as it was when the typing began
 */
/** @typedef {Pick<Book, 'name' | 'status' | 'addEventListener'> | null} Owner */
/** @typedef {Pick<Book, 'name'> | null} Named */

/** What a draft of a contact that does not exist yet is kept under. */
export const newDraft = 'new';

/** @param {Named} book */
const prefixOf = (book) => `kartei-draft:${book?.name ?? 'contacts'}:`;

/**
 * The drafts of a form, while it has this book. It drops only what it has written itself or shown:
 * what another tab has written there is not its own.
 */
export class FormDrafts {
  /** What it has written or shown, by contact. @type {Map<string, string>} */
  #own = new Map();
  /** What is being saved: nobody saves it twice. @type {Set<string>} */
  #saved = new Set();

  /** @param {Owner} book */
  constructor(book) {
    this.book = book;
    watchBook(book);
  }

  /** @param {string} id  of the contact, or newDraft */
  load(id) {
    const text = readDraft(this.book, id);
    const draft = parseDraft(text);
    if (text && draft) this.#own.set(id, text);
    return draft;
  }

  /**
   * @param {string} id
   * @param {FormValues} values
   * @param {Contact | null} base
   */
  store(id, values, base) {
    const there = readDraft(this.book, id);
    const isForeign = there !== null && there !== this.#own.get(id);
    // Whoever only looks at a draft does not take back what another tab has made of it since.
    if (isForeign && this.#isOwn(id, values)) return;
    const text = JSON.stringify({ values, time: new Date().toISOString(), base });
    if (writeDraft(this.book, id, text)) this.#own.set(id, text);
  }

  /**
   * @param {string} id
   * @param {FormValues} values
   */
  #isOwn(id, values) {
    return isEqual(parseDraft(this.#own.get(id))?.values, values);
  }

  /** @param {string} id */
  drop(id) {
    if (readDraft(this.book, id) === this.#own.get(id)) dropDraft(this.book, id);
    this.#own.delete(id);
  }

  /**
   * Drops what was saved, but nothing that was typed since.
   * @param {string} id
   * @param {FormValues} values
   */
  dropSaved(id, values) {
    if (this.#isOwn(id, values)) this.drop(id);
  }

  /** @param {string} id */
  isSaving(id) {
    return this.#saved.has(id);
  }

  /**
   * @param {string} id
   * @param {() => void} show  says whether something is being saved, unless it is fast
   * @param {() => Promise<Contact>} save
   */
  async saving(id, show, save) {
    this.#saved.add(id);
    try {
      return await watchSlow(show, save);
    } finally {
      this.#saved.delete(id);
      show();
    }
  }
}

/**
 * @param {Owner} book
 * @param {string} id
 */
function readDraft(book, id) {
  try {
    return localStorage.getItem(prefixOf(book) + id);
  } catch {
    return null;
  }
}

/**
 * @param {string | null} [text]
 * @returns {StoredDraft | null}
 */
function parseDraft(text) {
  try {
    const draft = JSON.parse(text ?? 'null');
    const isWhole = Array.isArray(draft?.values?.tags) && Array.isArray(draft.values.attributes);
    return isWhole ? draft : null;
  } catch {
    return null;
  }
}

/**
 * @param {Owner} book
 * @param {string} id
 * @param {string} text
 * @returns {boolean}  whether it stands there now
 */
function writeDraft(book, id, text) {
  if (book && isDestroyed.get(book)) return false;
  try {
    localStorage.setItem(prefixOf(book) + id, text);
    return true;
  } catch {
    // Without storage the draft lives as long as the form does.
    return false;
  }
}

/**
 * @param {Named} book
 * @param {string} id
 */
export function dropDraft(book, id) {
  try {
    localStorage.removeItem(prefixOf(book) + id);
  } catch {
    // There was none.
  }
}

/** Books that a form has had, and whether they are destroyed. @type {WeakMap<object, boolean>} */
const isDestroyed = new WeakMap();

/**
 * With a book goes what was typed about it, also where the form has left the page before.
 * @param {Owner} book
 */
function watchBook(book) {
  if (!book || isDestroyed.has(book)) return;
  isDestroyed.set(book, book.status === 'destroyed');
  book.addEventListener?.('status', (event) => {
    if (/** @type {CustomEvent} */ (event).detail.state !== 'destroyed') return;
    isDestroyed.set(book, true);
    for (const id of draftIds(book)) dropDraft(book, id);
  });
}

/**
 * Drops the drafts of contacts that were erased: whatever erased them, and in whichever tab.
 * @param {Pick<Book, 'name' | 'get'>} book
 */
export async function dropLostDrafts(book) {
  for (const id of draftIds(book)) {
    if (id === newDraft) continue;
    const isLost = await book.get(id).then(
      () => false,
      (failure) => failure.code === 'contact_unknown',
    );
    if (isLost) dropDraft(book, id);
  }
}

/**
 * @param {Named} book
 * @returns {string[]}
 */
function draftIds(book) {
  const prefix = prefixOf(book);
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  } catch {
    return [];
  }
}
