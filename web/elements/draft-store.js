// What was typed and not saved yet, kept in this browser until it is saved or discarded. Each book
// has its own: two books may well know a contact of the same id.

import { isEqual } from './form-values.js';
import { watchSlow } from './watch-slow.js';

/** @import { Book } from './book-shape.js' */
/** @import { FormValues } from './form-values.js' */
/** @import { Contact } from '../types.js' */

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

/** The drafts of a form, while it has this book. */
export class FormDrafts {
  /** What is being saved: nobody saves it twice. @type {Set<string>} */
  #saved = new Set();

  /** @param {Owner} book */
  constructor(book) {
    this.book = book;
    watchBook(book);
  }

  /** @param {string} id  of the contact, or newDraft */
  load(id) {
    return loadDraft(this.book, id);
  }

  /**
   * @param {string} id
   * @param {FormValues} values
   * @param {Contact | null} base
   */
  store(id, values, base) {
    storeDraft(this.book, id, values, base);
  }

  /** @param {string} id */
  drop(id) {
    dropDraft(this.book, id);
  }

  /**
   * Drops what was saved, but nothing that was typed since.
   * @param {string} id
   * @param {FormValues} values
   */
  dropSaved(id, values) {
    if (isEqual(this.load(id)?.values, values)) this.drop(id);
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
 * @param {string} id  of the contact, or newDraft
 * @returns {StoredDraft | null}
 */
function loadDraft(book, id) {
  try {
    const draft = JSON.parse(localStorage.getItem(prefixOf(book) + id) ?? 'null');
    const isWhole = Array.isArray(draft?.values?.tags) && Array.isArray(draft.values.attributes);
    return isWhole ? draft : null;
  } catch {
    return null;
  }
}

/**
 * @param {Owner} book
 * @param {string} id
 * @param {FormValues} values
 * @param {Contact | null} base
 */
function storeDraft(book, id, values, base) {
  if (book && isDestroyed.get(book)) return;
  const draft = { values, time: new Date().toISOString(), base };
  try {
    localStorage.setItem(prefixOf(book) + id, JSON.stringify(draft));
  } catch {
    // Without storage the draft lives as long as the form does.
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
