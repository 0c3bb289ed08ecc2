// What an undo has left alone, since somebody changed it later: by name, with the choice to take it
// back, too.

import { openDialog } from '../base/dialog.js';
import { element } from '../base/dom.js';
import { uniqueId } from '../base/form-field.js';
import { icon } from '../base/icons.js';
import { contactTitle } from './contact-columns.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { Book, UndoAnswer } from '../base/book-shape.js' */

/** @typedef {{id: string, title: string, fields: string[]}} KeptContact */

/**
 * @typedef {object} Kept
 * @property {number} count           all of them
 * @property {KeptContact[]} contacts  the first ones
 */

/**
 * @param {Words} words
 * @param {Pick<Book, 'get'>} book
 * @param {UndoAnswer} answer
 * @returns {Promise<Kept>}
 */
export async function readKept(words, book, { kept, kept_contacts }) {
  const contacts = await Promise.all(
    kept_contacts.map(async ({ id, fields }) => {
      const contact = await book.get(id).catch(() => null);
      const title = contact ? contactTitle(contact, words) : words.text('contact.unnamed');
      return { id, title, fields };
    }),
  );
  return { count: kept, contacts };
}

/**
 * @param {Words} words
 * @param {Kept} kept
 * @param {{takeBack: () => void, leave: () => void, open: (id: string) => void}} act
 */
export function keptNotice(words, { count, contacts }, act) {
  return element(
    'div',
    { class: 'notice warning kept-notice', 'data-testid': 'kept' },
    icon('info'),
    element(
      'div',
      { class: 'notice-text' },
      element('strong', {}, words.text('undo.kept_title', { count })),
      element('p', {}, words.text('undo.kept_text', { count })),
      keptList(words, { count, contacts }, act.open),
      element('div', { class: 'kept-actions' }, ...keptButtons(words, count, act)),
    ),
  );
}

/**
 * The same as a dialog.
 * @param {ShadowRoot} root
 * @param {Words} words
 * @param {Kept} kept
 * @param {{takeBack: () => void, open: (id: string) => void}} act
 */
export function showKept(root, words, { count, contacts }, { takeBack, open }) {
  const id = uniqueId('kept');
  const leave = () => dialog.close();
  const dialog = element(
    'dialog',
    {
      'aria-labelledby': id,
      part: 'dialog',
    },
    element('h2', { id }, words.text('undo.kept_title', { count })),
    element('p', { class: 'muted' }, words.text('undo.kept_text', { count })),
    keptList(words, { count, contacts }, (contact) => (leave(), open(contact))),
    element(
      'div',
      { class: 'dialog-actions' },
      ...keptButtons(words, count, { takeBack: () => (leave(), takeBack()), leave }),
    ),
  );
  openDialog(root, dialog);
}

/**
 * @param {Words} words
 * @param {Kept} kept
 * @param {(id: string) => void} open
 */
function keptList(words, { count, contacts }, open) {
  const items = contacts.map(({ id, title, fields }) =>
    element(
      'li',
      {},
      element('button', { type: 'button', class: 'link', onclick: () => open(id) }, title),
      ' ',
      element('span', { class: 'kept-fields' }, fieldNames(words, fields)),
    ),
  );
  const more = count - contacts.length;
  return element(
    'ul',
    { class: 'kept-list' },
    ...items,
    more > 0 && element('li', {}, words.text('undo.kept_more', { count: more })),
  );
}

/**
 * @param {Words} words
 * @param {number} count
 * @param {{takeBack: () => void, leave: () => void}} act
 */
function keptButtons(words, count, { takeBack, leave }) {
  return [
    element('button', { type: 'button', onclick: leave }, words.text('undo.leave')),
    element(
      'button',
      { type: 'button', class: 'primary', onclick: takeBack },
      words.text('undo.take_back', { count }),
    ),
  ];
}

/**
 * @param {Words} words
 * @param {string[]} fields
 */
function fieldNames(words, fields) {
  const keys = fields.map((field) => `field.${field}`).filter((key) => words.has(key));
  return keys.map((key) => words.text(/** @type {Key} */ (key))).join(', ');
}
