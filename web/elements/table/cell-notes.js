// What there is to say of a cell that is edited, in the words of the form.

import { phoneText } from '../contact/contact-columns.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { CheckedDraft, Contact } from '../../types.js' */
/** @import { Column } from '../contact/contact-columns.js' */
/** @import { CellNote } from './cell-message.js' */
/** @import { CellValue } from './cell-value.js' */

/**
 * Why it is not saved. Where it is another field that keeps the contact from being saved, that is
 * mended where all of them are.
 * @param {Words} words
 * @param {CellValue} value
 * @param {{code: string, field?: string}[]} issues  at least one
 * @param {() => void} open  the contact
 * @returns {CellNote}
 */
export function complaint(words, value, issues, open) {
  const own = issues.find(({ field }) => !field || field === value.field);
  if (own) return { kind: 'error', text: words.error(own.code) };
  const { field = '', code } = issues[0];
  const key = `field.${field}`;
  const column = words.has(key) ? words.text(/** @type {Key} */ (key)) : field;
  return {
    kind: 'error',
    text: words.text('review.reason', { column, reason: words.error(code) }),
    actions: [{ label: words.text('shortcuts.open'), run: open }],
  };
}

/**
 * Both have changed the same: whose value counts is nobody's to decide but the person's. Of a
 * number all is said: it is one with its calling code, whichever of them was changed.
 * @param {Words} words
 * @param {Column} column
 * @param {Contact} theirs
 * @param {{saveMine: () => void, takeTheirs: () => void}} act
 * @returns {CellNote}
 */
export function conflict(words, column, theirs, { saveMine, takeTheirs }) {
  const isNumber = column.id === 'phone' || column.id === 'country_code';
  const text = isNumber ? phoneText(theirs) : column.text(theirs, words);
  const other = text || words.text('conflict.nothing');
  return {
    kind: 'error',
    text: words.text('cell.changed', { value: other }),
    actions: [
      { label: words.text('conflict.save_mine'), run: saveMine },
      { label: words.text('conflict.take_theirs'), run: takeTheirs },
    ],
  };
}

/**
 * Who has the same, which stops nobody.
 * @param {Words} words
 * @param {CellValue} value
 * @param {CheckedDraft} checked
 * @returns {CellNote | null}
 */
export function duplicate(words, value, { duplicates }) {
  const field = value.field === 'country_code' ? 'phone' : value.field;
  const found = duplicates.find((other) => other.field === field);
  if (!found) return null;
  const same = field === 'email' ? 'form.duplicate_email' : 'form.duplicate_phone';
  const name = found.name || words.text('contact.unnamed');
  return {
    kind: 'warning',
    text: words.text(found.similar ? 'form.similar_email' : same, { name }),
  };
}

/**
 * What was probably meant.
 * @param {Words} words
 * @param {CellValue} value
 * @param {CheckedDraft} checked
 * @param {((text: string) => void) | null} take  null: it is only said
 * @returns {CellNote | null}
 */
export function offer(words, value, { offers }, take) {
  const found = offers.find(({ field }) => field === value.field);
  if (!found) return null;
  return {
    kind: 'info',
    text: words.text(/** @type {Key} */ (`offer.${found.reason}`), { value: found.value }),
    actions: take ? [{ label: words.text('offer.take'), run: () => take(found.value) }] : [],
  };
}
