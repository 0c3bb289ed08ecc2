// What was typed into a cell goes into the book, and never over what somebody else has written
// there meanwhile: other fields are theirs, this one is asked about.

import { isChanged, saveLive, toDraft, toValues } from '../form/form-values.js';

/** @import { CallingCode, Contact } from '../../types.js' */
/** @import { Book, Failure } from '../base/book-shape.js' */
/** @import { CellValue } from './cell-value.js' */

/**
 * @typedef {object} CellEdit
 * @property {CellValue} value
 * @property {Contact} contact   as it was read
 * @property {string} text       that was typed
 * @property {CallingCode[]} codes
 */

/**
 * Whether a source of contacts can take them back.
 * @param {object | null} source
 * @returns {source is Book}
 */
export function canSave(source) {
  const calls = ['save', 'get', 'check', 'callingCodes'];
  return source !== null && calls.every((call) => call in source);
}

/**
 * What saving a cell writes.
 * @param {CellEdit} edit
 */
export function draftOf({ value, contact, text, codes }) {
  return toDraft(value.write(toValues(contact), text.trim(), codes), contact);
}

/**
 * Whether there is anything to be saved. Written as it is read, a value is not always the same: a
 * number that was kept with its calling code would be split.
 * @param {CellEdit} edit
 */
export function isEdited({ value, contact, text, codes }) {
  const values = toValues(contact);
  if (text === value.read(values)) return false;
  return isChanged(value.write(values, text.trim(), codes), contact);
}

/**
 * @typedef {object} Outcome
 * @property {Contact} [contact]  as it is now; absent where it was not saved
 * @property {boolean} [isSaved]  false: there was nothing to be saved
 * @property {Contact} [theirs]   what somebody else has made of the same field; saved again with
 *   this one as `contact`, what was typed counts
 */

/**
 * @param {Book} book
 * @param {CellEdit} edit
 * @returns {Promise<Outcome>}  rejects with what the book refuses it for
 */
export async function saveCell(book, edit) {
  const { value, contact: read } = edit;
  for (let contact = read; ;) {
    const now = { ...edit, contact };
    if (!isEdited(now)) return { contact, isSaved: false };
    try {
      const draft = { ...draftOf(now), expected_updated_at: contact.updated_at };
      return { contact: await saveLive(book, draft), isSaved: true };
    } catch (failure) {
      if (/** @type {Failure} */ (failure).code !== 'contact_changed') throw failure;
    }
    const theirs = await book.get(read.id);
    const isSame = value.state(toValues(theirs)) === value.state(toValues(read));
    if (!isSame && isEdited({ ...edit, contact: theirs })) return { theirs };
    contact = theirs;
  }
}
