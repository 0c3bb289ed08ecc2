// What was typed and not saved yet, kept in this browser until it is saved or discarded. Each book
// has its own: two books may well know a contact of the same id.

/** @import { Book } from './book-shape.js' */
/** @import { FormValues } from './form-values.js' */
/** @import { Contact } from '../types.js' */

/**
 * @typedef {object} StoredDraft
 * @property {FormValues} values
 * @property {string} time
 * @property {Contact | null} [base]  the contact as it was when the typing began
 */
/** @typedef {Pick<Book, 'name'> | null} Owner */

/** What a draft of a contact that does not exist yet is kept under. */
export const newDraft = 'new';

/** @param {Owner} book */
const prefixOf = (book) => `kartei-draft:${book?.name ?? 'contacts'}:`;

/**
 * @param {Owner} book
 * @param {string} id  of the contact, or newDraft
 * @returns {StoredDraft | null}
 */
export function loadDraft(book, id) {
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
export function storeDraft(book, id, values, base) {
  const draft = { values, time: new Date().toISOString(), base };
  try {
    localStorage.setItem(prefixOf(book) + id, JSON.stringify(draft));
  } catch {
    // Without storage the draft lives as long as the form does.
  }
}

/**
 * @param {Owner} book
 * @param {string} id
 */
export function dropDraft(book, id) {
  try {
    localStorage.removeItem(prefixOf(book) + id);
  } catch {
    // There was none.
  }
}

/**
 * The book is gone, and what belongs to it.
 * @param {Owner} book
 */
export function dropAllDrafts(book) {
  for (const id of draftIds(book)) dropDraft(book, id);
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
 * @param {Owner} book
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
