// What is done to many contacts: each is asked with the exact count before, and has one undo after.

import { confirm, confirmNumber } from '../base/confirm-dialog.js';
import { askForChanges } from './bulk-edit-dialog.js';
import { contactTitle } from './contact-columns.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Contact, Filter, LongCall } from '../../types.js' */
/** @import { Book, BulkChange } from '../base/book-shape.js' */

/**
 * Shows a long call, and lets it be stopped.
 * @typedef {(call: (long: LongCall) => Promise<BulkChange>) => Promise<BulkChange | null>} Watch
 */
/** @typedef {{ids: string[]} | {filter: Filter, except?: string[]}} ListedContacts */

/**
 * How many contacts are meant as the book is now: other tabs write, too.
 * @param {Book} book
 * @param {ListedContacts} selection
 */
export async function countSelected(book, selection) {
  if ('ids' in selection) return selection.ids.length;
  return book.count(selection.filter, { except: selection.except });
}

/**
 * @param {ShadowRoot} root
 * @param {Words} words
 * @param {number} count
 * @param {Contact | null} only  which, where it is one
 */
export function confirmDeletion(root, words, count, only) {
  return confirm(root, words, {
    title: words.text('delete.title', { count }),
    text: only
      ? words.text('delete.one', { name: contactTitle(only, words) })
      : words.text('delete.text', { count }),
    action: words.text('delete.action', { count }),
  });
}

/**
 * @param {ShadowRoot} root
 * @param {Words} words
 * @param {Book} book
 * @param {ListedContacts} selection
 * @param {Watch} watch
 * @returns {Promise<BulkChange | null>} null: it was not to be
 */
export async function deleteMany(root, words, book, selection, watch) {
  // Of one it is said which: the focus may be where nobody looks.
  const isOne = 'ids' in selection && selection.ids.length === 1;
  const only = isOne ? await book.get(selection.ids[0]) : null;
  const isSure = await confirmNumber(
    () => countSelected(book, selection),
    (count) => confirmDeletion(root, words, count, only),
  );
  return isSure ? watch((long) => book.remove({ ...selection, ...long })) : null;
}

/**
 * @param {ShadowRoot} root
 * @param {Words} words
 * @param {Book} book
 * @param {ListedContacts} selection
 * @param {Watch} watch
 * @returns {Promise<BulkChange | null>}
 */
export async function editMany(root, words, book, selection, watch) {
  const [count, codes] = await Promise.all([countSelected(book, selection), book.callingCodes()]);
  const changes = await askForChanges(root, words, count, codes);
  return changes ? watch((long) => book.update({ ...selection, changes, ...long })) : null;
}
